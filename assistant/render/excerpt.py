"""Excerpts: a short passage is shown in full, a long one only around the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer_types import ShownPassage

_LEANING = re.compile(
    r"(?:It|Its|This|That|These|Those|They|He|She|Then|Such|Therefore|However|And|But|Otherwise"
    r"|At worst)\b"
)
_SENTENCE = re.compile(r"\S.*?(?:[.!?…][\"”»)]*(?=\s)|\Z)", re.DOTALL)

FULL = 300
"""The first passage of an answer is shown in full up to this many characters (four lines)."""

NEAR = 60
"""In later passages, the number of characters shown around the sentence that answers."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Part of a passage: from `start` to `end` in the document."""

    passage: ShownPassage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The text of the excerpt."""
        return self.passage.reading(self.start, self.end)

    @property
    def opens(self) -> bool:
        """Whether it begins at the beginning of the passage."""
        return not self.passage.text[: self.start - self.passage.start].strip()

    @property
    def closes(self) -> bool:
        """Whether it ends at the end of the passage."""
        return not self.passage.text[self.end - self.passage.start :].strip()

    def parts(self) -> Iterator[tuple[bool, str]]:
        """Yield the text in pieces, each with whether it answers the question."""
        at = self.start
        for start, end in self.passage.highlights:
            if start > at:
                yield False, self.passage.reading(at, start)
            yield True, self.passage.reading(start, end)
            at = end
        if at < self.end:
            yield False, self.passage.reading(at, self.end)


def whole(passage: ShownPassage) -> Excerpt:
    """A passage in full."""
    return Excerpt(passage, passage.start, passage.end)


def excerpt(passage: ShownPassage, first: bool) -> Excerpt:
    """Return the excerpt of a passage to show; `first` says whether the passage is the first of an
    answer.

    It grows around the highlighted words, sentence by sentence, while it is short enough.
    """
    if len(passage.text) <= (FULL if first else NEAR) or not passage.highlights:
        return whole(passage)
    start, end = passage.highlights[0][0], passage.highlights[-1][1]
    longest = FULL if first else NEAR + end - start
    spans = [
        (passage.start + found.start(), passage.start + found.end())
        for found in _SENTENCE.finditer(passage.text)
    ]
    for a, b in spans:
        if a < end and start < b:  # never begin or end within a sentence
            start, end = min(a, start), max(b, end)
    for a, b in reversed(spans):
        if b <= start and (end - a <= longest or _leans(passage, start)):
            start = a
    for a, b in spans:
        announces = passage.text[: b - passage.start].endswith(":")  # what follows is not shown
        if a >= end and b - start <= longest and not announces:
            end = b
    return Excerpt(passage, start, end)


def _leans(passage: ShownPassage, start: int) -> bool:
    """Whether a sentence makes no sense without the one before it."""
    return _LEANING.match(passage.text, start - passage.start) is not None
