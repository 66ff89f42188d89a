"""The line being typed: nothing invisible reaches the terminal, and its length is limited."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.buffer import Buffer

from assistant.chat.typing_limits import LONGEST, UNDO, Guard, typable
from assistant.render.lines import ACCENTS


def typed(text: str) -> Buffer:
    """A line into which a text was typed key by key."""
    buffer = Buffer()
    buffer.on_text_insert += Guard()
    for letter in text:
        buffer.insert_text(letter)
    return buffer


@pytest.mark.parametrize(
    "letter",
    ["\u202e", "\u2066", "\u200b", "\u200d", "\u00ad", "\ufeff", "\ue000", "\U000e0041", "\x1b"],
)
def test_invisible_characters(letter: str) -> None:
    """Bidirectional, zero-width, private-use and control characters are kept out of the line."""
    buffer = typed(f"cr{letter}amp")
    assert (buffer.text, buffer.cursor_position) == ("cramp", 5)


def test_marks_on_a_letter() -> None:
    """Of thousands of marks on one letter, few get into the line."""
    assert typed("q" + "\u0301" * 500).text == "q" + "\u0301" * ACCENTS


def test_size() -> None:
    """The line and its undo history have a limit, so that memory does not run out."""
    buffer = Buffer()
    buffer.on_text_insert += Guard()
    for _ in range(300):
        buffer.insert_text("x" * 50)
        buffer.save_to_undo_stack()
    assert len(buffer.text) == LONGEST
    assert len(buffer._undo_stack) <= UNDO + 1


LONG = "".join(map(chr, range(0x4E00, 0x4E00 + LONGEST)))
"""A line as long as possible, without repetitions."""


@pytest.mark.parametrize(
    "pieces", [[LONG + "help me"], [LONG, *"help me"], [LONG[:-3], LONG[-3:] + "help", " me"]]
)
def test_what_is_cut_off(pieces: list[str]) -> None:
    """What does not fit is added back to the accepted line, however it was typed."""
    buffer, guard = Buffer(), Guard()
    buffer.on_text_insert += guard
    for piece in pieces:
        buffer.insert_text(piece)
    assert buffer.text == LONG
    assert guard.entire(buffer.text) == LONG + "help me"


def test_what_is_cut_off_belongs_to_its_line() -> None:
    """A line that has since been edited or cleared does not get back what was cut off."""
    buffer, guard = Buffer(), Guard()
    buffer.on_text_insert += guard
    buffer.insert_text(LONG + "help me")
    buffer.delete_before_cursor()
    assert guard.entire(buffer.text) == LONG[:-1]
    buffer.reset()
    buffer.insert_text("thanks")
    assert guard.entire(buffer.text) == "thanks"
    buffer.reset()
    buffer.insert_text("x" + LONG)
    assert guard.entire(buffer.text) == "x" + LONG


@given(st.text())
def test_any_text(text: str) -> None:
    """For any input, the line is visible and the cursor is within it."""
    buffer = typed(text[:50])
    assert not any(unicodedata.category(letter)[0] == "C" for letter in buffer.text)
    assert buffer.cursor_position <= len(buffer.text)


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])))
def test_harmless_text(text: str) -> None:
    """Letters, digits and punctuation of any language appear as typed."""
    assert typable(text) == text[:LONGEST]
