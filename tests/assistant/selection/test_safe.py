"""Whether something is safe for a person whom the question names."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answer_types import ShownPassage


def first(assistant: Assistant, question: str) -> ShownPassage:
    return assistant.ask(question).passages[0]


@pytest.mark.parametrize(
    "question",
    [
        "is lemon juice safe in pregnancy",
        "can I take magnesium while pregnant",
        "I am pregnant, is garlic harmful?",
    ],
)
def test_what_the_document_does_not_say(question: str, assistant: Assistant) -> None:
    """The caution for pregnant women comes first, with a note that the document says no more."""
    passage = first(assistant, question)
    assert "Pregnant women" in passage.text
    assert str(passage.notes[0]) == "The document does not say whether this is safe in pregnancy."


@pytest.mark.parametrize("question", ["why do pregnant women get cramps", "is garlic safe"])
def test_other_questions(question: str, assistant: Assistant) -> None:
    """A question of another kind, or one that names nobody, gets no such note."""
    assert not any("does not say" in str(note) for note in first(assistant, question).notes)


def test_the_caution_for_her_first(assistant: Assistant) -> None:
    """Of several cautions, the one for the person named comes first."""
    passages = assistant.ask("thyme and vodka in pregnancy", top=20).passages
    passage = next(passage for passage in passages if passage.id == "288")
    cautions = [str(note) for note in passage.notes if note.kind == "caution"]
    assert "Pregnant women" in cautions[0]


def test_the_chat_remembers_her(assistant: Assistant) -> None:
    """The caution for the person the chat is about comes first in later questions about safety."""
    chat = assistant.conversation()
    chat.ask("I'm 6 months pregnant and my calves cramp at night, why")
    herbs = chat.ask("what about the herbal ones, the garlic or thyme").passages
    cautions = [note for note in herbs[0].notes if note.kind == "caution"]
    assert "Pregnant women" in str(cautions[0])
    assert "Pregnant women" in chat.ask("is magnesium safe").passages[0].text


def test_a_new_chat_knows_nobody(assistant: Assistant) -> None:
    """In a new chat, a question about safety that names nobody does not put that caution first."""
    assert "Pregnant women" not in first(assistant, "is magnesium safe").text


@pytest.mark.parametrize("line", ["what about herbs?", "and garlic?"])
def test_the_same_asked_about_something_else(line: str, assistant: Assistant) -> None:
    """A follow-up that only names another thing gets the caution of the previous question."""
    chat = assistant.conversation()
    chat.ask("I am pregnant, which medicines are safe?")
    assert "Pregnant women" in chat.ask(line).passages[0].text
    assert "Pregnant women" not in chat.ask("and why does it happen at night?").passages[0].text


def test_in_a_follow_up(assistant: Assistant) -> None:
    """A follow-up that asks whether something is safe in pregnancy gets the caution, too."""
    chat = assistant.conversation()
    chat.ask("my calf locks up at night")
    asked = chat.ask("is it safe in pregnancy").passages[0]
    assert "does not say whether this is safe" in str(asked.notes[0])
    assert "Pregnant women" in chat.ask("what about herbs?").passages[0].text


def test_having_something(assistant: Assistant) -> None:
    """Whether a pregnant woman may have something is a question about safety, too."""
    chat = assistant.conversation()
    chat.ask("I am pregnant and my calves cramp")
    asked = chat.ask("can I have a hot bath with Epsom salt").passages[0]
    assert "does not say whether this is safe" in str(asked.notes[0])


@pytest.mark.parametrize(
    "line", ["can I have hot baths", "what can I do tonight", "is it dangerous for the baby"]
)
def test_what_she_may_do(line: str, assistant: Assistant) -> None:
    """In a chat about a pregnant woman, what she may have or do begins with the caution."""
    chat = assistant.conversation()
    chat.ask("I'm 7 months pregnant and get cramps")
    asked = chat.ask(line).passages[0]
    assert "Pregnant women" in asked.text
    assert "does not say whether this is safe" in str(asked.notes[0])


def test_what_anybody_may_do(assistant: Assistant) -> None:
    """Where the line itself says who asks, what to do comes first."""
    assert "Pregnant women" not in first(assistant, "what can I do about cramps").text
