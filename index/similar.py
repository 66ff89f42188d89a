"""Finds pairs of passages that may say the same thing, for an author to check."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus.model import Passage
from index.analysis import Stemmer

ALIKE = 0.3
"""Minimum likeness of a suggested pair: 24 pairs in the built-in document, a third of which are in
its `same.toml`."""

FREQUENT = 200
"""Terms in more passages than this make no pairs: they would pair everything."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages in document order, and how alike they are, from 0 to 1."""

    first: str
    second: str
    likeness: float


def similar(passages: Sequence[Passage], alike: float = ALIKE) -> list[Pair]:
    """Return the pairs of passages with at least the likeness `alike`, the most alike first.

    The likeness is the cosine of their terms, each weighted by its idf.
    """
    stemmer = Stemmer()
    terms = [frozenset(stemmer.terms(passage.text)) for passage in passages]
    frequency = Counter(term for found in terms for term in found)
    weight = {term: math.log(1 + len(terms) / df) ** 2 for term, df in frequency.items()}
    holders: dict[str, list[int]] = {}
    for number, found in enumerate(terms):
        for term in found:
            holders.setdefault(term, []).append(number)
    shared: dict[tuple[int, int], float] = {}
    for term, numbers in sorted(holders.items()):
        if len(numbers) <= FREQUENT:
            for pair in combinations(numbers, 2):
                shared[pair] = shared.get(pair, 0.0) + weight[term]
    size = [math.sqrt(sum(weight[term] for term in sorted(found))) for found in terms]
    pairs = (
        Pair(passages[a].id, passages[b].id, round(points / (size[a] * size[b]), 2))
        for (a, b), points in shared.items()
    )
    return sorted(
        (pair for pair in pairs if pair.likeness >= alike), key=lambda pair: -pair.likeness
    )
