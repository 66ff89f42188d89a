"""What holds for every question."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant
from assistant.safety.decision import MOST, Danger, Safety
from index.query import Word

WORDS = st.sampled_from(
    "swim sea pool table in the water my calf leg cramps whole body shaking fit unconscious he "
    "she is not a bath drink salt fell drown epilepsy seizure of and ' - ? . , 12 é ’s".split()
)
QUESTIONS = st.one_of(st.text(), st.lists(WORDS, max_size=60).map(" ".join))


def _words(assistant: Assistant, question: str) -> list[Word]:
    return assistant.index.reader.words(question)


def _safety(assistant: Assistant) -> Safety:
    return assistant._safety


@given(QUESTIONS)
def test_any_question(assistant: Assistant, question: str) -> None:
    """Judging never fails, gives the same twice, and explains itself with a few typed words."""
    words = _words(assistant, question)
    found = _safety(assistant).decide(words, {})
    assert found == _safety(assistant).decide(words, {})
    for danger in found.values():
        assert danger.strength > 0
        assert 0 < len(danger.because) <= MOST
        assert set(danger.because) <= {word.typed for word in words}


@given(QUESTIONS, st.sets(st.sampled_from(["swimming", "generalized"])))
def test_any_chat(assistant: Assistant, question: str, before: set[str]) -> None:
    """A chat adds dangers and never takes one away; their words are of it or of the question."""
    words = _words(assistant, question)
    chat = {warning: Danger(1.0, ("sea",)) for warning in before}
    alone = _safety(assistant).decide(words, {})
    found = _safety(assistant).decide(words, chat)
    assert alone.keys() <= found.keys() <= alone.keys() | before
    for danger in found.values():
        assert danger.because
        assert set(danger.because) <= {"sea", *(word.typed for word in words)}


@pytest.mark.parametrize(
    "question",
    ["put my feet in the cold water ", "leg ", "in ", "fit swim sea ", "a b c d ", "swim", "'s "],
)
def test_a_hostile_question(assistant: Assistant, question: str) -> None:
    """10,000 characters are judged in linear time: well below what anybody would notice."""
    words = _words(assistant, (question * 10_000)[:10_000])
    start = time.process_time()
    _safety(assistant).decide(words, {})
    assert time.process_time() - start < 0.2  # 20 ms on an idle machine
