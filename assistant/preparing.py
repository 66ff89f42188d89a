"""A document folder made into the data that `assistant.prepared` loads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.safety import knowledge, training
from assistant.sources import BUILT_IN, sources
from corpus import loader
from corpus.model import Corpus
from index import store
from index.build import build


def compile_folder(folder: str = BUILT_IN, source: str | None = None) -> bytes:
    """Read and index a document folder; return the content of its prepared file."""
    corpus = loader.read(Path(folder))
    danger = knowledge.read(Path(folder), [warning.id for warning in corpus.warnings])
    index = build(corpus, danger.texts())
    safety = training.build(corpus, danger, index)
    counts = index.pop("counts")
    sections = {
        "face": _face(corpus),
        "body": {"corpus": _passages(corpus), "index": index, "safety": safety},
        "words": {
            "asked": [[line.text for line in passage.asked] for passage in corpus.passages],
            "counts": counts,
        },
    }
    return store.dump(source or store.digest(sources(folder)), sections)


def _face(corpus: Corpus) -> dict[str, Any]:
    return {
        "title": corpus.title,
        "about": corpus.about,
        "warnings": [
            [w.id, w.label, f'{w.label}: "{w.standing.text}" ({w.standing.passage})']
            for w in corpus.warnings
        ],
        "tags": [
            [tag.id, tag.title, tag.description, sum(tag.id in p.tags for p in corpus.passages)]
            for tag in corpus.tags
        ],
    }


def _passages(corpus: Corpus) -> dict[str, Any]:
    return {
        "text": corpus.text,
        "passages": [
            [
                p.id,
                p.line,
                p.start,
                p.end,
                p.section,
                p.lead_in,
                p.tags,
                [[note.text, note.kind] for note in p.notes],
                [(mark.start, mark.end, mark.shown) for mark in p.markup],
            ]
            for p in corpus.passages
        ],
        "steps": {w.id: [[s.passage, s.start, s.end] for s in w.steps] for w in corpus.warnings},
        "brief": {w.id: [[s.passage, s.start, s.end] for s in w.brief] for w in corpus.warnings},
        "first": corpus.first,
        "shown": {w.id: list(w.passages) for w in corpus.warnings},
    }
