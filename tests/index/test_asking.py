"""Asking: passages are told apart by how people ask for them."""

from __future__ import annotations

import math

import pytest

from corpus.model import AskedAs
from index.asking import SHARE, count, factors
from index.bm25 import LONG, PostingList
from index.search import Hit, Index
from tests.helpers.small import document, index_of

HOW_LONG = ("how long do I hold it", "how long do I leave it", "for how long do I press")
IS_IT_SAFE = ("is it safe to hold it", "is it safe to leave it", "would it be safe to press")


def index(annotated: bool = True) -> Index:
    """The index of two passages for which people use the same nouns and verbs."""
    asked = {
        number: tuple(AskedAs(line, 0) for line in lines)
        for number, lines in enumerate((HOW_LONG, IS_IT_SAFE))
    }
    others = [] if annotated else ["Nobody asks for this."] * 5
    return index_of(document("Hold the magnet.", "Hold the magnet.", *others, asked=asked))


def worded(index: Index, question: str) -> dict[int, float]:
    """The scores of the passages, all 1 before the wording counts."""
    hits = [Hit(number, 1.0) for number in range(index.size)]
    return dict(index.asked_like(index.reader.words(question), hits))


def test_counts() -> None:
    """A word or pair weighs more if more of a passage's lines have it, and if fewer passages have
    such lines. A single line may be chance."""
    lines = [(3, ["hold", "foot"]), (3, ["hold", "foot"]), (8, ["hold", "toe"])]
    found = dict(count(lines, passages=10))
    assert found["hold"].documents == [3, 8]
    assert found["hold"].weights == pytest.approx(
        [math.log(5) * math.log(3), math.log(5) * math.log(2)]
    )
    assert found["hold foot"].documents == [3]
    assert "toe" not in found


def test_what_everybody_asks() -> None:
    """A word used to ask for very many passages says nothing, and its list would be slow to
    read."""
    assert list(count(((passage, ["cramp"]) for passage in range(LONG)), LONG)) == []


def test_factors() -> None:
    """A passage's factor is the product over the words and pairs of the question."""
    found = factors([PostingList([1, 2], [1.0, 0.5]), PostingList([1], [1.0])])
    assert found == pytest.approx({1: math.exp(SHARE * 2), 2: math.exp(SHARE * 0.5)})


@pytest.mark.parametrize(
    ("question", "passage"), [("how long do I squeeze", 0), ("is it safe to squeeze", 1)]
)
def test_small_words_decide(question: str, passage: int) -> None:
    """The passage that is asked for in these words gains, although the nouns are the same."""
    scores = worded(index(), question)
    assert scores[passage] > scores[1 - passage] >= 1


def test_unheard_words() -> None:
    """A question in words that nobody used changes no score."""
    assert worded(index(), "zebra xylophones?") == {0: 1.0, 1: 1.0}


def test_nothing_but_small_words() -> None:
    """A question that names nothing may be asked about anything, so it changes no score."""
    assert worded(index(), "how do I") == {0: 1.0, 1: 1.0}


def test_few_annotations() -> None:
    """If most passages have no asked-as lines, those with lines have no advantage."""
    scores = worded(index(annotated=False), "how long do I squeeze")
    assert set(scores.values()) == {1.0}
