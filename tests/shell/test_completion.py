"""Completion of questions: matched on words, best first, a handful."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.asked import MOST, AskedLines, one_slip

LINES = AskedLines(
    [
        "how do I stop a cramp at night",
        "cramps at night",
        "my calf cramps when I swim",
        "which magnesium tablets help",
        "does salt help",
        "cramps at night",
        *(f"what about number {number}" for number in range(10)),
    ]
)


def test_words_in_any_order() -> None:
    """A line is found by its words, wherever they stand in it."""
    assert LINES.best("night cramps") == ["cramps at night"]


def test_unfinished_word() -> None:
    """The last word need not be finished."""
    assert LINES.best("magn") == ["which magnesium tablets help"]
    assert LINES.best("calf sw") == ["my calf cramps when I swim"]


def test_best_first() -> None:
    """A line with the very word goes before one with a longer word, and short before long."""
    assert LINES.best("cramp")[0] == "how do I stop a cramp at night"
    assert LINES.best("night")[0] == "cramps at night"


def test_a_slip() -> None:
    """A slip of the fingers does not hide a line."""
    assert LINES.best("magnezium") == ["which magnesium tablets help"]
    assert LINES.best("clafs") == []
    assert LINES.best("claf") == ["my calf cramps when I swim"]


def test_stop_words_count_little() -> None:
    """Words that every question has do not keep a line from being found."""
    assert LINES.best("what about the salt") == ["does salt help"]


def test_other_subject() -> None:
    """A line that leaves out half of what was typed is not offered."""
    assert LINES.best("botox night") == []


def test_a_handful() -> None:
    """No more than a handful is offered, and none twice."""
    assert len(LINES.best("number")) == MOST
    assert LINES.lines.count("cramps at night") == 1


def test_nothing_typed() -> None:
    """Signs without a word find nothing."""
    assert LINES.best("?!") == []


@given(st.text())
def test_any_text(typed: str) -> None:
    """Whatever is typed, what is offered are lines of the document."""
    assert set(LINES.best(typed)) <= set(LINES.lines)


@given(st.text(st.characters(categories=["Ll"]), min_size=4, max_size=9), st.data())
def test_every_slip(word: str, data: st.DataObject) -> None:
    """A letter left out, doubled, changed, or swapped with the next is one slip."""
    at = data.draw(st.integers(0, len(word) - 2))
    assert one_slip(word[:at] + word[at + 1 :], word)
    assert one_slip(word[:at] + "x" + word[at:], word)
    assert one_slip(word[:at] + "x" + word[at + 1 :], word)
    assert one_slip(word[:at] + word[at + 1] + word[at] + word[at + 2 :], word)


def test_more_than_a_slip() -> None:
    """Two slips are another word."""
    assert not one_slip("mognisium", "magnesium")
    assert one_slip("magnez", "magnesium", unfinished=True)
    assert not one_slip("magnez", "magnesium")
