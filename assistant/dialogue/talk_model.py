"""Whether a line is talk, and which kind, decided by how people word such lines.

The phrases in `phrases.txt` are precise but cannot cover everything. This model decides the rest:
a logistic regression over the words and letters of a line. `python -m tests.benchmarks.talk` fits
its weights, in `talk.json`, on the lines of `talk.txt` and on questions that look like talk.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.dialogue.phrases import QUESTION
from assistant.dialogue.pointing import POINT, shape
from assistant.dialogue.wording import TEXTS_KEPT, asks, chat_words
from index.stop_words import STOP_WORDS

FILE = Path(__file__).parent / "talk.json"

SURE = 0.5
"""A line is talk if it is at least this likely to be; otherwise it is a question."""

SURE_OF_OTHERS = 0.6
"""The same for a line that mentions somebody else: it may report how they are."""

SURE_IN_DOUBT = 0.7
"""The same for a line that asks something, has only stop words, or is made of words that occur in
no line of talk."""

SURE_OF_SUBJECT = 0.95
"""The same for a line that asks something and may have a subject of its own: it is long, has a word
that occurs in no line of talk, or mentions somebody else; also for a polite line with words of the
document."""

SURE_AT_FIRST = 0.9
"""The same for a remark that names a specific thing in the document before the first answer."""

SHORTEST = 3
"""In doubt, a line of fewer words than this is not a remark."""

STRANGE = 0.6
"""A line counts as made of words that occur in no line of talk if their share is larger."""

PLACES = frozenset({"next", "again", POINT})
"""Kinds of talk that point at the last list."""

YES = "yes"
"""The kind of talk that points at the rest of the last list, if there is any."""

LONGEST = 14
"""A line of more words than this that asks something may have a subject of its own."""

LONGEST_REMARK = 30
"""A line of more words than this is always a question."""

RESTART = "restart"
"""The kind of talk that starts the chat over."""

REMARK = "remark"
"""The kind of talk that asks nothing and has no purpose of its own."""

POLITE = frozenset("please pls plz kindly".split())
"""Words with which a line asks for something, so that it is not a remark."""

LETTERS = (2, 3, 4)
"""Lengths of the character sequences that are compared."""

SOMEBODY = frozenset("he hes him his himself she shes her hers herself they theyre them".split())
"""Words for somebody else: a line with one is a report, unless a known phrase makes it talk."""

_SIGN = re.compile(r"(?:[:;=8x][-']?[)(dp/|]+|<3|\?+|!+|…|\.\.+)(?!\w)")
_LENGTHS = (1, 2, 3, 5, 8, 11)


@dataclass(frozen=True, slots=True)
class Subjects:
    """The words of a line that occur in the document, and those of them that are about its subject.

    `bare` means a document without annotations, whose subject is barely known.
    """

    known: frozenset[str]
    named: frozenset[str]
    bare: bool = False


NONE = Subjects(frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest kind of talk, and the likelihood that a line is talk of any kind."""

    kind: str
    talk: float


