"""General questions, which only ask about one aspect."""

from __future__ import annotations

import pytest

from assistant import Assistant

CAUSES = ["92", "93", "94", "95", "77"]


def ids(assistant: Assistant, question: str) -> list[str]:
    return [passage.id for passage in assistant.ask(question).passages]


@pytest.mark.parametrize(
    "question",
    [
        "what are the causes",
        "What are the main causes of leg cramps?",
        "why do I get cramps in my legs",
        "whats teh cause",
    ],
)
def test_the_authors_passages_come_first(question: str, assistant: Assistant) -> None:
    """A general question is answered with the passages that the author chose."""
    assert assistant.ask(question).answered
    assert ids(assistant, question) == CAUSES


@pytest.mark.parametrize(
    "question",
    [
        "what causes cramps at night",  # two sides
        "can smoking cause leg cramps",  # a word of its own
        "what does not cause cramps",
        "why are you here",
        "why does it rain",
        "the bus is late, what is the reason",
    ],
)
def test_other_questions(question: str, assistant: Assistant) -> None:
    """A question with anything else in it is ranked by its words."""
    assert ids(assistant, question) != CAUSES


def test_a_word_for_other_subjects_too(assistant: Assistant) -> None:
    """Some words make a question general only together with the subject."""
    assert ids(assistant, "what helps with cramps at night")[0] == "246"
    assert ids(assistant, "what helps at night")[0] != "246"


def test_a_general_question_within_another(assistant: Assistant) -> None:
    """A general half does not make a question about something else general."""
    assert not assistant.ask("my knees click when I squat, should I worry").answered


def test_in_danger(assistant: Assistant) -> None:
    """While a warning is urgent, its passages come first."""
    chat = assistant.conversation()
    chat.ask("my son has a seizure, his whole body is stiff")
    assert [passage.id for passage in chat.ask("what are the causes").passages] != CAUSES
