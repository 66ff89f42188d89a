"""Weights that are kept in a document folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.safety import kept
from assistant.safety.kept import NOTHING_KEPT, Kept, Learned
from assistant.safety.model import Safety
from assistant.safety.training import build, fingerprint, learn_weights
from corpus.loader import BUILT_IN
from corpus.model import Corpus
from tests.helpers.folders import dangers
from tests.helpers.places import LEAFLET

NAMES = ["calf", "deep water"]
WEIGHTS = {"=leg": 0.5, "~left leg": -0.25, "@1": 2.0, "#far": 1.0}
KEPT = Kept("abc", {"sea": Learned(-1.5, WEIGHTS)})


def test_of_the_built_in_document(corpus: Corpus) -> None:
    """The kept weights are those that learning gives; if this fails, run
    `python -m tests.benchmarks.danger`."""
    danger = dangers(BUILT_IN)
    found = kept.read(BUILT_IN, danger.names())
    again = learn_weights(corpus, danger)
    assert found.learned_from == again.learned_from
    assert found.warnings.keys() == again.warnings.keys()
    for warning, learned in again.warnings.items():
        assert found.warnings[warning].bias == pytest.approx(learned.bias, abs=0.02)
        weights = found.warnings[warning].weights
        both = learned.weights.keys() & weights.keys()
        assert len(both) > 0.999 * max(len(learned.weights), len(weights))
        assert all(weights[name] == pytest.approx(learned.weights[name], abs=0.02) for name in both)


def test_written_and_read(tmp_path: Path) -> None:
    """What is read is what was written; the file names the concepts."""
    (tmp_path / "danger").mkdir()
    kept.write(tmp_path, NAMES, KEPT)
    assert '"@deep water": 2.0' in (tmp_path / kept.NAME).read_text()
    assert kept.read(tmp_path, NAMES) == KEPT


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"learned_from": "abc"}',
        '{"learned_from": "abc", "warnings": {"sea": {"bias": "high", "weights": {}}}}',
        '{"learned_from": "abc", "warnings": {"sea": {"bias": 1, "weights": {"@hill": 1}}}}',
        '{"learned_from": "abc", "warnings": {"sea": {"bias": 1, "weights": [1]}}}',
        "[" * 100_000,
    ],
)
def test_a_damaged_file(content: str, tmp_path: Path) -> None:
    """A file that cannot be used is treated as missing."""
    (tmp_path / "danger").mkdir()
    (tmp_path / kept.NAME).write_text(content)
    assert kept.read(tmp_path, NAMES) == NOTHING_KEPT


def test_only_while_nothing_has_changed(leaflet: Corpus) -> None:
    """Kept weights are used for the same sentences, phrases and warnings, and for no others."""
    danger = dangers(LEAFLET)
    calm = Kept(fingerprint(leaflet, danger), {"heavy": Learned(-9.0, {})})
    assert Safety(build(leaflet, danger, calm)).scores("the blood pours out") == {"heavy": -9.0}
    nothing = Kept(calm.learned_from, {})
    assert Safety(build(leaflet, danger, nothing)).scores("the blood pours out")["heavy"] > 0
    other = replace(danger, ordinary=(*danger.ordinary, "my nose is cold"))
    assert Safety(build(leaflet, other, calm)).scores("the blood pours out")["heavy"] > 0
