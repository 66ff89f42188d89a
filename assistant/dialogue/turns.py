"""Decides whether a line of a chat is talk, points at the last list, or is a question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from assistant.dialogue.deciding import (
    SOMEBODY,
    kind_of_talk,
    likely_remark,
)
from assistant.dialogue.phrases import LONGEST, QUESTION, Phrasebook, phrasebook
from assistant.dialogue.pointing import ORDINAL, POINT, Pointer, place, pointer
from assistant.dialogue.talk_model import NONE, REMARK, Subjects, talk_model
from assistant.dialogue.wording import after_words, asks, chat_words, clauses, plain, without_text
from assistant.safety.model import Danger
from index.analysis import is_stop
from index.query import QueryReader
from index.spelling import is_common
from index.words import READ, Word, content

ABOUT_PROGRAM = frozenset({"doctor", "private", "source", "who"})
"""Kinds of talk that ask about the program, and so not about a remark in the same line."""

POINTS: tuple[str, ...] = ("next", "again", POINT)
"""Kinds of talk that point at the last list."""

NUMBERED = frozenset({"again", "confused", "explain", "shorter", "where"})
"""Kinds of talk that point at a place in the last list if they name one: "the second one again"."""

SOCIAL = frozenset({"greeting", "thanks", "goodbye", "agree", "yes", "laughter", "refuse"})
"""Kinds of talk that are dropped if the line also asks something."""

COURTEOUS = frozenset({"agree", "goodbye", "laughter", "thanks"})
"""Kinds of talk whose words name nothing in the document: "ok"."""

Manner = Literal["elsewhere", "back", "correction", "fails", "safe"]

MANNERS: tuple[Manner, ...] = ("elsewhere", "back", "correction", "fails", "safe")
"""How a question may be meant: it changes the subject, goes back to an earlier topic, corrects the
last question, says that what was shown does not help, or asks whether something is safe."""

DROPPED = frozenset({"elsewhere", "back", "correction"})
"""Manners whose opening words are not part of what is asked."""

CHANGING = frozenset({"elsewhere", "back"})
"""Ways of changing the subject."""

OTHER = frozenset("another diff different new other separate".split())
MATTERS = frozenset("issue matter problem question story subject thing topic".split())
"""Last words of a clause that only announces another subject: "in bed now, different thing"."""

CALL = "call"
"""The kind of talk that asks the program to call for help."""

COMMAND = "command"
"""The kind for lines such as `/help`, which mean something only in the terminal chat."""

THINKING = "thinking"
"""The kind of talk that announces a question, or only another subject."""

LEAVING = "leaving"
"""The kind of phrase that opens a clause on a subject that the chat is leaving: "forget the
lake"."""

LEFT = 2
"""Longest name of such a subject, in words."""

ASKING_MANNERS: tuple[Manner, ...] = ("fails", "safe")
"""Ways of asking something even if nothing follows."""

FELT = frozenset({"fear", "pain", "confused", "feeling"})
"""Kinds of talk about feelings; a line about another person's feelings is a report instead."""

TEXTS_KEPT = 64
"""Number of lines and clauses whose kind of talk is cached: each is asked for several times."""

_SLASH = re.compile(r"/[a-z]+(?:\s+\S+)?\s*", re.IGNORECASE)

_PARTICLE = re.compile(
    r"(?<!\s)\s+(?:abeg|asap|atm|bruh|bruv|fam|innit|ji|lah|leh|lor|ngl|nko|po|rn|tbh|yaar)\b"
    r"(?=\s*(?:[.,;:!?]|$))|^(?:abeg|bro|bruh|haha|lol|omg|ugh|yaar|yo)\s+",
    re.IGNORECASE,
)
"""Words of courtesy or emphasis in some dialects, which name nothing: "why this happen po"."""


_RETURNED = re.compile(
    r"\b((?:it|that|pain|cramp)(?:'?s| is| was)|(?:it|they|cramps?) (?:came|comes?|coming|goes))"
    r" back\b(?=\s*(?:[.,;:!?]|again|now|at|when|every|tonight|$))",
    re.IGNORECASE,
)
"""Words with which somebody says that a pain returned: here "back" is not a part of the body."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A line as it is meant.

    `kind` is QUESTION, POINT, or a kind of talk in `phrases.txt`. `asks` is the part of a question
    to search for, and `manners` says how it is meant. `pointer` is what it points at; a question
    may point too: "the second one, how often?" `remark` is the likelihood that it is only a remark.
    """

    kind: str
    asks: str = ""
    manners: frozenset[Manner] = frozenset()
    pointer: Pointer | None = None
    remark: float = 0.0


def read_turn(line: str, subjects: Subjects = NONE) -> Turn:
    """Return what kind of turn a line is. In doubt, it is a question.

    `subjects` are its words that occur in the document, as `subjects_of` returns them.
    """
    if _SLASH.fullmatch(line):
        return Turn(COMMAND)
    words = chat_words(line)
    if len(words) > LONGEST:
        return Turn(QUESTION, line)
    found = pointer(words)
    if found and found.how != "words":
        return Turn(POINT, pointer=found)
    book = phrasebook()
    if kind := talk_kind(line, book):
        return _talk(kind, words)
    kind = _kind(line, subjects, book)
    if kind in POINTS:
        asked = as_question(line)
        return asked if asked.kind == THINKING else _talk(kind, words)
    if found:
        return Turn(POINT, pointer=found)
    if turn := _made_of_talk(line, subjects):
        return turn
    turn = as_question(line)
    if turn.pointer and not (turn.manners or subjects.named or asks(line)):
        return Turn(POINT, pointer=turn.pointer)  # what else it says names nothing
    if turn.manners or turn.pointer:
        return turn
    if turn.asks != line and asks(line):
        kind = _kind(f"{turn.asks}?", subjects, book)
    if kind:
        return _talk(kind, words)
    return replace(turn, remark=remark_likelihood(line, subjects))


