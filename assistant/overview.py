"""The overview of a document: the part that start-up, `--help` and `--tags` need."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import General, Quote


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag with its description and the number of its passages."""

    id: str
    title: str
    description: str
    passages: int


@dataclass(frozen=True, slots=True)
class StandingLine:
    """A warning as one calm line."""

    id: str
    label: str
    headline: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Title and subject of a document, its warnings, tags and suggested questions."""

    title: str
    about: str
    warnings: tuple[StandingLine, ...]
    tags: tuple[TagCount, ...]
    first: tuple[str, ...]
    help: tuple[str, ...]
    careful: tuple[str, ...]
    passages: int
    characters: int
    questions: tuple[str, ...] = ()
    emergency: tuple[Quote, ...] = ()
    things: tuple[str, ...] = ()
    general: tuple[General, ...] = ()
