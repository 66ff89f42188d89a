"""Whether a line is talk, and of which kind, by how people word such lines.

The phrases of `phrases.txt` are precise, but nobody can list them all. This model decides the rest:
a logistic regression over the words and letters of a line. `python -m tests.benchmarks.talk` fits
its weights, in `talk.json`, on the lines of `talk.txt` and on questions that look like talk.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.dialogue.phrases import QUESTION, asks, chat_words
from index.analysis import STOP_WORDS

FILE = Path(__file__).parent / "talk.json"

SURE = 0.65
"""Likelihood of being talk from which a line is talk: in doubt, it is a question."""

SURE_OF_ASKING = 0.75
"""The same for a line that asks something."""

STRANGE = 0.5
"""Share of words that no line of talk has, up to which a line may be talk."""

LONGEST = 14
"""Words of a line that may be talk by the model; a longer one is a question."""

LETTERS = (2, 3, 4)
"""Lengths of the pieces of words that are compared."""

SOMEBODY = frozenset("he hes him his himself she shes her hers herself they theyre them".split())
"""Words for somebody else: a line with one is a report, unless a phrase says it is talk."""

_SIGN = re.compile(r"(?:[:;=8x][-']?[)(dp/|]+|<3|\?+|!+|…|\.\.+)(?!\w)")
_LENGTHS = (1, 2, 3, 5, 8, 11)


@dataclass(frozen=True, slots=True)
class Subjects:
    """The words of a line that the document knows, and those of them that are about its subject.

    Of a document without annotations, little is known of its subject: `bare`.
    """

    known: frozenset[str]
    named: frozenset[str]
    bare: bool = False


NONE = Subjects(frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest kind of talk, and how likely it is that a line is talk of any kind."""

    kind: str
    talk: float


@dataclass(frozen=True, slots=True)
class TalkModel:
    """A logistic regression. `words` are those that it knows; it sees the others, and the `rare`
    words of a single line of talk, by their letters. `weights` are those of each feature, by kind.
    """

    words: frozenset[str]
    rare: frozenset[str]
    bias: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]

    def kind(self, line: str, subjects: Subjects) -> str:
        """Return the kind of talk that a line is, "" if it may well be a question.

        It is one if it is long, says nothing, names what the document is about or another subject,
        or speaks of somebody else; with a bare document, if it has two words of the document.
        """
        if subjects.bare and len(subjects.known) > 1:
            return ""
        words = chat_words(line)
        foreign = [word for word in words if word not in self.words and word not in self.rare]
        named = not subjects.named.isdisjoint(foreign)
        strange = len(foreign) > STRANGE * len(words)
        if STOP_WORDS.issuperset(words) or named or strange or len(words) > LONGEST:
            return ""
        if not SOMEBODY.isdisjoint(words):
            return ""
        guess = self.guess(line, subjects)
        return guess.kind if guess.talk >= (SURE_OF_ASKING if asks(line) else SURE) else ""

    def guess(self, line: str, subjects: Subjects) -> Guess:
        """Return what a line may be. It may be a question all the same."""
        logits = dict(self.bias)
        for feature in set(features(line, subjects, self.words)):
            for kind, weight in self.weights.get(feature, {}).items():
                logits[kind] += weight
        highest = max(logits.values())
        shares = {kind: math.exp(logit - highest) for kind, logit in logits.items()}
        asks = shares.pop(QUESTION)
        return Guess(max(shares, key=shares.__getitem__), 1 - asks / (asks + sum(shares.values())))


def features(line: str, subjects: Subjects, words: Collection[str]) -> Iterator[str]:
    """Yield what the model sees of a line: its words, alone and in pairs and threes, the letters of
    its words, its marks, its length, and how many of its words the document knows.

    A word that is not one of `words` stands for itself only by its letters; one of `subjects`
    counts as a word of the document instead.
    """
    said = chat_words(line)
    masked = [_masked(word, subjects.known, words) for word in said]
    ends = ["^", *masked, "$"]
    for size in (1, 2, 3):
        for at in range(len(ends) - size + 1):
            yield " ".join(ends[at : at + size])
    for word, seen in zip(said, masked, strict=True):
        if seen != "§":
            yield from letters(word)
    for sign in _SIGN.findall(line.casefold()):
        yield f"sign {sign[:2]}"
    yield f"length {sum(len(said) >= length for length in _LENGTHS)}"
    yield f"known {min(3, sum(seen == '§' for seen in masked))}"


def _masked(word: str, subjects: Collection[str], words: Collection[str]) -> str:
    if word in words:
        return word
    if word.isdecimal():
        return "#"
    return "§" if word in subjects else "¤"


def letters(word: str) -> Iterator[str]:
    """Yield the pieces of a word, its ends marked."""
    marked = f"_{word}_"
    for size in LETTERS:
        for at in range(len(marked) - size + 1):
            yield f"'{marked[at : at + size]}"


@cache
def talk_model() -> TalkModel:
    """Return the fitted model, read once."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return TalkModel(
        frozenset(data["words"]), frozenset(data["rare"]), data["bias"], data["weights"]
    )