@dataclass(frozen=True, slots=True, eq=False)
class TalkModel:
    """A logistic regression. `words` are those that it knows. Other words, and `rare` words that
    occur in a single line of talk, count only by their letters. `weights` has the weights of each
    feature by kind."""

    words: frozenset[str]
    rare: frozenset[str]
    bias: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]

    def kind(self, line: str, subjects: Subjects) -> str:
        """Return the kind of talk that a line is; "" if it may well be a question.

        For a bare document, a line with two of its words is a question.
        """
        words = chat_words(line)
        if len(words) > LONGEST_REMARK or (subjects.bare and len(subjects.known) > 1):
            return ""
        asking, polite = asks(line), not POLITE.isdisjoint(words)
        foreign = [word for word in words if word not in self.words and word not in self.rare]
        short = len(words) < SHORTEST and subjects.known.issuperset(set(words) - STOP_WORDS)
        if short or len(foreign) == len(words):
            return ""
        odd = STOP_WORDS.issuperset(words) or len(foreign) > STRANGE * len(words)
        guess = self.guess(line, subjects, remarks=not (asking or polite or odd))
        others = not SOMEBODY.isdisjoint(words)
        sure = SURE
        own = len(words) > LONGEST or others or not STOP_WORDS.issuperset(foreign)
        if guess.kind in PLACES and not (odd or (asking and subjects.named)):
            pass  # no question is worded like that
        elif (asking and (own or guess.kind == RESTART)) or (polite and subjects.known):
            sure = SURE_OF_SUBJECT
        elif asking or odd or guess.kind == YES:
            sure = SURE_IN_DOUBT
        elif others:
            sure = SURE_OF_OTHERS
        return guess.kind if guess.talk >= sure else ""

    def remark(self, line: str, subjects: Subjects) -> float:
        """Return how likely a line is only a remark; 0 if it asks something, is short, or is all
        stop words."""
        words = chat_words(line)
        if subjects.bare or asks(line) or not POLITE.isdisjoint(words):
            return 0.0
        if not SHORTEST <= len(words) <= LONGEST_REMARK or STOP_WORDS.issuperset(words):
            return 0.0
        return self.guess(line, subjects).talk

    def guess(self, line: str, subjects: Subjects, *, remarks: bool = True) -> Guess:
        """Return the likeliest kind of talk for a line, which may still be a question.

        Without `remarks`, evidence for a remark counts as evidence for a question.
        """
        odds = _odds(self, line, subjects)
        talk = {kind: likely for kind, likely in odds.items() if kind != QUESTION}
        asks = odds[QUESTION] + (0.0 if remarks else talk.pop(REMARK))
        return Guess(max(talk, key=talk.__getitem__), 1 - asks / (asks + sum(talk.values())))


@lru_cache(TEXTS_KEPT)
def _odds(model: TalkModel, line: str, subjects: Subjects) -> Mapping[str, float]:
    """How likely each kind is for a line, 1 for the likeliest."""
    logits = dict(model.bias)
    # Each feature once, and in order: sums depend on it.
    for feature in dict.fromkeys(features(line, subjects, model.words)):
        for kind, weight in model.weights.get(feature, {}).items():
            logits[kind] += weight
    highest = max(logits.values())
    return {kind: math.exp(logit - highest) for kind, logit in logits.items()}


def features(line: str, subjects: Subjects, words: Collection[str]) -> Iterator[str]:
    """Yield the features of a line: its words, singly, in pairs and in threes, the letters of its
    words, its punctuation, its length, and how many of its words occur in the document.

    A word that is not in `words` counts only by its letters; a word in `subjects` counts only as
    a word of the document.
    """
    said = chat_words(line)
    masked = [_masked(word, subjects.known, words) for word in said]
    ends = ["^", *masked, "$"]
    for size in (1, 2, 3):
        for at in range(len(ends) - size + 1):
            yield " ".join(ends[at : at + size])
    shapes = ["^", *(shape(word) or seen for word, seen in zip(said, masked, strict=True)), "$"]
    for size in (1, 2, 3) if shapes != ends else ():
        for at in range(len(ends) - size + 1):
            if shapes[at : at + size] != ends[at : at + size]:
                yield " ".join(shapes[at : at + size])
    for word, seen in zip(said, masked, strict=True):
        if seen != "§":
            yield from letters(word)
    for sign in _SIGN.findall(line.casefold()):
        yield f"sign {sign[:2]}"
    yield f"length {sum(len(said) >= length for length in _LENGTHS)}"
    yield f"known {min(3, sum(seen == '§' for seen in masked))}"
    yield f"named {min(3, sum(word in subjects.named for word in said))}"
    telling = [word in subjects.known for word in said if word not in STOP_WORDS]
    yield f"telling {min(3, sum(telling))} {min(3, len(telling) - sum(telling))}"
    yield f"strange {min(4, len(telling) - sum(telling))}"
    yield f"asks {asks(line)}"


def _masked(word: str, subjects: Collection[str], words: Collection[str]) -> str:
    if word in words:
        return word
    if word.isdecimal():
        return "#"
    return "§" if word in subjects else "¤"


def letters(word: str) -> Iterator[str]:
    """Yield the character sequences of a word, with its ends marked."""
    marked = f"_{word}_"
    for size in LETTERS:
        for at in range(len(marked) - size + 1):
            yield f"'{marked[at : at + size]}"


@cache
def talk_model() -> TalkModel:
    """Return the fitted model, which is read once."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return TalkModel(
        frozenset(data["words"]), frozenset(data["rare"]), data["bias"], data["weights"]
    )
