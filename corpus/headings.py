"""Finds headings: lines that are marked as headings, and lines that look like one."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.boilerplate import Role
from corpus.heading_marks import (
    ANSWER,
    BOLD,
    CHAPTER,
    CLOSING_HASHES,
    HASHES,
    HEADING_WORDS,
    NUMBERED,
    QUESTION,
    RULE,
    UNDERLINE,
    is_title,
    may_be_heading,
)
from corpus.lines import Lines
from corpus.markers import Markers

QUESTION_LEVEL = 7
"""The level of a question in an FAQ: below all levels that marks can give."""


@dataclass(frozen=True, slots=True)
class FoundHeading:
    """A heading: its place and level, the marks around it, and the line after it."""

    start: int
    end: int
    level: int
    after: int
    marks: tuple[tuple[int, int], ...] = ()
    guessed: bool = False
    marked: bool = False  # by hashes or an underline


class Headings:
    """Finds the headings of a document."""

    def __init__(
        self,
        lines: Lines,
        roles: list[Role],
        markers: Markers,
        added: frozenset[int],
        removed: frozenset[int],
    ) -> None:
        self._lines = lines
        self._roles = roles
        self._markers = markers
        self._added = added
        self._removed = removed
        texts = [line.text for at, line in enumerate(lines.all) if roles[at] is Role.TEXT]
        self._hashed = sum(bool(HASHES.match(text)) for text in texts) >= 2
        self._asks = any(QUESTION.match(text) for text in texts) and any(
            ANSWER.match(text) for text in texts
        )
        lone = [at for at in range(len(lines)) if self._lone(at)]
        self._numbered = set() if self._hashed else self._numbered_headings(lone)
        guesses = [lines[at].text for at in lone if self._short(at)]
        capitals = sum(text.isupper() for text in guesses)
        self._capitals = capitals >= 2 and capitals < len(guesses)
        self._level = 0  # of the last heading with a mark
        self._chapters = False
        self._question = False
        self._after = -1  # the line below the last heading

    def at(self, at: int, first: bool) -> FoundHeading | None:
        """Return the heading that begins on line `at`, if any.

        `first` means that there is neither text nor a heading above it.
        """
        number = self._lines[at].number
        if number in self._removed:
            return None
        found = self._marked(at) or self._asked(at)
        if not found and (number in self._added or at in self._numbered):
            found = self._plain(at, at + 1, first, number not in self._added)
        if not found:
            found = self._bold(at)
        if not found and (lines := self.looks_like(at)):
            found = self._plain(at, at + lines, first, True)
        if found and found.marked:
            self._level, self._question = found.level, False
        if found:
            self._after = found.after
        return found

    def begins_block(self, at: int) -> bool:
        """Whether line `at` is a heading or an answer that ends the paragraph above it."""
        text = self._lines[at].text
        return bool(
            HASHES.match(text)
            or self._lines[at].number in self._added
            or (self._asks and (QUESTION.match(text) or ANSWER.match(text)))
        )

    def answer(self, at: int) -> int:
        """Return the length of the answer mark (`A:`) that line `at` begins with, or 0."""
        match = ANSWER.match(self._lines[at].text) if self._question else None
        return match.end() if match else 0

    def item_like(self, at: int, items: list[int]) -> bool:
        """Whether line `at` is an item without a mark, below the line that introduces the list and
        the `items` found so far."""
        text = self._lines[at].text
        if (
            not self._lone(at)
            or len(text.split()) > HEADING_WORDS
            or text.endswith((".", "!", "?", ":", "…"))
            or self._lines[at].number in self._added
            or self._markers.at(at)
            or any(mark.match(text) for mark in (HASHES, RULE, CHAPTER, QUESTION))
            or BOLD.fullmatch(text)
        ):
            return False
        if not items:
            below = self._below(at)
            return not is_title(text) or below is None or self.item_like(below, [at])
        if self._gap(at) > self._gap(items[-1]) and len(items) > 1:
            return False  # more blank lines above it than above the others: a heading
        return is_title(self._lines[items[0]].text) or not is_title(text)

    def _gap(self, at: int) -> int:
        above = at - 1
        while above >= 0 and self._lines.blank(above):
            above -= 1
        return at - above - 1

    def _free(self, at: int) -> bool:
        """Whether line `at` has no text for readers."""
        return self._lines.blank(at) or self._roles[at] in (Role.PAGE, Role.MARK)

    def _lone(self, at: int) -> bool:
        return (
            not self._lines.blank(at)
            and self._roles[at] is Role.TEXT
            and self._free(at - 1)
            and self._free(at + 1)
        )

    def _below(self, at: int) -> int | None:
        """Return the next line with text, if any."""
        below = at + 1
        while below < len(self._lines) and self._free(below):
            below += 1
        return below if below < len(self._lines) else None

    def _marked(self, at: int) -> FoundHeading | None:
        line = self._lines[at]
        if hashes := HASHES.match(line.text):
            start, end = line.start + hashes.end(), line.end
            marks = [(line.start, start)]
            if closing := CLOSING_HASHES.search(line.text, hashes.end()):
                end = line.start + closing.start()
                marks.append((end, line.end))
            level = len(hashes[1])
            return FoundHeading(start, end, level, at + 1, tuple(marks), marked=True)
        if (
            self._lines.blank(at + 1)
            or not self._free(at - 1)
            or self._roles[at + 1] is not Role.TEXT
        ):
            return None
        below = self._lines[at + 1]
        underline = UNDERLINE.fullmatch(below.text)
        if not underline or self._markers.at(at) or RULE.fullmatch(line.text) or line.quoted:
            return None
        if underline[0][0] not in "=-" and abs(len(below.text) - len(line.text)) > 3:
            return None
        level = 1 if underline[0][0] in "=*" else 2
        mark = (below.start, below.end)
        return FoundHeading(line.start, line.end, level, at + 2, (mark,), marked=True)

    def _asked(self, at: int) -> FoundHeading | None:
        """Return the FAQ question on line `at`, which may be wrapped, if any."""
        line = self._lines[at]
        match = QUESTION.match(line.text) if self._asks else None
        if not match:
            return None
        after = at + 1
        while not self._lines.blank(after) and not self.begins_block(after):
            if self._markers.at(after):
                break
            after += 1
        self._question = True
        start = line.start + match.end()
        end = self._lines[after - 1].end
        return FoundHeading(start, end, QUESTION_LEVEL, after, ((line.start, start),))

    def _bold(self, at: int) -> FoundHeading | None:
        """Return a line that is entirely bold as a heading, if it is one."""
        line = self._lines[at]
        match = BOLD.fullmatch(line.text)
        if not match or not self._free(at - 1) or self._below(at) is None:
            return None
        title = match[2]
        if title.endswith((".", ",", ";")) or len(title.split()) > HEADING_WORDS:
            return None
        start, end = line.start + match.start(2), line.start + match.end(2)
        level = QUESTION_LEVEL + 1 if self._question else max(self._level + 1, 2)
        marks = ((line.start, start), (end, line.end))
        return FoundHeading(start, end, level + line.quoted, at + 1, marks, guessed=True)

    def _plain(self, at: int, after: int, first: bool, guessed: bool) -> FoundHeading:
        """Return a line as a heading without a mark, except perhaps a number."""
        line = self._lines[at]
        text = line.text
        numbered = NUMBERED.match(text)
        marker = self._markers.at(at) if not numbered else None
        length = numbered.end() if numbered else marker.length if marker else 0
        chapter = bool(CHAPTER.fullmatch(text))
        if self._level:
            level = self._level + 1
        elif first:
            level = 1
        else:
            level = 2 + (self._capitals and not text.isupper()) + (self._chapters and not chapter)
            level += bool(length) + (numbered[0].strip(" .").count(".") if numbered else 0)
        self._chapters = self._chapters or chapter
        below = self._below(after - 1)
        if self._question and not (below and QUESTION.match(self._lines[below].text)):
            level = QUESTION_LEVEL + 1
        else:
            self._question = False
        end = self._lines[after - 1].end
        marks = ((line.start, line.start + length),) if length else ()
        return FoundHeading(line.start + length, end, level, after, marks, guessed)

    def looks_like(self, at: int) -> int:
        """Return how many lines, starting at `at`, look like a heading; 0 if none."""
        if self._hashed or self._lines[at].quoted:
            return 0
        if self._lone(at) or (at == self._after and self._free(at + 1)):
            fits = self._short(at) and self._below(at) is not None
            return int(fits and not self._goes_on(at))
        if not self._lines.width or not self._starts(at) or self._lines.blank(at + 1):
            return 0
        if self._short(at) and self._starts(at + 1) and self._ended(at):
            return 1
        wrapped = (
            self._lines[at].text[:1].isupper()
            and not self._markers.at(at)
            and self._lines[at + 1].text[:1].islower()
            and not self._lines.blank(at + 2)
            and self._starts(at + 2)
            and self._ended(at + 1)
        )
        both = f"{self._lines[at].text} {self._lines[at + 1].text}"
        return 2 if wrapped and may_be_heading(both) else 0

    def _goes_on(self, at: int) -> bool:
        """Whether line `at` continues the sentence above it."""
        if not self._lines[at].text[:1].islower():
            return False
        above = at - 1
        while above >= 0 and self._free(above):
            above -= 1
        return above >= 0 and self._lines[above].text[-1].isalnum()

    def _starts(self, at: int) -> bool:
        """Whether line `at` begins like a sentence: not with a lower-case letter."""
        return self._roles[at] is Role.TEXT and not self._lines[at].text[:1].islower()

    def _ended(self, at: int) -> bool:
        """Whether line `at` ends early: the next word would have fitted."""
        return self._lines.ended_early(at, at + 1)

    def _short(self, at: int) -> bool:
        text = self._lines[at].text
        if CHAPTER.fullmatch(text):
            return True
        return not self._markers.at(at) and not RULE.fullmatch(text) and may_be_heading(text)

    def _numbered_headings(self, lone: list[int]) -> set[int]:
        """Return the lines such as `1. Storage` that have paragraphs between them."""
        found: set[int] = set()
        last: dict[str, tuple[int, bool]] = {}  # by style: the number, and whether it is a heading
        for at in lone:
            marker = self._markers.at(at)
            text = self._lines[at].text[marker.length :] if marker else ""
            below = self._below(at)
            if not marker or not marker.number or not may_be_heading(text):
                continue
            number, heading = last.get(marker.style, (0, False))
            heads = below is not None and not (
                self._markers.at(below) or self._lines[below].indent > self._lines[at].indent
            )
            if number == marker.number - 1 and number:
                heads = heading
            if heads:
                found.add(at)
            last[marker.style] = (marker.number, heads)
        return found
