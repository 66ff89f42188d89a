"""How a word is typed: like a name, damaged, or run together with a number."""

from __future__ import annotations

import re
from collections.abc import Sequence

UNITS = frozenset("c cl cm g kg l lb lbs mcg mg ml mm oz".split())
"""Units of measure, which people write after a number without a blank."""

TORN = "\ufffd"
"""The replacement for a character that could not be decoded."""

_MEASURE = re.compile(r"(\d+)([a-z]+)")
_COMPOUND = re.compile(r"([a-z]+|\d{1,3})((?<=[a-z])\d+|\d{3})")
"""Letters followed by a number, or a number of a thousand or more."""


def digits_apart(token: str) -> tuple[str, ...]:
    """Return the parts of a token with a number: number and unit ("200ml"), letters and number
    ("type2"), or thousands and the rest ("2000"); empty for any other token."""
    measure = _MEASURE.fullmatch(token)
    if measure and is_measure(measure.groups()):
        return measure.groups()
    compound = _COMPOUND.fullmatch(token)
    return compound.groups() if compound else ()


def is_measure(parts: Sequence[str]) -> bool:
    """Whether these are a number and a unit."""
    return parts[-1] in UNITS


def names_and_torn(question: str, places: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the places of words that are written like names or acronyms, or are damaged: next to a
    character that could not be decoded. If most words are capitalised, capitals mean nothing."""
    if question.islower() and TORN not in question:
        return set()
    torn = {(a, b) for a, b in places if TORN in (question[a - 1 : a], question[b : b + 1])}
    long = [(a, b) for a, b in places if b - a > 1]
    capital = [(a, b) for a, b in long if question[a].isupper()]
    if 2 * len(capital) > len(long):
        return torn
    return torn | {
        (a, b) for a, b in capital if question[a:b][1:].isupper() or not _opens(question, a)
    }


def _opens(question: str, at: int) -> bool:
    """Whether a sentence begins at this place."""
    before = question[:at].rstrip(" \n\t\"'“”‘’(-–—*•")
    return not before or before[-1] in ".!?:;…"
