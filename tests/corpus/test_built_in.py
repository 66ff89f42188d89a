"""The built-in document: the splitter finds what a careful reader finds."""

from __future__ import annotations

from hashlib import sha256

import pytest

from corpus import loader
from corpus.loader import BUILT_IN
from corpus.model import Corpus, Layout, Passage
from corpus.splitter import split
from tests.helpers.folders import dangers
from tests.helpers.laws import parts, spans, wrongly_covered

HEADINGS = [
    *(1, 17, 19, 27, 37, 43, 49, 55, 61, 71),
    *(145, 155, 165, 177, 203),
    *(218, 224, 252, 276),
    *(295, 305, 311, 323, 342, 351, 358),
]
ARTICLES = [(1, 95), (98, 117), (119, 212), (214, 291), (293, 366)]
LISTS = [
    *((73, 75, 86), (90, 92, 95), (129, 131, 135), (157, 159, 161), (191, 193, 199)),
    *((203, 205, 212), (226, 228, 238), (242, 244, 248), (254, 256, 261), (265, 267, 272)),
    *((280, 282, 289), (313, 315, 319), (325, 327, 330), (332, 334, 338), (344, 346, 349)),
    (360, 362, 364),
]
NUMBERED = [19, 27, 37, 43, 49, 55]


def test_the_document_is_the_source() -> None:
    """The document is the project's source, byte for byte."""
    digest = sha256((BUILT_IN / "document.txt").read_bytes()).hexdigest()
    assert digest == "8fa29d75e63dd5b3425d1a79696c1b4c05fea63597add4f59d63d949a5b16983"


def test_the_text_is_the_file(corpus: Corpus) -> None:
    """The text of the corpus is the file, decoded and unchanged."""
    assert corpus.text.encode() == (BUILT_IN / "document.txt").read_bytes()


def test_passages_are_verbatim(corpus: Corpus) -> None:
    """The text of a passage is the document text at its place."""
    for passage in corpus.passages:
        assert passage.text == corpus.text[passage.start : passage.end]


def test_each_character_is_in_one_place(corpus: Corpus) -> None:
    """Each non-blank character is in exactly one passage, heading or marker."""
    markers = [
        (corpus.text.index(mark, start), corpus.text.index(mark, start) + len(mark))
        for start, mark in _marks(corpus)
    ]
    layout = Layout(corpus.passages, corpus.headings, tuple(markers))
    assert wrongly_covered(corpus.text, spans(layout)) == []


def _marks(corpus: Corpus) -> list[tuple[int, str]]:
    """What precedes each passage or heading on its line, with the place where the line starts."""
    found = []
    for part in parts(corpus):
        start = corpus.text.rfind("\n", 0, part.start) + 1
        if mark := corpus.text[start : part.start].strip():
            found.append((start, mark))
    return found


def test_marks_are_those_of_lists_and_numbered_headings(corpus: Corpus) -> None:
    """Only a bullet, a dash or a number may precede a passage on its line."""
    assert {mark.strip("0123456789") for _, mark in _marks(corpus)} == {"•", "-", ".", ""}


def test_the_headings(corpus: Corpus) -> None:
    """The twenty-six headings of the document are recognised, and no others."""
    assert [heading.line for heading in corpus.headings] == HEADINGS


def test_headings_are_verbatim(corpus: Corpus) -> None:
    """The text of a heading is the document text at its place, without its number."""
    for heading in corpus.headings:
        assert heading.text == corpus.text[heading.start : heading.end]
        assert not heading.text[0].isdigit()


@pytest.mark.parametrize("line", NUMBERED)
def test_numbered_headings_stand_below(line: int, corpus: Corpus) -> None:
    """The numbered headings are sections of "Folk Treatments for Muscle Spasms"."""
    below = next(passage for passage in corpus.passages if passage.line > line)
    title = next(heading.text for heading in corpus.headings if heading.line == line)
    assert below.section[1:] == ("Folk Treatments for Muscle Spasms", title)


def test_the_five_articles(corpus: Corpus) -> None:
    """The five articles are recognised: all passages of an article have the same title, its own."""
    titles = [
        {passage.section[0] for passage in corpus.passages if first <= passage.line <= last}
        for first, last in ARTICLES
    ]
    assert [len(found) for found in titles] == [1] * 5
    assert len(set.union(*titles)) == 5


def test_the_guess_alone_is_nearly_right(corpus: Corpus) -> None:
    """Without corrections, the splitter misses one heading of the document and invents one."""
    guessed = {heading.line for heading in split(corpus.text).headings}
    assert guessed ^ set(HEADINGS) == {121, 203}


@pytest.mark.parametrize(("lead_in", "first", "last"), LISTS)
def test_lead_ins(lead_in: int, first: int, last: int, corpus: Corpus) -> None:
    """The items of a list carry the line that introduces them."""
    lines = corpus.text.split("\n")
    items = [passage for passage in corpus.passages if first <= passage.line <= last]
    assert [item.line for item in items] == list(range(first, last + 1))
    assert {item.lead_in for item in items} == {lines[lead_in - 1].strip()}


def test_only_items_have_a_lead_in(corpus: Corpus) -> None:
    """A passage that is not a list item has no lead-in."""
    marked = {corpus.text.count("\n", 0, start) + 1 for start, _ in _marks(corpus)}
    assert {passage.line for passage in corpus.passages if passage.lead_in} <= marked


def test_ids_are_line_numbers(corpus: Corpus) -> None:
    """The id of a passage is its line number, as a string."""
    for passage in corpus.passages:
        assert passage.id == str(passage.line)
        assert passage.line == corpus.text.count("\n", 0, passage.start) + 1