def remark_likelihood(line: str, subjects: Subjects) -> float:
    """How likely a line is to be a mere remark; 0 if it is known to ask something."""
    if phrasebook().lines.get(plain(line)) == QUESTION:
        return 0.0
    return likely_remark(line, subjects, talk_model())


def subjects_of(words: Sequence[Word], reader: QueryReader) -> Subjects:
    """Return the content words of a line that occur in the document, in the form used for talk."""
    known, named = set[str](), set[str]()
    courtesies = phrasebook().words
    for word in content(words):
        if courtesies.get(word.read) in COURTEOUS:
            continue
        said = not reader.annotated and word.stem in reader.phrase_stems
        if said or (word.stem in reader.idf and not (word.corrected and reader.annotated)):
            forms = _forms(word.typed)
            known.update(forms)
            if word.stem in reader.common or not is_common(word.read):
                named.update(forms)
    return Subjects(frozenset(known), frozenset(named), not reader.annotated)


@lru_cache(READ)
def _forms(typed: str) -> tuple[str, ...]:
    return chat_words(typed)


def _kind(line: str, subjects: Subjects, book: Phrasebook) -> str:
    """Return the kind of talk that a line or clause is, by phrases or else by the model."""
    kind = talk_kind(line, book)
    if not kind and plain(line) not in book.lines:
        kind = kind_of_talk(line, subjects, talk_model())
    words = chat_words(line)
    if kind == POINT and not place(words):
        return "next" if "page" in words else ""
    if kind in FELT and not SOMEBODY.isdisjoint(words):
        return ""
    return kind


@lru_cache(TEXTS_KEPT)
def talk_kind(line: str, book: Phrasebook) -> str:
    """Return the kind of a line that is known or entirely made of known phrases, else ""."""
    if known := book.lines.get(plain(line)):
        return "" if known == QUESTION else known
    words = chat_words(line)
    if not book.openings(words).keys().isdisjoint(ASKING_MANNERS):
        return ""
    cover = book.cover(line)
    if cover and cover.kinds & FELT and not SOMEBODY.isdisjoint(words):
        return ""
    return min(cover.kinds, key=book.kinds.index) if cover else ""


def _made_of_talk(line: str, subjects: Subjects) -> Turn | None:
    """The turn for a line of several clauses, if each of them is talk or points; None if one may be
    a question. Pointing matters most, then the kind that comes first in `phrases.txt`."""
    book = phrasebook()
    parts = clauses(line)
    kinds: list[str] = []
    pointed: Pointer | None = None
    for part in parts if len(parts) > 1 else ():
        words = chat_words(part)
        if book.openings(words):
            return None
        found = pointer(words)
        kind = "" if found else _kind(part, subjects, book)
        if found or kind in POINTS:
            pointed = found or pointed or _talk(kind, words).pointer
        elif kind:
            kinds.append(kind)
        else:
            return None
    if REMARK in kinds and asks(line) and ABOUT_PROGRAM.isdisjoint(kinds):
        return None  # it may ask about the remark
    if pointed:
        return Turn(POINT, pointer=pointed)
    kinds = [kind for kind in kinds if kind not in SOCIAL] or kinds
    return _talk(min(kinds, key=book.kinds.index), chat_words(line)) if kinds else None


def _talk(kind: str, words: Sequence[str] = ()) -> Turn:
    if kind == POINT:
        return Turn(POINT, pointer=Pointer("number", place(words)))
    if kind in NUMBERED and (number := place(words, ORDINAL)) > 0:
        return Turn(POINT, pointer=Pointer("number", number))
    if kind in (*POINTS, "yes"):
        return Turn(POINT, pointer=Pointer(kind))
    return Turn(kind)


def as_question(line: str) -> Turn:
    """A question without courtesies and without words that only say how it is meant."""
    book = phrasebook()
    manners: set[Manner] = set()
    kept: list[str] = []
    pointed: Pointer | None = None
    for clause in clauses(line):
        words = chat_words(clause)
        opened = book.openings(words)
        if not opened and talk_kind(clause, book) in SOCIAL:
            continue
        if found := pointer(words):
            pointed = found
            if found.how != "words":
                continue
        left = after_words(clause, opened[LEAVING]) if LEAVING in opened else ""
        named = [word for word in chat_words(left) if not is_stop(word) and word not in book.words]
        if left and len(named) <= LEFT and not asks(left):
            manners.add("elsewhere")
            continue
        if words[-2:-1] and words[-2] in OTHER and words[-1] in MATTERS and not asks(clause):
            manners.add("elsewhere")
            continue
        for manner in MANNERS:
            if manner in opened:
                manners.add(manner)
                if manner in DROPPED:
                    clause = after_words(clause, opened[manner])
                    words = chat_words(clause)
                    opened = book.openings(words)
        if words:
            kept.append(clause)
    if "elsewhere" in manners and not kept:
        return Turn(THINKING, manners=frozenset(manners))
    said = _PARTICLE.sub("", ". ".join(kept) or line) or line
    said = _RETURNED.sub(r"\1 again", without_text(said))
    return Turn(QUESTION, said, frozenset(manners), pointed)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was read: its turn, all its words, those to search for (none if it is `foreign`,
    in another language), and the dangers that it raises, or almost raises, by itself."""

    question: str
    turn: Turn
    words: tuple[Word, ...]
    asks: tuple[Word, ...]
    dangers: Mapping[str, Danger]
    almost: frozenset[str] = frozenset()
    foreign: bool = False

    @property
    def is_question(self) -> bool:
        """Whether the line is a question, so that passages are searched for."""
        return self.turn.kind == QUESTION
