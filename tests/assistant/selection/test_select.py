"""Which hits are shown."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.selection.select import NO_CHAT, STRONG, InChat, Selection, Selector

QUESTIONS = ["calf cramp at night", "bananas", "what to do with garlic", "cramp in the sea"]


def select(assistant: Assistant, question: str, chat: InChat = NO_CHAT) -> Selection:
    words = assistant.index.reader.words(question)
    query = assistant.index.reader.read(words)
    hits = assistant.index.search(query)
    selector = Selector(assistant.passages, assistant.index, tags=assistant.tags)
    return selector.select(query, words, hits, chat)


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_is_lost(question: str, assistant: Assistant) -> None:
    """Each hit is either strong or weak."""
    hits = assistant.index.search(
        assistant.index.reader.read(assistant.index.reader.words(question))
    )
    selection = select(assistant, question)
    both = [found.passage for found in (*selection.strong, *selection.weak)]
    assert {hit.passage for hit in hits} <= set(both)
    assert len(both) == len(set(both))


def test_first_passages(assistant: Assistant) -> None:
    """Passages that an author puts first come first, found or not."""
    shown = select(assistant, "garlic", InChat(first=[0, 100])).strong
    assert [entry.hit.passage for entry in shown[:2]] == [0, 100]


def test_urgent_passages_do_not_set_the_measure(assistant: Assistant) -> None:
    """Passages of an urgent warning are shown anyway, so they do not make other passages weak."""
    calm = select(assistant, "garlic infusion")
    urgent = [entry.hit.passage for entry in calm.strong[:3]]
    others = select(assistant, "garlic infusion", InChat(favoured=urgent))
    assert len(others.strong) > len(calm.strong)


def test_no_hits(assistant: Assistant) -> None:
    """Without hits, nothing is selected."""
    assert select(assistant, "").strong == ()


@pytest.mark.parametrize("question", QUESTIONS)
def test_strong_ones_are_near_the_best(question: str, assistant: Assistant) -> None:
    """A strong hit scores close to the best, or is an item of a list that does."""
    strong = select(assistant, question).strong
    best = max(entry.hit.score for entry in strong)
    assert all(entry.hit.score >= STRONG * best for entry in strong)


def test_passages_that_answer_the_same_come_together(assistant: Assistant) -> None:
    """The folder's groups bring other answers to a question into the first five: what varicose
    veins do, and three more passages that name them as a cause."""
    answer = assistant.ask("can varicose veins give me cramps?")
    assert {"233", "317", "100", "141"} <= {passage.id for passage in answer.passages}
