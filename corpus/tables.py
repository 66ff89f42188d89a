"""Tables: in Markdown, and in plain text with columns separated by blanks or tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.boilerplate import Role
from corpus.lines import Line, Lines
from corpus.markers import Markers

FEWEST_ROWS = 2
"""Minimum number of lines with columns, including the header, in a plain-text table."""

_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_GRID = re.compile(r"\+(?:[-=:]+\+)+")
_DASHES = re.compile(r"[-=─]{2,}(?:\s+[-=─]{2,})+")
_PIPE = re.compile(r"(?<!\\)\|")
_GAP = re.compile(r"(?<=\S)(?: {3,}|[ ]*\t[ \t]*)(?=\S)")
_DEEP = 20
"""A line with one cell indented this far is the wrapped header of a later column."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: where its text is, and the gaps between its columns."""

    line: Line
    start: int
    end: int
    gaps: tuple[tuple[int, int], ...]

    def cells(self, document: str) -> Iterator[str]:
        """Yield the text of each cell."""
        start = self.start
        for gap, after in (*self.gaps, (self.end, self.end)):
            yield " ".join(document[start:gap].split())
            start = after


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table: its rows without the header, the cells of the header, and the line after the table.

    `aligned` is true if its columns are separated by blanks.
    """

    rows: tuple[Row, ...]
    header: tuple[str, ...]
    after: int
    aligned: bool = False


class Tables:
    """Finds tables in the lines of a document."""

    def __init__(self, lines: Lines, roles: list[Role], markers: Markers) -> None:
        self._lines = lines
        self._roles = roles
        self._markers = markers
        self._tried = 0  # no table of aligned columns begins before this line

    def at(self, at: int) -> FoundTable | None:
        """Return the table that begins on line `at`, if any."""
        text = self._lines[at].text
        if "|" in text or text.startswith("+"):
            return self._piped(at)
        if at >= self._tried and _GAP.search(text) and not self._markers.at(at):
            return self._aligned(at)
        return None

    def _piped(self, at: int) -> FoundTable | None:
        lines, first = self._lines, at
        if _GRID.fullmatch(lines[at].text):
            at += 1
        ruled = at + 1 < len(lines) and _RULE.fullmatch(lines[at + 1].text)
        if at >= len(lines) or not ("|" in lines[at].text and (ruled or at > first)):
            return None
        rows = []
        while not lines.blank(at) and ("|" in lines[at].text or _GRID.fullmatch(lines[at].text)):
            if not _GRID.fullmatch(lines[at].text) and not _RULE.fullmatch(lines[at].text):
                rows.append(_row_of_pipes(lines[at]))
            at += 1
        header = tuple(rows[0].cells(lines.document)) if rows else ()
        return FoundTable(tuple(rows[1:]), header if any(header) else (), at) if rows else None

    def _aligned(self, at: int) -> FoundTable | None:
        lines, document = self._lines, self._lines.document
        rows: list[Row] = []
        ruled = False
        for after in self._going_on(at):
            line = lines[after]
            if _DASHES.fullmatch(line.text):
                ruled = ruled or len(rows) == 1
                continue
            rows.append(_row_of_gaps(line))
        columned = [row for row in rows if row.gaps]
        if (
            len(columned) < FEWEST_ROWS
            or 2 * len(columned) < len(rows)
            or (len(columned) == FEWEST_ROWS and not ruled and not _lined_up(columned))
        ):
            self._tried = max((row.line.number for row in rows), default=at + 1)
            return None
        header: tuple[str, ...] = ()
        if rows[0].gaps and (ruled or _heads(columned, document)):
            header = tuple(rows[0].cells(document))
            rows = rows[1:]
        last = max(row.line.number for row in [*columned, *rows])
        return FoundTable(tuple(rows), header, last, aligned=True)

    def _going_on(self, at: int) -> Iterator[int]:
        """Yield the lines of an aligned table from line `at`, skipping page headers and footers."""
        last_columned = at
        while at < len(self._lines):
            line = self._lines[at]
            if self._roles[at] is Role.TEXT and not line.blank:
                columned = _GAP.search(line.text) or _DASHES.fullmatch(line.text)
                if self._markers.at(at) or (not columned and not self._columned_below(at)):
                    return
                last_columned = at if columned else last_columned
                yield at
            elif self._roles[at] in (Role.CODE, Role.MARK) or not (
                self._roles[at] is Role.PAGE or self._paged(at)
            ):
                return
            at += 1

    def _columned_below(self, at: int) -> bool:
        """Whether a row with columns follows line `at` within three lines."""
        return any(
            not self._lines.blank(below) and _GAP.search(self._lines[below].text)
            for below in range(at + 1, at + 4)
        )

    def _paged(self, at: int) -> bool:
        """Whether a blank line at `at` belongs to a page break within a table."""
        below = at
        while below < len(self._lines) and (
            self._lines.blank(below) or self._roles[below] is Role.PAGE
        ):
            below += 1
        crossed = any(self._roles[between] is Role.PAGE for between in range(max(0, at - 3), below))
        return crossed and below < len(self._lines) and bool(_GAP.search(self._lines[below].text))


def _row_of_pipes(line: Line) -> Row:
    text = line.text
    pipes = [match.start() for match in _PIPE.finditer(text)]
    start = len(text) - len(text.lstrip("| \t"))
    end = max(start, len(text.rstrip("| \t")))
    gaps = []
    for pipe in pipes:
        if start <= pipe < end:
            left, right = pipe, pipe + 1
            while left > start and text[left - 1].isspace():
                left -= 1
            while right < end and text[right].isspace():
                right += 1
            gaps.append((line.start + left, line.start + right))
    return Row(line, line.start + start, line.start + end, tuple(gaps))


def _row_of_gaps(line: Line) -> Row:
    gaps = tuple(
        (line.start + match.start(), line.start + match.end()) for match in _GAP.finditer(line.text)
    )
    return Row(line, line.start, line.end, gaps)


def _lined_up(rows: list[Row]) -> bool:
    """Whether the second column begins at the same place in all rows."""
    starts = {row.gaps[0][1] - row.line.start + row.line.indent for row in rows}
    return len(starts) == 1


def _heads(rows: list[Row], document: str) -> bool:
    """Whether the first row is a header: only the other rows have digits, or it ends in colons."""
    first = list(rows[0].cells(document))
    if all(cell.endswith(":") for cell in first):
        return True
    others = [list(row.cells(document))[-1] for row in rows[1:]]
    figures = sum(any(c.isdigit() for c in cell) for cell in others)
    return not any(c.isdigit() for c in "".join(first)) and 2 * figures >= len(others)


def deep(row: Row, table: FoundTable) -> bool:
    """Whether a row with one cell is only the wrapped header of a later column."""
    figures = any(character.isdigit() for character in row.line.text)
    return table.aligned and not row.gaps and row.line.indent >= _DEEP and not figures
