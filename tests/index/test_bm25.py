"""BM25: term weights that add up to what rank-bm25 says."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from index.bm25 import DIGITS, Postings, weigh

DOCUMENTS = st.lists(st.lists(st.sampled_from("abcdefg"), max_size=12), max_size=12)
B = st.sampled_from([0.0, 0.3, 0.75])
ROUNDED = 0.5001 * 10**-DIGITS
"""How far a weight may be from its exact value."""


def postings(documents: list[list[str]], b: float = 0.75) -> Postings:
    return Postings(weigh(documents, b))


@given(DOCUMENTS, st.lists(st.sampled_from("abcdefgz"), max_size=6), B)
def test_weights_add_up_to_the_scores_of_rank_bm25(
    documents: list[list[str]], query: list[str], b: float
) -> None:
    """The weights of a query's terms in a document add up to its score by rank-bm25."""
    scores = [0.0] * len(documents)
    table = postings(documents, b)
    for term in query:
        for number, weight in table[term]:
            scores[number] += weight
    if any(documents):
        expected = list(BM25Plus(documents, b=b, delta=0).get_scores(query))
    else:  # rank-bm25 divides by the average length, which is 0
        expected = [0.0] * len(documents)
    assert scores == pytest.approx(expected, abs=len(query) * ROUNDED)


def test_the_formula() -> None:
    """A weight is idf times the saturated term frequency, by the book."""
    documents = [["a", "a", "b"], ["b"], ["c", "d"]]
    frequency, length, average = 2, 3, 2.0
    saturated = frequency * 2.5 / (frequency + 1.5 * (0.25 + 0.75 * length / average))
    assert postings(documents).weight("a", 0) == pytest.approx(
        math.log(4 / 1) * saturated, abs=ROUNDED
    )


@given(DOCUMENTS)
def test_exactly_the_holders_are_posted(documents: list[list[str]]) -> None:
    """The postings of a term are the documents that hold it, each once, in order."""
    table = postings(documents)
    for term in "abcdefgz":
        holders = [number for number, document in enumerate(documents) if term in document]
        assert [number for number, _ in table[term]] == holders


@given(DOCUMENTS)
def test_one_weight(documents: list[list[str]]) -> None:
    """The weight of a term in one document is that of its posting, 0 where there is none."""
    table = postings(documents)
    for term in "abz":
        found = dict(table[term])
        assert [table.weight(term, number) for number in range(len(documents))] == [
            found.get(number, 0.0) for number in range(len(documents))
        ]


@given(DOCUMENTS)
@example([["a"], ["a"], ["a", "b"]])
def test_weights_are_positive(documents: list[list[str]]) -> None:
    """Every weight is above 0, that of a term in all documents too."""
    table = postings(documents)
    assert all(weight > 0 for term in "abcdefg" for _, weight in table[term])


@given(DOCUMENTS)
def test_the_same_again(documents: list[list[str]]) -> None:
    """The same documents give the same weights, in the same order."""
    assert list(weigh(documents).items()) == list(weigh(documents).items())


@pytest.mark.parametrize("documents", [[], [[]], [[], []]])
def test_nothing_to_weigh(documents: list[list[str]]) -> None:
    """No documents, or only empty ones, have no weights."""
    assert weigh(documents) == {}


def test_empty_documents_count() -> None:
    """An empty document is posted nowhere but makes terms rarer."""
    assert postings([["a"], []]).weight("a", 0) > postings([["a"]]).weight("a", 0)


def test_no_length_normalisation() -> None:
    """With `b` 0 the length of a document does not matter."""
    table = postings([["a"], ["a", "b", "c", "d"]], b=0)
    assert table.weight("a", 0) == table.weight("a", 1)
