"""BM25 in two steps: rank-bm25 computes the weights in advance, and look-ups add them up.

The score of a document is the sum of its terms' weights, so rank-bm25 needs to compute the weights
only once. A question then needs neither rank-bm25 nor (for short lists) numpy.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

PER_UNIT = 1000
"""Weights are rounded to thousandths, so that results match across platforms."""

HEAVIEST = 65535
"""The largest number of thousandths that fits into two bytes; no weight comes near it."""

LONG = 2000
"""Minimum number of documents for which a list is read with numpy."""


@dataclass(frozen=True, slots=True)
class PostingList:
    """The documents that contain a term, in order, each with the term's weight there."""

    documents: Sequence[int]
    weights: Sequence[float]

    def __iter__(self) -> Iterator[tuple[int, float]]:
        return zip(self.documents, self.weights, strict=True)

    def __len__(self) -> int:
        return len(self.documents)

    def weight(self, document: int) -> float:
        """Return the weight in one document, 0 if the term is not there."""
        at = bisect_left(self.documents, document)
        if at < len(self.documents) and self.documents[at] == document:
            return float(self.weights[at])
        return 0.0


EMPTY = PostingList((), ())


class Frequencies:
    """How often each term occurs in each document, kept by term."""

    def __init__(self, first: int = 0) -> None:
        """`first` is the number of the first document."""
        self.first = first
        self.lengths = array("I")
        self.documents: dict[str, array[int]] = {}
        self.counts: dict[str, array[int]] = {}

    @property
    def end(self) -> int:
        """The number that the next document will get."""
        return self.first + len(self.lengths)

    def add(self, terms: Sequence[str]) -> None:
        """Add a document."""
        number = self.end
        self.lengths.append(len(terms))
        for term, count in Counter(terms).items():
            if term not in self.documents:
                self.documents[term] = array("I")
                self.counts[term] = array("H")
            self.documents[term].append(number)
            self.counts[term].append(min(count, HEAVIEST))

    def join(self, after: Frequencies) -> None:
        """Append the documents of `after`, whose numbers continue from those here."""
        self.lengths.extend(after.lengths)
        for term, documents in after.documents.items():
            if term in self.documents:
                self.documents[term].extend(documents)
                self.counts[term].extend(after.counts[term])
            else:
                self.documents[term], self.counts[term] = documents, after.counts[term]


def weigher(frequencies: Frequencies, b: float = 0.75) -> Any:  # rank-bm25 is untyped
    """Return rank-bm25's ranker over `frequencies`; its method `weights` returns the weights of one
    term.

    It is `rank_bm25.BM25Plus` with `delta=0`: the usual term frequency part (k1 1.5) and the idf
    `log((N + 1) / df)`, which, unlike that of `BM25Okapi`, is positive for every term and needs no
    floor. It stores lists of documents by term instead of one dictionary per document.
    """
    import numpy as np
    from rank_bm25 import BM25Plus

    class Weigher(BM25Plus):  # type: ignore[misc]  # rank-bm25 is untyped
        def _initialize(self, corpus: Frequencies) -> dict[str, int]:
            self.frequencies = corpus
            self.corpus_size = len(corpus.lengths)
            self.doc_len = np.array(corpus.lengths)
            # Empty fields do not count towards the average length.
            self.avgdl = sum(corpus.lengths) / max(sum(map(bool, corpus.lengths)), 1) or 1.0
            return {term: len(found) for term, found in corpus.documents.items()}

        def weights(self, term: str) -> np.ndarray[Any, Any]:
            """Return the scores of the documents that contain `term`, by the package's formula."""
            holders = _Holders(self, term)
            return BM25Plus.get_scores(holders, [term])  # type: ignore[no-any-return]

    class _Holders:
        """A view of a ranker that has only the documents with one term."""

        def __init__(self, ranker: Weigher, term: str) -> None:
            self.k1, self.b, self.delta = ranker.k1, ranker.b, ranker.delta
            self.idf, self.avgdl = ranker.idf, ranker.avgdl
            documents = np.array(ranker.frequencies.documents[term])
            self.corpus_size = len(documents)
            self.doc_len = ranker.doc_len[documents]
            counts = ranker.frequencies.counts[term]
            alike = {count: {term: count} for count in set(counts)}
            self.doc_freqs = [alike[count] for count in counts]

    return Weigher(frequencies, b=b, delta=0)


def weigh(frequencies: Frequencies, b: float = 0.75) -> Iterator[tuple[str, PostingList]]:
    """Yield each term, in order, with its documents and its weight in each."""
    import numpy as np

    ranker = weigher(frequencies, b)
    for term in sorted(frequencies.documents):
        thousandths = np.rint(ranker.weights(term) * PER_UNIT).clip(1, HEAVIEST)
        yield term, PostingList(frequencies.documents[term], thousandths / PER_UNIT)


def pack_lists(lists: Sequence[PostingList]) -> bytes:
    """Return posting lists as bytes: all lengths, then the documents and weights of each list."""
    import numpy as np

    parts = [np.array([len(found) for found in lists], dtype="<u4")]
    for found in lists:
        parts.append(np.asarray(found.documents, dtype="<u4"))
        parts.append(np.rint(np.asarray(found.weights) * PER_UNIT).astype("<u2"))
    return b"".join(part.tobytes() for part in parts)


def unpack_lists(data: bytes, number: int) -> tuple[PostingList, ...]:
    """Return `number` posting lists. Raises ValueError if the data is wrong."""
    lengths = _array("I", data[: 4 * number])
    at = 4 * number
    if at + 6 * sum(lengths) != len(data):
        raise ValueError("the postings are truncated")
    lists = []
    for length in lengths:
        middle, end = at + 4 * length, at + 6 * length
        lists.append(_list(data[at:middle], data[middle:end], length) if length else EMPTY)
        at = end
    return tuple(lists)


def _list(documents: bytes, weights: bytes, length: int) -> PostingList:
    if length < LONG:
        thousandths = _array("H", weights)
        return PostingList(
            _array("I", documents), array("d", [weight / PER_UNIT for weight in thousandths])
        )
    import numpy as np

    return PostingList(
        np.frombuffer(documents, dtype="<u4"),  # type: ignore[arg-type]  # an array is a sequence
        np.frombuffer(weights, dtype="<u2") / PER_UNIT,  # type: ignore[arg-type]
    )


def _array(kind: str, data: bytes) -> array[Any]:
    made = array(kind)
    made.frombytes(data)
    if sys.byteorder == "big":
        made.byteswap()
    return made


def is_long(lists: Iterable[PostingList]) -> bool:
    """Whether one of the lists was read with numpy."""
    return any(len(found.documents) >= LONG for found in lists)
