"""A document folder, read and checked: the document, and what its author says of it.

document.txt     the source, never changed
document.toml    its title and subject, the passages to show first, corrections for the splitter
tags.toml        the tags with titles and descriptions
passages/*.toml  per passage: tags, asked-as lines, notes, cautions, corrections of the wording
thesaurus.toml   what people say, and the document's words for it
beyond.toml      what people ask about and the document never names
questions.toml   questions that are offered while a user types
same.toml        the passages that say the same (may be missing)
warnings.toml    the safety warnings, by place in the document
danger/          what makes a warning urgent (read by the engine that decides it)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.errors import FolderError, did_you_mean
from corpus.files import read_file
from corpus.model import (
    AskedAs,
    Corpus,
    Glossary,
    Group,
    Layout,
    Note,
    Passage,
    Quote,
    SafetyWarning,
    Same,
    Tag,
)
from corpus.schema import Table
from corpus.splitter import Corrections, split

_WORD = re.compile(r"[^\W_]+")

BUILT_IN = Path(__file__).parent / "leg_cramps"


def read(folder: Path = BUILT_IN) -> Corpus:
    """Read the document folder. Raises FolderError, one sentence: file, entry, remedy."""
    document = _document(folder)
    about = Table.read(folder, "document.toml")
    about.only("title", "about", "first", "help", "careful", "headings", "article", "glossary")
    layout = split(document, _corrections(about, document))
    if not layout.passages:
        raise FolderError("document.txt: there is no text in it; put the document there.")
    tags = _tags(Table.read(folder, "tags.toml"))
    passages = _annotated(folder, document, layout, {tag.id: tag for tag in tags})
    passages = _explained(passages, _glossaries(about, passages))
    warnings = _warnings(
        Table.read(folder, "warnings.toml"), document, passages, {tag.id: tag for tag in tags}
    )
    return Corpus(
        title=about.text("title"),
        about=about.text("about"),
        first=_named(about, "first", {passage.id for passage in passages}, "first" in about.data),
        help=_named(about, "help", {passage.id for passage in passages}, "help" in about.data),
        careful=_named(
            about, "careful", {passage.id for passage in passages}, "careful" in about.data
        ),
        text=document,
        passages=passages,
        headings=layout.headings,
        tags=tags,
        thesaurus=_thesaurus(Table.read(folder, "thesaurus.toml")),
        beyond=_beyond(Table.read(folder, "beyond.toml"), document),
        warnings=warnings,
        questions=_questions(folder),
        same=_same(folder, document, passages),
    )


def _document(folder: Path) -> str:
    try:
        document = read_file(folder / "document.txt").decode("utf-8")
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise FolderError(f"{folder}/document.txt: {reason}; name a document folder.") from None
    except UnicodeDecodeError as error:
        raise FolderError(
            f"document.txt: byte {error.start} is not UTF-8; save the file as UTF-8."
        ) from None
    if document.startswith("\ufeff"):
        raise FolderError(
            "document.txt: it begins with a byte order mark; save the file as UTF-8 without one."
        )
    return document


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
            raise file.error(name, "a tag is lower-case words joined by hyphens; rename it.")
        tags.append(
            Tag(name, entry.text("title"), entry.text("description"), entry.text("note", ""))
        )
    return tuple(tags)


def _annotated(
    folder: Path, document: str, layout: Layout, tags: dict[str, Tag]
) -> tuple[Passage, ...]:
    """The passages of `layout` with the annotations of `passages/*.toml`."""
    by_id = {passage.id: passage for passage in layout.passages}
    done: dict[str, Passage] = {}
    for path in sorted((folder / "passages").glob("*.toml")):
        file = Table.read(folder, f"passages/{path.name}")
        for name, entry in file.tables():
            if name not in by_id:
                last = layout.passages[-1].line
                raise file.error(
                    name, f"no passage begins on that line (lines 1 to {last}); correct the number."
                )
            if name in done:
                raise file.error(name, "this passage is annotated twice; keep one of the two.")
            done[name] = _annotate(entry, by_id[name], by_id, document, tags)
    for passage in layout.passages:
        if passage.id not in done:
            raise FolderError(
                f"passages/: passage {passage.id} has no entry; "
                f"add [{passage.id}] with at least one tag."
            )
    return tuple(done[passage.id] for passage in layout.passages)


def _annotate(
    entry: Table,
    passage: Passage,
    by_id: dict[str, Passage],
    document: str,
    tags: dict[str, Tag],
) -> Passage:
    entry.only("opens", "tags", "notes", "wording", "cautions", "filler", "asked")
    words = passage.text.split()  # a wrapped passage may be quoted on one line
    if not " ".join(words).startswith(" ".join(entry.text("opens").split())):
        found = " ".join(words[:5])
        raise entry.error(
            "opens", f'the passage opens with "{found}"; the document moved: correct the number.'
        )
    names = _known_tags(entry, "tags", tags, required=True)
    notes = [Note(tags[name].note) for name in names if tags[name].note]
    notes += [Note(text) for text in entry.texts("notes")]
    notes += [Note(text, "wording") for text in entry.texts("wording")]
    for caution in entry.array("cautions"):
        caution.only("passage", "quote")
        quote = _quote(caution, by_id, document)
        notes.append(Note(f"Caution: “{quote.text}” ({quote.passage})", "caution"))
    return replace(
        passage,
        tags=names,
        notes=tuple(notes),
        asked=_asked(entry.table("asked")),
        filler=entry.flag("filler"),
    )


def _glossaries(about: Table, passages: Sequence[Passage]) -> list[Glossary]:
    """The words that the document uses in a sense of its own."""
    ids = {passage.id for passage in passages}
    found = []
    for entry in about.array("glossary"):
        entry.only("words", "note", "except")
        words = frozenset(word.casefold() for word in entry.texts("words", required=True))
        exempt = frozenset(_named(entry, "except", ids, False))
        found.append(Glossary(words, entry.text("note"), exempt))
    return found


def _explained(passages: Sequence[Passage], glossaries: Sequence[Glossary]) -> tuple[Passage, ...]:
    """The passages with the notes of the glossaries that explain a word of them."""
    return tuple(
        replace(
            passage,
            notes=(
                *passage.notes,
                *(Note(of.note, "glossary") for of in glossaries if of.explains(passage)),
            ),
        )
        for passage in passages
    )


def _known_tags(
    entry: Table, key: str, tags: dict[str, Tag], required: bool = False
) -> tuple[str, ...]:
    names = entry.texts(key, required=required)
    for name in names:
        if name not in tags:
            remedy = did_you_mean(name, tags) or "; add it there or take it out."
            raise entry.error(key, f'"{name}" is no tag of tags.toml{remedy}')
    return names


def _asked(entry: Table) -> tuple[AskedAs, ...]:
    lines = []
    for key in entry.data:
        if not key.isdecimal() or len(key) > 4:
            raise entry.error(key, "needs the number of a sentence of the passage, 0 for all.")
        lines += [AskedAs(text, int(key)) for text in entry.texts(key)]
    return tuple(lines)


def _thesaurus(file: Table) -> tuple[Group, ...]:
    file.only("group")
    groups = []
    for entry in file.array("group"):
        entry.only("said", "means")
        groups.append(
            Group(entry.texts("said", required=True), entry.texts("means", required=True))
        )
    return tuple(groups)


def _questions(folder: Path) -> tuple[str, ...]:
    """The questions of all groups, none twice. A folder need not have any."""
    found: dict[str, None] = {}
    if not (folder / "questions.toml").exists():
        return ()
    file = Table.read(folder, "questions.toml")
    for name, group in file.tables():
        group.only("questions")
        for question in group.texts("questions", required=True):
            if question in found:
                raise file.error(name, f'"{question}" is there twice; remove one.')
            found[question] = None
    return tuple(found)


def _beyond(file: Table, document: str) -> tuple[str, ...]:
    """The words of all themes; none may stand in the document."""
    text = " ".join(_WORD.findall(document.casefold()))
    words: list[str] = []
    for _, theme in file.tables():
        theme.only("words")
        for word in theme.texts("words", required=True):
            if f" {' '.join(_WORD.findall(word.casefold()))} " in f" {text} ":
                raise theme.error("words", f'"{word}" stands in the document; remove it.')
            words.append(word)
    return tuple(words)


def _named(entry: Table, key: str, known: Collection[str], required: bool) -> tuple[str, ...]:
    """The ids of passages that an entry lists."""
    ids = entry.texts(key, required=required)
    for id in ids:
        if id not in known:
            raise entry.error(key, f'there is no passage "{id}"; correct the number.')
    if len(set(ids)) < len(ids):
        raise entry.error(key, "names a passage twice; take one out.")
    return ids


def _quote(entry: Table, by_id: dict[str, Passage], document: str, key: str = "quote") -> Quote:
    """The place of a quotation, which must be in the passage that it names."""
    name, text = entry.text("passage"), entry.text(key)
    if name not in by_id:
        raise entry.error("passage", f'there is no passage "{name}"; correct the number.')
    passage = by_id[name]
    start = document.find(text, passage.start, passage.end)
    if start < 0:
        raise entry.error(
            key, f"passage {name} does not hold these words; copy them from document.txt."
        )
    return Quote(name, start, start + len(text), text)


def _warnings(
    file: Table, document: str, passages: tuple[Passage, ...], tags: dict[str, Tag]
) -> tuple[SafetyWarning, ...]:
    by_id = {passage.id: passage for passage in passages}
    warnings = []
    for name, entry in file.tables():
        entry.only("label", "standing", "steps", "passages", "withholds")
        shown = _named(entry, "passages", by_id, True)
        steps, brief = [], []
        for step in entry.array("steps"):
            step.only("passage", "quote", "short")
            steps.append(_quote(step, by_id, document))
            brief.append(
                _quote(step, by_id, document, "short" if "short" in step.data else "quote")
            )
        if not steps:
            raise entry.error("steps", "needs at least one quotation that says what to do.")
        entry.table("standing").only("passage", "quote")
        standing = _quote(entry.table("standing"), by_id, document)
        withholds = _known_tags(entry, "withholds", tags)
        warnings.append(
            SafetyWarning(
                name, entry.text("label"), standing, tuple(steps), tuple(brief), shown, withholds
            )
        )
    if not warnings:
        raise FolderError(
            "warnings.toml: there is no warning in it; a document needs its warnings."
        )
    return tuple(warnings)


def _same(folder: Path, document: str, passages: tuple[Passage, ...]) -> tuple[Same, ...]:
    """The passages that say the same as others; a folder need not have the file."""
    if not (folder / "same.toml").exists():
        return ()
    by_id = {passage.id: passage for passage in passages}
    found: dict[str, Same] = {}
    for _, entry in Table.read(folder, "same.toml").tables():
        entry.only("passages", "details", "fuller", "brief")
        details = {
            quote.passage: quote
            for detail in entry.array("details")
            for quote in [_quote(detail, by_id, document)]
        }
        equal = _named(entry, "passages", by_id, False)
        fuller = _named(entry, "fuller", by_id, "brief" in entry.data)
        brief = _named(entry, "brief", by_id, not equal)
        group = [
            Same(id, tuple(other for other in equal if other != id), details.get(id))
            for id in equal
        ]
        for same in [*group, *(Same(id, fuller, brief=True) for id in brief)]:
            if same.passage in found:
                raise entry.error(
                    "brief" if same.brief else "passages",
                    f'"{same.passage}" is in two groups; take it out of one.',
                )
            found[same.passage] = same
    return tuple(found.values())
