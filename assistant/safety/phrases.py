"""Phrases as an author writes them, one per line.

    sea          this word; capitals and accents do not matter
    swim*        a word that begins like this
    #m           digits in place of `#`: 50m, 200m
    _            any one word
    ...          up to three words (`MOST`)
    (a|the|)     one of these; an empty one stands for no word

Alternatives may contain several words, and alternatives in turn.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

ONE = "_"
SOME = "..."

MOST = 3
"""Largest number of words that `SOME` can stand for."""

DEEPEST = 20
"""The deepest nesting of brackets."""

_MARK = re.compile(r"[()|]|[^\s()|]+")
_WORD = re.compile(r"#?[^\W_]*(?:'[^\W_]+)*\*?")


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; an empty one stands for no word."""

    options: tuple[Sequence, ...]


Sequence = tuple["str | Choice", ...]
"""A phrase: words (perhaps with `*`), `ONE`, `SOME` and choices, in order."""


def split(text: str) -> list[str]:
    """Return the phrases of a text that has one on each line."""
    return [phrase for line in text.splitlines() if (phrase := " ".join(line.split()))]


def parse(text: str) -> Sequence:
    """Return the phrase that `text` represents. Raises PhraseError."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    marks = _MARK.findall(letters.casefold())
    if _depth(marks) > DEEPEST:
        raise PhraseError(f"its brackets are nested more than {DEEPEST} deep")
    sequence, at = _sequence(marks, 0)
    if at < len(marks):
        raise PhraseError(f'"{marks[at]}" is not inside brackets')
    if _says_nothing(sequence):
        raise PhraseError("it has no required word")
    if SOME in (sequence[0], sequence[-1]):
        raise PhraseError(f'"{SOME}" does nothing at the beginning or end of a phrase')
    return sequence


def _depth(marks: list[str]) -> int:
    return max(accumulate((mark == "(") - (mark == ")") for mark in marks), default=0)


def _sequence(marks: list[str], at: int) -> tuple[Sequence, int]:
    items: list[str | Choice] = []
    while at < len(marks) and marks[at] not in ("|", ")"):
        if marks[at] == "(":
            choice, at = _choice(marks, at + 1)
            items.append(choice)
        else:
            items.append(_word(marks[at]))
            at += 1
    return tuple(items), at


def _choice(marks: list[str], at: int) -> tuple[Choice, int]:
    options = []
    while True:
        option, at = _sequence(marks, at)
        options.append(option)
        if at == len(marks):
            raise PhraseError("a bracket is not closed")
        at += 1
        if marks[at - 1] == ")":
            return Choice(tuple(dict.fromkeys(options))), at


def _word(mark: str) -> str:
    word = mark.removesuffix("'s") if mark != "'s" else mark
    if mark in (ONE, SOME) or (word.strip("*") and _WORD.fullmatch(word)):
        return word
    raise PhraseError(f'"{mark}" is not a word of letters, digits and apostrophes')


def _says_nothing(sequence: Sequence) -> bool:
    """Whether a sequence may match without any of its own words."""
    return all(
        any(map(_says_nothing, item.options)) if isinstance(item, Choice) else item in (ONE, SOME)
        for item in sequence
    )


def words(sequence: Sequence) -> Iterator[str]:
    """Yield the words of a phrase, including those with `*` or `#`."""
    for item in sequence:
        if isinstance(item, Choice):
            for option in item.options:
                yield from words(option)
        elif item not in (ONE, SOME):
            yield item
