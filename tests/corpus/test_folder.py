"""A document folder: what is read from it."""

from __future__ import annotations

import re

from corpus import loader as folder
from corpus.model import AskedAs, Corpus, Group, Note
from tests.helpers.folders import FolderCopy
from tests.helpers.places import LEAFLET


def test_title_and_subject(leaflet: Corpus) -> None:
    """The title and the subject of the document come from `document.toml`."""
    assert (leaflet.title, leaflet.about) == ("Nosebleeds: what to do", "nosebleeds")


def test_first_passages(leaflet: Corpus) -> None:
    """The passages for a question that names only the subject come from `document.toml`."""
    assert leaflet.first == ("10", "11")


def test_tags_in_the_order_of_the_file(leaflet: Corpus) -> None:
    """The tags come in the order of their file."""
    assert [tag.id for tag in leaflet.tags] == ["first-aid", "prevention", "heavy", "home"]


def test_passages_in_the_order_of_the_document(leaflet_copy: FolderCopy) -> None:
    """Passages are in document order, however the annotations are sorted."""
    whole = (leaflet_copy.path / "passages/1.toml").read_text()
    first, *rest = re.split(r"(?m)^(?=\[\d+\]$)", whole)
    (leaflet_copy.path / "passages/1.toml").write_text(first + "".join(reversed(rest)))
    assert folder.read(leaflet_copy.path) == folder.read(LEAFLET)


def test_annotations_in_several_files(leaflet_copy: FolderCopy) -> None:
    """The annotations may be spread over the files of `passages/`."""
    whole = (leaflet_copy.path / "passages/1.toml").read_text()
    here, there = whole.split("[33]")
    (leaflet_copy.path / "passages/1.toml").write_text(here)
    (leaflet_copy.path / "passages/2.toml").write_text("[33]" + there)
    assert folder.read(leaflet_copy.path) == folder.read(LEAFLET)


def test_corrections_reach_the_splitter(leaflet: Corpus) -> None:
    """A line that the folder marks as not a heading is a passage."""
    assert "17" in [passage.id for passage in leaflet.passages]


def test_headings_are_kept(leaflet: Corpus) -> None:
    """The headings of the document are in the corpus."""
    assert [heading.line for heading in leaflet.headings] == [1, 6, 19, 30]


def test_asked_as_lines_know_their_sentence(leaflet: Corpus) -> None:
    """Asked-as lines come with the number of the sentence that answers them."""
    assert leaflet.passages[0].asked == (
        AskedAs("why does my nose bleed?", 1),
        AskedAs("is it dangerous?", 2),
    )


def test_notes_of_tag_and_passage(leaflet: Corpus) -> None:
    """The notes of a passage's tags come before its own."""
    passage = next(passage for passage in leaflet.passages if passage.id == "17")
    assert passage.notes == (Note("Told by patients."), Note("It should not be icy."))


def test_cautions_are_quoted(leaflet: Corpus) -> None:
    """A caution is a note that quotes another passage and names it."""
    passage = next(passage for passage in leaflet.passages if passage.id == "25")
    said = "Caution: “ask the clinic after each nosebleed” (35)"
    assert passage.notes == (Note(said, "caution"),)


def test_fillers_are_marked(leaflet: Corpus) -> None:
    """A passage that says nothing on its own is marked as a filler."""
    assert [passage.id for passage in leaflet.passages if passage.filler] == ["8"]


def test_the_thesaurus(leaflet: Corpus) -> None:
    """The thesaurus is read as groups of phrases with their meanings."""
    assert leaflet.thesaurus[0] == Group(("vaseline",), ("petroleum jelly",))


def test_what_lies_beyond(leaflet: Corpus) -> None:
    """The words for what the document never mentions are read, theme by theme."""
    assert leaflet.beyond == ("toothache",)


def test_warnings_quote_by_place(leaflet: Corpus) -> None:
    """The words of a warning are found at their place in the document."""
    (warning,) = leaflet.warnings
    assert (warning.id, warning.label, warning.passages) == (
        "heavy",
        "Heavy bleeding",
        ("33", "10"),
    )
    for quote in (warning.standing, *warning.steps):
        assert leaflet.text[quote.start : quote.end] == quote.text


def test_opens_may_be_wrapped(leaflet: Corpus) -> None:
    """`opens` is written on one line even if the passage is wrapped there."""
    passage = next(passage for passage in leaflet.passages if passage.id == "11")
    assert "minutes,\n   without" in passage.text


def test_crlf_and_byte_order_mark_in_toml(leaflet_copy: FolderCopy) -> None:
    """TOML files may be saved as on Windows: CRLF, and a byte order mark at the start."""
    for file in leaflet_copy.path.rglob("*.toml"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert folder.read(leaflet_copy.path) == folder.read(LEAFLET)


def test_the_document_may_have_crlf(leaflet_copy: FolderCopy) -> None:
    """The document may have CRLF line endings, which are kept."""
    file = leaflet_copy.path / "document.txt"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    found = folder.read(leaflet_copy.path)
    assert found.text.encode() == file.read_bytes()
    assert len(found.passages) == 14
