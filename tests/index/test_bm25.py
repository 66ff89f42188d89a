"""BM25: term weights that add up to the scores of rank-bm25."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from index.bm25 import (
    EMPTY,
    LONG,
    PER_UNIT,
    Frequencies,
    PostingList,
    pack_lists,
    unpack_lists,
    weigh,
    weigher,
)

DOCUMENTS = st.lists(st.lists(st.sampled_from("abcdefg"), max_size=12), max_size=12)
B = st.sampled_from([0.0, 0.3, 0.75])
ROUNDED = 0.5001 / PER_UNIT
"""Largest difference between a weight and its exact value."""


def frequencies(documents: Sequence[Sequence[str]]) -> Frequencies:
    counted = Frequencies()
    for document in documents:
        counted.add(document)
    return counted


def postings(documents: Sequence[Sequence[str]], b: float = 0.75) -> dict[str, PostingList]:
    """The lists of all terms, as they are read from a file."""
    lists = dict(weigh(frequencies(documents), b))
    return dict(zip(lists, unpack_lists(pack_lists([*lists.values()]), len(lists)), strict=True))


def reference(documents: list[list[str]], b: float) -> BM25Plus:
    """The ranker of rank-bm25, with the average length of the non-empty documents."""
    ranker = BM25Plus(documents, b=b, delta=0)
    ranker.avgdl = sum(map(len, documents)) / sum(map(bool, documents))
    return ranker


@given(DOCUMENTS, B)
@example([["a", "a", "b"], [], ["a", "a", "b"], ["b"]], 0.75)
def test_the_scores_are_those_of_rank_bm25(documents: list[list[str]], b: float) -> None:
    """Unrounded weights are the exact scores of rank-bm25, even for empty or equal documents."""
    if not any(documents):
        return  # rank-bm25 divides by the average length, which is 0
    ours, theirs = weigher(frequencies(documents), b), reference(documents, b)
    for term in {term for document in documents for term in document}:
        holders = [number for number, document in enumerate(documents) if term in document]
        assert list(ours.weights(term)) == theirs.get_batch_scores([term], holders)


@given(DOCUMENTS, st.lists(st.sampled_from("abcdefgz"), max_size=6), B)
def test_weights_add_up_to_the_scores_of_rank_bm25(
    documents: list[list[str]], query: list[str], b: float
) -> None:
    """The weights of a query's terms in a document add up to its score in rank-bm25."""
    scores = [0.0] * len(documents)
    table = postings(documents, b)
    for term in query:
        for number, weight in table.get(term, EMPTY):
            scores[number] += weight
    if any(documents):
        expected = list(reference(documents, b).get_scores(query))
    else:
        expected = [0.0] * len(documents)
    assert scores == pytest.approx(expected, abs=len(query) * ROUNDED)


def test_the_formula() -> None:
    """A weight is idf times the saturated term frequency, as in the published formula."""
    documents = [["a", "a", "b"], ["b"], ["c", "d"]]
    frequency, length, average = 2, 3, 2.0
    saturated = frequency * 2.5 / (frequency + 1.5 * (0.25 + 0.75 * length / average))
    assert postings(documents)["a"].weight(0) == pytest.approx(
        math.log(4 / 1) * saturated, abs=ROUNDED
    )


@given(DOCUMENTS)
def test_exactly_the_holders_are_posted(documents: list[list[str]]) -> None:
    """The postings of a term are the documents that contain it, each once, in order."""
    table = postings(documents)
    for term in "abcdefgz":
        holders = [number for number, document in enumerate(documents) if term in document]
        assert [number for number, _ in table.get(term, EMPTY)] == holders


@given(DOCUMENTS)
def test_one_weight(documents: list[list[str]]) -> None:
    """The weight of a term in one document is that of its posting, or 0 if there is none."""
    table = postings(documents)
    for term in "abz":
        found = dict(table.get(term, EMPTY))
        assert [table.get(term, EMPTY).weight(n) for n in range(len(documents))] == [
            found.get(n, 0.0) for n in range(len(documents))
        ]


@given(DOCUMENTS)
@example([["a"], ["a"], ["a", "b"]])
@example([["a"]] * 3000)
def test_weights_are_positive(documents: list[list[str]]) -> None:
    """Every weight is above 0, even for a term that is in all documents."""
    assert all(weight > 0 for found in postings(documents).values() for _, weight in found)


@pytest.mark.parametrize("documents", [[], [[]], [[], []]])
def test_nothing_to_weigh(documents: list[list[str]]) -> None:
    """Without documents, or with only empty ones, there are no weights."""
    assert postings(documents) == {}


def test_empty_documents_count() -> None:
    """An empty document has no postings but makes terms rarer."""
    assert postings([["a"], []])["a"].weight(0) > postings([["a"]])["a"].weight(0)


def test_no_length_normalisation() -> None:
    """With `b` 0, the length of a document does not matter."""
    found = postings([["a"], ["a", "b", "c", "d"]], b=0)["a"]
    assert found.weight(0) == found.weight(1)


@pytest.mark.parametrize("length", [1, LONG - 1, LONG, LONG + 1])
def test_any_length(length: int) -> None:
    """Lists of any length are read as they were written."""
    documents = [3 * number for number in range(length)]
    weights = [(number % 60_000 + 1) / PER_UNIT for number in range(length)]
    (found, nothing) = unpack_lists(pack_lists([PostingList(documents, weights), EMPTY]), 2)
    assert list(found.documents) == documents
    assert list(found.weights) == weights
    assert len(nothing) == 0


@pytest.mark.parametrize("data", [b"\1\0", b"\1\0\0\0", b"\1\0\0\0" + bytes(5), bytes(4) + b"x"])
def test_cut_lists(data: bytes) -> None:
    """Bytes that are not a list are refused."""
    with pytest.raises(ValueError, match=r"truncated|multiple"):
        unpack_lists(data, 1)
