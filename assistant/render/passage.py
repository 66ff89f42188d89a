"""One passage as lines: its text with the answer marked, its line number, and its notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.answer_types import ShownPassage
from assistant.render.excerpt import Excerpt
from assistant.render.lines import Line, columns, width_of, wrap
from assistant.render.view import View
from assistant.selection.lists import announcement
from corpus.model import Note

HANG = 3
"""Columns of a number and the space after it."""


@dataclass(frozen=True, slots=True)
class Place:
    """The number of a passage among those shown, and what a screen reader calls them."""

    what: str
    number: int
    total: int


def passage_lines(
    excerpt: Excerpt,
    place: Place,
    notes: Iterable[Note],
    view: View,
    announced: bool = False,
) -> Iterator[Line]:
    """Yield an excerpt of a passage and its notes.

    If `announced`, a list item is preceded by the sentence that introduces its list.
    """
    passage = excerpt.passage
    if view.spoken:
        part = "" if excerpt.opens and excerpt.closes else ", shortened"
        head = f"{place.what} {place.number} of {place.total}, {line_reference(passage)}{part}"
        yield from wrap([("label", head)], view.width)
        yield from wrap(marked(excerpt, view, announced), view.width)
    else:
        mark: Line = [("label", f"{place.number} ".ljust(HANG))]
        lines = list(wrap(marked(excerpt, view, announced), view.width, mark, HANG))
        yield from _with_reference(lines, line_reference(passage), view.width)
    yield from detail_lines(passage, view)
    yield from note_lines(notes, view)


def detail_lines(passage: ShownPassage, view: View) -> Iterator[Line]:
    """Yield the details in which passages that say the same thing differ."""
    details = [f"line {other.line}: “{other.detail}”" for other in passage.also if other.detail]
    if details:
        yield from wrap([("note", f"Also {', '.join(details)}")], view.width, hang=view.hang(HANG))


def note_lines(notes: Iterable[Note], view: View, hang: int = HANG) -> Iterator[Line]:
    """Yield notes below a passage."""
    for note in notes:
        yield from wrap([("note", note.text)], view.width, hang=view.hang(hang))


def line_reference(passage: ShownPassage) -> str:
    """Where a passage is in the document, and which other passages say the same thing.

    Those that differ in a detail are listed with it below the passage.
    """
    also = ", ".join(str(other.line) for other in passage.also if not other.detail)
    return f"line {passage.line}, also {also}" if also else f"line {passage.line}"


def marked(excerpt: Excerpt, view: View, announced: bool = False) -> Iterator[tuple[str, str]]:
    """The text of an excerpt, with the answer marked as the view needs it.

    If `announced`, a list item is preceded by the sentence that introduces its list.
    """
    star = "*" if view.look == "stars" else ""
    if announced and excerpt.opens:
        yield "faint", f"{announcement(excerpt.passage)} "
    if not excerpt.opens and not view.spoken:
        yield "", "… "
    for answers, text in excerpt.parts():
        yield ("mark", f"{star}{text}{star}") if answers else ("", text)
    if not excerpt.closes and not view.spoken:
        yield "", " …"


def _with_reference(lines: list[Line], reference: str, width: int) -> list[Line]:
    """The lines with a reference right-aligned on the last one, or below it."""
    size = columns(reference)
    if not lines or width_of(lines[-1]) + 2 + size > width:
        lines.append([])
    gap = width - width_of(lines[-1]) - size
    lines[-1] = [*lines[-1], ("faint", " " * gap + reference)]
    return lines
