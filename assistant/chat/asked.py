"""What can be completed: commands, tags, and the questions that the document answers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from index.analysis import is_stop, tokens

MOST = 6
"""Questions offered at a time."""

FROM = 3
"""Characters from which questions are offered."""

ENOUGH = 0.6
"""Share of what was typed that a line must match to be offered."""

LONGEST = 150
"""Characters up to which questions are offered: no line matches enough of a longer text, and to
look for the slips in a pasted page would take minutes."""

STOP_WEIGHT = 0.2
"""Weight of a stop word against any other."""

PREFIX = 0.9
TYPO = 0.6
"""How well a word matches that only begins like a typed one, or is one slip away from it."""


class AskedLines:
    """The asked-as lines of a document, found by words as they are typed."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = list(dict.fromkeys(lines))
        found: dict[str, list[int]] = {}
        self.lengths: list[int] = []
        for number, line in enumerate(self.lines):
            words = {word for word, _, _ in tokens(line)}
            self.lengths.append(len(words))
            for word in words:
                found.setdefault(word, []).append(number)
        self.holding: Mapping[str, Sequence[int]] = found
        self.words = sorted(found)

    def best(self, typed: str) -> list[str]:
        """Return the lines that match best, at most MOST.

        The order of the words does not matter; the last one may be unfinished.
        """
        words = list(dict.fromkeys(word for word, _, _ in tokens(typed)))
        whole = 0.0
        scores: dict[int, float] = {}
        for word in words:
            weight = STOP_WEIGHT if is_stop(word) else 1.0
            whole += weight
            unfinished = word == words[-1] and not typed[-1:].isspace()
            for line, quality in self._match(word, unfinished).items():
                scores[line] = scores.get(line, 0.0) + weight * quality
        good = [line for line, score in scores.items() if score >= ENOUGH * PREFIX * whole]
        good.sort(key=lambda line: (-round(scores[line], 2), self.lengths[line], line))
        return [self.lines[line] for line in good[:MOST]]

    def _match(self, word: str, unfinished: bool) -> dict[int, float]:
        """The lines that hold a typed word, each with how well, 0 to 1."""
        likes = dict(self._begin(word)) if unfinished or len(word) >= FROM else {}
        if word in self.holding:
            likes[word] = 1.0
        if not likes and len(word) > FROM:
            likes = {known: TYPO for known in self.words if one_slip(word, known, unfinished)}
        found: dict[int, float] = {}
        for known, quality in likes.items():
            for line in self.holding[known]:
                found[line] = max(found.get(line, 0.0), quality)
        return found

    def _begin(self, word: str) -> Iterator[tuple[str, float]]:
        for at in range(bisect_left(self.words, word), len(self.words)):
            if not self.words[at].startswith(word):
                return
            yield self.words[at], PREFIX


def one_slip(typed: str, known: str, unfinished: bool = False) -> bool:
    """Whether a word is one slip from a known one: a letter missing, extra, wrong, or swapped.

    `unfinished`: whether it is one slip from a beginning of it.
    """
    at = 0
    while at < min(len(typed), len(known)) and typed[at] == known[at]:
        at += 1
    swapped = typed[at + 1 : at + 2] + typed[at : at + 1]
    repaired = (
        known[at : at + 1] + typed[at + 1 :],  # wrong
        known[at : at + 1] + typed[at:],  # missing
        typed[at + 1 :],  # extra
        swapped + typed[at + 2 :],
    )
    rest = known[at:]
    return any(rest.startswith(r) if unfinished else rest == r for r in repaired)
