"""BM25 in two halves: rank-bm25 weighs the terms ahead, plain look-ups add them up later.

The score of a document is the sum of its terms' weights there, so the weights can be had from
rank-bm25 once, and a question needs neither it nor numpy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

DIGITS = 3
"""Decimal places of a weight: finer differences come from the machine, not from the text."""

Pairs = list[tuple[int, float]]


def weigh(documents: Sequence[Sequence[str]], b: float = 0.75) -> dict[str, str]:
    """Return for each term the documents that hold it, each with its BM25 weight there.

    `documents` are lists of terms and may be empty. The weights are those of
    `rank_bm25.BM25Plus` with `delta=0`: the usual term frequency part (k1 1.5) and the idf
    `log((N + 1) / df)`, which, unlike that of `BM25Okapi`, is positive for every term and
    needs no floor. They are packed for `Postings`: `"document weight document weight…"`.
    """
    from rank_bm25 import BM25Plus

    holders: dict[str, list[int]] = {}
    for number, document in enumerate(documents):
        for term in dict.fromkeys(document):
            holders.setdefault(term, []).append(number)
    if not holders:
        return {}
    ranker = BM25Plus(documents, b=b, delta=0)
    return {
        term: " ".join(
            f"{number} {weight:.{DIGITS}f}"
            for number, weight in zip(
                numbers, ranker.get_batch_scores([term], numbers), strict=True
            )
        )
        for term, numbers in holders.items()
    }


class Postings:
    """The packed weights of `weigh`, unpacked term by term: a question needs few of them."""

    def __init__(self, packed: Mapping[str, str]) -> None:
        self._packed = packed
        self._unpacked: dict[str, Pairs] = {}

    def __getitem__(self, term: str) -> Pairs:
        """The documents that hold `term`, each with its weight; none if no document does."""
        pairs = self._unpacked.get(term)
        if pairs is None:
            values = self._packed.get(term, "").split()
            pairs = list(zip(map(int, values[::2]), map(float, values[1::2]), strict=True))
            if pairs:  # unknown terms are endless, and not worth the memory
                self._unpacked[term] = pairs
        return pairs

    def weight(self, term: str, document: int) -> float:
        """The weight of `term` in one document, 0 if it is not there."""
        return next((weight for number, weight in self[term] if number == document), 0.0)
