"""Weights learned from examples."""

from __future__ import annotations

import math

from assistant.safety.learning import OFTEN, PENALTY, Example, learn
from assistant.safety.model import Safety
from assistant.safety.training import build, ordinary_language
from corpus.model import Corpus
from tests.helpers.folders import FolderCopy, dangers
from tests.helpers.places import LEAFLET

EXAMPLES = OFTEN * [
    Example(["sea", "leg"], True),
    Example(["sea", "foot"], True),
    Example(["bed", "leg"], False),
    Example(["bed", "foot"], False),
]
EXAMPLES.append(Example(["once"], True))


def test_signs() -> None:
    """A word in one kind of example counts towards it; a word in both kinds counts little."""
    _, weights = learn(EXAMPLES)
    assert weights["sea"] > 0 > weights["bed"]
    assert abs(weights.get("leg", 0.0)) < weights["sea"] / 2
    assert "once" not in weights


def test_the_best_weights() -> None:
    """With the learned weights the loss is at its minimum: its slope is zero."""
    bias, weights = learn(EXAMPLES)
    for feature in (None, "sea", "bed"):
        often = sum(feature in example.features for example in EXAMPLES)
        slope = PENALTY * math.sqrt(often) * weights.get(feature, 0.0) if feature else 0.0
        for example in EXAMPLES:
            if feature is None or feature in example.features:
                logit = bias + sum(weights.get(name, 0.0) for name in example.features)
                slope += 1 / (1 + math.exp(-logit)) - example.calls
        assert abs(slope) < 0.05  # the weights are rounded


def test_counts() -> None:
    """An example may have more weight than another."""
    again = [Example(e.features, e.calls, 3.0 if e.calls else 1.0) for e in EXAMPLES]
    assert learn(again)[0] > learn(EXAMPLES)[0]


def test_the_same_twice() -> None:
    """The same examples give the same weights."""
    assert learn(EXAMPLES) == learn(EXAMPLES)


def test_another_document(leaflet: Corpus) -> None:
    """The dangers of another folder depend only on its own concepts and sentences."""
    safety = Safety(build(leaflet, dangers(LEAFLET)))
    assert safety.decide("a blood orange, pouring rain") == {}
    assert safety.decide("is dry air bad") == {}


def test_a_folder_without_sentences(leaflet: Corpus, leaflet_copy: FolderCopy) -> None:
    """Without sentences to learn from, each concept of a warning makes it urgent."""
    file = leaflet_copy.path / "danger/heavy.toml"
    file.write_text(file.read_text().split("[sentences.heavy]")[0])
    safety = Safety(build(leaflet, dangers(leaflet_copy.path)))
    danger = safety.decide("is it bad that the blood pours out")["heavy"]
    assert danger.because == ("blood pours",)
    assert danger.concepts == ("much blood",)
    assert safety.decide("a blood orange, pouring rain") == {}
    assert safety.decide("is dry air bad") == {}


def test_ordinary_language() -> None:
    """There are thousands of ordinary sentences, each once, without their headings."""
    lines = ordinary_language()
    assert len(lines) >= 3_900
    assert len(set(lines)) >= len(lines) - 10
    assert not any(line.startswith("#") for line in lines)
