"""Queries: a question as weighted terms, and what is reported about its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Corpus
from index.normalise import visible
from index.phrases import Phrases
from index.query import LIGHT, Query
from index.search import Index
from index.words import Word, content
from tests.helpers.small import OTHERS, document, index_of

SMALL = document(
    "Rest the cramped calf.",
    "Magnesium relaxes muscles.",
    "Potassium is in bananas.",
    "Diuretics drain water.",
    "Walk in flat shoes.",
    "Garlic oil is rubbed in.",
    *OTHERS,
    thesaurus=[
        ("mg", "magnesium"),
        ("water pills", "diuretics"),
        ("pass out", "rest"),
        ("charley horse", "cramped calf"),
        ("horse", "shoes"),
        ("trainers", "flat shoes"),
    ],
    beyond=["ibuprofen", "sleeping tablets", "is short of breath"],
)


@pytest.fixture(scope="module")
def small() -> Index:
    """The index of a document of six lines, plus others that do not matter."""
    return index_of(SMALL)


def read(index: Index, question: str) -> Query:
    return index.reader.read(index.reader.words(question))


def typed(query: Query) -> list[str]:
    return [term.stem for term in query.terms if term.source == "typed"]


def added(query: Query) -> dict[str, str]:
    return {term.stem: term.word for term in query.terms if term.source == "added"}


def test_a_query_of_nothing() -> None:
    """Without terms, nothing is unknown."""
    assert Query(()) == Query((), missing=(), unknown=0.0, beyond=False, corrections={})


def test_words_tell_whether_they_were_corrected(small: Index) -> None:
    """A word read as another word in the document is marked as corrected; others are not."""
    words = small.reader.words("magnezium relaxes xylophonists")
    assert [(word.read, word.known, word.corrected) for word in words] == [
        ("magnesium", True, True),
        ("relaxes", True, False),
        ("xylophonists", False, False),
    ]


# Typed words


def test_terms_are_the_stems_of_the_words(small: Index) -> None:
    """The terms of a question are the stems of its words, in order, without stop words."""
    assert typed(read(small, "What relaxes the muscle?")) == ["relax", "muscl"]


def test_a_typed_word_weighs_one(small: Index) -> None:
    """A typed word has weight 1."""
    assert [term.weight for term in read(small, "bananas").terms] == [1.0]


def test_a_word_of_talk_weighs_less() -> None:
    """A word of talk has less weight than a word that names something."""
    index = index_of(document("Perhaps rest.", "Walk."))
    assert {term.stem: term.weight for term in read(index, "perhaps walk").terms} == {
        "perhap": LIGHT,
        "walk": 1.0,
    }


def test_a_repeated_word_counts_once(small: Index) -> None:
    """A word typed twice, in any form, is one term, shown as first typed."""
    (term,) = read(small, "Cramping cramped cramps").terms
    assert (term.stem, term.word, term.weight) == ("cramp", "Cramping", 1.0)


def test_words_keep_how_they_were_typed(small: Index) -> None:
    """A word keeps its capitals and accents as typed."""
    assert small.reader.words("Bananás") == [Word("Bananás", "bananas", "banana", known=True)]


@pytest.mark.parametrize("question", ["", "  ", "?!", "what is the", "🦵"])
def test_nothing_to_look_for(question: str, small: Index) -> None:
    """A question with only stop words has no terms, and none is missing."""
    query = read(small, question)
    assert (query.terms, query.missing, query.unknown, query.beyond) == ((), (), 0.0, False)


def test_content_words(small: Index) -> None:
    """The content words of a question are those that are not stop words."""
    words = small.reader.words("what about the bananas")
    assert [word.read for word in content(words)] == ["bananas"]


# The thesaurus


def test_a_word_adds_the_documents_word(small: Index) -> None:
    """A word in the thesaurus adds the document's words for it."""
    assert added(read(small, "is Mg good?")) == {"magnesium": "Mg"}


def test_a_phrase_adds_the_documents_words(small: Index) -> None:
    """A phrase of several words adds the document's words, and is named as typed."""
    assert added(read(small, "my Water Pill")) == {"diuret": "Water Pill"}


def test_a_phrase_may_hold_stop_words(small: Index) -> None:
    """Stop words within a phrase count: "pass out" is a phrase, "pass" is not."""
    assert added(read(small, "I pass out")) == {"rest": "pass out"}
    assert added(read(small, "I pass")) == {}


