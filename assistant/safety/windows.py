"""A long question in short pieces, so that the safety decision reads all of it in linear time."""

from __future__ import annotations

from collections.abc import Iterator

PIECE = 800
"""Characters of a piece: too few for more unknown words than `index.query.SLIPS`."""

SHARED = 200
"""Characters at the end of a piece that the next one begins with: what belongs together is in one
of the two."""


def pieces(question: str) -> Iterator[str]:
    """Yield `question` in overlapping pieces; a short one is not divided."""
    start = 0
    while len(question) - start > PIECE:
        yield question[start : start + PIECE]
        start += PIECE - SHARED
    yield question[start:]
