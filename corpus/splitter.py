"""Splits plain text and Markdown into passages, headings and marks.

A passage is a paragraph, a list item, a table row or a block of code, verbatim and with its place.
Consecutive lines belong to one paragraph; a blank line, a heading or a list marker ends it, but a
page break within a sentence does not. `Corrections` override wrong guesses at headings. What is not
text for readers (front matter, page footers, rules, tags) is a mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from corpus.blocks import Blocks
from corpus.boilerplate import Role, roles
from corpus.heading_marks import RULE
from corpus.headings import FoundHeading, Headings
from corpus.hyphens import Hyphens
from corpus.inline import markup, merged, reading
from corpus.lead_ins import OpenLists, leads_in, surely_leads_in
from corpus.lines import Line, Lines
from corpus.markers import Marker, Markers
from corpus.model import Heading, Layout, Markup, Passage
from corpus.progress import Progress, unseen
from corpus.tables import FoundTable, Tables, deep

BETWEEN_CELLS = "; "
"""What readers see between the cells of a table row."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrections of wrong guesses: lines that are headings, lines that are not, and where articles
    begin, each with its title (empty if the document has one)."""

    headings: frozenset[int] = frozenset()
    not_headings: frozenset[int] = frozenset()
    articles: tuple[tuple[int, str], ...] = ()


def split(
    document: str, corrections: Corrections = Corrections(), progress: Progress = unseen
) -> Layout:
    """Split `document` into its passages, headings and marks, in text order."""
    return _Splitter(document, corrections).run(progress)


class _Splitter:
    def __init__(self, document: str, corrections: Corrections) -> None:
        self.document = document
        self.articles = dict(corrections.articles)
        self.lines = Lines(document)
        self.roles, self.title = roles(self.lines)
        self.markers = Markers(self.lines)
        self.headings = Headings(
            self.lines, self.roles, self.markers, corrections.headings, corrections.not_headings
        )
        self.tables = Tables(self.lines, self.roles, self.markers)
        self.blocks = Blocks(
            self.lines, self.roles, self.markers, self.headings, self.tables, self.articles
        )
        self.hyphens = Hyphens(document)
        self.passages: list[Passage] = []
        self.found: list[Heading] = []
        self.marks: list[tuple[int, int]] = []
        self.trail: list[tuple[int, str]] = []  # the open headings: level and text
        self.trail_outside: list[tuple[int, str]] | None = None  # while in a block quote
        self.lists = OpenLists()
        self.unmarked: list[int] = []  # the items without marks in the current list
        self.line_items = range(0)  # lines of a paragraph that are separate items
        self.above = ""  # the text of the paragraph or heading above

    def run(self, progress: Progress) -> Layout:
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            progress(at / len(self.lines))
            self._quote(line)
            if line.blank:
                at += 1
                continue
            if line.number in self.articles:
                title = self.articles[line.number]
                self.trail = [(0, title)] if title else []
                self._close()
            at = self._take(at)
        return Layout(tuple(self.passages), tuple(self.found), tuple(self.marks), self.title)

    def _quote(self, line: Line) -> None:
        """Record the mark of a block quote, whose content counts as a separate section."""
        if line.quoted:
            self.marks.append((line.quote, line.start))
            if self.trail_outside is None:
                self.trail_outside = self.trail
        elif self.trail_outside is not None:
            self.trail, self.trail_outside = self.trail_outside, None

    def _close(self, above: str = "") -> None:
        """Close all open lists; `above` is the paragraph or heading above what follows."""
        self.lists.clear()
        self.unmarked = []
        self.above = above

    def _take(self, at: int) -> int:
        """Process what begins on line `at`; return the line after it."""
        line = self.lines[at]
        if self.roles[at] in (Role.MARK, Role.PAGE):
            self.marks.append((line.start, line.end))
            return at + 1
        if self.roles[at] is Role.CODE:
            return self._code(at)
        if self._is_unmarked_item(at):
            self.unmarked.append(at)
            return self._item(at, None)
        if heading := self.headings.at(at, not self.passages and not self.found):
            return self._heading(line, heading)
        if RULE.fullmatch(line.text):
            self.marks.append((line.start, line.end))
            self._close()
            return at + 1
        if table := self.tables.at(at):
            return self._table(at, table)
        if self.markers.alone(at):
            self.marks.append((line.start, line.end))
            return self._item(at + 1, Marker(0, 0, line.text))
        if marker := self.markers.at(at):
            self.unmarked = []
            return self._item(at, marker)
        return self._paragraph(at)

    def _is_unmarked_item(self, at: int) -> bool:
        if at in self.line_items:
            return True
        if not (self.unmarked or surely_leads_in(self.above)):
            return False
        return self.headings.item_like(at, self.unmarked)

    def _heading(self, line: Line, heading: FoundHeading) -> int:
        self.marks += heading.marks
        text = self.document[heading.start : heading.end]
        self.found.append(
            Heading(line.number, heading.start, heading.end, text, heading.level, heading.guessed)
        )
        title = reading(self.document, heading.start, heading.end)
        open_ = [(level, above) for level, above in self.trail if level < heading.level]
        self.trail = [*open_, (heading.level, title)]
        self._close(title if title.endswith(":") else "")
        return heading.after

    def _paragraph(self, at: int) -> int:
        line = self.lines[at]
        answer = self.headings.answer(at)
        if answer:
            self.marks.append((line.start, line.start + answer))
        self.line_items = self.blocks.line_items(at)
        block = [at] if self.line_items else self.blocks.lines_of(at, None)
        passage = self._add(block, line.start + answer, "")
        self._close(" ".join(passage.reading().split()))
        return block[-1] + 1

    def _item(self, at: int, marker: Marker | None) -> int:
        line = self.lines[at]
        if marker and marker.length:
            self.marks.append((line.start, line.start + marker.length))
        above = self.above if leads_in(self.above) else ""
        lead_in = self.lists.lead_in(line.indent, marker.style if marker else "", above)
        block = self.blocks.lines_of(at, marker) if marker else [at]
        passage = self._add(block, line.start + (marker.length if marker else 0), lead_in)
        self.lists.add(" ".join(passage.reading(passage.start, line.end).split()))
        self.above = ""
        return block[-1] + 1

    def _code(self, at: int) -> int:
        """Take the lines of a code block as one passage, unchanged."""
        last = at
        after = at
        while after < len(self.lines) and self.roles[after] is Role.CODE:
            last = last if self.lines.blank(after) else after
            after += 1
        block = [n for n in range(at, last + 1) if n == at or not self.lines.blank(n)]
        self._add(
            block, self.lines[at].start, self.above if leads_in(self.above) else "", code=True
        )
        self.marks += [
            (line.quote, line.start) for line in self.lines.all[last + 1 : after] if line.quoted
        ]
        self.above = ""
        return after

    def _table(self, at: int, table: FoundTable) -> int:
        above = self.above if leads_in(self.above) else ""
        header = BETWEEN_CELLS.join(cell for cell in table.header if cell)
        lead_in, label = f"{above} {header}".strip(), ""
        rows = {row.line.number: row for row in table.rows}
        for n in range(at, table.after):
            line = self.lines[n]
            row = rows.get(line.number)
            if line.quoted and n > at:
                self.marks.append((line.quote, line.start))
            if row is None or row.start >= row.end or deep(row, table):
                if not line.blank:
                    self.marks.append((line.start, line.end))
                continue
            self.marks += [
                (a, b) for a, b in ((line.start, row.start), (row.end, line.end)) if a < b
            ]
            label = "" if row.gaps else label
            cells = [Markup(start, end, BETWEEN_CELLS) for start, end in row.gaps]
            self._passage(row.line, row.start, row.end, f"{lead_in} {label}".strip(), cells)
        self._close()
        return table.after

    def _add(self, block: list[int], start: int, lead_in: str, code: bool = False) -> Passage:
        """Add the passage on the lines of `block`, beginning at `start`."""
        marks = []
        for above, below in pairwise(block):
            upper, lower = self.lines[above], self.lines[below]
            if not code and self.hyphens.divides(upper.text, lower.text):
                belongs = self.hyphens.belongs(upper.text, lower.text)
                marks.append(Markup(upper.end if belongs else upper.end - 1, lower.start))
            elif lower.quoted or any(self.roles[n] is Role.PAGE for n in range(above + 1, below)):
                marks.append(Markup(upper.end, lower.start, "\n" if code else " "))
        return self._passage(
            self.lines[block[0]], start, self.lines[block[-1]].end, lead_in, marks, code
        )

    def _passage(
        self,
        line: Line,
        start: int,
        end: int,
        lead_in: str,
        marks: list[Markup],
        code: bool = False,
    ) -> Passage:
        inline = [] if code else markup(self.document, start, end)
        passage = Passage(
            id=str(line.number),
            line=line.number,
            start=start,
            end=end,
            text=self.document[start:end],
            section=tuple(title for _, title in self.trail),
            lead_in=lead_in,
            markup=merged(marks, inline),
        )
        self.passages.append(passage)
        return passage
