"""The text of a PDF, with headings, paragraphs and tables recognised by the page layout."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.columns import Word, regions
from corpus.hyphens import Hyphens

if TYPE_CHECKING:
    from pdfplumber.page import Page

LARGER = 1.1
"""A line at least this many times as large as the body text is a heading."""

HEADING_WORDS = 14
"""Largest number of words in a bold line that is a heading."""

WIDE_GAP = 1.6
"""A gap between two words that is more than this many times their size separates columns."""

PARAGRAPH_GAP = 1.45
"""Lines more than this many times the usual distance apart belong to different paragraphs."""

_DIVIDED = re.compile(r"([^\W\d_]+)-\n[ ]*([^\W\d_]+)([^\s]*)[ ]?")
_BOLD = re.compile("bold|black|heavy", re.IGNORECASE)
_SENTENCE_END = (".", ",", ";", ":")
_ENDED = (".", "!", "?", ":")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its text, where it is in points, and how its letters look."""

    text: str
    left: float
    top: float
    bottom: float
    size: float
    bold: bool
    row: bool = False  # of a ruled table
    margin: float | None = None  # the left edge of its column; None: of the page

    @property
    def words(self) -> int:
        return len(self.text.split())


def text_of(content: bytes) -> str:
    """Return the text of a PDF, with # headings, Markdown tables, and form feeds between pages."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with pdfplumber.open(BytesIO(content)) as document:
        pages = [_lines(page) for page in document.pages]
    every = [line for page in pages for line in page]
    if not every:
        return ""
    sizes: Counter[float] = Counter()
    for line in every:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0]
    running = _running(pages)
    heads = [line for line in every if _is_heading(line, body, running)]
    styles = sorted({(line.size, line.bold) for line in heads}, reverse=True)
    levels = {style: min(level, 6) for level, style in enumerate(styles, 1)}
    left = min(Counter(round(line.left) for line in every).most_common(3))[0]
    gaps = Counter(round(b.top - a.top, 1) for page in pages for a, b in pairwise(page))
    usual = min((gap for gap, _ in gaps.most_common(2) if gap > 0), default=body * 1.2)
    text = "\n\f".join("\n".join(_page(page, body, levels, running, left, usual)) for page in pages)
    return _joined(text).strip() + "\n"


def _page(
    page: Sequence[_Line],
    body: float,
    levels: dict[tuple[float, bool], int],
    running: frozenset[str],
    left: float,
    usual: float,
) -> Iterator[str]:
    above: _Line | None = None
    for line in page:
        heading = _is_heading(line, body, running)
        mark = "#" * levels[line.size, line.bold] if heading else ""
        if above is not None:
            goes_on = (
                mark
                and _is_heading(above, body, running)
                and (above.size, above.bold) == (line.size, line.bold)
                and line.top - above.bottom < 0.6 * line.size
            )
            if goes_on:
                yield f"\v{line.text}"
                above = line
                continue
            apart = line.top - above.top > PARAGRAPH_GAP * usual
            apart |= line.margin != above.margin and above.text.endswith(_ENDED)
            if apart or mark or _is_heading(above, body, running) or above.row != line.row:
                yield ""
        edge = left if line.margin is None else line.margin
        indent = "" if line.row else " " * max(0, round((line.left - edge) / (0.5 * body)))
        yield f"{mark} {line.text}" if mark else f"{indent}{line.text}"
        above = line


def _joined(text: str) -> str:
    """Return the text with each heading and each divided word on one line."""
    text = text.replace("\n\v", " ")
    hyphens = Hyphens(text)

    def join(match: re.Match[str]) -> str:
        head, rest, end = match.groups()
        if not hyphens.divides(f"{head}-", rest):
            return match[0]
        belongs = hyphens.belongs(f"{head}-", rest)
        return f"{head}{'-' if belongs else ''}{rest}{end}\n"

    return _DIVIDED.sub(join, text)


def _is_heading(line: _Line, body: float, running: frozenset[str]) -> bool:
    if line.row or _shape(line.text) in running or not any(c.isalpha() for c in line.text):
        return False
    if line.size >= LARGER * body:
        return line.words <= 2 * HEADING_WORDS
    return (
        line.bold
        and line.size >= 0.95 * body
        and line.words <= HEADING_WORDS
        and not line.text.endswith(_SENTENCE_END)
        and "   " not in line.text
    )


def _running(pages: Sequence[Sequence[_Line]]) -> frozenset[str]:
    """Return what the first and last lines of pages have in common: headers and footers."""
    shapes = Counter(
        shape for page in pages for shape in {_shape(line.text) for line in [*page[:2], *page[-2:]]}
    )
    return frozenset(shape for shape, times in shapes.items() if times >= max(2, len(pages) / 4))


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _lines(page: Page) -> list[_Line]:
    """Return the lines of a page from top to bottom, with ruled tables in Markdown."""
    tables = [
        table for table in page.find_tables() if len(table.rows) > 1 and len(table.columns) > 1
    ]
    boxes = [table.bbox for table in tables]
    words = [
        word
        for word in page.extract_words(extra_attrs=["fontname", "size"])
        if not any(
            x0 <= word["x0"] <= x1 and top <= (word["top"] + word["bottom"]) / 2 <= bottom
            for x0, top, x1, bottom in boxes
        )
    ]
    lines = [
        _line(line, region.margin)
        for region in regions(
            [
                Word(
                    str(word["text"]),
                    float(word["x0"]),
                    float(word["x1"]),
                    float(word["top"]),
                    float(word["bottom"]),
                    round(float(word["size"]), 1),
                    bool(_BOLD.search(str(word["fontname"]))),
                )
                for word in words
            ]
        )
        for line in region.lines
    ]
    for table in tables:
        left, top, _, _ = table.bbox
        below = (n for n, line in enumerate(lines) if line.top >= top and line.left >= left - 20)
        at = next(below, len(lines))
        lines[at:at] = _rows(table.extract(), table.bbox)
    return lines


def _line(words: Sequence[Word], margin: float | None) -> _Line:
    sizes = Counter[float]()
    bold = 0
    text = words[0].text
    for word in words:
        sizes[word.size] += len(word.text)
        bold += len(word.text) if word.bold else 0
    for before, word in pairwise(words):
        wide = word.x0 - before.x1 > WIDE_GAP * word.size
        bullet = len(before.text) <= 2 and before is words[0]
        text += ("    " if wide and not bullet else " ") + word.text
    return _Line(
        text,
        words[0].x0,
        min(word.top for word in words),
        max(word.bottom for word in words),
        sizes.most_common(1)[0][0],
        2 * bold > sum(sizes.values()),
        margin=margin,
    )


def _rows(
    cells: Sequence[Sequence[str | None]], box: tuple[float, float, float, float]
) -> Iterator[_Line]:
    """Yield the rows of a table in Markdown, the header first."""
    left, top, _, bottom = box
    for number, row in enumerate(cells):
        shown = (" ".join((cell or "").split()).replace("|", "/") for cell in row)
        at = top + (bottom - top) * number / len(cells)
        yield _Line(f"| {' | '.join(shown)} |", left, at, at, 0, False, row=True)
        if number == 0:
            yield _Line(f"|{'--|' * len(row)}", left, at, at, 0, False, row=True)
