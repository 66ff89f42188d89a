"""Layouts in a short form for tests."""

from __future__ import annotations

from corpus.model import Layout
from corpus.splitter import split


def texts(layout: Layout) -> list[str]:
    return [passage.text for passage in layout.passages]


def readings(document: str) -> list[str]:
    """The passages as readers see them, each on one line."""
    return [" ".join(passage.reading().split()) for passage in split(document).passages]


def lead_ins(document: str) -> dict[str, str]:
    """The lead-in of each passage, by its text."""
    return {passage.text: passage.lead_in for passage in split(document).passages}


def headings(document: str) -> list[str]:
    return [heading.text for heading in split(document).headings]


def markers(document: str) -> list[str]:
    return [document[start:end].strip() for start, end in split(document).markers]
