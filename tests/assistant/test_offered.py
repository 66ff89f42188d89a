"""The questions that the built-in document offers as the user types are all answered well."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from assistant import Assistant
from assistant.chat.offered import OfferedQuestions
from assistant.chat.pager import Reading
from assistant.render.notes import NotesSaid
from assistant.render.view import View
from tests.helpers.places import QUESTIONS


def expected() -> Iterator[tuple[str, set[int]]]:
    """The questions of the built-in document, each with the lines that answer it."""
    for line in (QUESTIONS / "offered.txt").read_text().splitlines():
        question, mark, lines = line.partition("? ")
        if mark:
            yield f"{question}?", set(map(int, lines.split()))


def test_offered_questions_are_the_tested_ones(assistant: Assistant) -> None:
    """The document offers about 150 questions, and each is covered by the test below."""
    assert list(assistant.questions) == [question for question, _ in expected()]
    assert 140 <= len(assistant.questions) <= 170


@pytest.mark.parametrize(("question", "lines"), [*expected()])
def test_offered_questions_are_answered(
    question: str, lines: set[int], assistant: Assistant
) -> None:
    """Each offered question is answered on the first page, with no word treated as misspelt."""
    answer = assistant.ask(question, top=20)
    reading = Reading(answer, NotesSaid(), top=5)
    reading.next(View(), rows=18)
    shown = answer.passages[: reading.shown]
    assert answer.answered
    assert not answer.corrections
    assert lines & {line for p in shown for line in (p.line, *(other.line for other in p.also))}


@pytest.mark.parametrize(
    "line",
    [
        "how do I stop cramps in my calf when I am in bed at night and cannot sleep any more?",
        "zxqv wvut qqqq " * 6,
        "".join(f"magnezium{n} " for n in range(8)),
        "ɐ" * 80,
        "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 2,
    ],
)
def test_a_key_costs_little(line: str, assistant: Assistant) -> None:
    """Finding questions to offer takes less than 10 ms per keystroke, for any input."""
    offered = OfferedQuestions(assistant.questions)
    offered.best("warm")
    slowest = 0.0
    for end in range(1, len(line) + 1):
        runs = []
        for _ in range(3):
            begun = time.process_time()
            offered.best(line[:end])
            runs.append(time.process_time() - begun)
        slowest = max(slowest, min(runs))
    assert slowest < 0.010
