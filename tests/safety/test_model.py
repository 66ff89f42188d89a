"""What holds for every text."""

from __future__ import annotations

import json
import time
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant
from assistant.safety.model import MOST, Safety
from assistant.safety.reading import SHORT, split
from tests.helpers.places import QUESTIONS as FOLDER

WORDS = st.sampled_from(
    "swim sea pool table in the water my calf leg cramps whole body shaking fit unconscious he "
    "she is not a bath drink salt fell drown epilepsy seizure of and ' - ? . , 12 é ’s".split()
)
QUESTIONS = st.one_of(st.text(), st.lists(WORDS, max_size=30).map(" ".join))


SETS = ("public.jsonl", "safety-tuning.jsonl", "safety-hard.jsonl")


@cache
def _sentences() -> tuple[list[str], list[str]]:
    """The questions about dangers in the kept sets, and the others."""
    danger, calm = [], []
    for name in SETS:
        for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            (danger if entry["urgent"] else calm).append(entry["question"])
    return danger, calm


DANGER = st.deferred(lambda: st.sampled_from(_sentences()[0]))
ANYTHING = st.deferred(lambda: st.sampled_from([*_sentences()[0], *_sentences()[1]]))


def _safety(assistant: Assistant) -> Safety:
    return assistant._safety


@given(QUESTIONS)
def test_any_question(assistant: Assistant, question: str) -> None:
    """Deciding never fails, is repeatable, and explains itself with a few typed words."""
    found = _safety(assistant).decide(question)
    assert found == _safety(assistant).decide(question)
    typed = {word.typed for words in split(question) for word in words}
    for danger in found.values():
        assert danger.strength > 0
        assert 0 < len(danger.because) <= MOST
        assert len(danger.because) == len(danger.concepts)
        assert {word for words in danger.because for word in words.split(" ")} <= typed


@given(DANGER, st.lists(ANYTHING, max_size=3), st.lists(ANYTHING, max_size=3))
def test_a_danger_is_never_outvoted(
    assistant: Assistant, question: str, before: list[str], after: list[str]
) -> None:
    """If a text is urgent on its own, so is every text that contains it."""
    alone = _safety(assistant).decide(question)
    among = _safety(assistant).decide("\n".join([*before, question, *after]))
    assert alone.keys() <= among.keys()
    for warning, danger in alone.items():
        assert among[warning].strength >= danger.strength


@given(st.lists(ANYTHING, min_size=3, max_size=5))
def test_sentences_far_apart_do_not_add_up(assistant: Assistant, questions: list[str]) -> None:
    """A text is no more urgent than its most urgent neighbouring sentences."""
    sentences = [
        " ".join(word.typed for word in words)
        for question in questions
        for words in split(question)
        if len(words) > SHORT / 3
    ]
    scores = _safety(assistant).scores(". ".join(sentences))
    pairs = [". ".join(pair) for pair in pairwise(["", *sentences, ""])]
    found = [_safety(assistant).scores(pair) for pair in pairs]
    for warning, score in scores.items():
        assert score <= max(scores[warning] for scores in found) + 0.01


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello", 1),
        ("Is it safe? I wonder. No!", 3),
        ("She lies there... then she gets up", 2),
        ("first line\nsecond line", 2),
        ("at 3.5 km he stopped", 1),
    ],
)
def test_sentences(text: str, expected: int) -> None:
    """Sentences end at punctuation marks and line ends, not within a number."""
    assert len(list(split(text))) == expected


def test_a_danger_at_the_end_of_a_long_text(assistant: Assistant) -> None:
    """The whole text is read, with or without punctuation."""
    danger = "my son is having a seizure"
    for filler in ("What helps against night cramps? ", "so then we went to the shop and "):
        text = filler * 2_000 + danger
        assert "generalized" in _safety(assistant).decide(text)


def test_a_danger_without_punctuation(assistant: Assistant) -> None:
    """A danger is found in the middle of a dictated text."""
    text = (
        "hello I wanted to ask you about the magnesium that my sister takes in the evening "
        "and then my son is having a seizure on the floor right now and I also wanted to know "
        "whether you think that the orange tablets are better than the white ones for the night"
    )
    assert "generalized" in _safety(assistant).decide(text)


@pytest.mark.parametrize(
    "question",
    ["put my feet in the cold water ", "leg ", "in ", "fit swim sea. ", "a b c d ", "swim", "'s "],
)
def test_a_hostile_question(assistant: Assistant, question: str) -> None:
    """A text ten times as long takes at most thirty times as long, not a hundred times."""

    def seconds(characters: int) -> float:
        text = (question * characters)[:characters]
        times = []
        for _ in range(3):
            start = time.process_time()
            _safety(assistant).decide(text)
            times.append(time.process_time() - start)
        return min(times)

    assert seconds(50_000) < 30 * seconds(5_000) + 0.05