def test_the_longest_phrase_wins(small: Index) -> None:
    """Within a longer phrase, a shorter one adds nothing."""
    assert added(read(small, "charley horse")) == {
        "cramp": "charley horse",
        "calf": "charley horse",
    }
    assert added(read(small, "horse")) == {"shoe": "horse"}


def test_words_apart_are_no_phrase(small: Index) -> None:
    """The words of a phrase must follow one another."""
    assert added(read(small, "pills with water")) == {}


def test_typed_words_are_not_added(small: Index) -> None:
    """A typed word is not added again."""
    assert added(read(small, "Mg is magnesium")) == {}


def test_common_words_are_not_added() -> None:
    """A word that names the subject of the whole document is not added."""
    index = index_of(document("Rest.", "Rest.", "Walk.", thesaurus=[("nap", "rest")]))
    assert added(read(index, "nap")) == {}


def test_the_stronger_reason_counts() -> None:
    """A word added by two typed words has the larger of the two weights."""
    says = [("nap", "rest"), ("siesta", "rest")]
    index = index_of(document("Rest.", "Nap.", "Nap.", "Nap.", *OTHERS, thesaurus=says))
    weights = {
        question: read(index, question).terms[-1].weight
        for question in ("nap", "siesta", "nap siesta", "siesta nap")
    }
    assert weights["nap"] < weights["siesta"]
    assert weights["nap siesta"] == weights["siesta nap"] == weights["siesta"]


def test_added_words_weigh_less(small: Index) -> None:
    """An added word weighs less than a typed one."""
    assert all(0 < term.weight < 1 for term in read(small, "mg").terms)


def test_added_words_never_outweigh_typed_ones(index: Index, corpus: Corpus) -> None:
    """A word added by the thesaurus weighs less (idf included) than the typed word."""
    for phrase in (said for group in corpus.thesaurus for said in group.said):
        words = index.reader.words(phrase)
        most = max(index.reader.weight(word.stem) for word in words)
        for term in index.reader.read(words).terms:
            if term.source == "added":
                assert term.weight * index.idf[term.stem] < most, (phrase, term)


def test_phrases_match_from_left_to_right() -> None:
    """Phrases are found with their places, and do not overlap."""
    phrases = Phrases.of({"a b": ["x"], "b c": ["y"], "c": ["z"]})
    assert list(phrases.matches("a b c".split())) == [(0, 2, ("x",)), (2, 3, ("z",))]


def test_no_phrases() -> None:
    """Without phrases, none is found."""
    assert list(Phrases.of({}).matches(["a"])) == []


# Spelling


def test_a_slip_is_corrected(small: Index) -> None:
    """An unknown word is read as the nearest known one, and the query says so."""
    query = read(small, "What about magnezium")
    assert typed(query) == ["magnesium"]
    assert query.corrections == {"magnezium": "magnesium"}


def test_a_slip_of_what_people_say(small: Index) -> None:
    """Words of the thesaurus are known, so their misspellings are corrected."""
    query = read(small, "my trainerz")
    assert query.corrections == {"trainerz": "trainers"}
    assert added(query) == {"flat": "trainerz", "shoe": "trainerz"}


@pytest.mark.parametrize("question", ["magnesium becuase", "magnesium somthing"])
def test_no_slip_of_a_stop_word(small: Index, question: str) -> None:
    """No word is corrected to a stop word: a misspelt stop word is ignored."""
    query = read(small, question)
    assert (typed(query), query.corrections, query.missing) == (["magnesium"], {}, ())


@pytest.mark.parametrize(
    "question", ['"magnezium"', "“magnezium”", "+magnezium", 'take "magnezium oil" now']
)
def test_insisting(question: str, small: Index) -> None:
    """Quotation marks, or a plus in front, keep the words as typed."""
    query = read(small, question)
    assert query.corrections == {}
    assert "magnezium" in query.missing


@pytest.mark.parametrize("question", ["2+magnezium", 'magnezium"', "+ magnezium"])
def test_not_insisting(question: str, small: Index) -> None:
    """A plus within a word or alone, or a single quotation mark, has no effect."""
    assert read(small, question).corrections == {"magnezium": "magnesium"}


def test_english_words_are_not_corrected(small: Index) -> None:
    """An English word that is not in the document is missing, not misspelt."""
    query = read(small, "banal tinnitus")
    assert query.corrections == {}
    assert set(query.missing) == {"banal", "tinnitus"}


