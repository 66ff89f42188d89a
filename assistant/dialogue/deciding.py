"""Decides whether a line is talk: the more it looks like a question, the surer the model must
be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.dialogue.pointing import POINT
from assistant.dialogue.talk_model import Subjects, TalkModel
from assistant.dialogue.wording import asks, chat_words
from index.stop_words import STOP_WORDS

SURE = 0.5
"""A line is talk if it is at least this likely to be; otherwise it is a question."""

SURE_IN_DOUBT = 0.7
"""The same for a line that asks something, is odd, or mentions somebody else: it may be a report
of how they are."""

SURE_OF_PLACE = 0.75
"""The same for a line that seems to point at the last list, but asks something and may have a
subject of its own."""

SURE_OF_SUBJECT = 0.95
"""The same for a line that asks something and may have a subject of its own, or asks politely for
something in the document."""

SURE_AT_FIRST = 0.9
"""Before the first answer, a line that names a specific thing in the document is a remark if it is
at least this likely to be."""

SHORTEST, LONGEST = 3, 30
"""In doubt, a line of fewer words than the first is not a remark; a line of more words than the
second is always a question."""

LONG = 14
"""A line of more words than this that asks something may have a subject of its own."""

STRANGE = 0.6
"""A line is odd if more than this share of its words occur in no line of talk."""

RESTART = "restart"
"""The kind of talk that starts the chat over."""

PLACES = frozenset({"next", "again", POINT})
"""Kinds of talk that point at the last list: they are worded unlike any question."""

SOMEBODY = frozenset("he hes him his himself she shes her hers herself they theyre them".split())
"""Words for somebody else: a line with one is a report, unless a known phrase makes it talk."""

POLITE = frozenset("please pls plz kindly".split())
"""Words with which a line asks for something, so that it is not a remark."""

_LINKS = frozenset("at for from in near of the to".split())
"""Small words within the name of a thing."""

REQUESTS = frozenset("tell show explain give list find".split())
"""A line that opens with one of these asks for something."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a line looks like.

    `asks`: it asks something; `polite`: it says please (or the like). It is `odd` if it has only
    stop words, or mostly words that occur in no line of talk. `others`: it mentions somebody else;
    `own`: it mentions somebody else, is long, or has a word that occurs in no line of talk, so a
    question may have its own subject. `alien`: none of its words occur in any line of talk.
    """

    words: Sequence[str]
    asks: bool
    polite: bool
    odd: bool
    others: bool
    own: bool
    alien: bool


def look(line: str, model: TalkModel) -> Look:
    """Return what a line looks like."""
    words = chat_words(line)
    foreign = [word for word in words if word not in model.words and word not in model.rare]
    others = not SOMEBODY.isdisjoint(words)
    return Look(
        words,
        asks(line),
        not POLITE.isdisjoint(words),
        odd=STOP_WORDS.issuperset(words) or len(foreign) > STRANGE * len(words),
        others=others,
        own=others or len(words) > LONG or not STOP_WORDS.issuperset(foreign),
        alien=len(foreign) == len(words),
    )


def kind_of_talk(line: str, subjects: Subjects, model: TalkModel) -> str:
    """Return the kind of talk that a line is; "" if it may well be a question.

    For a document without annotations, a line with two of its words is a question.
    """
    seen = look(line, model)
    named = len(seen.words) < SHORTEST and subjects.known.issuperset({*seen.words} - STOP_WORDS)
    long = len(seen.words) > LONGEST or (subjects.bare and len(subjects.known) > 1)
    if named or long or seen.alien:
        return ""
    remarks = not (seen.asks or seen.polite or seen.odd or _is_name(seen.words))
    guess = model.guess(line, subjects, remarks=remarks)
    return guess.kind if guess.talk >= _least(guess.kind, seen, subjects) else ""


def _least(kind: str, seen: Look, subjects: Subjects) -> float:
    """The likelihood of talk from which a line counts as this kind of talk."""
    if kind in PLACES and not seen.odd and not (seen.asks and subjects.named):
        return SURE_OF_PLACE if seen.asks and seen.own else SURE
    if (seen.asks and (seen.own or kind == RESTART)) or (seen.polite and subjects.known):
        return SURE_OF_SUBJECT
    return SURE_IN_DOUBT if seen.asks or seen.odd or seen.others else SURE


def _is_name(words: Sequence[str]) -> bool:
    """Whether a line only names a thing: "capital of peru"."""
    small = STOP_WORDS.intersection(words)
    return bool(small) and small <= _LINKS and words[0] not in small


def likely_remark(line: str, subjects: Subjects, model: TalkModel) -> float:
    """Return how likely a line is to be only a remark; 0 if it asks something, points at the list,
    is short, or is all stop words."""
    seen = look(line, model)
    if subjects.bare or seen.asks or seen.polite or STOP_WORDS.issuperset(seen.words):
        return 0.0
    if _is_name(seen.words):
        return 0.0
    if not SHORTEST <= len(seen.words) <= LONGEST or not REQUESTS.isdisjoint(seen.words[:1]):
        return 0.0
    guess = model.guess(line, subjects)
    return 0.0 if guess.kind in PLACES else guess.talk
