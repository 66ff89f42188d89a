"""`leaflet new`: makes a document folder from a document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from assistant.authoring.checking import warning_words
from assistant.paths import SHARED, write_all
from corpus.anchors import opening
from corpus.errors import FolderError
from corpus.formats import read_document
from corpus.loader import read
from corpus.model import Corpus, Layout
from corpus.progress import Progress, unseen
from corpus.reference import KEYS, kind_of
from corpus.splitter import split

SHOWN = 10
"""Largest number of dropped lines or doubtful headings listed."""

DRAFTS = 8
"""Largest number of sentences offered as drafts."""

_FILES = {
    "document.toml": "The document's title, and where its headings were guessed wrong.",
    "tags.toml": "Tags, one table each: [first-aid].",
    "passages/1.toml": "Passages, one table each, named by the line on which they begin: [33].",
    "thesaurus.toml": "Words that people use for things that the document calls something else.",
    "beyond.toml": "Things that people ask about but the document never names, by theme: [others].",
    "questions.toml": "Questions to offer while a user types, by theme: [first].",
    "same.toml": "Passages that say the same thing, one table per group: [ice].",
    "together.toml": "Passages that answer the same questions, one table for each group: [cold].",
    "general.toml": "General questions, and the passages that answer them: [causes].",
    "warnings.toml": "The safety warnings that every answer shows first: [heavy].",
    "danger/1.toml": "What people say when a warning is urgent and must be shown in full.",
}


def make(document: Path, folder: Path, progress: Progress = unseen) -> Iterator[str]:
    """Make a folder with the text of a document and commented files; yield what to print.

    Raises FolderError if the document cannot be used or the folder is not empty.
    """
    text = read_document(document)
    corpus = read(document, progress)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderError(f"{folder}: not an empty folder; name a new one.")
    plain = document.suffix.lower() in ("", ".txt")
    files = {"document.txt" if plain else "document.md": text}
    files |= {file: _commented(file, about, corpus) for file, about in _FILES.items()}
    _write({folder / file: content.encode() for file, content in files.items()})
    yield f"{folder}: {len(corpus.passages)} passages under {len(corpus.headings)} headings."
    yield from _some(
        "Dropped, because readers do not need these lines:", _dropped(text, split(text))
    )
    doubtful = [f"line {h.line}: {h.text}" for h in corpus.headings if h.guessed]
    yield from _some(
        "Guessed headings (wrong ones go in headings.remove, document.toml):", doubtful
    )
    drafts = len(_sounding(corpus))
    if drafts:
        yield f"Draft warnings, as comments in warnings.toml: {drafts}"
    yield f"Next: leaflet check {folder}"


def _write(files: Mapping[Path, bytes]) -> None:
    """Write files and make the folders for them, or leave nothing behind. Raises OSError."""
    made: list[Path] = []
    try:
        for file in files:
            for folder in reversed(file.parents):
                if not folder.exists():
                    made.append(folder)
                    folder.mkdir()
        write_all({str(file): content for file, content in files.items()}, SHARED)
    except BaseException:
        for path in (*files, *reversed(made)):
            with suppress(OSError):
                path.rmdir() if path in made else path.unlink()
        raise


def _dropped(text: str, layout: Layout) -> list[str]:
    """The lines that are never shown: page headers, rules, markup."""
    shown = " ".join(" ".join(passage.lead_in.split()) for passage in layout.passages)
    within = [
        (mark.start, mark.end)
        for passage in layout.passages
        for mark in passage.markup
        if "\n" in text[mark.start : mark.end]
    ]
    lines = [" ".join(text[start:end].split()) for start, end in sorted([*layout.markers, *within])]
    return [
        line
        for line in lines
        if len(line) > 3 and any(map(str.isalpha, line)) and _words(line) not in _words(shown)
    ]


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def _some(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield title
        yield from (f"  {line[:90]}" for line in lines[:SHOWN])
        if len(lines) > SHOWN:
            yield f"  and {len(lines) - SHOWN} more"


def _commented(file: str, about: str, corpus: Corpus) -> str:
    """A file whose keys, except for the title, are all commented out."""
    lines = [f"# {about}", ""]
    if file == "document.toml":
        lines += [f"title = {_quoted(corpus.title)}", ""]
    for key in KEYS:
        if key.file == kind_of(file):
            lines += [f"# {key.name}: {key.about}", f"# {key.example}", ""]
    if file == "passages/1.toml":
        lines += ["# The passages. Remove the # before those that you add something to.", ""]
        for passage in corpus.passages:
            lines += [f"# [{passage.id}]", f"# opens = {_quoted(opening(passage))}", ""]
    if file == "warnings.toml":
        lines += _drafts(corpus)
    return "\n".join(lines)


def _drafts(corpus: Corpus) -> list[str]:
    """Draft warnings, commented out."""
    lines = []
    sounding = _sounding(corpus)
    if sounding:
        lines = [
            "# These sentences sound like warnings. To show one first, remove the # before its",
            "# table, correct its name and label, and quote what to do in `steps`.",
            "",
        ]
    for number, (id, sentence) in enumerate(sounding, 1):
        quote = f'{{ passage = "{id}", quote = {_quoted(sentence)} }}'
        lines += [
            f"# [warning-{number}]",
            f"# label = {_quoted(' '.join(sentence.split()[:4]))}",
            f"# standing = {quote}",
            f"# steps = [{quote}]",
            f'# passages = ["{id}"]',
            "",
        ]
    return lines


def _sounding(corpus: Corpus) -> list[tuple[str, str]]:
    """Passages that sound like warnings, each with the sentence that does."""
    found: dict[str, str] = {}
    for passage in corpus.passages:
        shown = _words(passage.reading())
        for sentence in re.split(r"(?<=[.!?])\s+", passage.text):
            # A page break within a sentence would become part of the quotation.
            unbroken = _words(sentence) in shown
            new = _words(sentence) not in map(_words, found.values())
            if warning_words(sentence) and unbroken and new:
                found.setdefault(passage.id, " ".join(sentence.split()))
    return list(found.items())[:DRAFTS]


def _quoted(text: str) -> str:
    """A text as a TOML string."""
    return json.dumps(text, ensure_ascii=False)
