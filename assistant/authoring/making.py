"""A document folder made from a document: `leaflet new`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.errors import FolderError
from corpus.formats import read_document
from corpus.keys import KEYS
from corpus.loader import read
from corpus.splitter import split

SHOWN = 10
"""Dropped lines and doubtful headings that are listed."""

_FILES = {
    "document.toml": "What the document is called, and where the guess at headings is wrong.",
    "tags.toml": "Tags, one table each: [first-aid].",
    "passages/1.toml": "Passages, one table each, named by the line on which it begins: [33].",
    "thesaurus.toml": "What people say for what the document calls otherwise.",
    "beyond.toml": "What people ask about and the document never names, by theme: [others].",
    "warnings.toml": "The safety warnings that every answer shows first: [heavy].",
}


def make(document: Path, folder: Path) -> Iterator[str]:
    """Make a folder with the text of a document and commented files; yield what there is to say.

    Raises FolderError if the document cannot be used or the folder is not empty.
    """
    text = read_document(document)
    corpus = read(document)
    if folder.exists() and any(folder.iterdir()):
        raise FolderError(f"{folder}: it is not empty; name a new folder.")
    (folder / "passages").mkdir(parents=True, exist_ok=True)
    plain = document.suffix.lower() in ("", ".txt")
    name = "document.txt" if plain else "document.md"
    (folder / name).write_bytes(text.encode())
    for file, about in _FILES.items():
        (folder / file).write_text(_commented(file, about, corpus.title), "utf-8")
    yield f"{folder}: {len(corpus.passages)} passages below {len(corpus.headings)} headings."
    layout = split(text)
    within = [
        (m.start, m.end) for p in layout.passages for m in p.markup if "\n" in text[m.start : m.end]
    ]
    dropped = [
        " ".join(text[start:end].split())
        for start, end in sorted([*layout.markers, *within])
        if any(letter.isalpha() for letter in text[start:end]) and end - start > 3
    ]
    yield from _some("Dropped, since readers need not see it:", dropped)
    doubtful = [f"line {h.line}: {h.text}" for h in layout.headings if h.guessed]
    yield from _some("Headings by their looks (headings.remove in document.toml):", doubtful)
    yield f"Next: leaflet check {folder}"


def _some(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield title
        yield from (f"  {line[:90]}" for line in lines[:SHOWN])
        if len(lines) > SHOWN:
            yield f"  and {len(lines) - SHOWN} more"


def _commented(file: str, about: str, title: str) -> str:
    """A file whose keys are all comments, but for the title."""
    kind = "passages/*.toml" if file.startswith("passages/") else file
    lines = [f"# {about}", ""]
    for key in KEYS:
        if key.file == kind:
            lines += [f"# {key.name}: {key.about}", f"# {key.example}", ""]
    if file == "document.toml":
        escaped = title.replace("\\", "\\\\").replace('"', '\\"')
        lines = [lines[0], "", f'title = "{escaped}"', *lines[1:]]
    return "\n".join(lines)
