"""The document itself, looked at without a question: a passage where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.engine import Assistant
from assistant.render.lines import WIDTH, Line, wrap
from assistant.render.text import passage_lines
from assistant.reply import ShownPassage

AROUND = 2
"""Passages shown before and after the one that is looked at."""


def no_passage(assistant: Assistant, id: str) -> str:
    """The complaint about a passage that does not exist: the range is named."""
    first, last = assistant.passages[0].id, assistant.passages[-1].id
    return f'no passage begins on line "{id}"; passages stand on lines {first} to {last}'


def surroundings(assistant: Assistant, id: str) -> tuple[list[ShownPassage], int]:
    """Return the passages around one, in the order of the document, and its place among them.

    Raises KeyError if there is no such passage.
    """
    at = assistant.number[id]
    first = max(at - AROUND, 0)
    around = assistant.passages[first : at + AROUND + 1]
    return [ShownPassage.of(passage) for passage in around], at - first


def surrounding_lines(assistant: Assistant, id: str, width: int = WIDTH) -> Iterator[Line]:
    """Yield a passage in its surroundings: what stands before and after it, with line numbers."""
    found, place = surroundings(assistant, id)
    yield from wrap([("label", " › ".join(found[place].section))], width)
    for number, passage in enumerate(found):
        yield []
        if number == place:
            yield from passage_lines(passage, ">", width)
        else:
            mark: Line = [("faint", f"   {passage.line}  ")]
            yield from wrap([("faint", passage.reading())], width, mark, 3)
