"""Lists from the document in an answer."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.selection.duplicates import Entry
from assistant.selection.lists import (
    expand,
    gather,
    items_of,
    list_of,
    needs_lead_in,
    only_announces,
)
from index.search import Hit
from tests.helpers.small import document

WAYS = "There are several ways:"
PASSAGES = document(
    "Cramps hurt.", WAYS, "Rub it.", "Walk.", "Rest.", "Old shoes pinch.",
    lead_ins={2: WAYS, 3: WAYS, 4: WAYS},
).passages  # fmt: skip


def test_items() -> None:
    """A passage that ends in a colon has the items below it; other passages have none."""
    assert list(items_of(PASSAGES, 1)) == [2, 3, 4]
    assert list(items_of(PASSAGES, 0)) == []


def test_the_list_of_an_item() -> None:
    """A list is identified by its first item; a passage outside a list belongs to none."""
    assert [list_of(PASSAGES, number) for number in range(6)] == [None, None, 2, 2, 2, None]


@pytest.mark.parametrize("sentence", [WAYS, "Diagnostics is as follows:", "So:"])
def test_only_announces(sentence: str) -> None:
    """A sentence that only announces a list is recognised by its wording."""
    assert only_announces(sentence)


def test_announces_and_says_something() -> None:
    """A sentence that says something and ends in a colon does more than announce a list."""
    assert not only_announces("Daily exercises reduce the frequency of attacks:")


def test_items_in_place_of_what_announces_them() -> None:
    """Items come in place of the sentence that announces them, in document order, each once."""
    hits = [Hit(1, 5.0), Hit(3, 4.0), Hit(0, 3.0)]
    assert [hit.passage for hit in expand(PASSAGES, hits, keep=False)] == [2, 3, 4, 0]
    assert [hit.passage for hit in expand(PASSAGES, hits, keep=True)] == [1, 2, 3, 4, 0]


def test_items_that_are_no_part_of_the_answer() -> None:
    """If another sentence answers than the one that announces a list, only hits follow it."""
    hits = [Hit(1, 5.0), Hit(3, 4.0), Hit(0, 3.0)]
    found = expand(PASSAGES, hits, keep=True, every=False)
    assert [hit.passage for hit in found] == [1, 3, 0]


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("What causes local cramps?", "313 315 316 317 318"),
        ("what causes leg cramps", "92 93 94 95"),
    ],
)
def test_a_list_is_answered_as_a_list(question: str, lines: str, assistant: Assistant) -> None:
    """What introduces a list is followed by its items, in the order of the document."""
    numbers = lines.split()
    answer = assistant.ask(question, top=len(numbers))
    assert [passage.id for passage in answer.passages] == numbers


def test_what_introduces_a_list_is_shown_once(assistant: Assistant) -> None:
    """Items below the sentence that introduces them do not repeat it."""
    text = " ".join(str(assistant.ask("What causes local cramps?", top=4)).split())
    assert text.count("they appear in such situations:") == 1


def test_hits_of_one_list() -> None:
    """Three hits from one list come in document order, at the place of the best one."""
    entries = [Entry(Hit(n, score)) for n, score in [(0, 9.0), (4, 5.0), (2, 4.8), (3, 4.5)]]
    assert [entry.hit.passage for entry in gather(PASSAGES, entries)] == [0, 2, 3, 4]


def test_an_item_that_stands_out() -> None:
    """An item that is far better than the others in its list stays first."""
    entries = [Entry(Hit(n, score)) for n, score in [(4, 9.0), (2, 4.8), (3, 4.5)]]
    assert [entry.hit.passage for entry in gather(PASSAGES, entries)] == [4, 2, 3]


def test_items_that_need_their_lead_in(assistant: Assistant) -> None:
    """An item of a few words, or in lower case, needs the words that announce it."""
    by_id = {passage.id: passage for passage in assistant.passages}
    assert all(needs_lead_in(by_id[id]) for id in ("131", "84", "315"))
    assert not any(needs_lead_in(by_id[id]) for id in ("246", "282", "3"))


def test_what_do_i_do(assistant: Assistant) -> None:
    """A question that matches the announcement of a list best is answered by the list."""
    shown = [passage.id for passage in assistant.ask("what do I do").passages]
    assert shown == ["244", "245", "246", "247", "248"]


def test_an_item_is_shown_with_its_lead_in(assistant: Assistant) -> None:
    """An item that says little alone is shown after the sentence that announces it."""
    shown = " ".join(str(assistant.ask("hypodynamia")).split())
    assert "Convulsive syndrome may occur against the background of: *Hypodynamia.*" in shown


def test_a_rival_comes_before_the_list(assistant: Assistant) -> None:
    """A passage as good as the one that announces a list is not moved below the list's items."""
    chat = assistant.conversation()
    chat.ask("My legs cramp constantly. Should I get examined?")
    shown = [passage.id for passage in chat.ask("by which doctor?").passages]
    assert shown.index("163") < shown.index("159")


def test_no_announcement_alone(assistant: Assistant) -> None:
    """No answer ends in a sentence that only announces something that is not shown."""
    for question in ("how to get rid of leg cramps", "home remedies", "what helps at night"):
        last = assistant.ask(question, top=20).passages[-1]
        assert not last.text.endswith("several proven methods:")
