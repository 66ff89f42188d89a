"""Passages that say the same thing."""

from __future__ import annotations

from assistant import Assistant
from assistant.selection.duplicates import Duplicate, Entry, in_front, merge
from index.search import Hit

HITS = [Hit(3, 9.0), Hit(1, 8.0), Hit(7, 5.0)]


def test_nothing_is_the_same() -> None:
    """Without duplicates, each hit is a separate entry."""
    assert merge(HITS, {}.get) == [Entry(hit) for hit in HITS]


def test_the_best_is_shown() -> None:
    """Of passages that say the same thing, the best is shown and the others are named."""
    same = {3: Duplicate((7,)), 7: Duplicate((3,))}
    assert merge(HITS, same.get) == [Entry(HITS[0], (7,)), Entry(HITS[1])]


def test_a_brief_one_gives_its_place() -> None:
    """A fuller passage is shown in place of a brief one that ranked above it."""
    same = {3: Duplicate((7, 8), brief=True)}
    assert merge(HITS, same.get) == [Entry(Hit(7, 9.0), (3,)), Entry(HITS[1])]


def test_a_brief_one_alone() -> None:
    """A brief passage is shown if no fuller one was found."""
    assert merge(HITS, {3: Duplicate((8,), brief=True)}.get)[0] == Entry(HITS[0])


def test_in_front() -> None:
    """Passages that belong first come first, found or not, and only once."""
    entries = [Entry(hit) for hit in HITS]
    assert [e.hit.passage for e in in_front([7, 8], entries)] == [7, 8, 3, 1]


def test_lemon_juice_once(assistant: Assistant) -> None:
    """The three recipes with lemon juice are one entry, with the details of each."""
    first, *others = assistant.ask("lemon juice").passages
    ids = {"193", "282", "347"}
    assert {first.id, *(also.id for also in first.also)} == ids
    assert all(also.detail for also in first.also)
    assert ids.isdisjoint(passage.id for passage in others)


def test_the_one_that_fits() -> None:
    """Of passages that say the same thing, the one that holds what was asked for is shown."""
    same = {3: Duplicate((7,)), 7: Duplicate((3,))}
    assert merge(HITS, same.get, lambda number: number == 7)[0] == Entry(Hit(7, 9.0), (3,))


def test_details_are_shown(assistant: Assistant) -> None:
    """The ways in which the other passages differ are listed below the one that is shown."""
    shown = " ".join(str(assistant.ask("how do you use lemon for cramps")).split())
    assert "Also line 282: “on your feet and calves every morning and evening”" in shown
    assert "line 347: “every day for two weeks”" in shown
