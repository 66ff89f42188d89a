"""Passages that say the same."""

from __future__ import annotations

from assistant import Assistant
from assistant.selection.duplicates import Duplicate, Entry, in_front, merge
from index.search import Hit

HITS = [Hit(3, 9.0), Hit(1, 8.0), Hit(7, 5.0)]


def test_nothing_is_the_same() -> None:
    """Without duplicates, each hit is an entry of its own."""
    assert merge(HITS, {}.get) == [Entry(hit) for hit in HITS]


def test_the_best_is_shown() -> None:
    """Of passages that say the same, the best is shown, and the others are named."""
    same = {3: Duplicate((7,)), 7: Duplicate((3,))}
    assert merge(HITS, same.get) == [Entry(HITS[0], (7,)), Entry(HITS[1])]


def test_a_brief_one_gives_its_place() -> None:
    """A fuller passage is shown in the place of a brief one that was found before it."""
    same = {3: Duplicate((7, 8), brief=True)}
    assert merge(HITS, same.get) == [Entry(Hit(7, 9.0), (3,)), Entry(HITS[1])]


def test_a_brief_one_alone() -> None:
    """A brief passage is shown where no fuller one was found."""
    assert merge(HITS, {3: Duplicate((8,), brief=True)}.get)[0] == Entry(HITS[0])


def test_in_front() -> None:
    """Passages put first come first, found or not, and each once."""
    entries = [Entry(hit) for hit in HITS]
    assert [e.hit.passage for e in in_front([7, 8], entries)] == [7, 8, 3, 1]


def test_lemon_juice_once(assistant: Assistant) -> None:
    """The three recipes with lemon juice are one entry, with the detail of each."""
    first, *others = assistant.ask("lemon juice").passages
    assert first.id == "193"
    assert [(also.id, also.detail) for also in first.also] == [
        ("282", "on your feet and calves every morning and evening"),
        ("347", "every day for two weeks"),
    ]
    assert not {"282", "347"} & {passage.id for passage in others}
