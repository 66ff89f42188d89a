"""What a user has to put right, and the hint at what was meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class UserError(ValueError):
    """An error whose message is one clear sentence for the user: what is wrong, what to do.

    Names of files and quotations in it are made safe for a terminal. `exit_status` is that of a
    command that ends with it.
    """

    exit_status = 2

    def __init__(self, message: str) -> None:
        super().__init__("".join(c if c.isprintable() else "?" for c in message))


class FolderError(UserError):
    """A document folder that cannot be used; the message is one sentence for its author."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean "…"?` for the known word most like `word`, or an empty string."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f'; did you mean "{close[0]}"?' if close else ""
