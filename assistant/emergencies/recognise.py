"""Whether a question describes signs of an emergency."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from index.analysis import tokens

LIKELY = -0.5
"""Logits from which a question that the document does not answer describes an emergency."""

SURE = 1.0
"""The same for a question that it seems to answer. `python -m tests.benchmarks.emergencies` prints
what both let through."""

COVERED = 2.0
"""The same while a warning of the document is urgent: mostly that is the emergency."""

PHRASE = 6.0
"""Logits that a phrase adds: it is enough by itself."""

LONGEST_PHRASE = 8
"""Words of the longest phrase that is a sign wherever it occurs."""

_BARE = {
    "hes": "he",
    "its": "it",
    "shes": "she",
    "thats": "that",
    "theres": "there",
    "whats": "what",
}
"""Contractions as people type them without an apostrophe, read as with it."""

_END = re.compile(r"[.!?\n]")


@dataclass(frozen=True, slots=True)
class Model:
    """The weight of each word and each pair of neighbours, in logits; and phrases that tell."""

    bias: float
    weights: Mapping[str, float]
    phrases: frozenset[str]

    def logits(self, words: Sequence[str]) -> float:
        """Return how much `words`, of a sentence or two, speak for an emergency."""
        weight = sum(self.weights.get(name, 0.0) for name in features(words))
        signs = any(phrase in self.phrases for phrase in _runs(words))
        return self.bias + weight + PHRASE * signs


@cache
def model() -> Model:
    """Return the fitted model."""
    data = json.loads(files(__package__).joinpath("weights.json").read_text("utf-8"))
    return Model(data["bias"], data["weights"], frozenset(data["phrases"]))


def bare(word: str) -> str:
    """Return a word in normal form as it is weighed: with or without its apostrophe, the same."""
    word = word.replace("'", "")
    return _BARE.get(word, word)


def features(words: Sequence[str]) -> set[str]:
    """Return what a model weighs: the words, and each pair of neighbours."""
    return {*words, *(f"{one} {other}" for one, other in pairwise(words))}


def signs(question: str) -> float:
    """Return how much the strongest sentence of `question`, or pair of neighbours, speaks for an
    emergency, in logits."""
    spoken = list(_sentences(question))
    known = model()
    pairs = (one + other for one, other in pairwise(spoken))
    return max(map(known.logits, (*spoken, *pairs)), default=known.bias)


def _sentences(text: str) -> Iterator[list[str]]:
    """Yield the words of each sentence."""
    words: list[str] = []
    last = 0
    for word, start, end in tokens(text):
        if words and _END.search(text, last, start):
            yield words
            words = []
        words.append(bare(word))
        last = end
    if words:
        yield words


def _runs(words: Sequence[str]) -> Iterator[str]:
    """Yield all runs of words up to the length of the longest phrase."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST_PHRASE, len(words)) + 1):
            yield " ".join(words[start:end])
