"""Building: which part of a document goes into which part of its index."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.safety.concepts import Dangers, Sentences, Subject
from corpus.errors import FolderError
from corpus.model import AskedAs, Corpus, Heading
from index.analysis import Stemmer
from index.build import COMMON
from index.records import AskedLine, AskedLines, PhraseList, Spellings, reader, spelling_key
from index.search import Index
from index.spelling import english
from index.stop_words import STOP_WORDS
from index.store import Store
from tests.helpers.small import OTHERS, document, index_of, stored


def holders(store: Store, field: str, term: str) -> list[int]:
    """The passages that contain a term in a field, by number from 0."""
    return list(Index(store).postings(term).fields[field].documents)


def counted(store: Store, word: str) -> int | None:
    """How often a word counts for the speller, or None if it is unknown."""
    found = store.table("spellings").read(spelling_key(word[0], len(word)), reader(Spellings))
    return next((one.count for one in found.words if one.word == word), None) if found else None


def phrases(store: Store, table: str, stem: str) -> list[tuple[str, tuple[str, ...]]]:
    """The phrases in a table that begin with a stem, with their meanings."""
    found = store.table(table).read(stem, reader(PhraseList))
    return [(" ".join(one.stems), one.means) for one in found.phrases] if found else []


def test_the_index_is_the_same_again(leaflet: Corpus) -> None:
    """The same document always gives the same tables, byte for byte."""
    one, other = stored(leaflet), stored(leaflet)
    assert one._connection.serialize() == other._connection.serialize()


def test_the_text_field() -> None:
    """The words of a passage are in its text field."""
    assert holders(stored(document("Rest.", "Walk and rest.")), "text", "rest") == [0, 1]


def test_the_asked_field() -> None:
    """The words of asked-as lines are in the asked field."""
    data = stored(document("Rest.", "Walk.", asked={1: [AskedAs("how to stroll")]}))
    assert holders(data, "asked", "stroll") == [1]
    assert holders(data, "text", "stroll") == []


def test_asked_as_lines_stand_for_themselves() -> None:
    """Each asked-as line is ranked separately, and linked to its passage and sentence."""
    lines = {1: [AskedAs("how to stroll", 1), AskedAs("amble")]}
    index = Index(stored(document("Rest.", "Walk.", asked=lines)))
    assert index.asked(1) == AskedLines(0, (AskedLine("how to stroll", 1), AskedLine("amble", 0)))
    found = index.postings("ambl")
    assert (list(found.lines.postings.documents), list(found.lines.passages)) == ([1], [1])


def test_the_context_field_has_the_section() -> None:
    """The two innermost headings above a passage are in its context field."""
    data = stored(document("Rest.", sections={0: ("Outer", "Middle", "Inner")}))
    assert holders(data, "whole", "inner") == holders(data, "whole", "middl") == [0]
    assert holders(data, "context", "outer") == []


def test_the_context_field_has_the_end_of_the_lead_in() -> None:
    """The last sentence of a lead-in is in the context field of its items."""
    lead_in = "Cramps hurt. Why? At work. These foods e.g. help:"
    data = stored(document("Rest.", lead_ins={0: lead_in}))
    assert holders(data, "whole", "help") == [0]
    assert holders(data, "context", "hurt") == holders(data, "context", "work") == []


def test_the_context_field_has_the_tags() -> None:
    """The titles of a passage's tags are in its context field."""
    assert holders(stored(document("Rest.", "Walk.")), "whole", "zzgener") == [0, 1]


def test_sentences_are_placed_in_the_document(corpus: Corpus, index: Index) -> None:
    """The sentences of a passage are places in it, in characters of the document."""
    stemmer = Stemmer()
    for passage, sentences in zip(corpus.passages, index.sentences, strict=True):
        assert sentences[0].start == passage.start
        assert sentences[-1].end == passage.end
        for one in sentences:
            assert list(one.stems) == stemmer.terms(passage.reading(one.start, one.end))


def test_a_sentence_that_is_not_there() -> None:
    """An asked-as line for a sentence that does not exist is refused in one sentence."""
    with pytest.raises(FolderError) as caught:
        stored(document("Rest. Walk.", asked={0: [AskedAs("how?", 3)]}))
    assert str(caught.value) == (
        "passages/, 1.asked.3: the passage has 2 sentences; correct the number."
    )


def test_the_last_sentence_is_there() -> None:
    """An asked-as line may refer to the last sentence of its passage."""
    index = Index(stored(document("Rest. Walk.", asked={0: [AskedAs("how?", 2)]})))
    assert index.asked(0).lines[0].sentence == 2


def test_fillers() -> None:
    """Passages that say nothing on their own are recorded as fillers."""
    assert Index(stored(document("Rest.", "See below.", fillers=[1]))).fillers == {1}


