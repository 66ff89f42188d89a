"""Questions offered while typing: few, good ones, those with the same beginning first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.offered import MOST, OfferedQuestions, one_slip

OFFERED = OfferedQuestions(
    [
        "How do I stop a cramp at night?",
        "Cramps at night",
        "My calf cramps when I swim",
        "Which magnesium tablets help?",
        "Does salt help?",
        "Cramps at night",
        *(f"What about number {number}?" for number in range(10)),
    ]
)


def test_beginning_goes_first() -> None:
    """Questions that begin like the line come before those that contain its words elsewhere."""
    assert OFFERED.best("cram")[0] == "Cramps at night"
    assert len(OFFERED.best("cram")) == 3
    assert OFFERED.best("HOW  do") == ["How do I stop a cramp at night?"]


def test_words_in_any_order() -> None:
    """A question is found by its words, in any order; the last may be unfinished."""
    assert OFFERED.best("night cramps") == ["Cramps at night"]
    assert OFFERED.best("magn") == ["Which magnesium tablets help?"]
    assert OFFERED.best("calf sw") == ["My calf cramps when I swim"]


def test_a_slip() -> None:
    """A slip does not hide a question, if nothing else is offered."""
    assert OFFERED.best("magnezium") == ["Which magnesium tablets help?"]
    assert OFFERED.best("clafs") == []


def test_small_words() -> None:
    """A small word offers questions that begin with it or that have a longer, telling word."""
    offered = OfferedQuestions(
        ["How high should my heels be?", "What kinds are there?", "Should I rest?"]
    )
    assert offered.best("where") == []
    assert offered.best("what should") == []
    assert offered.best("my") == []
    assert offered.best("he") == ["How high should my heels be?"]
    assert offered.best("should") == ["Should I rest?"]


def test_stop_words_are_not_needed() -> None:
    """Stop words in the line need not occur in an offered question."""
    assert OFFERED.best("is there any salt") == ["Does salt help?"]


def test_other_subject() -> None:
    """A question that lacks a word of the line is not offered."""
    assert OFFERED.best("botox night") == []


def test_a_handful() -> None:
    """At most a handful is offered, and none twice."""
    assert len(OFFERED.best("number")) == MOST
    assert OFFERED.best("cramps at").count("Cramps at night") == 1


@pytest.mark.parametrize("typed", ["", " ", "c", "?!", "x" * 5000])
def test_nothing_to_go_by(typed: str) -> None:
    """Nothing is offered for a single letter, for punctuation without a word, or for long
    texts."""
    assert OFFERED.best(typed) == []


@given(st.text())
def test_any_text(typed: str) -> None:
    """For any input, only the document's own questions are offered."""
    assert set(OFFERED.best(typed)) <= set(OFFERED.questions)


@given(st.text(st.characters(categories=["Ll"]), min_size=4, max_size=9), st.data())
def test_every_slip(word: str, data: st.DataObject) -> None:
    """A letter left out, doubled, replaced, or swapped with the next is one slip."""
    at = data.draw(st.integers(0, len(word) - 2))
    assert one_slip(word[:at] + word[at + 1 :], word)
    assert one_slip(word[:at] + "x" + word[at:], word)
    assert one_slip(word[:at] + "x" + word[at + 1 :], word)
    assert one_slip(word[:at] + word[at + 1] + word[at] + word[at + 2 :], word)


def test_more_than_a_slip() -> None:
    """A word with two slips is a different word."""
    assert not one_slip("mognisium", "magnesium")
    assert one_slip("magnez", "magnesium", unfinished=True)
    assert not one_slip("magnez", "magnesium")


def test_a_folder_needs_no_questions() -> None:
    """If a folder offers no questions, nothing is offered."""
    assert OfferedQuestions([]).best("cramp") == []
