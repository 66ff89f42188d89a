"""Questions that are offered while a user types, found by their beginning or by their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.analysis import is_stop, tokens

MOST = 5
"""Questions offered at a time."""

FROM = 2
"""Characters from which questions are offered."""

LONGEST = 80
"""Characters up to which questions are offered: nobody wants another question in place of a
longer text, and to compare it would take time with every key."""

SLIP_FROM = 5
"""Letters from which a word may have a slip: shorter ones are too like others."""


class OfferedQuestions:
    """The questions that a document's author offers."""

    def __init__(self, questions: Iterable[str]) -> None:
        self.questions = list(dict.fromkeys(questions))
        self._openings = [_plain(question) for question in self.questions]
        self._words = [[word for word, _, _ in tokens(question)] for question in self.questions]

    def best(self, typed: str) -> list[str]:
        """Return what may be meant by a line that is being typed, at most MOST questions.

        Those that begin like it come first, then those that have all its words, and only where
        there is neither, those that have them but for a slip. The last word may be unfinished.
        """
        opening = _plain(typed)
        if not FROM <= len(opening) <= LONGEST:
            return []
        found = [n for n, text in enumerate(self._openings) if text.startswith(opening)]
        if len(found) < MOST:
            words = [word for word, _, _ in tokens(typed)]
            telling = [word for word in words if not is_stop(word)]
            # "he" may become "heel", but "how do" begins questions enough.
            telling = telling or ([] if found else words[-1:])
            found += self._with_words(telling, set(found)) if telling else []
            if not found and telling:
                found = self._with_slips(telling)
        return [self.questions[number] for number in found[:MOST]]

    def _with_words(self, words: Sequence[str], without: set[int]) -> list[int]:
        """The questions that have all the words, or words that begin like them; those that have
        the very words first."""
        ranked = []
        for number, known in enumerate(self._words):
            if number not in without and all(_begun(word, known) for word in words):
                inexact = sum(word not in known for word in words)
                ranked.append((inexact, len(known), number))
        return [number for _, _, number in sorted(ranked)]

    def _with_slips(self, words: Sequence[str]) -> list[int]:
        return [
            number
            for number, known in enumerate(self._words)
            if all(_begun(word, known) or _slipped(word, known) for word in words)
        ]


def _plain(text: str) -> str:
    """A text as it is compared: in small letters, with single blanks."""
    return " ".join(text.casefold().split())


def _begun(word: str, known: Sequence[str]) -> bool:
    return any(other.startswith(word) for other in known)


def _slipped(word: str, known: Sequence[str]) -> bool:
    if len(word) < SLIP_FROM:
        return False
    return any(len(other) >= SLIP_FROM - 1 and one_slip(word, other, True) for other in known)


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
