"""Search: hits, highlights and the parts of a score."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import AskedAs, Corpus
from index.query import Query
from index.search import Hit, Index, SentenceScorer
from tests.helpers.small import OTHERS, document, index_of

VOCABULARY = [
    *("what helps against cramps at night in my calf while swimming pregnant woman".split()),
    *("potassium magnesium lemon garlic charley horse water pills doctor tinnitus 10".split()),
]
QUESTIONS = st.one_of(
    st.lists(st.sampled_from(VOCABULARY), max_size=8).map(" ".join), st.text(max_size=40)
)


class Found(NamedTuple):
    """A query and its hits."""

    query: Query
    hits: list[Hit]


def ask(index: Index, question: str, **limits: Any) -> Found:
    query = index.reader.read(index.reader.words(question))
    return Found(query, index.search(query, **limits))


def order(found: Found) -> list[int]:
    return [hit.passage for hit in found.hits]


def holds(index: Index, stem: str, passage: int) -> bool:
    """Whether a passage contains a term in one of its fields."""
    return any(field.weight(passage) for field in index.postings(stem).fields.values())


# Hits


@given(QUESTIONS)
def test_each_hit_shares_a_term(index: Index, question: str) -> None:
    """Exactly the passages that share a term with the query are hits, with scores above 0."""
    found = ask(index, question)
    assert set(order(found)) == {
        passage
        for passage in range(len(index.sentences))
        if any(holds(index, term.stem, passage) for term in found.query.terms)
    }
    assert all(hit.score > 0 for hit in found.hits)


@given(QUESTIONS)
def test_the_best_comes_first(index: Index, question: str) -> None:
    """The best hits come first, ties in document order, fillers after all others."""
    keys = [
        (hit.passage in index.fillers, -hit.score, hit.passage) for hit in ask(index, question).hits
    ]
    assert keys == sorted(keys)


@given(QUESTIONS, st.frozensets(st.integers(0, 199)))
def test_among(index: Index, question: str, among: frozenset[int]) -> None:
    """Limiting the passages leaves those hits unchanged, and gives no others."""
    whole = ask(index, question).hits
    assert ask(index, question, among=among).hits == [hit for hit in whole if hit.passage in among]


def test_ties_go_by_place() -> None:
    """Of two passages with the same words, the earlier one comes first."""
    assert order(ask(index_of(document("Walk.", "Rest.", "Rest.")), "rest")) == [1, 2]


def test_fillers_come_last() -> None:
    """A passage that says nothing on its own comes last, however well it matches."""
    index = index_of(document("How to rest.", "After lunch, lie down and rest.", fillers=[0]))
    assert order(ask(index, "how to rest")) == [1, 0]


def test_nothing_is_found() -> None:
    """A query without known terms has no hits."""
    assert ask(index_of(document("Rest.")), "tinnitus").hits == []


def test_an_empty_document() -> None:
    """An index without passages finds nothing."""
    assert ask(index_of(document()), "rest").hits == []


def test_rare_words_tell_more() -> None:
    """A passage with the rarer word of the question comes first."""
    index = index_of(document("Drink water.", "Drink tea.", "Drink milk.", "Drink, drink water."))
    assert order(ask(index, "drink tea"))[0] == 1


def test_one_line_that_asks_it_all() -> None:
    """Of two passages with the same words, the one with all of them in one line comes first."""
    lines = {
        0: [AskedAs("hot soup"), AskedAs("cold bath")],
        1: [AskedAs("hot bath"), AskedAs("cold soup")],
    }
    index = index_of(document("Rest.", "Walk.", asked=lines))
    assert order(ask(index, "a hot bath")) == [1, 0]


def test_typed_words_count_more_than_added_ones() -> None:
    """A passage with the typed word comes before one with an added word."""
    index = index_of(document("Rest.", "Doze.", *OTHERS, thesaurus=[("doze", "rest")]))
    assert order(ask(index, "doze")) == [1, 0]


def test_asked_as_lines_find_a_passage() -> None:
    """A passage is found by the words that people use to ask for it."""
    index = index_of(document("Rest.", "Walk.", asked={1: [AskedAs("can I go jogging?")]}))
    assert order(ask(index, "jogging")) == [1]


def test_a_list_item_is_found_by_its_list() -> None:
    """A list item is found by the words of its lead-in."""
    index = index_of(document("Bananas.", "Rest.", lead_ins={0: "These contain potassium:"}))
    assert order(ask(index, "potassium")) == [0]


def test_favoured_passages() -> None:
    """A passage can be favoured by a factor, but still needs a matching term."""
    index = index_of(document("Rest.", "Rest.", "Walk."))
    assert order(ask(index, "rest", favoured={1: 1.1, 2: 9.0})) == [1, 0]


# Sentences


def best_sentence(corpus: Corpus, question: str, passage: int = 0) -> str:
    index = index_of(corpus)
    scores = SentenceScorer(index, ask(index, question).query).scores(passage)
    best = index.sentences[passage][scores.index(max(scores))]
    return corpus.text[best.start : best.end]


def test_the_sentence_with_the_words() -> None:
    """The sentence that contains the words of the question is the best."""
    text = "Cramps hurt at night. Magnesium relaxes tired muscles. Old shoes pinch the feet."
    assert best_sentence(document(text), "magnesium") == "Magnesium relaxes tired muscles."


def test_the_sentence_that_was_asked_for() -> None:
    """A sentence is found by the asked-as lines that were written for it."""
    text = "Cramps hurt at night. Magnesium relaxes tired muscles. Old shoes pinch the feet."
    lines = {0: [AskedAs("what about pills?", 2), AskedAs("help", 0)]}
    assert best_sentence(document(text, asked=lines), "pills") == "Magnesium relaxes tired muscles."


def test_no_sentence_fits() -> None:
    """If no sentence contains a word of the question, all score zero."""
    corpus = document("Leg cramps hurt. Magnesium helps.", asked={0: [AskedAs("pills")]})
    index = index_of(corpus)
    assert SentenceScorer(index, ask(index, "pills").query).scores(0) == [0.0, 0.0]


def test_the_sentence_for_what_is_new() -> None:
    """For choosing a sentence, inherited words count less than those of the question."""
    text = "Magnesium relaxes tired muscles. Take it for a month. Old shoes pinch the feet."
    index = index_of(document(text, *OTHERS))
    before, now = (ask(index, question).query for question in ("magnesium muscles", "a month"))
    both = tuple(replace(term, weight=0.6, source="carried") for term in before.terms)
    scores = SentenceScorer(index, Query((*now.terms, *both))).scores(0)
    assert scores.index(max(scores)) == 1


# The parts of a score


@given(QUESTIONS)
def test_the_parts_add_up(index: Index, question: str) -> None:
    """The parts of a score add up to it, each above 0, the largest first."""
    found = ask(index, question)
    for hit in found.hits[:5]:
        parts = index.explain(found.query, hit.passage)
        assert sum(part.points for part in parts) == pytest.approx(hit.score)
        points = [part.points for part in parts]
        assert points == sorted(points, reverse=True)
        assert all(point > 0 for point in points)


def test_parts_tell_where_a_term_hit() -> None:
    """A part gives the typed word, its term, how it was found, and the field that contains it."""
    index = index_of(document("Rest.", *OTHERS, thesaurus=[("nap", "rest")]))
    parts = index.explain(ask(index, "Nap").query, 0)
    assert {(part.word, part.stem, part.source) for part in parts} == {("Nap", "rest", "added")}
    assert [part.field for part in parts] == ["whole", "text"]


def test_no_parts_of_no_hit() -> None:
    """A passage that is not a hit has no parts."""
    index = index_of(document("Rest.", "Walk.", asked={0: [AskedAs("sit")]}))
    assert index.explain(ask(index, "rest").query, 1) == []


def test_the_best_line() -> None:
    """The best-matching asked-as line is known; of equals, the first."""
    lines = {0: [AskedAs("a hot bath"), AskedAs("hot soup tonight"), AskedAs("soup hot tonight")]}
    index = index_of(document("Rest.", "Walk.", asked=lines))
    assert index.best_line(ask(index, "hot soup").query, 0) == 1
    assert index.best_line(ask(index, "walk").query, 1) is None
