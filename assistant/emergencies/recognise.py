"""Whether a question describes signs of an emergency."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from index.analysis import tokens

LIKELY = -0.5
"""With at least this score, in logits, an unanswered question describes an emergency."""

SURE = 1.0
"""The same for a question that the document seems to answer. `python -m
tests.benchmarks.emergencies` prints what both thresholds miss."""

COVERED = 2.5
"""The same while a warning of the document is urgent: usually that is the emergency."""

REPEATED = 5.5
"""The same for a line that repeats a danger already raised in the chat: "she is not breathing"
after a fit, but not "he is foaming at the mouth"."""

PHRASE = 6.0
"""Logits that a phrase adds: one is enough."""

_BARE = {
    "hes": "he",
    "its": "it",
    "shes": "she",
    "thats": "that",
    "theres": "there",
    "whats": "what",
}
"""Contractions typed without an apostrophe, and the words that they are read as."""

_END = re.compile(r"[.!?\n]")


@dataclass(frozen=True, slots=True)
class Model:
    """The weight of each word and pair of neighbours, in logits, and phrases that are signs, by
    their first word."""

    bias: float
    weights: Mapping[str, float]
    phrases: Mapping[str, Sequence[str]]

    def logits(self, words: Sequence[str]) -> float:
        """Return how strongly `words`, from one or two sentences, suggest an emergency."""
        weight = math.fsum([self.weights.get(name, 0.0) for name in features(words)])
        return self.bias + weight + PHRASE * self._has_phrase(words)

    def _has_phrase(self, words: Sequence[str]) -> bool:
        said = f" {' '.join(words)} "
        return any(
            f" {phrase} " in said
            for word in words
            if word in self.phrases
            for phrase in self.phrases[word]
        )


@cache
def model() -> Model:
    """Return the fitted model."""
    data = json.loads(files(__package__).joinpath("weights.json").read_text("utf-8"))
    return Model(data["bias"], data["weights"], by_first_word(data["phrases"]))


def by_first_word(phrases: Iterable[str]) -> dict[str, list[str]]:
    """Return phrases by their first word."""
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(phrase.split(" ")[0], []).append(phrase)
    return found


def bare(word: str) -> str:
    """Return a normalised word in the form that is scored, without its apostrophe."""
    word = word.replace("'", "")
    return _BARE.get(word, word)


def features(words: Sequence[str]) -> set[str]:
    """Return the features of `words`: each word, and each pair of neighbours."""
    return {*words, *(f"{one} {other}" for one, other in pairwise(words))}


def signs(question: str) -> float:
    """Return how strongly `question` suggests an emergency, in logits: the highest score of a
    sentence or of two neighbouring ones."""
    spoken = list(_sentences(question))
    known = model()
    pairs = (one + other for one, other in pairwise(spoken))
    return max(map(known.logits, (*spoken, *pairs)), default=known.bias)


def _sentences(text: str) -> Iterator[list[str]]:
    """Yield the words of each sentence."""
    words: list[str] = []
    last = 0
    for word, start, end in tokens(text):
        if words and text[last:start] != " " and _END.search(text, last, start):
            yield words
            words = []
        words.append(bare(word))
        last = end
    if words:
        yield words
