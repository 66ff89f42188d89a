"""Questions that are only half answered."""

from __future__ import annotations

import pytest

from assistant import Answer, Assistant
from tests.helpers.chats import ids

HALVES = [
    ("does baclofen help, and how do I make the garlic oil?", "baclofen", "garlic"),
    ("can dehydration do this or is it lupus", "lupus", "dehydration"),
    ("diabetes, lupus: do they cause leg cramps?", "lupus", "diabetes"),
    ("which foods have potassium, also is naproxen ok", "naproxen", "potassium"),
    ("low potassium symptoms, low phosphate symptoms", "phosphate", "potassium"),
    ("I take a statin and now my calves cramp at night, can honey stop it?", "statin", "honey"),
]


@pytest.mark.parametrize(("question", "unknown", "known"), HALVES)
def test_known_half(question: str, unknown: str, known: str, assistant: Assistant) -> None:
    """The half that the document knows is answered, and the other half is named."""
    answer = assistant.ask(question)
    assert answer.answered
    assert answer.missing == (unknown,)
    assert any(known in passage.text.casefold() for passage in answer.passages[:3])


def test_said_in_text(assistant: Assistant) -> None:
    """The text and the data name what is not covered, before the passages."""
    answer = assistant.ask("does baclofen help, and how do I make the garlic oil?")
    text = str(answer)
    assert 'The document does not mention "baclofen".' in text[: text.index("\n1  ")]
    assert answer.to_dict()["missing"] == ["baclofen"]


def test_said_in_a_chat(assistant: Assistant) -> None:
    """A chat continues with the half that was answered."""
    chat = assistant.conversation()
    assert chat.ask("is turmeric any use, and what can I do with bay leaf?").missing == (
        "turmeric",
    )
    following: Answer = chat.ask("for how many days?")
    assert "bay" in following.carried
    assert "turmeric" not in following.carried


NOT_ASKED_ALONE = [
    "I have gout, does lemon juice help it?",
    "my statin, could it be what makes my calves cramp?",
    "does alendronate cause bone and muscle pain?",
    "My boss makes me stand nine hours at the till. Is that legal?",
    "My card was declined, why?",
    "hay fever or a cold?",
    "baclofen and leg cramps",
    "epilepsy and my driving licence",
]


@pytest.mark.parametrize("question", NOT_ASKED_ALONE)
def test_no_half(question: str, assistant: Assistant) -> None:
    """A half that refers to what the other half names, or asks nothing, is not answered alone."""
    assert not assistant.ask(question).answered


def test_chatter(assistant: Assistant) -> None:
    """Words said in passing are not named as missing."""
    answer = assistant.ask("Olga swears by the bay leaf remedy, how do I make it?")
    assert answer.answered
    assert answer.missing == ()


@pytest.mark.parametrize(
    "question",
    [
        "do bananas help against cramps? My parrot eats two a day.",
        "And smoking? A pack since 1990.",
    ],
)
def test_aside(question: str, assistant: Assistant) -> None:
    """A question followed by an aside gets the same first passages as it would alone."""
    alone = assistant.ask(question[: question.index("?") + 1])
    assert ids(assistant.ask(question))[:2] == ids(alone)[:2] != []


def test_emergency(assistant: Assistant) -> None:
    """A half that describes an emergency decides how the entire question is answered."""
    question = "one side of his face droops and he cannot speak, and does garlic help cramps?"
    answer = assistant.ask(question)
    assert not answer.answered
    assert answer.missing == ()


def test_danger(assistant: Assistant) -> None:
    """An urgent warning is shown whatever else the question names."""
    answer = assistant.ask("I have a cramp far out in the lake, and does baclofen help?")
    assert any(warning.urgent for warning in answer.warnings)
