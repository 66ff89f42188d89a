"""Adding up scores: the same with and without numpy, and only the best of a long document."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import adding
from index.adding import MANY, MOST_HITS, Lines, Sum, Weighted, WeightedLines, scores
from index.bm25 import PostingList

LONG = MANY + 500
"""Number of passages in a long document."""


def postings(weights: dict[int, float]) -> PostingList:
    numbers = sorted(weights)
    return PostingList(array("I", numbers), array("d", [weights[number] for number in numbers]))


WEIGHTS = st.dictionaries(st.integers(0, LONG - 1), st.floats(0.001, 9), min_size=1, max_size=30)
FIELDS = st.lists(
    st.builds(Weighted, st.builds(postings, WEIGHTS), st.floats(0.1, 2)), min_size=1, max_size=4
)


def total(fields: list[Weighted], favoured: dict[int, float]) -> Sum:
    """The sum of `fields`, each of which also counts as an asked-as line."""
    lines = [
        WeightedLines(Lines(field.postings, field.postings.documents), field.factor)
        for field in fields
    ]
    return Sum(fields, lines, 0.3, favoured)


@given(FIELDS, st.dictionaries(st.integers(0, LONG - 1), st.floats(1, 3), max_size=5), st.data())
def test_numpy_adds_the_same(
    fields: list[Weighted], favoured: dict[int, float], data: st.DataObject
) -> None:
    """Scores are identical with and without numpy, whether or not the passages are limited."""
    among = data.draw(st.none() | st.frozensets(st.integers(0, LONG - 1)))
    asked = total(fields, favoured)
    plain = scores(asked, LONG, among)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(adding, "WORTH_NUMPY", 0)
        patch.setattr(adding, "is_long", lambda _: True)
        assert scores(asked, LONG, among) == plain


@given(st.lists(st.tuples(WEIGHTS, st.floats(0.1, 2)), min_size=1, max_size=4))
def test_the_best_line_counts(terms: list[tuple[dict[int, float], float]]) -> None:
    """The score of a passage is that of its best line, with all terms that the line has."""
    lines = [
        WeightedLines(Lines(postings(found), [line // 3 for line in sorted(found)]), factor)
        for found, factor in terms
    ]
    best: dict[int, float] = {}
    for line in range(LONG):
        score = sum(factor * found[line] for found, factor in terms if line in found)
        best[line // 3] = max(best.get(line // 3, 0.0), score)
    found = scores(Sum([], lines, 1.0, {}), MANY, None)
    assert found == {passage: score for passage, score in best.items() if score}


@pytest.mark.parametrize("worth", [0, 10**9], ids=["numpy", "plain"])
def test_only_the_best_of_a_long_document(worth: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a long document, the best hits are returned, with all that tie with the last of them."""
    monkeypatch.setattr(adding, "WORTH_NUMPY", worth)
    field = Weighted(postings({n: 1.0 + (n > 200) for n in range(200 + MOST_HITS)}), 1.0)
    assert set(scores(Sum([field], [], 0.3, {}), LONG, None)) == set(range(200 + MOST_HITS))
    field = Weighted(postings({n: 1.0 + n for n in range(200 + MOST_HITS)}), 1.0)
    assert set(scores(Sum([field], [], 0.3, {}), LONG, None)) == set(range(200, 200 + MOST_HITS))


def test_all_of_a_short_document() -> None:
    """For a short document, all hits are returned."""
    field = Weighted(postings({n: 1.0 + n for n in range(MANY)}), 1.0)
    assert len(scores(Sum([field], [], 0.3, {}), MANY, None)) == MANY