def test_common_terms() -> None:
    """Terms that occur in a large share of the passages name the document's subject."""
    most = int(COMMON * 40)
    few = document(*["Rest."] * most, *["Walk."] * (40 - most))
    many = document(*["Rest."] * (most + 1), *["Walk."] * (39 - most))
    assert "rest" not in Index(stored(few)).common
    assert "rest" in Index(stored(many)).common


def test_the_thesaurus_keeps_to_the_document() -> None:
    """The thesaurus adds only words in the document, and never the word it was asked about."""
    data = stored(
        document("Rest.", thesaurus=[("nap", "rest"), ("doze", "hammock"), ("resting", "rest")])
    )
    assert phrases(data, "thesaurus", "nap") == [("nap", ("rest",))]
    assert phrases(data, "thesaurus", "doze") == phrases(data, "thesaurus", "rest") == []


def test_groups_of_one_word_are_joined() -> None:
    """A phrase in two groups adds the words of both, each once."""
    data = stored(document("Rest.", "Walk.", thesaurus=[("nap", "rest"), ("naps", "walk rest")]))
    assert phrases(data, "thesaurus", "nap") == [("nap", ("rest", "walk"))]


def test_what_lies_beyond() -> None:
    """What is beyond the document is kept as phrases of stems, each once."""
    data = stored(
        document("Rest.", beyond=["sleeping tablets", "sleeping tablet", "out of breath"])
    )
    assert phrases(data, "beyond", "out") == [("out of breath", ())]
    assert phrases(data, "beyond", "sleep") == [("sleep tablet", ())]


def test_words_are_counted(leaflet: Corpus) -> None:
    """Words of text, headings, asked-as lines and thesaurus are counted; all others are unknown."""
    store = stored(leaflet)
    assert all(counted(store, word) for word in ("nostril", "coming", "squeeze", "warfarin"))
    assert counted(store, "toothache") == 0
    assert counted(store, "ten") == 2


def test_words_of_danger_are_counted() -> None:
    """The English words that signal danger are known; their misspelt forms are not."""
    sentences = Sentences(("he is drowning", "he is drownding"), ("it rains",))
    dangers = Dangers(subjects=(Subject("deep", {}, sentences=sentences),))
    store = stored(document("Rest."), dangers.texts())
    assert counted(store, "drowning") == 0
    assert counted(store, "drownding") is None


def test_stop_words_are_counted() -> None:
    """Stop words are known, so that their misspellings are not read as other words."""
    store = stored(document("Rest."))
    assert all(counted(store, word) for word in STOP_WORDS)


def test_english_forms_of_known_stems_are_known(built: Store, index: Index) -> None:
    """The stem of every English word that shares one with the document is stored in advance."""
    stems = built.table("stems")
    assert stems.get("cramping") == b"cramp"
    assert stems.get("stretches") == b"stretch"
    unknown = [word for word in sorted(english())[::500] if stems.get(word) is None]
    assert not [word for word in unknown if Stemmer()(word) in index.idf]


def test_many_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a long document, the speller knows the commonest words and those with count 0."""
    monkeypatch.setattr("index.build.SPELLINGS", len(STOP_WORDS) + 1)
    store = stored(document("Rest rest.", "Zander."), ["swim"])
    assert (counted(store, "rest"), counted(store, "zander"), counted(store, "swim")) == (
        2,
        None,
        0,
    )


def test_an_empty_document() -> None:
    """A document without passages has an empty index."""
    index = Index(stored(document()))
    assert (index.size, list(index.sentences), index.common) == (0, [], frozenset())
    assert "rest" not in index.idf


def test_headings_count_more_for_the_first_passage() -> None:
    """Without annotations, the heading is a field, and counts twice for the passage right below."""
    below = ("Food", "Drinks")
    data = stored(document("Water.", "Tea.", sections={0: below, 1: below}))
    assert holders(data, "heading", "drink") == [0, 1]
    assert holders(data, "opening", "drink") == [0]
    assert holders(data, "outer", "food") == [0, 1]
    assert holders(data, "opening", "food") == []


def test_neighbours_in_the_section() -> None:
    """Without annotations, the passages above and below count if they are in the same section."""
    food, drinks = ("Food",), ("Drinks",)
    data = stored(document("Water.", "Tea.", "Milk.", sections={0: food, 1: food, 2: drinks}))
    assert holders(data, "near", "water") == [0, 1]
    assert holders(data, "near", "tea") == [0, 1]
    assert holders(data, "near", "milk") == [2]


@pytest.mark.parametrize("heading", ["Your account", "Your name"])
def test_a_word_of_talk_may_be_a_topic(heading: str) -> None:
    """A conversational word can be a topic in a document that has a heading about it."""
    plain = document("Keep your account.", *OTHERS)
    index = index_of(replace(plain, headings=(Heading(1, 0, 4, heading, 1),)))
    assert ("account" in index.reader.light) == ("account" not in heading)
