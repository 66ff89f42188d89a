"""Errors that a user has to correct, and hints about what may have been meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class UserError(ValueError):
    """An error whose message tells the user in one sentence what is wrong and what to do.

    Unprintable characters in file names and quotations are replaced. `exit_status` is the exit
    status of a command that ends with this error.
    """

    exit_status = 2

    def __init__(self, message: str) -> None:
        super().__init__("".join(c if c.isprintable() else "?" for c in message))


class FolderError(UserError):
    """A document folder that cannot be used; the message is for its author."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean "…"?` for the known word most like `word`, or an empty string."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f'; did you mean "{close[0]}"?' if close else ""
