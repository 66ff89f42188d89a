"""A passage in its context: what the document says before and after it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from assistant.answer_types import ShownPassage
from assistant.engine import Assistant
from assistant.render.excerpt import whole
from assistant.render.lines import Line, wrap
from assistant.render.notes import NotesSaid
from assistant.render.passage import marked, note_lines
from assistant.render.view import PIPE, View
from corpus.model import Note

AROUND = 2
"""Passages shown before and after the one that was asked for."""

ABOVE = 5
"""Rows that the passages before the one asked for may take, so that it is on the first screen."""


def no_passage(assistant: Assistant, id: str) -> str:
    """The complaint about a passage that does not exist; it gives the range of ids."""
    first, last = assistant.passages[0].id, assistant.passages[-1].id
    return f'no passage begins on line "{id}"; passages begin on lines {first} to {last}'


def at_line(assistant: Assistant, line: int) -> str | None:
    """Return the id of the passage on a line of the document: the last one that begins there or
    above. None if the document has no such line."""
    if not 1 <= line <= assistant.document.count("\n") + 1:
        return None
    passages = assistant.passages
    at = bisect_right(range(len(passages)), line, key=lambda number: passages[number].line)
    return assistant.passages[max(at - 1, 0)].id


def surroundings(assistant: Assistant, id: str) -> tuple[list[ShownPassage], int]:
    """Return a passage with those around it, in document order, and its place among them.

    Raises KeyError if there is no such passage.
    """
    at = assistant.number[id]
    first = max(at - AROUND, 0)
    around = assistant.passages[first : at + AROUND + 1]
    return [ShownPassage.of(passage) for passage in around], at - first


def surrounding_lines(
    assistant: Assistant,
    opened: ShownPassage | str,
    view: View = PIPE,
    said: NotesSaid | None = None,
) -> Iterator[Line]:
    """Yield a passage in full with those around it, each with its line number.

    `opened` is an id, or a passage of an answer, whose highlights are kept. `said` are the notes
    that the chat has shown.
    """
    id = opened if isinstance(opened, str) else opened.id
    found, place = surroundings(assistant, id)
    if not isinstance(opened, str):
        found[place] = opened
    separator = ", " if view.spoken else " › "
    yield from wrap([("label", separator.join(found[place].section))], view.width)
    notes = [*(said or NotesSaid()).in_full(found[place].notes, found[place].text)]
    shown = [
        list(_numbered(passage, notes if number == place else None, view))
        for number, passage in enumerate(found)
    ]
    first = place
    while first and sum(map(len, shown[first - 1 : place])) <= ABOVE:
        first -= 1
    for lines in shown[first:]:
        yield []
        yield from lines


def _numbered(passage: ShownPassage, notes: Sequence[Note] | None, view: View) -> Iterator[Line]:
    """One of the passages: the opened one with its `notes` and tags, the others dimmed."""
    opened = notes is not None
    hang = 7 if view.wide else 3
    parts = marked(whole(passage), view) if opened else [("faint", passage.reading())]
    if view.spoken:
        said = f"Line {passage.line}, opened" if opened else f"Line {passage.line}"
        yield from wrap([("label", said)], view.width)
        yield from wrap(parts, view.width)
    else:
        style = "label" if opened else "faint"
        mark: Line = [(style, f"{'>' if opened else ' '}{passage.line:>4}  ")]
        yield from wrap(parts, view.width, mark, hang)
    if notes is not None:
        yield from note_lines(notes, view, hang)
        if passage.tags:
            tags = f"Tags: {', '.join(passage.tags)}"
            yield from wrap([("faint", tags)], view.width, hang=view.hang(hang))
