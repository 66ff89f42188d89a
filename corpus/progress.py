"""Progress of what takes long, as a share of it from 0 to 1."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float], None]


def unseen(share: float) -> None:
    """Nobody watches."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """Return the progress of a part of the work, the one between two shares."""
    return lambda share: progress(start + share * (end - start))
