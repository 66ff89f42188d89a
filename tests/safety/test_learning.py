"""Weights learned from examples."""

from __future__ import annotations

import math

from assistant.safety.decision import Safety
from assistant.safety.learning import Example, learn
from assistant.safety.training import build
from corpus.model import Corpus
from index.search import Index
from tests.helpers.folders import dangers
from tests.helpers.places import LEAFLET
from tests.helpers.small import stored

EXAMPLES = [
    Example(["sea", "leg"], True),
    Example(["sea", "foot"], True),
    Example(["bed", "leg"], False),
    Example(["bed", "foot"], False),
    Example(["once"], True),
]


def test_signs() -> None:
    """What stands in one kind of examples weighs for it, what stands in both weighs nothing."""
    _, weights = learn(EXAMPLES)
    assert weights["sea"] > 0 > weights["bed"]
    assert abs(weights.get("leg", 0.0)) < weights["sea"] / 2
    assert "once" not in weights


def test_the_best_weights() -> None:
    """At the weights found, the loss is at its lowest: its slope is zero."""
    bias, weights = learn(EXAMPLES)
    for feature in (None, "sea", "bed"):
        slope = 0.0 if feature is None else weights[feature]
        for example in EXAMPLES:
            if feature is None or feature in example.features:
                logit = bias + sum(weights.get(name, 0.0) for name in example.features)
                slope += 1 / (1 + math.exp(-logit)) - example.calls
        assert abs(slope) < 0.05  # the weights are rounded


def test_counts() -> None:
    """An example may count more than another."""
    again = [Example(e.features, e.calls, 3.0 if e.calls else 1.0) for e in EXAMPLES]
    assert learn(again)[0] > learn(EXAMPLES)[0]


def test_the_same_twice() -> None:
    """The same examples give the same weights."""
    assert learn(EXAMPLES) == learn(EXAMPLES)


def test_another_document(leaflet: Corpus) -> None:
    """Another folder's dangers are decided by its own rules and banks."""
    danger = dangers(LEAFLET)
    reader = Index(stored(leaflet, danger.texts())).reader
    words = reader.words
    safety = Safety(build(leaflet, danger, reader))
    assert safety.decide(words("the blood pours out"), {})["heavy"].because == ("blood", "pours")
    assert safety.decide(words("a blood orange, pouring rain"), {}) == {}
    assert safety.decide(words("is dry air bad"), {}) == {}
