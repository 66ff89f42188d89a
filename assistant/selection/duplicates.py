"""Passages that say the same are shown once, with the others named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from index.search import Hit


@dataclass(frozen=True, slots=True)
class Duplicate:
    """What a folder's author says of a passage: the `others` that say the same, the `detail` that
    they do not have, and whether it says no more than each of them (`brief`)."""

    others: tuple[int, ...]
    detail: str = ""
    brief: bool = False


SameFinder = Callable[[int], Duplicate | None]
"""What is said of a passage, by its number."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A hit to be shown, and the passages that say the same."""

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
    """Return `hits`, best first, as entries: of those that say the same, the first that `fits`,
    or else the first.

    A brief passage gives its place to the best of the fuller ones, if there is one.
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
    """The entry of passages that say the same, the first that `fits` in front."""
    if not also:
        return Entry(hit)
    numbers = [hit.passage, *also]
    shown = next(filter(fits, numbers), hit.passage)
    numbers.remove(shown)
    return Entry(replace(hit, passage=shown), tuple(sorted(numbers)))


def in_front(first: Iterable[int], entries: Sequence[Entry]) -> list[Entry]:
    """Return `entries` with the `first` passages in front of the others, found or not."""
    found = {entry.passage: entry for entry in entries}
    front = {number: found.get(number, Entry(Hit(number, 0.0))) for number in first}
    return list((front | found).values())
