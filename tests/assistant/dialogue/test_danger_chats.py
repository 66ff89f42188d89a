"""Whole chats with a danger: it is neither lost nor kept too long, and chats can be replayed."""

from __future__ import annotations

import pickle
from functools import cache

import pytest

from assistant import Assistant
from tests.helpers.chats import ids, urgent
from tests.helpers.places import QUESTIONS

LOST = STUCK = 0.03
"""Largest share of the turns in which a danger may be lost, or kept too long."""

WARNINGS = {"s": "swimming", "g": "generalized"}

Chat = list[tuple[set[str], str]]


@cache
def chats() -> list[Chat]:
    """The chats in the file: for each turn, the warnings in force and the line."""
    text = (QUESTIONS / "danger-chats.txt").read_text(encoding="utf-8")
    return [
        [
            ({WARNINGS[letter] for letter in force if letter in WARNINGS}, line)
            for force, _, line in (turn.partition(" | ") for turn in chat.splitlines())
        ]
        for chat in text.split("\n\n")[1:]
    ]


def test_dangers_stay_and_end(assistant: Assistant) -> None:
    """A danger is rarely lost while it lasts, and rarely kept after it has ended."""
    wanted, shown = [], []
    for turns in chats():
        chat = assistant.conversation()
        for force, line in turns:
            wanted.append(force)
            shown.append({*urgent(chat.ask(line))})
    pairs = list(zip(wanted, shown, strict=True))
    in_danger = [force for force in wanted if force]
    assert sum(bool(force - now) for force, now in pairs) <= LOST * len(in_danger)
    assert sum(bool(now - force) for force, now in pairs) <= STUCK * len(pairs)


def test_replay(assistant: Assistant) -> None:
    """The same lines give the same answers."""
    for turns in chats()[:5]:
        one, other = assistant.conversation(), assistant.conversation()
        assert [one.ask(line).to_dict() for _, line in turns] == [
            other.ask(line).to_dict() for _, line in turns
        ]


def test_resume(assistant: Assistant) -> None:
    """A pickled chat continues as if it had never been interrupted."""
    for turns in chats()[5:9]:
        chat = assistant.conversation()
        kept = assistant.conversation()
        for _, line in turns:
            kept = pickle.loads(pickle.dumps(kept))
            assert kept.ask(line).to_dict() == chat.ask(line).to_dict()
            assert pickle.loads(pickle.dumps(chat.state)) == chat.state


def test_go_back(assistant: Assistant) -> None:
    """A state kept after a turn restores that turn, whatever came later."""
    (_, first), (_, second), *_ = chats()[0]
    chat = assistant.conversation()
    chat.ask(first)
    kept = chat.state
    answer = chat.ask(second).to_dict()
    chat.ask("which foods contain a lot of potassium and magnesium")
    assert assistant.conversation(kept).ask(second).to_dict() == answer


@pytest.mark.parametrize(
    "line", ["her tongue is bleeding", "could it be her blood pressure tablets?", "what helps her"]
)
def test_a_fit_is_no_cramp(line: str, assistant: Assistant) -> None:
    """After a fit, no passage is shown that is only about cramps."""
    chat = assistant.conversation()
    told = chat.ask("my mother has just had a fit")
    (warning,) = [warning for warning in told.warnings if warning.urgent]
    fit = {*(passage.id for passage in warning.passages), "163", "175"}
    assert fit.issuperset(ids(chat.ask(line)))


@pytest.mark.parametrize(
    ("line", "answer"),
    [("are bananas any use", "205"), ("and caffeine?", "258"), ("what should I eat", "205")],
)
def test_other_things_are_answered(line: str, answer: str, assistant: Assistant) -> None:
    """A swimmer who asks about food gets passages on food."""
    chat = assistant.conversation()
    chat.ask("I have an open water race on Sunday, what should I carry against cramps?")
    assert ids(chat.ask(line))[0] == answer


@pytest.mark.parametrize(
    "line",
    [
        "you know what, forget the lake. my toes curl in bed",
        "leaving the swim aside now: does coffee matter?",
        "righto, back to the talk at school. stretches for the calf",
        "ok. I need to think about something else",
    ],
)
def test_leaving(line: str, assistant: Assistant) -> None:
    """A danger ends when the user says that they are leaving the subject."""
    chat = assistant.conversation()
    assert urgent(chat.ask("my friend got a cramp in the lake, he is holding the buoy"))
    assert not urgent(chat.ask(line))
