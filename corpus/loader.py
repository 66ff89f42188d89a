"""Reads and checks a document file or folder: the text, and what its author adds to it.

Only the document is required. In a folder it is document.txt (or .md, .html, .docx, .pdf), and
these files add to it:

document.toml    title and subject, the passages to show first, corrections for the splitter
tags.toml        the tags with titles and descriptions
passages/*.toml  for each passage: tags, asked-as lines, notes, cautions, corrected wording
thesaurus.toml   what people say, and the document's words for it
beyond.toml      what people ask about but the document never mentions
same.toml        passages that say the same thing
together.toml    passages that answer the same questions
general.toml     general questions, and the passages that answer them best
questions.toml   questions to offer while a user types
warnings.toml    the safety warnings, as quotations from the document
danger/          what makes a warning urgent (read by `assistant.safety`)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.anchors import Anchors, known
from corpus.annotations import annotated, explained, glossaries
from corpus.errors import FolderError
from corpus.files import document_of
from corpus.formats import read_document
from corpus.inline import reading
from corpus.model import (
    Corpus,
    General,
    Group,
    Layout,
    SafetyWarning,
    Same,
    Tag,
)
from corpus.progress import Progress, unseen
from corpus.schema import Table
from corpus.splitter import Corrections, split

_WORD = re.compile(r"[^\W_]+")

BUILT_IN = Path(__file__).parent / "leg_cramps"


def read(path: Path = BUILT_IN, progress: Progress = unseen) -> Corpus:
    """Read a document or a folder. Raises FolderError, which names the file, the entry and the
    remedy."""
    return read_anchored(path, progress)[0]


def read_anchored(path: Path, progress: Progress = unseen) -> tuple[Corpus, Anchors]:
    """Read a document folder; also return where its entries belong. Raises FolderError."""
    file = Path(document_of(str(path)))
    document = read_document(file)
    folder = path if path.is_dir() else None
    about = _table(folder, "document.toml")
    about.only(
        "title",
        "about",
        "first",
        "help",
        "careful",
        "things",
        "emergency",
        "everyday_words",
        "headings",
        "article",
        "glossary",
    )
    layout = split(document, _corrections(about, document), progress)
    if not layout.passages:
        raise FolderError(f"{file.name}: it contains no text; put the document there.")
    tags = _tags(_table(folder, "tags.toml"))
    anchors = Anchors(layout.passages, document)
    passages = annotated(folder, layout.passages, anchors, tags)
    passages = explained(passages, glossaries(about, anchors))
    warnings = _warnings(_table(folder, "warnings.toml"), anchors, tags)
    title = about.text("title", "") or _title(layout, document, file)
    corpus = Corpus(
        title=title,
        about=about.text("about", "") or title,
        first=anchors.ids(about, "first", required="first" in about.data),
        help=anchors.ids(about, "help", required="help" in about.data),
        careful=anchors.ids(about, "careful", required="careful" in about.data),
        things=about.texts("things"),
        emergency=tuple(
            anchors.quote(entry) for entry in about.array("emergency", "passage", "quote")
        ),
        text=document,
        passages=passages,
        headings=layout.headings,
        tags=tags,
        thesaurus=_thesaurus(_table(folder, "thesaurus.toml")),
        beyond=_beyond(_table(folder, "beyond.toml"), document),
        warnings=warnings,
        questions=_questions(_table(folder, "questions.toml")),
        same=_same(_table(folder, "same.toml"), anchors),
        together=_together(_table(folder, "together.toml"), anchors),
        general=_general(_table(folder, "general.toml"), anchors),
        everyday_words=about.flag("everyday_words", True),
    )
    return corpus, anchors


def _table(folder: Path | None, name: str) -> Table:
    """Return a file of the folder as a table, empty if there is no such file."""
    return Table.read(folder, name) if folder else Table(name, "", {})


def _title(layout: Layout, document: str, file: Path) -> str:
    """Return the title of a document, from its front matter, first heading or file name."""
    if layout.title:
        return layout.title
    first = layout.headings[0] if layout.headings else None
    if first and first.level == 1 and first.start < layout.passages[0].start:
        return reading(document, first.start, first.end)
    return file.stem.replace("-", " ").replace("_", " ")


def _corrections(about: Table, document: str) -> Corrections:
    lines = document.split("\n")
    headings = about.table("headings")
    headings.only("add", "remove")
    add, remove = headings.whole_numbers("add"), headings.whole_numbers("remove")
    _check_lines(headings, "add", add, lines)
    _check_lines(headings, "remove", remove, lines)
    articles = []
    for entry in about.array("article"):
        entry.only("line", "title")
        line = entry.whole("line", 1, len(lines))
        _check_lines(entry, "line", [line], lines)
        articles.append((line, entry.text("title", "")))
    return Corrections(frozenset(add), frozenset(remove), tuple(articles))


def _check_lines(entry: Table, key: str, numbers: Iterable[int], lines: Sequence[str]) -> None:
    for number in numbers:
        if not 1 <= number <= len(lines) or not lines[number - 1].strip():
            raise entry.error(key, f"there is no text on line {number}; correct the number.")


def _tags(file: Table) -> tuple[Tag, ...]:
    tags = []
    for name, entry in file.tables():
        entry.only("title", "description", "note")
        if name != name.lower() or not name.replace("-", "").isalnum():
            raise file.error(name, "a tag is made of lower-case words and hyphens; rename it.")
        tags.append(
            Tag(name, entry.text("title"), entry.text("description"), entry.text("note", ""))
        )
    return tuple(tags)


def _thesaurus(file: Table) -> tuple[Group, ...]:
    file.only("group")
    groups = []
    for entry in file.array("group"):
        entry.only("said", "means")
        groups.append(
            Group(entry.texts("said", required=True), entry.texts("means", required=True))
        )
    return tuple(groups)


def _beyond(file: Table, document: str) -> tuple[str, ...]:
    """Return the words of all themes. None of them may occur in the document."""
    words: list[str] = []
    themes = list(file.tables())
    text = " ".join(_WORD.findall(document.casefold())) if themes else ""  # it may be very long
    for _, theme in themes:
        theme.only("words")
        for word in theme.texts("words", required=True):
            if f" {' '.join(_WORD.findall(word.casefold()))} " in f" {text} ":
                raise theme.error(
                    "words", f'"{word}" is in the document; remove it from this list.'
                )
            words.append(word)
    return tuple(words)


def _questions(file: Table) -> tuple[str, ...]:
    """Return the questions of all groups; none may occur twice."""
    found: dict[str, None] = {}
    for name, group in file.tables():
        group.only("questions")
        for question in group.texts("questions", required=True):
            if question in found:
                raise file.error(name, f'"{question}" is listed twice; remove one.')
            found[question] = None
    return tuple(found)


def _warnings(file: Table, anchors: Anchors, tags: Iterable[Tag]) -> tuple[SafetyWarning, ...]:
    names = [tag.id for tag in tags]
    warnings = []
    for name, entry in file.tables():
        entry.only("label", "standing", "steps", "passages", "withholds")
        steps, brief = [], []
        for step in entry.array("steps"):
            step.only("passage", "quote", "short")
            steps.append(anchors.quote(step))
            brief.append(anchors.quote(step, "short" if "short" in step.data else "quote"))
        if not steps:
            raise entry.error("steps", "needs at least one quotation that says what to do.")
        entry.table("standing").only("passage", "quote")
        standing = anchors.quote(entry.table("standing"))
        shown = anchors.ids(entry, "passages", required=True)
        withholds = known(entry, "withholds", names)
        warnings.append(
            SafetyWarning(
                name, entry.text("label"), standing, tuple(steps), tuple(brief), shown, withholds
            )
        )
    return tuple(warnings)


def _same(file: Table, anchors: Anchors) -> tuple[Same, ...]:
    """Return the passages with the same content as others."""
    found: dict[str, Same] = {}
    for _, entry in file.tables():
        entry.only("passages", "details", "fuller", "brief")
        quotes = [anchors.quote(detail) for detail in entry.array("details")]
        details = {quote.passage: quote for quote in quotes}
        equal = anchors.ids(entry, "passages")
        fuller = anchors.ids(entry, "fuller", required="brief" in entry.data)
        brief = anchors.ids(entry, "brief", required=not equal)
        group = [
            Same(id, tuple(other for other in equal if other != id), details.get(id))
            for id in equal
        ]
        for same in [*group, *(Same(id, fuller, brief=True) for id in brief)]:
            if same.passage in found:
                raise entry.error(
                    "brief" if same.brief else "passages",
                    f'"{same.passage}" is in two groups; remove it from one.',
                )
            found[same.passage] = same
    return tuple(found.values())


def _together(file: Table, anchors: Anchors) -> tuple[tuple[str, ...], ...]:
    """Return the groups of passages that answer the same questions."""
    groups = []
    for _, entry in file.tables():
        entry.only("passages")
        groups.append(anchors.ids(entry, "passages", required=True))
    return tuple(groups)


def _general(file: Table, anchors: Anchors) -> tuple[General, ...]:
    """Return the general questions."""
    found = []
    for _, entry in file.tables():
        entry.only("words", "first", "names_subject")
        first = anchors.ids(entry, "first", required=True)
        words = entry.texts("words", required=True)
        found.append(General(words, first, entry.flag("names_subject")))
    return tuple(found)
