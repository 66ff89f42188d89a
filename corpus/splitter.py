"""Plain text and simple Markdown, split into passages, headings and list markers.

A passage is a paragraph or a list item, verbatim by place. Lines that follow one another belong
to one paragraph; a blank line, a heading or a list marker ends it. A heading is a line with `#`,
an underlined line, or a short line that stands alone and does not end like a sentence. Where
that guess is wrong, `Corrections` say better. A line of mere dashes, stars or the like is a mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import Heading, Layout, Passage

HEADING_WORDS = 12
"""A plain line of more words is a paragraph: the longest heading of typical leaflets has ten."""

_MARKER = re.compile(r"(?:[•·▪‣◦*+-]|\d{1,3}[.)])[ \t]+(?=\S)")
_NUMBERED_HEADING = re.compile(r"\d{1,2}[ \t]+(?=\S)")
_HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_CLOSING_HASHES = re.compile(r"(?<![ \t])[ \t]+#+$")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_RULE = re.compile(r"([-*_=])[ \t]*(?:\1[ \t]*){2,}")
_SENTENCE_END = tuple(".!…:;,")


@dataclass(frozen=True, slots=True)
class Corrections:
    """Where the splitter's guess is wrong: lines that are headings, lines that are not, and the
    lines where an article begins, with a title for those that have no heading of their own."""

    headings: frozenset[int] = frozenset()
    not_headings: frozenset[int] = frozenset()
    articles: tuple[tuple[int, str], ...] = ()


@dataclass(slots=True)
class _Line:
    """A line of the document without its surrounding white space; empty if `start == end`."""

    number: int
    start: int
    end: int


def split(document: str, corrections: Corrections = Corrections()) -> Layout:
    """Split `document` into its passages, headings and markers, in the order of the text."""
    return _Splitter(document, corrections).run()


def _lines(document: str) -> list[_Line]:
    lines = []
    position = 0
    for number, raw in enumerate(document.split("\n"), 1):
        body = raw.strip()
        start = position + (len(raw) - len(raw.lstrip()) if body else 0)
        lines.append(_Line(number, start, start + len(body)))
        position += len(raw) + 1
    return lines


class _Splitter:
    def __init__(self, document: str, corrections: Corrections) -> None:
        self.document = document
        self.corrections = corrections
        self.articles = dict(corrections.articles)
        self.lines = _lines(document)
        self.passages: list[Passage] = []
        self.headings: list[Heading] = []
        self.markers: list[tuple[int, int]] = []
        self.trail: list[tuple[int, str]] = []  # the open headings: level and text
        self.lead_in = ""  # the line that ends with ":" right above the list at hand
        self.last = ""  # the text of the block above

    def run(self) -> Layout:
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            if line.start == line.end:
                at += 1
                continue
            if line.number in self.articles:
                self.trail = [(0, self.articles[line.number])] if self.articles[line.number] else []
                self.lead_in = self.last = ""
            at = self._heading(at) or self._rule(at) or self._block(at)
        return Layout(tuple(self.passages), tuple(self.headings), tuple(self.markers))

    def _text(self, line: _Line) -> str:
        return self.document[line.start : line.end]

    def _blank(self, at: int) -> bool:
        return not 0 <= at < len(self.lines) or self.lines[at].start == self.lines[at].end

    def _heading(self, at: int) -> int | None:
        """Take the heading that begins at line `at`; return the line after it, None if none."""
        line = self.lines[at]
        text = self._text(line)
        if line.number in self.corrections.not_headings:
            return None
        marker, level, after = 0, 0, at + 1
        if hashes := _HASHES.match(text):
            marker, level = hashes.end(), len(hashes[1])
        elif (
            self._blank(at - 1)
            and not self._blank(at + 1)
            and not _MARKER.match(text)
            and not _RULE.fullmatch(text)
            and (underline := _UNDERLINE.fullmatch(self._text(self.lines[at + 1])))
        ):
            level, after = (1 if underline[0][0] == "=" else 2), at + 2
            self.markers.append((self.lines[at + 1].start, self.lines[at + 1].end))
        elif line.number in self.corrections.headings or self._looks_like_heading(at):
            numbered = _NUMBERED_HEADING.match(text)
            marker = numbered.end() if numbered else 0
            first = not self.passages and not self.headings
            level = 1 if first else 3 if numbered else 2
        else:
            return None
        if marker:
            self.markers.append((line.start, line.start + marker))
        end = line.end
        if hashes and (closing := _CLOSING_HASHES.search(text, marker)):
            end = line.start + closing.start()
            self.markers.append((end, line.end))
        title = self.document[line.start + marker : end]
        self.headings.append(Heading(line.number, line.start + marker, end, title, level))
        self.trail = [*(open_ for open_ in self.trail if open_[0] < level), (level, title)]
        self.lead_in, self.last = "", title
        return after

    def _looks_like_heading(self, at: int) -> bool:
        text = self._text(self.lines[at])
        if not (self._blank(at - 1) and self._blank(at + 1)):
            return False
        follows = any(not self._blank(later) for later in range(at + 1, len(self.lines)))
        return (
            follows
            and not _MARKER.match(text)
            and not text.endswith(_SENTENCE_END)
            and len(text.split()) <= HEADING_WORDS
            and any(letter.isalpha() for letter in text)
        )

    def _rule(self, at: int) -> int | None:
        """Take line `at` if it is a mere rule; return the line after it, None if it is none."""
        line = self.lines[at]
        if not _RULE.fullmatch(self._text(line)):
            return None
        self.markers.append((line.start, line.end))
        self.lead_in = self.last = ""
        return at + 1

    def _block(self, at: int) -> int:
        """Take the paragraph or list item that begins at line `at`; return the line after it."""
        first = self.lines[at]
        marker = _MARKER.match(self._text(first))
        start = first.start + (marker.end() if marker else 0)
        end, after = first.end, at + 1
        while not self._blank(after) and not self._begins_block(after):
            end, after = self.lines[after].end, after + 1
        text = self.document[start:end]
        if marker:
            self.markers.append((first.start, start))
            if self.last.endswith(":"):
                self.lead_in = self.last
        else:
            self.lead_in = ""
        self.passages.append(
            Passage(
                id=str(first.number),
                line=first.number,
                start=start,
                end=end,
                text=text,
                section=tuple(title for _, title in self.trail),
                lead_in=self.lead_in,
            )
        )
        self.last = "" if marker else " ".join(text.split())
        return after

    def _begins_block(self, at: int) -> bool:
        line = self.lines[at]
        text = self._text(line)
        return bool(
            _MARKER.match(text)
            or _HASHES.match(text)
            or _RULE.fullmatch(text)
            or line.number in self.articles
            or line.number in self.corrections.headings
        )
