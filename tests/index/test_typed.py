"""How a word is typed: names, damaged words, and words run together."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from index.search import Index
from tests.helpers.small import OTHERS, document, index_of


@pytest.fixture(scope="module")
def small() -> Index:
    """The index of a document on magnesium and flat shoes."""
    return index_of(document("Take magnesium.", "Wear flat shoes.", *OTHERS))


def corrections(index: Index, question: str) -> Mapping[str, str]:
    """What was read in place of what was typed."""
    return index.reader.read(index.reader.words(question)).corrections


@pytest.mark.parametrize(
    "question", ["what about Magnezium", "MAGNEZIUM for it", "is magnezium\ufffd good"]
)
def test_no_slip_of_a_name(small: Index, question: str) -> None:
    """A word written like a name or an acronym is left alone, and so is a damaged word."""
    assert corrections(small, question) == {}


@pytest.mark.parametrize(
    "question", ["Magnezium?", "MAGNEZIUM AND FLAT SHOES", "Ok. Magnezium", "Magnezium Flat Shoes"]
)
def test_capitals_that_tell_nothing(small: Index, question: str) -> None:
    """A capital at the start of a sentence, or among other capitals, does not make a name."""
    assert [*corrections(small, question).values()] == ["magnesium"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("magnesiumshoes", ["magnesium", "shoes"]),
        ("withmagnesium", ["with", "magnesium"]),
        ("take 200ml", ["take", "200", "ml"]),
        ("in 2L", ["in", "2", "l"]),
        ("at 40C", ["at", "40", "c"]),
        ("b6", ["b6"]),
        ("3am", ["3am"]),
        ("zzshoes", ["zzshoes"]),
    ],
)
def test_words_run_together(small: Index, question: str, words: list[str]) -> None:
    """Words run together are read as two, and so are a number and its unit."""
    found = small.reader.words(question)
    assert [word.read for word in found] == words
    assert "".join(word.typed for word in found) == question.replace(" ", "")
