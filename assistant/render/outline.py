"""The headings of a document with their line numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.render.lines import Line, wrap
from assistant.render.view import View
from corpus.model import Passage


def outline_lines(passages: Sequence[Passage], view: View) -> Iterator[Line]:
    """Yield the headings of the passages, each with the line on which its text begins."""
    above: tuple[str, ...] = ()
    for passage in passages:
        trail = passage.section
        same = 0
        while same < min(len(trail), len(above)) and trail[same] == above[same]:
            same += 1
        for level in range(same, len(trail)):
            if level == 0 and above:
                yield []
            yield from _heading(trail[level].rstrip(":"), level, passage.line, view)
        above = trail


def _heading(text: str, level: int, line: int, view: View) -> Iterator[Line]:
    if view.spoken:
        yield from wrap([("", f"{text}, line {line}")], view.width)
        return
    mark: Line = [("faint", f"{line:>5}  " + "  " * level)]
    style = "label" if level == 0 else ""
    yield from wrap([(style, text)], view.width, mark, 7 + 2 * level)
