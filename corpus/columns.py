"""The columns of a page: puts its words in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean, median

GUTTER = 8.0
"""Minimum width in points of the gap between two columns: wider than between two words."""

LEAST_LINES = 5
"""Minimum number of lines on either side of a gutter."""

LEAST_WORDS = 3.0
"""Minimum average number of words in a line of a column; with fewer, it is a table."""

UNFILLED = 0.35
"""Largest share of the width that the median line of a column may leave empty."""

CROSSED = 0.6
"""Largest share of lines that may cross the gutter: headings, an abstract in one column."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page: where it is in points, and how its letters look."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Region:
    """Words that are read together, and their left margin (None: that of the page)."""

    lines: list[list[Word]]
    margin: float | None = None


def regions(words: Sequence[Word]) -> list[Region]:
    """Return the words of a page in reading order, by line."""
    return list(_regions(_lines(words), None))


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """Return words by line, from top to bottom and from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (round(word.bottom / 3), word.x0)):
        if lines and abs(word.bottom - lines[-1][0].bottom) <= 3:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.x0) for line in lines]


def _regions(lines: list[list[Word]], margin: float | None) -> Iterator[Region]:
    gutter = _gutter(lines)
    if gutter is None:
        yield Region(lines, margin)
        return
    single: list[list[Word]] = []
    band: list[list[Word]] = []
    for line in [*lines, []]:
        if line and not _crosses(line, gutter):
            band.append(line)
            continue
        if band and _has_columns(band, gutter):
            if single:
                yield Region(single, margin)
                single = []
            for side in _sides(band, gutter):
                again = _lines([word for part in side for word in part])
                yield from _regions(again, min(word.x0 for part in side for word in part))
        else:
            single += band
        band = []
        if line:
            single.append(line)
    if single:
        yield Region(single, margin)


def _runs(line: Sequence[Word]) -> Iterator[tuple[float, float]]:
    """Yield the stretches of a line between gaps as wide as a gutter."""
    start, end = line[0].x0, line[0].x1
    for word in line[1:]:
        if word.x0 - end >= GUTTER:
            yield start, end
            start = word.x0
        end = max(end, word.x1)
    yield start, end


def _gutter(lines: Sequence[Sequence[Word]]) -> float | None:
    """Return the place that the fewest lines cross; None if there are no columns."""
    if len(lines) < LEAST_LINES:
        return None
    left = min(line[0].x0 for line in lines)
    right = max(word.x1 for line in lines for word in line)
    first, last = int(left + 0.2 * (right - left)), int(right - 0.2 * (right - left))
    crossing = [0] * (last + 2)
    for line in lines:
        for start, end in _runs(line):
            for x in range(max(first, int(start)), min(last, int(end)) + 1):
                crossing[x] += 1
    if first >= last:
        return None
    fewest = min(crossing[first : last + 1])
    if fewest > CROSSED * len(lines):
        return None
    places = [x for x in range(first, last + 1) if crossing[x] == fewest]
    # Take the middle of the widest run of such places.
    best: list[int] = []
    run: list[int] = []
    for x in places:
        run = [*run, x] if run and x == run[-1] + 1 else [x]
        if len(run) > len(best):
            best = run
    gutter = best[len(best) // 2] + 0.5
    whole = [line for line in lines if not _crosses(line, gutter)]
    return gutter if _has_columns(whole, gutter) else None


def _crosses(line: Sequence[Word], gutter: float) -> bool:
    return any(start < gutter < end for start, end in _runs(line))


def _sides(
    lines: Sequence[Sequence[Word]], gutter: float
) -> tuple[list[list[Word]], list[list[Word]]]:
    left = [[word for word in line if word.x1 <= gutter] for line in lines]
    right = [[word for word in line if word.x1 > gutter] for line in lines]
    return [line for line in left if line], [line for line in right if line]


def _has_columns(lines: Sequence[Sequence[Word]], gutter: float) -> bool:
    """Whether there is running text on both sides."""
    left, right = _sides(lines, gutter)
    if min(len(left), len(right)) < LEAST_LINES:
        return False
    edge = min(line[0].x0 for line in left)
    filled = median(line[-1].x1 for line in left) >= gutter - UNFILLED * (gutter - edge)
    return filled and all(mean(map(len, side)) >= LEAST_WORDS for side in (left, right))
