"""Progress of a long task, as a share from 0 to 1."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float], None]


def unseen(share: float) -> None:
    """Ignore the progress."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """Return the progress callback for one part of the work, from share `start` to `end`."""
    return lambda share: progress(start + share * (end - start))
