"""Passages on the same topics as the best hits."""

from __future__ import annotations

import pytest

from assistant.selection.support import HEARD, SUPPORT, supported
from index.search import Hit

DIET, NIGHT = 1, 2
"""Two tags."""


def test_same_tags() -> None:
    """Of two passages that score alike, the one that shares tags with the best comes first."""
    hits = [Hit(0, 3), Hit(1, 2), Hit(2, 2)]
    found = supported(hits, [DIET, NIGHT, DIET].__getitem__)
    scores = {hit.passage: hit.score for hit in found}
    assert scores[2] > scores[1]
    assert scores[2] == pytest.approx(2 + SUPPORT * 3 / 3)


def test_without_tags() -> None:
    """In a document without tags, hits keep their order."""
    hits = [Hit(0, 3.0), Hit(1, 2.0)]
    assert supported(hits, [0, 0].__getitem__) == hits


def test_far_down() -> None:
    """No hit is lost, and hits far down the list are not moved."""
    hits = [Hit(number, 100.0 - number) for number in range(HEARD + 5)]
    found = supported(hits, lambda _: DIET)
    assert [hit.passage for hit in found] == [hit.passage for hit in hits]
    assert found[HEARD:] == hits[HEARD:]
