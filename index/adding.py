"""Adds up the weights of posting lists: short ones in plain Python, long ones with numpy.

Both add in the same order, so a score does not depend on which of them is used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from typing import Any, NamedTuple

from index.bm25 import PostingList, is_long

MOST_HITS = 100
"""Largest number of hits returned for a document of more than MANY passages."""

WORTH_NUMPY = 5000
"""Minimum number of postings for which numpy is faster, even with the time to import it."""

LINES_KEPT = 32
"""Number of terms for which the weight of each line is cached: those that occur in the most
lines."""

MANY = 1000
"""Documents of up to this many passages return all hits."""


class Weighted(NamedTuple):
    """A posting list, and a factor for its weights."""

    postings: PostingList
    factor: float


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The posting list of a term in asked-as lines, and the passage of each line."""

    postings: PostingList
    passages: Sequence[int]

    def __len__(self) -> int:
        return len(self.postings)


@lru_cache(LINES_KEPT)
def _weights(lines: Lines) -> Mapping[int, float]:
    """The weight of the term in each line."""
    return dict(lines.postings)


@lru_cache(LINES_KEPT)
def _best_of_passages(lines: Lines) -> Mapping[int, float]:
    """The largest weight in a line of each passage."""
    best: dict[int, float] = {}
    for passage, weight in zip(lines.passages, lines.postings.weights, strict=True):
        if weight > best.get(passage, 0.0):
            best[passage] = weight
    return best


class WeightedLines(NamedTuple):
    """The asked-as lines with a term, and a factor for their weights."""

    lines: Lines
    factor: float


@dataclass(frozen=True, slots=True)
class Sum:
    """What is added up: the fields of passages, and the best line of each passage, with the share
    of that line."""

    fields: Sequence[Weighted]
    lines: Sequence[WeightedLines]
    share: float
    favoured: Mapping[int, float]


def scores(total: Sum, passages: int, among: Collection[int] | None) -> dict[int, float]:
    """Return the score of each passage in any of the lists; in a document of more than MANY
    passages, only the best scores."""
    lists = [part.postings for part in total.fields]
    lists += [part.lines.postings for part in total.lines]
    if is_long(lists) or (passages > MANY and sum(map(len, lists)) > WORTH_NUMPY):
        return _by_numpy(total, passages, among)
    found: defaultdict[int, float] = defaultdict(float)
    for postings, factor in total.fields:
        for passage, weight in zip(postings.documents, postings.weights, strict=True):
            found[passage] += factor * weight
    for passage, line in _best_lines(total.lines).items():
        found[passage] += total.share * line
    for passage, factor in total.favoured.items():
        if passage in found:
            found[passage] *= factor
    kept: dict[int, float] = found
    if among is not None:
        kept = {passage: score for passage, score in found.items() if passage in among}
    return kept if passages <= MANY else _best(kept)


def _best(found: dict[int, float]) -> dict[int, float]:
    """Return the best MOST_HITS passages, and any that tie with the last of them."""
    if len(found) <= MOST_HITS:
        return found
    least = nlargest(MOST_HITS, found.values())[-1]
    return {passage: score for passage, score in found.items() if score >= least}


def _best_lines(parts: Sequence[WeightedLines]) -> dict[int, float]:
    """Return the score of the best line of each passage.

    For the term with the most lines, only lines that also have another term are added up: among its
    other lines, the best one of each passage is already known.
    """
    if not parts:
        return {}
    most = max(parts, key=lambda part: len(part.lines))
    of: dict[int, int] = {}
    for part in parts:
        if part is not most:
            of.update(zip(part.lines.postings.documents, part.lines.passages, strict=True))
    shared = of.keys() & _weights(most.lines).keys()
    sums: defaultdict[int, float] = defaultdict(float)
    for lines, factor in parts:
        added: Iterable[tuple[int, float]] = lines.postings
        if lines is most.lines:
            weights = _weights(lines)
            added = [(line, weights[line]) for line in shared]
        for line, weight in added:
            sums[line] += factor * weight
    best = {
        passage: most.factor * weight for passage, weight in _best_of_passages(most.lines).items()
    }
    for line, score in sums.items():
        passage = of[line]
        if score > best.get(passage, 0.0):
            best[passage] = score
    return best


def _by_numpy(total: Sum, passages: int, among: Collection[int] | None) -> dict[int, float]:
    import numpy as np

    parts = [part for part in total.fields if len(part.postings)]
    found: np.ndarray[Any, Any] = np.zeros(passages)
    if parts:
        numbers = np.concatenate([np.asarray(part.postings.documents) for part in parts])
        weights = [part.factor * np.asarray(part.postings.weights) for part in parts]
        found = np.bincount(numbers, np.concatenate(weights), passages)  # this adds in order
    for passage, line in _best_lines(total.lines).items():
        found[passage] += total.share * line
    for passage, factor in total.favoured.items():
        found[passage] *= factor
    if among is not None:
        allowed = np.fromiter(among, dtype=np.int64, count=len(among))
        kept = np.zeros(passages)
        kept[allowed] = found[allowed]
        found = kept
    if passages > MOST_HITS:
        least = np.partition(found, passages - MOST_HITS)[passages - MOST_HITS]
        places = np.flatnonzero((found >= least) & (found > 0))
    else:
        places = np.flatnonzero(found)
    return dict(zip(places.tolist(), found[places].tolist(), strict=True))
