"""Questions offered while a user types, matched by their beginning or by their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.analysis import is_stop, tokens

MOST = 5
"""Questions offered at a time."""

FROM = 2
"""Characters that must be typed before questions are offered."""

LONGEST = 80
"""Questions are offered for up to this many characters: nobody wants a longer text replaced, and
comparing it would slow down typing."""

SLIP_FROM = 5
"""Letters that a word needs to be matched despite a typo: shorter words are too much alike."""


class OfferedQuestions:
    """The questions that the document's author suggests."""

    def __init__(self, questions: Iterable[str]) -> None:
        self.questions = list(dict.fromkeys(questions))
        self._openings = [_plain(question) for question in self.questions]
        self._words = [[word for word, _, _ in tokens(question)] for question in self.questions]

    def best(self, typed: str) -> list[str]:
        """Return at most MOST questions that the line being typed may become.

        Those that begin with it come first, then those that contain all its words. If there are
        none of either, each word may have one typo. The last word may be unfinished.
        """
        opening = _plain(typed)
        if not FROM <= len(opening) <= LONGEST:
            return []
        found = [n for n, text in enumerate(self._openings) if text.startswith(opening)]
        if len(found) < MOST:
            words = [word for word, _, _ in tokens(typed)]
            telling = [word for word in words if not is_stop(word)]
            if telling:
                found += self._with_words(telling, set(found))
                found = found or self._with_slips(telling)
            elif len(words) == 1 and not found:
                found = self._with_unfinished(words[0])  # "he" for "heel"
        return [self.questions[number] for number in found[:MOST]]

    def _with_words(self, words: Sequence[str], without: set[int]) -> list[int]:
        """The questions that contain all the words, or longer words that begin with them; exact
        matches first."""
        ranked = []
        for number, known in enumerate(self._words):
            if number not in without and all(_begun(word, known) for word in words):
                inexact = sum(word not in known for word in words)
                ranked.append((inexact, len(known), number))
        return [number for _, _, number in sorted(ranked)]

    def _with_unfinished(self, word: str) -> list[int]:
        """The questions with a telling word that begins with a small word and is longer."""
        return [
            number
            for number, known in enumerate(self._words)
            if any(other.startswith(word) and not is_stop(other) for other in known)
        ]

    def _with_slips(self, words: Sequence[str]) -> list[int]:
        return [
            number
            for number, known in enumerate(self._words)
            if all(_begun(word, known) or _slipped(word, known) for word in words)
        ]


def _plain(text: str) -> str:
    """A text as it is compared: in lower case, with single spaces."""
    return " ".join(text.casefold().split())


def _begun(word: str, known: Sequence[str]) -> bool:
    return any(other.startswith(word) for other in known)


def _slipped(word: str, known: Sequence[str]) -> bool:
    if len(word) < SLIP_FROM:
        return False
    return any(len(other) >= SLIP_FROM - 1 and one_slip(word, other, True) for other in known)


def one_slip(typed: str, known: str, unfinished: bool = False) -> bool:
    """Whether a word is one typo away from a known one: a letter missing, extra, wrong or swapped.

    If `unfinished`, a word that is one typo away from the known word's beginning matches too.
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
