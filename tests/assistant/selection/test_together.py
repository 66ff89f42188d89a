"""Passages that answer the same questions as the best hits."""

from __future__ import annotations

import pytest

from assistant.selection.together import HEARD, LOUDER, SHARE, together
from index.search import Hit


def groups(*numbers: int) -> dict[int, frozenset[int]]:
    return {number: frozenset(numbers) - {number} for number in numbers}


def beside(found: dict[int, frozenset[int]], number: int) -> frozenset[int]:
    return found.get(number, frozenset())


def test_together() -> None:
    """Of two passages that score alike, the one in a group with the best comes first."""
    hits = [Hit(0, 3.0), Hit(1, 2.0), Hit(2, 2.0)]
    found = together(hits, lambda number: beside(groups(0, 2), number))
    assert [hit.passage for hit in found] == [0, 2, 1]
    weight = 3**LOUDER / (3**LOUDER + 2 * 2**LOUDER)
    assert found[1].score == pytest.approx(2 + SHARE * weight * 7 / 3)


def test_the_best_stays_first() -> None:
    """A passage in groups with all others does not overtake the best hit."""
    hits = [Hit(0, 3.0), Hit(1, 2.9), Hit(2, 2.9), Hit(3, 2.9)]
    found = together(hits, lambda number: beside(groups(1, 2, 3), number))
    assert found[0].passage == 0
    assert found[0].score == max(hit.score for hit in found)


def test_without_groups() -> None:
    """Without groups, hits keep their scores."""
    hits = [Hit(0, 3.0), Hit(1, 2.0)]
    assert together(hits, lambda _: frozenset()) == hits


def test_without_scores() -> None:
    """Passages that were put first without being found stay as they are."""
    hits = [Hit(0, 0.0), Hit(1, 0.0)]
    assert together(hits, lambda number: beside(groups(0, 1), number)) == hits


def test_far_down() -> None:
    """No hit is lost, and hits far down the list are not moved."""
    hits = [Hit(number, 200.0 - number) for number in range(HEARD + 5)]
    found = together(hits, lambda number: beside(groups(*range(HEARD + 5)), number))
    assert sorted(hit.passage for hit in found) == [hit.passage for hit in hits]
    assert found[HEARD:] == hits[HEARD:]