# What is not in the document


def test_missing_words(small: Index) -> None:
    """A word that neither the document nor its authors know is listed as missing, once for each
    spelling typed."""
    assert read(small, "Tinnitus or magnesium? tinnitus, Tinnitus").missing == (
        "Tinnitus",
        "tinnitus",
    )


def test_what_cannot_be_missing(small: Index) -> None:
    """Numbers, letters and words of talk are never missing; at most three others are named."""
    assert read(small, "hi, is t 6 or 1234 okay with tinnitus").missing == ("tinnitus",)
    assert read(small, "tinnitus, botox, gout, lupus").missing == ("tinnitus", "botox", "gout")


def test_what_people_say_is_not_missing(small: Index) -> None:
    """A phrase of the thesaurus is not missing, even if it is not in the document."""
    assert read(small, "charley horse").missing == ()


def test_chatter_is_not_missed_beside_a_subject(small: Index) -> None:
    """A common English word is named as missing only if there is no rarer one."""
    assert read(small, "my husband has tinnitus").missing == ("tinnitus",)
    assert read(small, "my husband").missing == ("husband",)


@pytest.mark.parametrize("question", ["Ibuprofen for cramps", "some sleeping tablet"])
def test_beyond(question: str, small: Index) -> None:
    """A word listed as beyond the document is missing, and the query says so."""
    query = read(small, question)
    assert query.beyond
    assert query.missing in [("Ibuprofen",), ("sleeping tablet",)]


def test_beyond_as_typed(small: Index) -> None:
    """A phrase is named as typed, without the stop words at its ends."""
    assert read(small, "who is short of breath").missing == ("short of breath",)


def test_not_beyond(small: Index) -> None:
    """A merely unknown word does not count as beyond the document."""
    assert not read(small, "tinnitus").beyond


def test_all_is_unknown(small: Index) -> None:
    """If no word of a question is known, all of its weight is unknown."""
    assert read(small, "tinnitus botox").unknown == 1.0


def test_all_is_known(small: Index) -> None:
    """If all words of a question are known, none of its weight is unknown."""
    assert read(small, "magnesium for a charley horse").unknown == 0.0


# What a question is about


@pytest.mark.parametrize(
    "question", ["leg cramp", "Owwww, my leg!!!", "I've got a cramp", "help me, it hurts", "ow ow"]
)
def test_the_subject_alone(question: str, index: Index) -> None:
    """The document's commonest words, cries and talk ask for nothing in particular."""
    words = index.reader.words(question)
    assert index.reader.names_subject_alone(words, index.reader.read(words))


@pytest.mark.parametrize(
    "question",
    [
        *("why do legs cramp", "leg cramp at night", "dialysis leg cramp", "types of cramps"),
        *("leg cramp won't go away", "what're cramps", "hows a cramp start", "after a leg cramp"),
    ],
)
def test_more_than_the_subject(question: str, index: Index) -> None:
    """A question word, or any other word, asks for something in particular."""
    words = index.reader.words(question)
    assert not index.reader.names_subject_alone(words, index.reader.read(words))


VOCABULARY = "cramp night magnesium ibuprofen water pills xyzzy husband the 10 magnezium horse"
QUESTIONS = st.one_of(
    st.lists(st.sampled_from(VOCABULARY.split())).map(" ".join), st.text(max_size=40)
)


@given(QUESTIONS)
def test_laws_of_queries(index: Index, question: str) -> None:
    """Any question can be read: each term once, weights in range, missing words as typed."""
    query = read(index, question)
    stems = [term.stem for term in query.terms]
    assert len(stems) == len(set(stems))
    assert all(stem in index.idf for stem in stems)
    assert all(0 < term.weight <= 1 for term in query.terms)
    assert 0 <= query.unknown <= 1
    assert all(word in visible(question) for phrase in query.missing for word in phrase.split())
    assert all(word in question for word in query.corrections)
    assert query == read(index, question)


@pytest.mark.parametrize(
    ("typed", "text"), [("grade2", "Grade-2 strain."), ("2000", "2,000 a day.")]
)
def test_compounds(typed: str, text: str) -> None:
    """Letters with a number, and a long number, are read as the document writes them."""
    index = index_of(document(text, *OTHERS))
    assert [hit.passage for hit in index.search(index.reader.read(index.reader.words(typed)))] == [
        0
    ]
