"""Shows answers and lists in portions: answers by passage, lists by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from assistant.answer import Answer
from assistant.answer_types import ShownPassage
from assistant.render.lines import Line, text_of, wrap
from assistant.render.notes import NotesSaid
from assistant.render.text import NEAREST, numbered_passage, opening_lines
from assistant.render.view import View
from assistant.render.warnings import steps_said

PORTION = 11
"""Largest number of rows shown at a time: as many as can be read in five seconds."""

MORE = "Press Enter for more"
ANSWER = "Press Enter for the answer"
NO_MORE = "No more results."


class Portions(Protocol):
    """Something that is shown in portions."""

    @property
    def left(self) -> bool:
        """Whether anything has not been shown yet."""

    def next(self, view: View, rows: int) -> list[Line]:
        """The next portion, of at most `rows` rows if possible."""


class Reading:
    """How far an answer has been read: the first `shown` passages have been on the screen.

    If the line pointed at a passage of the last list, `pointed` is that passage's number in the
    list, and the passage is shown with it; otherwise 0. `goes_on` says whether the list has
    passages beyond the answer.
    """

    def __init__(
        self, answer: Answer, said: NotesSaid, top: int, pointed: int = 0, goes_on: bool = False
    ) -> None:
        self.answer = answer
        self.pointed = pointed
        self.goes_on = goes_on
        self.shown = 0
        self._said = said
        self._top = top
        self._begun = False

    @property
    def first(self) -> int:
        """The number of the first passage."""
        return self.pointed or 1

    @property
    def left(self) -> bool:
        """Whether any passages have not been shown yet."""
        return self.shown < len(self.answer.passages)

    def passage(self, number: int) -> ShownPassage | None:
        """The passage that was shown with this number, if any."""
        at = number - self.first
        return self.answer.passages[at] if 0 <= at < self.shown else None

    def next(self, view: View, rows: int) -> list[Line]:
        """The reply to the question, and up to `top` of the passages not shown yet."""
        self._said.next_page(steps_said(self.answer.warnings, view))
        if self._begun and not self.left:
            return list(wrap([("", NO_MORE)], view.width))
        # Danger instructions must not scroll off the screen: the passages can wait for Enter.
        patient = not self._begun and any(warning.urgent for warning in self.answer.warnings)
        window = rows - 2
        lines = [] if self._begun else list(opening_lines(self.answer, view))
        self._begun = True
        rows = min(rows, PORTION) - 2  # for the line below
        first = self.shown
        while self.left and self.shown - first < self._top:
            said = self._said.copy()
            passage = list(self._numbered(view))
            gap: list[Line] = [[]] if lines and self.shown == first else []
            if self.shown > first and len(lines) + len(passage) > rows:
                self._said.forget_since(said)
                break
            if patient and len(lines) + len(gap) + len(passage) > window:
                self._said.forget_since(said)
                break
            lines += [*gap, *passage]
            self.shown += 1
        if self.shown == first and lines and text_of(lines[-1]) == NEAREST:
            lines.pop()  # the passages that it introduces come later
        if self.left:
            more = MORE if self.shown or not self.answer.answered else ANSWER
            lines += [*([[]] if lines else []), *wrap([("faint", more)], view.width)]
        return lines

    def _numbered(self, view: View) -> Iterator[Line]:
        """The next passage with its number."""
        return numbered_passage(self.answer, self.shown + 1, self._said, view, self.first)


class Listing:
    """A list of lines that may be too long for one screen."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._left = list(lines)

    @property
    def left(self) -> bool:
        """Whether any lines have not been shown yet."""
        return bool(self._left)

    def next(self, view: View, rows: int) -> list[Line]:
        """As many lines as fit, at least three, without blank lines at either end."""
        if not self._left:
            return list(wrap([("", NO_MORE)], view.width))
        if len(self._left) <= rows:
            lines, self._left = self._left, []
            return lines
        cut = max(rows - 2, 3)
        lines, self._left = self._left[:cut], self._left[cut:]
        while lines and not text_of(lines[-1]):
            lines.pop()
        while self._left and not text_of(self._left[0]):
            self._left.pop(0)
        return [*lines, [], *wrap([("faint", MORE)], view.width)]
