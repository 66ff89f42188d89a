"""A document folder made from a document: `leaflet new`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from assistant.authoring.checking import warning_words
from corpus.anchors import opening
from corpus.errors import FolderError
from corpus.formats import read_document
from corpus.keys import KEYS, kind_of
from corpus.loader import read
from corpus.model import Corpus, Layout
from corpus.progress import Progress, unseen
from corpus.splitter import split

SHOWN = 10
"""Dropped lines and doubtful headings that are listed."""

DRAFTS = 8
"""Sentences that sound like warnings that are offered, at most."""

_FILES = {
    "document.toml": "What the document is called, and where the guess at headings is wrong.",
    "tags.toml": "Tags, one table each: [first-aid].",
    "passages/1.toml": "Passages, one table each, named by the line on which it begins: [33].",
    "thesaurus.toml": "What people say for what the document calls otherwise.",
    "beyond.toml": "What people ask about and the document never names, by theme: [others].",
    "questions.toml": "Questions that are offered while a user types, by theme: [first].",
    "same.toml": "Passages that say the same, one table for each group: [ice].",
    "warnings.toml": "The safety warnings that every answer shows first: [heavy].",
    "danger/1.toml": "What people say when a warning is urgent, so that it is shown in full.",
}


def make(document: Path, folder: Path, progress: Progress = unseen) -> Iterator[str]:
    """Make a folder with the text of a document and commented files; yield what there is to say.

    Raises FolderError if the document cannot be used or the folder is not empty.
    """
    text = read_document(document)
    corpus = read(document, progress)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderError(f"{folder}: it is not empty; name a new folder.")
    for part in ("passages", "danger"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    plain = document.suffix.lower() in ("", ".txt")
    (folder / ("document.txt" if plain else "document.md")).write_bytes(text.encode())
    for file, about in _FILES.items():
        (folder / file).write_text(_commented(file, about, corpus), "utf-8")
    yield f"{folder}: {len(corpus.passages)} passages below {len(corpus.headings)} headings."
    yield from _some("Dropped, since readers need not see it:", _dropped(text, split(text)))
    doubtful = [f"line {h.line}: {h.text}" for h in corpus.headings if h.guessed]
    yield from _some("Headings by their looks (headings.remove in document.toml):", doubtful)
    drafts = len(_sounding(corpus))
    if drafts:
        yield f"Sentences that sound like warnings, as comments in warnings.toml: {drafts}"
    yield f"Next: leaflet check {folder}"


def _dropped(text: str, layout: Layout) -> list[str]:
    """The lines that are shown nowhere: page headers, rules, marks."""
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
    """A file whose keys are all comments, but for the title."""
    lines = [f"# {about}", ""]
    if file == "document.toml":
        lines += [f"title = {_quoted(corpus.title)}", ""]
    for key in KEYS:
        if key.file == kind_of(file):
            lines += [f"# {key.name}: {key.about}", f"# {key.example}", ""]
    if file == "passages/1.toml":
        lines += ["# The passages. Take away the # of those that you add something to.", ""]
        for passage in corpus.passages:
            lines += [f"# [{passage.id}]", f"# opens = {_quoted(opening(passage))}", ""]
    if file == "warnings.toml":
        lines += _drafts(corpus)
    return "\n".join(lines)


def _drafts(corpus: Corpus) -> list[str]:
    """Warnings as comments, ready to be used."""
    lines = []
    sounding = _sounding(corpus)
    if sounding:
        lines = [
            "# These sentences sound like warnings. Take away the # of a table to show one first;",
            "# correct its name and label, and quote what to do in `steps`.",
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
            # A page break amid a sentence would be part of the quotation.
            unbroken = _words(sentence) in shown
            new = _words(sentence) not in map(_words, found.values())
            if warning_words(sentence) and unbroken and new:
                found.setdefault(passage.id, " ".join(sentence.split()))
    return list(found.items())[:DRAFTS]


def _quoted(text: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False)
