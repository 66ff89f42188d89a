"""Measures chats: reads a file of chats and computes figures by kind of turn.

The file has one chat per line, with its turns in order:

    {"id": "c1", "persona": "a runner", "turns": [
      {"say": "hi", "kind": "talk"},
      {"say": "what helps a calf cramp?", "kind": "passages", "gold": [{"quote": "…", "grade": 2}]},
      {"say": "the second one", "kind": "passages", "shows": 2}]}

`kind` is the kind of answer. `gold` and `urgent` mean the same as in
`assistant.evaluation.questions`. `shows` is "next" if the user wants more passages from the last
list, or the number of the passage that the user points at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.answer import Answer
from assistant.answer_types import Kind
from assistant.engine import Assistant
from assistant.evaluation import records
from assistant.evaluation.records import EvaluationError, Gold

SHOWN = 5
"""Passages shown for each turn."""

KINDS: tuple[Kind, ...] = ("passages", "refusal", "talk")

_CHAT = ("id", "persona", "turns")
_TURN = ("say", "kind", "gold", "urgent", "shows")


@dataclass(frozen=True, slots=True)
class Turn:
    """A line of a chat, with the right answer to it."""

    say: str
    kind: Kind
    gold: tuple[Gold, ...]
    urgent: frozenset[str]
    shows: Literal["next"] | int | None


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat in the file."""

    id: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A turn with its answer and the applicable figures, each from 0 to 1."""

    turn: Turn
    answer: Answer
    figures: dict[str, float]


def read(path: str, assistant: Assistant) -> list[Chat]:
    """Read a file of chats. Raises EvaluationError, and OSError if it cannot be opened."""
    return records.read_lines(path, lambda data: _chat(data, assistant))


def _chat(entry: object, assistant: Assistant) -> Chat:
    data = records.fields(entry, _CHAT)
    turns = tuple(_turn(turn, assistant) for turn in records.listed(data, "turns"))
    if not turns:
        raise EvaluationError('"turns" needs at least one turn')
    return Chat(records.text(data, "id"), turns)


def _turn(entry: object, assistant: Assistant) -> Turn:
    data = records.fields(entry, _TURN)
    named = records.text(data, "kind")
    kind = next((kind for kind in KINDS if kind == named), None)
    if kind is None:
        raise EvaluationError(f'"kind" must be passages, refusal or talk, not "{named}"')
    return Turn(
        say=records.text(data, "say"),
        kind=kind,
        gold=records.gold(data, assistant.document),
        urgent=records.urgent(data, assistant),
        shows=_shows(data.get("shows")),
    )


def _shows(value: object) -> Literal["next"] | int | None:
    if value is None or value == "next":
        return "next" if value else None
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise EvaluationError('"shows" must be "next" or the number of a passage')
    return value


def judge(assistant: Assistant, chat: Chat) -> Iterator[Judged]:
    """Run a chat, and yield its turns with their figures."""
    conversation = assistant.conversation()
    page: list[str] = []  # the passages that a number refers to
    seen: set[str] = set()  # passages of the same list that were shown
    for at, turn in enumerate(chat.turns):
        answer = conversation.ask(turn.say, top=SHOWN)
        passages = [passage.id for passage in answer.passages]
        figures: dict[str, float] = {"kind": answer.kind == turn.kind}
        figures |= _danger(turn, answer)
        if turn.gold:
            figures |= _ranking(turn, answer, later=at > 0)
        if turn.shows == "next":
            figures["next"] = bool(passages) and seen.isdisjoint(passages)
        elif turn.shows is not None:
            figures["nth"] = passages[:1] == page[turn.shows - 1 : turn.shows] != []
        elif answer.kind == "passages":
            seen = set()
        if answer.kind == "passages" and not isinstance(turn.shows, int):
            page = passages
            seen |= {*passages}
        yield Judged(turn, answer, figures)


def _danger(turn: Turn, answer: Answer) -> dict[str, float]:
    urgent = {warning.id for warning in answer.warnings if warning.urgent}
    figures: dict[str, float] = {"stuck": bool(urgent - turn.urgent)}
    if turn.urgent:
        figures["lost"] = bool(turn.urgent - urgent)
    return figures


def _ranking(turn: Turn, answer: Answer, later: bool) -> dict[str, float]:
    """Whether a quote with the best grade is among the first passages; the warnings' passages do
    not count."""
    best = max(quote.grade for quote in turn.gold)
    hits = [
        any(quote.grade == best and quote.found_by(passage) for quote in turn.gold)
        for passage in answer.passages[:3]
    ]
    figures: dict[str, float] = {"hit@1": any(hits[:1]), "hit@3": any(hits)}
    return {**figures, "later": any(hits)} if later else figures


def failures(judged: Judged) -> list[str]:
    """Return the names of the figures that show that a turn failed."""
    low = ("stuck", "lost")
    return [
        name for name, value in judged.figures.items() if name != "hit@1" and value == (name in low)
    ]
