"""Pairs of passages that may say the same thing."""

from __future__ import annotations

import math

from corpus.loader import read
from index.similar import Pair, similar
from tests.helpers.small import OTHERS, document


def test_the_same_words() -> None:
    """Passages with the same words are a pair with likeness 1; others are not a pair."""
    corpus = document("Rub lemon juice on.", "Lemon juice: rub it on.", *OTHERS)
    assert similar(corpus.passages) == [Pair("1", "2", 1.0)]


def test_likeness() -> None:
    """The likeness is the cosine: rare terms in common count more than frequent ones."""
    corpus = document("Lemon juice.", "Lemon oil.", "Juice drinks.", "Juice press.", *OTHERS)
    count = len(corpus.passages)
    lemon, juice, oil = (math.log(1 + count / df) ** 2 for df in (2, 3, 1))
    likeness = lemon / math.sqrt((lemon + juice) * (lemon + oil))
    assert Pair("1", "2", round(likeness, 2)) in similar(corpus.passages, alike=0.0)


def test_the_most_alike_first() -> None:
    """The most similar pairs come first, with a likeness from 0 to 1."""
    likeness = [pair.likeness for pair in similar(read().passages, alike=0.1)]
    assert likeness == sorted(likeness, reverse=True)
    assert all(0.1 <= value <= 1 for value in likeness)


def test_lemon_juice() -> None:
    """The three recipes with lemon juice in the built-in document are suggested."""
    pairs = {(pair.first, pair.second) for pair in similar(read().passages)}
    assert {("193", "282"), ("193", "347"), ("282", "347")} <= pairs
