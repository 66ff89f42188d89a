"""The lines of a document, and the width at which its paragraphs are wrapped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

WIDEST = 120
"""A document with lines of more characters than this counts as not wrapped."""

FEWEST = 10
"""Minimum number of lines, each directly followed by another, that are needed to find the width."""

FULL = 0.75
"""A line that fills at least this share of the width counts as full."""

_QUOTED = re.compile(r"(?:>[ \t]?)+")
_QUOTE_OPENS = re.compile(r">(?:[ \t]+[^\d\s]|[ \t]*$)")
_FIRST_WORD = re.compile(r"\S*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the document: `text == document[start:end]`, without surrounding white space.

    `indent` is the number of columns before it. `quote` is where the block quote marks before it
    begin (`start` if there are none). `feed` is true if a new page begins on the line.
    """

    number: int
    start: int
    end: int
    text: str
    indent: int
    quote: int
    feed: bool

    @property
    def blank(self) -> bool:
        """Whether the line is empty, except perhaps for block quote marks."""
        return not self.text

    @property
    def quoted(self) -> bool:
        """Whether the line belongs to a block quote."""
        return self.quote < self.start


class Lines:
    """The lines of a document, numbered from 0."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.all = _read(document)

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, at: int) -> Line:
        return self.all[at]

    def blank(self, at: int) -> bool:
        """Whether line `at` is blank or outside the document."""
        return not 0 <= at < len(self.all) or self.all[at].blank

    @cached_property
    def width(self) -> int:
        """The column at which paragraphs are wrapped; 0 if they are not wrapped."""
        lengths = sorted(
            line.indent + len(line.text)
            for at, line in enumerate(self.all)
            if not line.blank and not self.blank(at + 1)
        )
        if len(lengths) < FEWEST:
            return 0
        widest = lengths[len(lengths) * 95 // 100]
        full = sum(length >= FULL * widest for length in lengths)
        return widest if widest <= WIDEST and 2 * full >= len(lengths) else 0

    def ended_early(self, at: int, after: int, share: float = FULL) -> bool:
        """Whether line `at` of a wrapped document ends early: the first word of line `after` would
        have fitted, so its author wanted the line to end there."""
        if not self.width:
            return False
        line = self.all[at]
        word = _FIRST_WORD.match(self.all[after].text)
        length = line.indent + len(line.text) + 1 + (len(word[0]) if word else 0)
        return length <= share * self.width


def _read(document: str) -> list[Line]:
    lines = []
    position = 0
    quoted = False
    for number, raw in enumerate(document.split("\n"), 1):
        body = raw.strip()
        quote = start = position + (len(raw) - len(raw.lstrip()) if body else 0)
        blanks = raw[: start - position]
        quoted = body.startswith(">") and (quoted or bool(_QUOTE_OPENS.match(body)))
        if quoted and (marks := _QUOTED.match(body)):
            body = body[marks.end() :]
            start += marks.end() + (len(body) - len(body.lstrip()))
            blanks = body[: len(body) - len(body.lstrip())]
            body = body.strip()
        lines.append(
            Line(
                number,
                start,
                start + len(body),
                body,
                len(blanks.lstrip("\f").expandtabs(4)),
                quote,
                "\f" in raw,
            )
        )
        position += len(raw) + 1
    return lines