def test_every_passage_has_tags(corpus: Corpus) -> None:
    """Every passage has at least one tag, and none twice."""
    for passage in corpus.passages:
        assert passage.tags
        assert len(set(passage.tags)) == len(passage.tags)


def test_twenty_to_thirty_tags(corpus: Corpus) -> None:
    """There are twenty to thirty tags, each with a title and a description, and each in use."""
    assert 20 <= len(corpus.tags) <= 30
    assert all(tag.title and tag.description for tag in corpus.tags)
    assert {tag.id for tag in corpus.tags} == {t for p in corpus.passages for t in p.tags}


@pytest.mark.parametrize("id", ["139", "121", "147", "98", "104", "201", "226", "303", "309"])
def test_fillers(id: str, by_id: dict[str, Passage]) -> None:
    """The lines that say nothing on their own are marked as fillers."""
    assert by_id[id].filler


def test_fillers_are_asked_for_by_nobody(corpus: Corpus) -> None:
    """A filler has no asked-as lines; every other passage has some."""
    for passage in corpus.passages:
        assert bool(passage.asked) != passage.filler, passage.id


def test_asked_as_lines_stand_once(corpus: Corpus) -> None:
    """No passage has the same asked-as line twice."""
    for passage in corpus.passages:
        lines = [line.text.casefold() for line in passage.asked]
        assert len(lines) == len(set(lines)), passage.id


@pytest.mark.parametrize(
    ("id", "tag"),
    [
        *((line, "swimming") for line in ("117", "293", "325", "327", "237")),
        *((line, "generalized") for line in ("127", "149", "151", "153", "161", "301", "307")),
        *((line, "folk-remedy") for line in ("193", "199", "282", "288", "346", "353")),
        *((line, "see-a-doctor") for line in ("175", "240", "250", "291", "307")),
    ],
)
def test_safety_tags(id: str, tag: str, by_id: dict[str, Passage]) -> None:
    """The statements about dangers, doctors and folk remedies are tagged as such."""
    assert tag in by_id[id].tags


@pytest.mark.parametrize(
    ("id", "cautions"),
    [
        ("149", "(127) (153) (307)"),
        ("151", "(127) (153) (307)"),
        ("185", "(179)"),
        ("187", "(179)"),
        ("199", "(245)"),
    ],
)
def test_cautions(id: str, cautions: str, by_id: dict[str, Passage]) -> None:
    """Each caution comes with the passage that it belongs to."""
    said = " ".join(map(str, by_id[id].notes))
    assert all(caution in said for caution in cautions.split())


def test_folk_remedies_are_called_so(corpus: Corpus) -> None:
    """Each folk remedy comes with the note that it is one."""
    remedies = [passage for passage in corpus.passages if "folk-remedy" in passage.tags]
    assert len(remedies) > 10
    assert all("folk method" in " ".join(map(str, remedy.notes)) for remedy in remedies)


def test_notes_on_the_translation(by_id: dict[str, Passage]) -> None:
    """Errors of the translation are noted at the passage."""
    wrong = {"29": "cool-down", "270": "toes", "115": "toes", "196": "basin", "135": "movement"}
    for id, meant in wrong.items():
        assert meant in " ".join(map(str, by_id[id].notes)), id


def test_the_warnings(corpus: Corpus) -> None:
    """The document has the two warnings, about swimming and about generalized convulsions."""
    assert [warning.id for warning in corpus.warnings] == ["swimming", "generalized"]


def test_quotations_are_verbatim(corpus: Corpus, by_id: dict[str, Passage]) -> None:
    """Every quotation in a warning is in the document at its place, inside its passage."""
    for warning in corpus.warnings:
        for quote in (warning.standing, *warning.steps):
            passage = by_id[quote.passage]
            assert quote.text == corpus.text[quote.start : quote.end]
            assert passage.start <= quote.start < quote.end <= passage.end


def test_warnings_show_their_passages(corpus: Corpus) -> None:
    """A warning shows the full statement of its danger among its passages."""
    shown = {warning.id: warning.passages for warning in corpus.warnings}
    assert "117" in shown["swimming"]
    assert {"127", "153", "307"} <= set(shown["generalized"])


def test_the_thesaurus(corpus: Corpus) -> None:
    """The thesaurus has at least a hundred groups, including phrases of several words."""
    assert len(corpus.thesaurus) >= 100
    assert any(" " in said for group in corpus.thesaurus for said in group.said)


def test_warnings_have_concepts(corpus: Corpus) -> None:
    """For each warning, concepts and sentences define when it is urgent."""
    subjects = {subject.warning: subject for subject in dangers(loader.BUILT_IN).subjects}
    for warning in corpus.warnings:
        assert subjects[warning.id].concepts
        assert subjects[warning.id].sentences.danger
        assert subjects[warning.id].sentences.ordinary


def test_groups_have_at_least_two_passages(corpus: Corpus) -> None:
    """A group of passages that answer the same questions has at least two passages, and no group is
    given twice."""
    groups = [frozenset(group) for group in corpus.together]
    assert len(groups) > 100
    assert min(map(len, groups)) > 1
    assert len(set(groups)) == len(groups)


def test_general_questions_differ(corpus: Corpus) -> None:
    """No word belongs to two general questions, since a line with it would count as neither."""
    words = [word for one in corpus.general for word in one.words]
    assert len(words) > 60
    assert len(set(words)) == len(words)
