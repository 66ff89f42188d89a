"""Where a paragraph or list item ends: which lines belong to it."""

from __future__ import annotations

from collections.abc import Collection

from corpus.boilerplate import Role
from corpus.heading_marks import HEADING_WORDS, RULE
from corpus.headings import Headings
from corpus.lead_ins import surely_leads_in, unfinished
from corpus.lines import Lines
from corpus.markers import Marker, Markers
from corpus.tables import Tables

SENTENCE_SHARE = 0.85
"""Share of the width: a shorter line that ends a sentence also ends its paragraph."""

_SENTENCE_END = (".", "!", "?", ":", "…")
_CLOSED = (*_SENTENCE_END, ".)", ".”", '."', "?”", '?"')


class Blocks:
    """Finds which lines make up each paragraph and list item of a document."""

    def __init__(
        self,
        lines: Lines,
        roles: list[Role],
        markers: Markers,
        headings: Headings,
        tables: Tables,
        articles: Collection[int],
    ) -> None:
        self._lines = lines
        self._roles = roles
        self._markers = markers
        self._headings = headings
        self._tables = tables
        self._articles = articles

    def lines_of(self, first: int, marker: Marker | None) -> list[int]:
        """Return the lines of the block that begins on line `first`, after `marker`."""
        block = [first]
        while (below := self._next(first, block[-1], marker)) is not None:
            block.append(below)
        return block

    def line_items(self, at: int) -> range:
        """Return the lines below `at` that are separate items without marks: line `at` introduces
        them, and they are short and begin with a capital."""
        lines = self._lines
        if not lines[at].text.endswith(":") or len(lines[at].text.split()) > 2 * HEADING_WORDS:
            return range(0)
        end = at + 1
        while not lines.blank(end):
            text = lines[end].text
            if (
                self._roles[end] is not Role.TEXT
                or len(text.split()) > HEADING_WORDS
                or not text[0].isupper()
                or text.endswith((*_SENTENCE_END, ",", "-"))
                or self._begins_block(end)
                or (
                    lines.width and not lines.blank(end + 1) and not lines.ended_early(end, end + 1)
                )
            ):
                return range(0)
            end += 1
        return range(at + 1, end) if end - at > 2 else range(0)

    def _next(self, first: int, last: int, marker: Marker | None) -> int | None:
        """Return the line after `last` that belongs to the same block, if any."""
        lines = self._lines
        below, paged = last + 1, False
        while below < len(lines) and (lines.blank(below) or self._roles[below] is Role.PAGE):
            paged = paged or self._roles[below] is Role.PAGE
            below += 1
        if (
            below >= len(lines)
            or self._roles[below] is not Role.TEXT
            or lines[below].quoted != lines[first].quoted
            or self._begins_block(below)
            or self._markers.alone(below)
        ):
            return None
        found = self._markers.at(below)
        if below == last + 1:
            apart = found and self._is_marker(found, last, marker)
            return None if apart or self._parts(first, last, below, marker) else below
        if found:
            return None
        if paged:
            return below if self._goes_on(last, below) else None
        deeper = lines[below].indent > lines[first].indent
        return below if marker and deeper and not self._tables.at(below) else None

    def _begins_block(self, at: int) -> bool:
        text = self._lines[at].text
        return bool(
            self._headings.begins_block(at)
            or RULE.fullmatch(text)
            or self._lines[at].number in self._articles
        )

    def _is_marker(self, found: Marker, last: int, marker: Marker | None) -> bool:
        """Whether the mark on the line below `last` begins an item. It may also be a
        dash or a number in a sentence that is wrapped there."""
        above = self._lines[last].text
        if surely_leads_in(above) or unfinished(above):
            return True
        if found.style in "–—":
            return marker is not None and marker.style == found.style
        if self._lines.width and found.number > 1:
            return marker is not None and marker.number == found.number - 1
        return True

    def _parts(self, first: int, last: int, below: int, marker: Marker | None) -> bool:
        """Whether a new block begins right below line `last`, even without a blank line."""
        lines = self._lines
        if self._tables.at(below):
            return True
        if lines[below].text[:1].islower():
            return False
        ends = lines[last].text.endswith(_CLOSED)
        outside = marker is not None and lines[below].indent <= lines[first].indent
        if not lines.width:
            return outside and ends
        if ends and lines.ended_early(last, below, SENTENCE_SHARE):
            return True
        if not lines.ended_early(last, below):
            return False
        shallower = marker is not None and lines[below].indent < lines[first].indent + marker.length
        return shallower or bool(self._headings.looks_like(below))

    def _goes_on(self, last: int, below: int) -> bool:
        """Whether a sentence continues after a page break."""
        upper, lower = self._lines[last].text, self._lines[below].text
        if upper.endswith(_CLOSED):
            return False
        if lower[:1].islower():
            return True
        return bool(self._lines.width) and not self._lines.ended_early(last, below)
