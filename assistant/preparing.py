"""Turns a document folder into the tables that `assistant.prepared` reads."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.overview import Overview, StandingLine, TagCount
from assistant.safety import concepts, kept, storing, training
from assistant.selection.duplicates import Duplicate
from assistant.sources import CHUNK
from corpus import loader
from corpus.model import Corpus
from corpus.progress import Progress, part, unseen
from index.build import build
from index.records import pack, packed
from index.store import Writer

INDEXING = 0.9
"""The share of the time that indexing takes; the rest is learning to recognise dangers."""


@dataclass(frozen=True, slots=True)
class Document:
    """What was read from a document folder: the text with its annotations, the signs of danger, and
    the stored weights."""

    corpus: Corpus
    danger: concepts.Dangers
    kept: kept.Kept


def read(folder: str, progress: Progress = unseen) -> Document:
    """Read and check a document folder. Raises FolderError."""
    corpus = loader.read(Path(folder), progress)
    danger = concepts.read(Path(folder), [warning.id for warning in corpus.warnings])
    return Document(corpus, danger, kept.read(Path(folder), danger.names()))


def write(document: Document, writer: Writer, source: str, progress: Progress = unseen) -> None:
    """Write all tables of a document; `source` is the digest of its sources."""
    corpus = document.corpus
    writer.put("overview", [("overview", pack(_overview(corpus)))])
    writer.put("document", _chunks(corpus.text))
    passages = enumerate(corpus.passages)
    writer.put(
        "passages", packed((n, replace(p, text="", asked=(), filler=False)) for n, p in passages)
    )
    ids = sorted((passage.id, number) for number, passage in enumerate(corpus.passages))
    writer.put("ids", ((id, str(number).encode()) for id, number in ids))
    writer.put("warnings", packed(enumerate(corpus.warnings)))
    writer.put("tagged", sorted(_tagged(corpus).items()))
    writer.put("same", packed(_same(corpus, dict(ids))))
    writer.put("together", sorted(_together(corpus, dict(ids)).items()))
    build(corpus, writer, document.danger.texts(), part(progress, 0.0, INDEXING))
    safety = training.build(corpus, document.danger, document.kept)
    writer.put("safety", [("safety", storing.dump(safety))])
    writer.finish(source)
    progress(1.0)


def _overview(corpus: Corpus) -> Overview:
    return Overview(
        title=corpus.title,
        about=corpus.about,
        warnings=tuple(
            StandingLine(w.id, w.label, f'{w.label}: "{w.standing.text}" ({w.standing.passage})')
            for w in corpus.warnings
        ),
        tags=tuple(
            TagCount(
                tag.id, tag.title, tag.description, sum(tag.id in p.tags for p in corpus.passages)
            )
            for tag in corpus.tags
        ),
        first=corpus.first,
        help=corpus.help,
        careful=corpus.careful,
        things=corpus.things,
        general=corpus.general,
        passages=len(corpus.passages),
        characters=len(corpus.text),
        questions=corpus.questions,
        emergency=corpus.emergency,
    )


def _chunks(text: str) -> Iterator[tuple[int, bytes]]:
    for number, start in enumerate(range(0, len(text), CHUNK)):
        yield number, text[start : start + CHUNK].encode()


def _tagged(corpus: Corpus) -> dict[str, bytes]:
    """The numbers of the passages with each tag."""
    found = {tag.id: array("I") for tag in corpus.tags}
    for number, passage in enumerate(corpus.passages):
        for tag in dict.fromkeys(passage.tags):
            found[tag].append(number)
    return {tag: numbers.tobytes() for tag, numbers in found.items()}


def _same(corpus: Corpus, number: Mapping[str, int]) -> Iterator[tuple[int, Duplicate]]:
    """The passages with the same content as others, by number."""
    for same in sorted(corpus.same, key=lambda same: number[same.passage]):
        others = tuple(number[other] for other in same.others)
        detail = same.detail.text if same.detail else ""
        yield number[same.passage], Duplicate(others, detail, same.brief)


def _together(corpus: Corpus, number: Mapping[str, int]) -> dict[int, bytes]:
    """The numbers of the passages that answer the same questions as others, by number."""
    found: dict[int, set[int]] = {}
    for group in corpus.together:
        numbers = {number[id] for id in group}
        for one in numbers:
            found.setdefault(one, set()).update(numbers - {one})
    return {one: array("I", sorted(others)).tobytes() for one, others in found.items()}
