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
from assistant.dialogue.pointing import shape
from assistant.dialogue.wording import TEXTS_KEPT, asks, chat_words
from index.stop_words import STOP_WORDS

FILE = Path(__file__).parent / "talk.json"

REMARK = "remark"
"""The kind of talk that asks nothing and has no purpose of its own."""

LETTERS = (2, 3, 4)
"""Lengths of the character sequences that are compared."""

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
    # Each feature once, and in order: sums depend on the order.
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
