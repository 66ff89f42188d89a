"""Building: what of a document goes into which part of its index."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assistant.safety.knowledge import Bank, Knowledge
from corpus.errors import FolderError
from corpus.model import AskedAs, Corpus
from index.analysis import STOP_WORDS, Stemmer
from index.build import COMMON
from index.spelling import english
from tests.helpers.small import data_of, document


def holders(data: dict[str, Any], field: str, term: str) -> list[str]:
    """The passages that hold a term in a field, as numbers from 0."""
    return str(data["fields"][field].get(term, "")).split()[::2]


def test_the_index_is_plain_data(built: dict[str, Any]) -> None:
    """An index that was written as JSON and read again is the same."""
    assert json.loads(json.dumps(built)) == built


def test_the_index_is_the_same_again(leaflet: Corpus) -> None:
    """The same document makes the same index, byte for byte."""
    assert json.dumps(data_of(leaflet)) == json.dumps(data_of(leaflet))


def test_the_text_field() -> None:
    """The words of a passage are in its text field."""
    assert holders(data_of(document("Rest.", "Walk and rest.")), "text", "rest") == ["0", "1"]


def test_the_asked_field() -> None:
    """The words of asked-as lines are in the asked field."""
    data = data_of(document("Rest.", "Walk.", asked={1: [AskedAs("how to stroll")]}))
    assert holders(data, "asked", "stroll") == ["1"]
    assert holders(data, "text", "stroll") == []


def test_asked_as_lines_stand_for_themselves() -> None:
    """Each asked-as line is ranked, and known with its passage and sentence."""
    lines = {1: [AskedAs("how to stroll", 1), AskedAs("amble")]}
    data = data_of(document("Rest.", "Walk.", asked=lines))
    assert (data["line_passages"], data["line_sentences"]) == ([1, 1], [1, 0])
    assert data["lines"]["ambl"].split()[::2] == ["1"]


def test_the_context_field_has_the_section() -> None:
    """The two innermost headings above a passage are in its context."""
    data = data_of(document("Rest.", sections={0: ("Outer", "Middle", "Inner")}))
    assert holders(data, "context", "inner") == holders(data, "context", "middl") == ["0"]
    assert holders(data, "context", "outer") == []


def test_the_context_field_has_the_end_of_the_lead_in() -> None:
    """Of a lead-in, the last sentence is in the context of its items."""
    lead_in = "Cramps hurt. Why? At work. These foods e.g. help:"
    data = data_of(document("Rest.", lead_ins={0: lead_in}))
    assert holders(data, "context", "help") == ["0"]
    assert holders(data, "context", "hurt") == holders(data, "context", "work") == []


def test_the_context_field_has_the_tags() -> None:
    """The titles of its tags are in the context of a passage."""
    assert holders(data_of(document("Rest.", "Walk.")), "context", "zzgener") == ["0", "1"]


def test_sentences_are_placed_in_the_document(corpus: Corpus, built: dict[str, Any]) -> None:
    """The sentences of a passage are places within it, in characters of the document."""
    for passage, sentences in zip(corpus.passages, built["sentences"], strict=True):
        assert sentences[0][0] == passage.start
        assert sentences[-1][1] == passage.end
        for start, end, terms in sentences:
            assert terms.split() == Stemmer(built["stems"]).terms(corpus.text[start:end])


def test_a_sentence_that_is_not_there() -> None:
    """An asked-as line for a sentence that the passage lacks is refused with one sentence."""
    with pytest.raises(FolderError) as caught:
        data_of(document("Rest. Walk.", asked={0: [AskedAs("how?", 3)]}))
    assert str(caught.value) == (
        "passages/, 1.asked.3: the passage has 2 sentences; correct the number."
    )


def test_the_last_sentence_is_there() -> None:
    """An asked-as line may be for the last sentence of its passage."""
    data = data_of(document("Rest. Walk.", asked={0: [AskedAs("how?", 2)]}))
    assert data["line_sentences"] == [2]


def test_fillers() -> None:
    """Passages that say nothing by themselves are known by their places."""
    assert data_of(document("Rest.", "See below.", fillers=[1]))["fillers"] == [1]


def test_common_terms() -> None:
    """Terms of more than a certain share of the passages name the document's subject."""
    most = int(COMMON * 40)
    few = document(*["Rest."] * most, *["Walk."] * (40 - most))
    many = document(*["Rest."] * (most + 1), *["Walk."] * (39 - most))
    assert "rest" not in data_of(few)["common"]
    assert "rest" in data_of(many)["common"]


def test_the_thesaurus_keeps_to_the_document() -> None:
    """The thesaurus adds only words that the document has, and none that it was asked by."""
    data = data_of(
        document("Rest.", thesaurus=[("nap", "rest"), ("doze", "hammock"), ("resting", "rest")])
    )
    assert data["thesaurus"] == {"nap": ["rest"]}


def test_groups_of_one_word_are_joined() -> None:
    """A phrase in two groups adds what both say, each once."""
    data = data_of(document("Rest.", "Walk.", thesaurus=[("nap", "rest"), ("naps", "walk rest")]))
    assert data["thesaurus"] == {"nap": ["rest", "walk"]}


def test_what_lies_beyond() -> None:
    """What lies beyond the document is kept as phrases of stems, each once."""
    data = data_of(
        document("Rest.", beyond=["sleeping tablets", "sleeping tablet", "out of breath"])
    )
    assert data["beyond"] == ["out of breath", "sleep tablet"]


def test_words_are_counted(leaflet: Corpus) -> None:
    """Words of text, headings, asked-as lines and thesaurus are counted; others are beyond."""
    counts = data_of(leaflet)["counts"]
    assert {"nostril", "coming", "squeeze", "warfarin"} <= counts.keys()
    assert counts["toothache"] == 0
    assert counts["ten"] == 2


def test_words_of_danger_are_counted() -> None:
    """The English words that tell danger are known; their misspelt forms are not."""
    banks = {"deep": Bank(("he is drowning", "he is drownding"), ("it rains",))}
    counts = data_of(document("Rest."), Knowledge(banks=banks).texts())["counts"]
    assert "drowning" in counts
    assert "drownding" not in counts


def test_stop_words_are_counted() -> None:
    """Stop words are known, so that their slips are found."""
    assert data_of(document("Rest.")).get("counts", {}).keys() >= STOP_WORDS


def test_english_forms_of_known_stems_are_known(built: dict[str, Any]) -> None:
    """The stem of every English word that shares one with the document is known ahead."""
    stems = built["stems"]
    assert {"cramping", "stretches", "swimmer"} <= stems.keys()
    unknown = [word for word in sorted(english())[::500] if word not in stems]
    assert not {Stemmer()(word) for word in unknown} & built["idf"].keys()


def test_an_empty_document() -> None:
    """A document without passages has an empty index."""
    data = data_of(document())
    assert (data["fields"]["text"], data["lines"], data["idf"]) == ({}, {}, {})
