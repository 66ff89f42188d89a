"""Shows one of several passages that say the same thing, and names the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.search import Hit


@dataclass(frozen=True, slots=True)
class Duplicate:
    """What a folder's author says about a passage: the `others` that say the same thing, the
    `detail` that they lack, and whether all that it says is also in each of them (`brief`)."""

    others: tuple[int, ...]
    detail: str = ""
    brief: bool = False


SameFinder = Callable[[int], Duplicate | None]
"""Looks up the duplicates of a passage by its number."""


class Entry(NamedTuple):
    """A hit to show, and the passages that say the same thing."""

    hit: Hit
    also: tuple[int, ...] = ()

    @property
    def passage(self) -> int:
        """The place of the passage in the document."""
        return self.hit.passage

    @property
    def score(self) -> float:
        """The score of the hit."""
        return self.hit.score


def _never(_: int) -> bool:
    return False


def merge(
    hits: Sequence[Hit], same: SameFinder, fits: Callable[[int], bool] = _never
) -> list[Entry]:
    """Return `hits`, best first, as entries. Of passages that say the same thing, one is shown: the
    first that `fits`, or else the first.

    A brief passage is replaced by the best of the fuller ones, if there is one.
    """
    found = {hit.passage: hit for hit in hits}
    entries: dict[int, list[int]] = {}
    for hit in hits:
        duplicate = same(hit.passage)
        others = [other for other in duplicate.others if other in found] if duplicate else []
        shown = [other for other in others if other in entries]
        if shown:
            entries[shown[0]].append(hit.passage)
        elif hit.passage not in entries and duplicate and duplicate.brief and others:
            fuller = max(others, key=lambda other: found[other].score)
            entries[fuller] = [hit.passage]
            found[fuller] = Hit(fuller, max(hit.score, found[fuller].score))
        elif hit.passage not in entries:
            entries[hit.passage] = []
    return [_entry(found[first], also, fits) for first, also in entries.items()]


def _entry(hit: Hit, also: Sequence[int], fits: Callable[[int], bool]) -> Entry:
    """The entry for passages that say the same thing; it shows the first that `fits`."""
    if not also:
        return Entry(hit)
    numbers = [hit.passage, *also]
    shown = next(filter(fits, numbers), hit.passage)
    numbers.remove(shown)
    return Entry(hit._replace(passage=shown), tuple(sorted(numbers)))


def in_front(first: Iterable[int], entries: Sequence[Entry]) -> list[Entry]:
    """Return `entries` with the `first` passages, found or not, before the others."""
    found = {entry.passage: entry for entry in entries}
    front = {number: found.get(number, Entry(Hit(number, 0.0))) for number in first}
    return list((front | found).values())
