"""BM25 in two halves: rank-bm25 weighs the terms ahead, plain look-ups add them up later.

The score of a document is the sum of its terms' weights there, so the weights can be had from
rank-bm25 once, and a question needs neither it nor numpy.
"""

from __future__ import annotations

from collections.abc import Sequence

Postings = dict[str, list[float]]
"""Term to its documents and weights in turn: `[document, weight, document, weight…]`."""

DIGITS = 4
"""Decimal places of a weight: finer differences come from the machine, not from the text."""


def postings(documents: Sequence[Sequence[str]], b: float = 0.75) -> Postings:
    """Return for each term the documents that hold it, each with its BM25 weight there.

    `documents` are lists of terms and may be empty. The weights are those of
    `rank_bm25.BM25Plus` with `delta=0`: the usual term frequency part (k1 1.5) and the idf
    `log((N + 1) / df)`, which, unlike that of `BM25Okapi`, is positive for every term and
    needs no floor.
    """
    from rank_bm25 import BM25Plus

    holders: dict[str, list[int]] = {}
    for number, document in enumerate(documents):
        for term in dict.fromkeys(document):
            holders.setdefault(term, []).append(number)
    if not holders:
        return {}
    ranker = BM25Plus(documents, b=b, delta=0)
    table: Postings = {}
    for term, numbers in holders.items():
        weights = ranker.get_batch_scores([term], numbers)
        table[term] = [
            value
            for number, weight in zip(numbers, weights, strict=True)
            for value in (number, round(float(weight), DIGITS))
        ]
    return table
