"""A progress bar on standard error while a document is prepared, if that takes a while.

We do not use prompt_toolkit's bar: it reads the keyboard, runs in a thread (which rules out several
processes), and takes as long to import as a leaflet takes to prepare.
"""

from __future__ import annotations

import os
import time
from types import TracebackType

from assistant.console import note
from assistant.terminal import obeys_escapes

PATIENCE = 1.0
"""Seconds after which the bar appears."""

PAUSE = 0.1
"""Minimum seconds between updates of the bar."""

_SAYS = "preparing the document"
_WIDEST = 30


class Bar:
    """A progress bar on the terminal, or one sentence where a bar cannot be drawn. If standard
    error is not a terminal, it shows nothing."""

    def __init__(self, stream: int | None, plain: bool = False) -> None:
        """`stream` is the file descriptor of standard error, or None if it is closed."""
        self._stream = stream if stream is not None and os.isatty(stream) else None
        self._drawn = obeys_escapes() and not plain
        self._next = time.monotonic() + PATIENCE
        self._width = 0

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._width:
            self._write(f"\r{' ' * self._width}\r")

    def __call__(self, share: float) -> None:
        """Show that this share of the work is done."""
        now = time.monotonic()
        if self._stream is None or now < self._next:
            return
        if not self._drawn:
            note(f"{_SAYS}; this is done once")
            self._stream = None
            return
        self._next = now + PAUSE
        columns = os.get_terminal_size(self._stream).columns or 80
        text = _line(share, columns)
        padded = text.ljust(self._width)
        self._width = len(text)  # before it is drawn: Ctrl-C may come in between
        self._write("\r" + padded)

    def _write(self, text: str) -> None:
        try:
            if self._stream is not None:
                os.write(self._stream, text.encode("ascii"))
        except OSError:  # the terminal is gone; the work goes on
            self._stream = None


def _line(share: float, columns: int) -> str:
    """The bar for a terminal of this width."""
    percent = f"{min(share, 1.0):4.0%}"
    cells = min(_WIDEST, columns - len(_SAYS) - len(percent) - 5)
    if cells < 5:
        return percent.strip()
    done = round(cells * min(share, 1.0))
    return f"{_SAYS} [{'=' * done}{' ' * (cells - done)}]{percent}"
