"""Which hits are shown."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.selection.select import STRONG, Selection, Selector
from index.search import Hit

QUESTIONS = ["calf cramp at night", "bananas", "what to do with garlic", "cramp in the sea"]


def select(assistant: Assistant, question: str, **more: list[int]) -> Selection:
    words = assistant.index.reader.words(question)
    hits = assistant.index.search(assistant.index.reader.read(words))
    return Selector(assistant.passages, assistant.index).select(words, hits, **more)


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_is_lost(question: str, assistant: Assistant) -> None:
    """Each hit is either strong or weak, and no weak one is better than a strong one."""
    hits = assistant.index.search(
        assistant.index.reader.read(assistant.index.reader.words(question))
    )
    selection = select(assistant, question)
    both = [hit.passage for hit in (*selection.strong, *selection.weak)]
    assert sorted(both) == sorted(hit.passage for hit in hits)
    best = selection.strong[0].score
    assert all(hit.score >= STRONG * best for hit in selection.strong)
    assert all(hit.score < STRONG * best for hit in selection.weak)


def test_first_passages(assistant: Assistant) -> None:
    """Passages that an author puts first come first, found or not."""
    shown = select(assistant, "garlic", first=[0, 100]).strong
    assert [hit.passage for hit in shown[:2]] == [0, 100]


def test_urgent_passages_do_not_set_the_measure(assistant: Assistant) -> None:
    """Passages of an urgent warning, which are shown anyway, do not make others weak."""
    calm = select(assistant, "garlic infusion")
    urgent = [hit.passage for hit in calm.strong[:2]]
    others = select(assistant, "garlic infusion", urgent=urgent)
    assert len(others.strong) > len(calm.strong)


def test_no_hits(assistant: Assistant) -> None:
    """Of no hits, none is selected."""
    assert Selector(assistant.passages, assistant.index).select([], [Hit(0, 0.0)][:0]).strong == ()
