"""How the command ends, and what it says of it: exit statuses, and sentences to standard error."""

from __future__ import annotations

import os
import sys

from assistant.render.lines import clean
from corpus.errors import UserError

ANSWERED, NOT_ANSWERED, USAGE, INTERRUPTED = 0, 1, 2, 130


class UsageError(UserError):
    """Arguments that do not fit."""


def note(message: str) -> None:
    """Write a sentence to standard error."""

    if sys.stderr is not None:
        try:
            print(f"cramps: {clean(message)}", file=sys.stderr)
        except OSError:  # nobody can be told; the exit status still tells
            silence(2)


def silence(stream: int) -> None:
    """Let what is still to be written go nowhere, the interpreter's last flush above all."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
