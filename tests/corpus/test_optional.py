"""A document alone, or a folder with few files: all annotations are optional."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest

from corpus import loader
from corpus.errors import FolderError
from corpus.files import read_file
from corpus.model import Corpus
from tests.helpers.folders import FolderCopy
from tests.helpers.places import LEAFLET

TEXT = "Care of the eye\n\nRinse it.\n\nSee a doctor, Müller’s say.\n"


def written(path: Path, content: bytes) -> Corpus:
    path.write_bytes(content)
    return loader.read(path)


@pytest.mark.parametrize("name", ["eye.txt", "eye.md", "eye", "EYE.TXT"])
def test_a_file_alone(name: str, tmp_path: Path) -> None:
    """A single file is a document; its first heading is its title and subject."""
    corpus = written(tmp_path / name, TEXT.encode())
    assert corpus.text == TEXT
    assert (corpus.title, corpus.about) == ("Care of the eye", "Care of the eye")
    assert [passage.id for passage in corpus.passages] == ["3", "5"]
    assert (corpus.tags, corpus.warnings, corpus.first) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "title"),
    [("---\ntitle: The eye\n---\n\nRinse it.", "The eye"), ("Rinse it.", "care of eyes")],
)
def test_titles(text: str, title: str, tmp_path: Path) -> None:
    """The title is that of the front matter, or else the name of the file."""
    assert written(tmp_path / "care-of_eyes.md", text.encode()).title == title


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"]
)
def test_encodings(encoding: str, tmp_path: Path) -> None:
    """Encodings are recognised, and a byte order mark is not part of the text."""
    corpus = written(tmp_path / "eye.txt", TEXT.encode(encoding))
    assert corpus.text == TEXT
    for passage in corpus.passages:
        assert corpus.text[passage.start : passage.end] == passage.text


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends(end: str, tmp_path: Path) -> None:
    """Line ends of other systems give the same passages on the same lines."""
    corpus = written(tmp_path / "eye.txt", TEXT.replace("\n", end).encode())
    assert [passage.id for passage in corpus.passages] == ["3", "5"]
    assert corpus.passages[1].text == "See a doctor, Müller’s say."


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n...", "it contains PDF; rename it to eye.pdf."),
        (b"{\\rtf1\\ansi Rest}", "it is RTF; save it as DOCX or as plain text."),
        (b"<!DOCTYPE html><html><p>Rest", "it contains HTML; rename it to eye.html."),
        (b"\xef\xbb\xbf\n<html lang='en'>", "it contains HTML; rename it to eye.html."),
        (b"PK\x03\x04....", "it contains DOCX; rename it to eye.docx."),
        (b"\xd0\xcf\x11\xe0....", "it is an old Word file; save it as DOCX or as plain text."),
        (b"\x89\x00\x01\x02\x03" * 50, "it is not text; save it as plain text (UTF-8), "),
        (b"", "it contains no text; put the document there."),
    ],
)
def test_other_kinds_under_the_name_of_text(content: bytes, what: str, tmp_path: Path) -> None:
    """A file whose content does not match its name is recognised, and its format is named."""
    with pytest.raises(FolderError) as caught:
        written(tmp_path / "eye.txt", content)
    assert str(caught.value).startswith(f"eye.txt: {what}")


def test_a_pipe_in_place_of_a_document(tmp_path: Path) -> None:
    """A pipe or a device is refused at once, since reading it might never end."""
    os.mkfifo(tmp_path / "document.txt")
    for path in (tmp_path, tmp_path / "document.txt", Path("/dev/zero")):
        with pytest.raises(FolderError, match="it is a pipe or a device, not a file"):
            loader.read(path)


@pytest.mark.parametrize(
    "name",
    [
        "document.toml",
        "tags.toml",
        "thesaurus.toml",
        "beyond.toml",
        "warnings.toml",
        "passages/1.toml",
        "danger/heavy.toml",
    ],
)
def test_every_other_file_is_optional(name: str, leaflet_copy: FolderCopy) -> None:
    """Without an optional file, its annotations are missing, and nothing else."""
    for path in leaflet_copy.path.rglob("*.toml"):
        if path.relative_to(leaflet_copy.path).as_posix() != name:
            path.unlink()
    if name not in ("passages/1.toml", "warnings.toml"):
        corpus = loader.read(leaflet_copy.path)
        assert corpus.text == (LEAFLET / "document.txt").read_text()
    (leaflet_copy.path / name).unlink()
    assert loader.read(leaflet_copy.path).warnings == ()


@pytest.mark.parametrize("name", ["._1.toml", ".#1.toml", ".1.toml.swp"])
def test_hidden_files_are_ignored(name: str, leaflet_copy: FolderCopy) -> None:
    """Files that editors and other systems leave behind are not part of a folder."""
    (leaflet_copy.path / "passages" / name).write_bytes(b"\x00\x05nonsense")
    (leaflet_copy.path / "danger" / name).write_bytes(b"\x00\x05nonsense")
    assert loader.read(leaflet_copy.path) == loader.read(LEAFLET)


def test_entries_follow_their_passages(leaflet_copy: FolderCopy) -> None:
    """If lines were added above, entries are found by the opening words of their passages."""
    document = leaflet_copy.path / "document.txt"
    document.write_text(document.read_text().replace("## Stopping", "A new line.\n\n## Stopping"))
    before, after = loader.read(LEAFLET), loader.read(leaflet_copy.path)
    assert [p.asked for p in after.passages if p.asked] == [
        p.asked for p in before.passages if p.asked
    ]
    assert after.warnings[0].passages == ("35", "12")
    assert after.warnings[0].standing.text == before.warnings[0].standing.text


def test_quotes_across_line_ends(leaflet_copy: FolderCopy) -> None:
    """A quotation is found whatever white space separates its words."""
    leaflet_copy.replace("document.txt", "Call an ambulance if", "Call an\nambulance  if")
    (warning,) = loader.read(leaflet_copy.path).warnings
    assert warning.standing.text == "Call an\nambulance  if the blood pours"


def test_mere_numbers_move_with_the_entries_around_them(leaflet_copy: FolderCopy) -> None:
    """After an edit to the document, entries with only a number still refer to the same
    passages."""

    def named() -> list[str]:
        corpus = loader.read(leaflet_copy.path)
        text = {passage.id: passage.text for passage in corpus.passages}
        warned = [id for warning in corpus.warnings for id in warning.passages]
        return [text[id] for id in (*corpus.first, *warned)]

    before = named()
    file = leaflet_copy.path / "document.txt"
    file.write_text(f"A word from the clinic.\n\n{file.read_text()}")
    assert named() == before


def test_as_much_memory_as_it_takes(tmp_path: Path) -> None:
    """Reading a small file takes little memory, however large a file is allowed to be."""
    file = tmp_path / "small"
    file.write_bytes(b"x" * 1000)
    tracemalloc.start()
    try:
        assert len(read_file(file)) == 1000
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_a_file_that_names_no_size() -> None:
    """Files whose size the system does not know are read to their end."""
    assert read_file("/proc/self/environ") == Path("/proc/self/environ").read_bytes()
