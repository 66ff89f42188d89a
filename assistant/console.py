"""Exit statuses, standard output, and messages on standard error."""

from __future__ import annotations

import io
import os
import sys

from assistant import streams
from assistant.render.lines import clean
from corpus.errors import UserError

ANSWERED, NOT_ANSWERED, USAGE, INTERRUPTED = 0, 1, 2, 130

_ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class UsageError(UserError):
    """The arguments are wrong or do not go together."""


def open_streams() -> None:
    """Make the standard streams replace characters that their encoding lacks. Raises StreamError
    if standard output is closed."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors != "replace":
            stream.reconfigure(errors="replace")
    if sys.stdout is None:
        raise streams.StreamError("standard output is closed; leave it open to read the answer")


def put(text: str) -> None:
    """Write `text` to standard output. Raises BrokenPipeError, or StreamError."""
    try:
        streams.write(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        silence(1)
        raise streams.StreamError(
            f"cannot write the answer: {error.strerror}; send it elsewhere"
        ) from None


def note(message: str, program: str = "cramps") -> None:
    """Write a message to standard error."""
    if sys.stderr is not None:
        try:
            print(f"{program}: {clean(message)}", file=sys.stderr)
        except OSError:  # nowhere left to report to; the exit status still shows the error
            silence(2)


def trouble(error: OSError) -> str:
    """Describe an error with a file that is neither the user's input nor the output."""
    reason = error.strerror or "it cannot be used"
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    if name.startswith(_ROOT + os.sep):
        return f"the installation is damaged: {name}: {reason}; install the program again"
    return f"{name}: {reason}" if name else f"the system reports: {reason}"


def silence(stream: int) -> None:
    """Discard what is still to be written, above all in the interpreter's final flush."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
