"""What a folder adds to passages: `passages/*.toml`, and the glossaries of document.toml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus.anchors import Anchors, known, opening
from corpus.files import listed
from corpus.model import AskedAs, Glossary, Note, Passage, Tag
from corpus.schema import Table


def annotated(
    folder: Path | None, passages: Sequence[Passage], anchors: Anchors, tags: Sequence[Tag]
) -> tuple[Passage, ...]:
    """Return the passages with the annotations from `passages/*.toml`."""
    entries: dict[str, Table] = {}
    for name in listed(str(folder / "passages"), ".toml") if folder else []:
        assert folder
        file = Table.read(folder, f"passages/{name}")
        for key, entry in file.tables():
            passage = anchors.passage(key, entry.text("opens", ""))
            if passage is None:
                raise file.error(f"{key}.opens", _unplaced(key, entry, anchors))
            if passage.id in entries:
                raise file.error(key, "this passage has two entries; keep only one.")
            entries[passage.id] = entry
    by_id = {tag.id: tag for tag in tags}
    return tuple(
        _annotate(entries[passage.id], passage, anchors, by_id)
        if passage.id in entries
        else passage
        for passage in passages
    )


def _unplaced(name: str, entry: Table, anchors: Anchors) -> str:
    """Return what is wrong with an entry whose passage is not found."""
    if here := anchors.by_id.get(name):
        return (
            f'the passage opens with "{opening(here)}", and no other passage opens with the words '
            "given; correct them, or remove the entry."
        )
    if not entry.text("opens", ""):
        return "no passage begins on that line; add the opening words of the passage."
    return "no passage opens with these words; correct them, or remove the entry."


def _annotate(entry: Table, passage: Passage, anchors: Anchors, tags: dict[str, Tag]) -> Passage:
    entry.only("opens", "tags", "notes", "wording", "cautions", "filler", "asked")
    names = known(entry, "tags", tags)
    notes = [Note(tags[name].note) for name in names if tags[name].note]
    notes += [Note(text) for text in entry.texts("notes")]
    notes += [Note(text, "wording") for text in entry.texts("wording")]
    for caution in entry.array("cautions"):
        caution.only("passage", "quote", "about")
        quote = anchors.quote(caution)
        words = " ".join(quote.text.split())
        about = caution.texts("about")
        if any(text not in passage.text for text in about):
            problem = "passage {} does not contain all these words; copy them from the document."
            raise caution.error("about", problem.format(passage.id))
        notes.append(Note(f"Caution: “{words}” ({quote.passage})", "caution", about))
    return replace(
        passage,
        tags=names,
        notes=tuple(notes),
        asked=_asked(entry.table("asked")),
        filler=entry.flag("filler"),
    )


def glossaries(about: Table, anchors: Anchors) -> list[Glossary]:
    """Return the words that the document uses in an unusual sense."""
    found = []
    for entry in about.array("glossary"):
        entry.only("words", "note", "except")
        words = frozenset(word.casefold() for word in entry.texts("words", required=True))
        exempt = frozenset(anchors.ids(entry, "except"))
        found.append(Glossary(words, entry.text("note"), exempt))
    return found


def explained(passages: Sequence[Passage], glossaries: Sequence[Glossary]) -> tuple[Passage, ...]:
    """Return the passages with a note from each glossary that explains one of their words."""
    if not glossaries:
        return tuple(passages)
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


def _asked(entry: Table) -> tuple[AskedAs, ...]:
    lines = []
    for key in entry.data:
        if not key.isdecimal() or len(key) > 4:
            raise entry.error(
                key, "must be the number of a sentence in the passage, or 0 for all of it."
            )
        lines += [AskedAs(text, int(key)) for text in entry.texts(key)]
    return tuple(lines)
