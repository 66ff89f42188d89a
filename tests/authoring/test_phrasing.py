"""Advice on phrases that are covered by other phrases."""

from __future__ import annotations

import pytest

from assistant.authoring.phrasing import WORDINGS, advice, wordings
from assistant.safety.phrases import parse
from tests.helpers.folders import FolderCopy, dangers
from tests.helpers.places import ROOT


@pytest.mark.parametrize(
    ("phrases", "covered"),
    [
        (("gush*", "gushing out"), ["gushing out"]),
        (("gushing", "gush*"), ["gushing"]),
        (("gushing", "(Gushing)"), ["gushing"]),
        (("gushes", "(gushes|spurts)"), ["gushes"]),
        (("spurts", "(gushes|spurts)"), ["spurts"]),
        (("gushes", "spurts", "(gushes|spurts)"), ["gushes", "spurts"]),
        (("out of the nose", "out of the _"), ["out of the nose"]),
        (("out of the _", "out of the nose"), ["out of the nose"]),
        (("out ... nose", "nose"), []),
    ],
)
def test_covered(phrases: tuple[str, ...], covered: list[str], leaflet_copy: FolderCopy) -> None:
    """A phrase is reported if each of its wordings contains another phrase of the concept."""
    leaflet_copy.append(
        "danger/heavy.toml",
        '\n[concept.more]\nabout = "x"\nphrases = """\n' + "\n".join(phrases) + '\n"""\n',
    )
    found = [line.split('"')[1] for line in advice(dangers(leaflet_copy.path))]
    assert found == covered


def test_wordings() -> None:
    """A phrase with alternatives has a wording for each; with gaps or too many, none is listed."""
    assert wordings(parse("(a|the|) nose*")) == [["a", "nose*"], ["the", "nose*"], ["nose*"]]
    assert wordings(parse("out ... nose")) == []
    assert wordings(parse("(a|b) " * WORDINGS.bit_length())) == []


def test_the_built_in_document() -> None:
    """No phrase of the built-in document is covered by another of its concept."""
    assert list(advice(dangers(ROOT / "corpus/leg_cramps"))) == []
