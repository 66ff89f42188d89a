"""An answer read in portions: the best passage in full, the others shorter, as many as fit."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer import Answer
from assistant.render.lines import Line, wrap
from assistant.render.text import passage_lines, reading_lines, refusal_lines, urgent_lines


class Reading:
    """How far an answer has been read: `shown` of its passages have been on the screen."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.shown = 0
        self.waiting: list[Line] = []  # of an urgent warning's passages, what did not fit

    @property
    def left(self) -> int:
        """Passages that have not been shown yet."""
        return len(self.answer.passages) - self.shown

    def begin(self, width: int, rows: int, top: int) -> list[Line]:
        """The first portion: what was read, then the best passage in full and others, up to `top`
        of them, while `rows` lines are not exceeded.

        When it is urgent, the warning's passages stand before the others; what of them does not
        fit waits for the next portion, or it would push what to do off the screen.
        """
        lines = list(reading_lines(self.answer, width))
        if not self.answer.answered:
            lines += [*([[]] if lines else []), *refusal_lines(self.answer, width)]
        self.waiting = list(urgent_lines(self.answer, width))
        if self.waiting:
            return [*lines, *([[]] if lines else []), *self._urgent(width, rows - len(lines))]
        return [*lines, *self._passages(width, rows - len(lines), top, bool(lines))]

    def _urgent(self, width: int, rows: int) -> list[Line]:
        """As much of what waits as fits into `rows` lines, three at least."""
        if len(self.waiting) <= rows:
            lines, self.waiting = self.waiting, []
            return [*lines, [], *self._below(1, width)] if self.answer.passages else lines
        cut = max(rows - 3, 3)
        lines, self.waiting = self.waiting[:cut], self.waiting[cut:]
        return [*lines, [], *wrap([("label", "More of the document's words: Enter.")], width)]

    def more(self, width: int, rows: int, top: int) -> list[Line]:
        """The next portion, at least one passage if any is left."""
        if self.waiting:
            return self._urgent(width, rows)
        if not self.left:
            return list(wrap([("", "That was all that was found.")], width))
        return self._passages(width, rows, top, False)

    def _passages(self, width: int, rows: int, top: int, follows: bool) -> list[Line]:
        lines: list[Line] = []
        first = self.shown
        while self.left and self.shown - first < top:
            passage = [*([[]] if lines or follows else []), *self._passage(width)]
            # Two rows are for what is said below.
            if self.shown > first and len(lines) + len(passage) + 2 > rows:
                break
            lines += passage
            self.shown += 1
        if self.answer.passages:
            lines += [[], *self._below(first + 1, width)]
        return lines

    def _passage(self, width: int) -> Iterator[Line]:
        number = self.shown + 1
        passage = self.answer.passages[self.shown]
        if passage.id in {shown.id for shown in self.answer.urgent_passages}:
            mark: Line = [("label", f"{number}".ljust(2) + " ")]
            return wrap([("faint", f"Line {passage.line}, shown above.")], width, mark, 3)
        return passage_lines(passage, number, width, short=number > 1)

    def _below(self, number: int, width: int) -> Iterator[Line]:
        more = f"{self.left} more: Enter. " if self.left else ""
        text = f"{more}Surroundings: /open {number}. Why: /why {number}."
        return wrap([("faint", text)], width)
