"""Passages on the same topics as the best hits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.selection.support import HEARD, SUPPORT, supported
from corpus.model import Passage
from index.search import Hit


def tagged(assistant: Assistant, *tags: tuple[str, ...]) -> list[Passage]:
    return [replace(assistant.passages[0], tags=found) for found in tags]


def test_same_tags(assistant: Assistant) -> None:
    """Of two passages that score alike, the one that shares tags with the best comes first."""
    passages = tagged(assistant, ("diet",), ("night",), ("diet",))
    scores = {
        hit.passage: hit.score for hit in supported(passages, [Hit(0, 3), Hit(1, 2), Hit(2, 2)])
    }
    assert scores[2] > scores[1]
    assert scores[2] == pytest.approx(2 + SUPPORT * 3 / 3)


def test_without_tags(assistant: Assistant) -> None:
    """In a document without tags, hits keep their order."""
    hits = [Hit(0, 3.0), Hit(1, 2.0)]
    assert supported(tagged(assistant, (), ()), hits) == hits


def test_far_down(assistant: Assistant) -> None:
    """No hit is lost, and hits far down the list are not moved."""
    hits = [Hit(number, 100.0 - number) for number in range(HEARD + 5)]
    found = supported(tagged(assistant, *[("diet",)] * len(hits)), hits)
    assert [hit.passage for hit in found] == [hit.passage for hit in hits]
    assert found[HEARD:] == hits[HEARD:]
