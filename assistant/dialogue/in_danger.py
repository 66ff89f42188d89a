"""How a line is answered while a danger is in force."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.dialogue.danger import (
    is_usual,
    known_words,
    own_subject,
    points_back,
    reports,
    subject_of,
)
from assistant.dialogue.state import Raised
from assistant.dialogue.turns import CHANGING, Line
from assistant.dialogue.wording import asks, chat_words
from index.query import QueryReader
from index.search import Hit, Index
from index.spelling import is_common

BRIEF = 2
"""A line with at most this many telling words is answered from the warning in force."""

ASKED = 0
"""The same for a line that asks something."""

BESIDE = 2
"""Largest number of passages on other things asked about; they rank with the warning's."""


def brief_in_danger(line: Line, raised: Sequence[Raised], reader: QueryReader) -> bool:
    """Whether a line, after a danger was raised, says little or reports how things are going:
    "he's awake now"."""
    known = known_words(line.asks, reader)
    most = ASKED if asks(line.question) else BRIEF
    return bool(raised) and not line.dangers and (len(known) <= most or reports(line))


def names_thing(line: Line, reader: QueryReader) -> bool:
    """Whether a line names something in the document by an uncommon word: "and bananas?"."""
    return not all(map(is_usual, known_words(line.asks, reader)))


def asked_beside(line: Line, index: Index, allowed: frozenset[int] | None) -> list[int]:
    """Return the passages on what a line asks, apart from the danger it describes."""
    told = {word for danger in line.dangers.values() for word in danger.because}
    rest = [
        word
        for word in known_words(line.asks, index.reader)
        if word.typed not in told and not is_common(word.read)
    ]
    hits = index.search(index.reader.read(rest), allowed)
    return [hit.passage for hit in hits[:BESIDE]]


def stays_with_emergency(line: Line, about: Collection[str], reader: QueryReader) -> bool:
    """Whether a line is still about an emergency mentioned earlier: it names what the emergency is
    `about`, or says little, as in "what do I do now?", and asks for nothing else."""
    if not CHANGING.isdisjoint(line.turn.manners):
        return False
    if not subject_of(line, reader).isdisjoint(about):
        return True
    points = points_back(chat_words(line.question))
    other = asks(line.question) and names_thing(line, reader) and not points
    return own_subject(line, reader) < 1 and not other


def with_warned(hits: Sequence[Hit], warned: Sequence[int]) -> list[Hit]:
    """Return the hits, followed by the other passages of the warnings in force."""
    found = {hit.passage for hit in hits}
    return [*hits, *(Hit(number, 0.0) for number in dict.fromkeys(warned) if number not in found)]
