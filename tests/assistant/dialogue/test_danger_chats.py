"""Whole chats with a danger: it is neither lost nor kept too long, and chats can be replayed."""

from __future__ import annotations

import pickle
from functools import cache

from assistant import Assistant
from tests.helpers.chats import urgent
from tests.helpers.places import QUESTIONS

LOST = STUCK = 0.03
"""Largest share of the turns."""

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
