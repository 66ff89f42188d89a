"""Pointing at the last list: "2", "the second one", "the lemon one", "line 143", "more"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.analysis import is_stop
from index.stop_words import LIGHT_WORDS

POINT = "point"
"""The kind of a line that points at the last list, or at a place in it."""

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth "
    "eleventh twelfth thirteenth fourteenth fifteenth"
).split()
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
).split()
_SUFFIXES = ("st", "nd", "rd", "th")
_MISSPELT = {
    **dict.fromkeys(("1rst", "frist", "firs", "fist", "furst"), 1),
    **dict.fromkeys(("secnd", "secon", "secound", "seccond", "2th"), 2),
    **dict.fromkeys(("thrid", "tird", "thurd", "therd", "3th"), 3),
    **dict.fromkeys(("forth", "fourt", "fouth", "foruth"), 4),
    **dict.fromkeys(("fith", "fif", "fift", "fifht"), 5),
}
"""Ordinals as people mistype or pronounce them."""

_ROMAN = ("i", "ii", "iii", "iv", "v")
_EDGES = {
    **dict.fromkeys(("top", "start", "beginning", "uppermost", "topmost"), 1),
    **dict.fromkeys(("last", "bottom", "final", "end", "lowest", "bottommost"), -1),
}
"""Words for the first and the last place in a list."""

_BESIDE_EDGE = frozenset("one on passage answer option result tip suggestion item entry".split())
"""Words next to which such a word is clearly a place: "the one on top"."""

BESIDE_PLACE = frozenset(
    "the one number no nr num entry passage answer item option point result tip way method please "
    "pls again in full show me open read give see tell let lets more about on to of those them "
    "that these what how and ok okay can could you i want like would expand go pick choose take "
    "is does say look at out from list explain detail details one's just so yes thanks hear d "
    "whole text back sounds looks seems interesting bit thing good then was were do said "
    "mentioned gave showed us yeah em da kine lemme run through there kindly dear wait".split()
)
"""Words that may accompany the number of a passage."""

_LAST = frozenset("the one number option answer passage result".split())
"""Words that show that "last" is a place in the list."""

_LABELS = frozenset(
    "number num no nr nummer numero option answer passage result item point quote entry".split()
)
"""Words that come before a number: "number two"."""

_THINGS = frozenset(
    "one ones thing bit part recipe method remedy tip trick idea passage answer option".split()
)
"""Words for a passage, as in "the lemon recipe"."""

_OPENERS = frozenset(
    "the that this show me open read give tell about what how and ok see of is explain please "
    "with more a for".split()
)

NUMBER, ORDINAL, LABELLED = 2, 3, 4
"""How much a number, an ordinal and what follows "number" count among the words that may name a
place."""

MOST_WORDS = 3
"""Largest number of words that can name a passage: "the cold water one"."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a line points at.

    `how` is "next" (passages not shown yet), "yes" (the same, if there are any), "again" (the last
    page), "number" (passage `number` of that page, -1 for the last), "line" (the passage on line
    `number`) or "words" (the passages of the list that contain these `words`; `numbers` are their
    places in the document, once found).
    """

    how: str
    number: int = 0
    words: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


def pointer(words: tuple[str, ...]) -> Pointer | None:
    """Return what a line of a chat points at; None if it does not point."""
    return _line(words) or _numbered(words) or _named(words)


def _line(words: tuple[str, ...]) -> Pointer | None:
    if "line" not in words:
        return None
    rest = [word for word in words if word not in BESIDE_PLACE and word != "line"]
    number = _cardinal(rest[0]) if len(rest) == 1 else 0
    before = words[: words.index(rest[0])] if number else ()
    return Pointer("line", number) if "line" in before else None


def _numbered(words: tuple[str, ...]) -> Pointer | None:
    rest = [word for word in words if word not in BESIDE_PLACE]
    labelled = not rest and words[-1:] == ("one",) and not _LABELS.isdisjoint(words[-2:-1])
    if words == ("one",) or labelled:
        return Pointer("number", 1)
    if len(rest) != 1 or words[0] == "is":
        return None
    if rest[0] in ("last", "bottom") and not _LAST.isdisjoint(words):
        return Pointer("number", -1)
    if rest[0] == "top" and "one" in words:
        return Pointer("number", 1)
    number = _cardinal(rest[0]) or _ordinal(rest[0])
    if number and (rest[0], "more") in pairwise(words):
        return Pointer("next")  # "2 more"
    return Pointer("number", number) if number else None


def place(words: Sequence[str], least: int = 0) -> int:
    """Return the place in the list that a line points at: -1 for the last place, 0 for none.

    What follows "number" counts most (4), then ordinals, numbers, and words such as "last" (1);
    "one" counts least, as it usually means a passage. What counts less than `least` is left out. Of
    several places, the last one counts: "not the first, the second".
    """
    found: list[tuple[int, int]] = []
    for before, word, then in zip(("", *words), words, (*words[1:], ""), strict=False):
        if "page" in (before, then):
            continue
        number, ordinal = _cardinal(word), _ordinal(word) or _MISSPELT.get(word, 0)
        if before in _LABELS and (number or word in _ROMAN) and (before, word) != ("no", "i"):
            found.append((LABELLED, number or _ROMAN.index(word) + 1))
        elif ordinal:
            found.append((ORDINAL, ordinal))
        elif number:
            found.append((0 if word == "one" else NUMBER, number))
        elif word in _EDGES:
            beside = not _BESIDE_EDGE.isdisjoint((before, then))
            found.append((ORDINAL if beside else 1, _EDGES[word]))
    best = max((weight for weight, _ in found), default=0)
    if best < least:
        return 0
    return next((number for weight, number in reversed(found) if weight == best), 0)


def shape(word: str) -> str:
    """Return "#th" for an ordinal, "#" for another number except "one", "" for other words."""
    if _ordinal(word) or word in _MISSPELT:
        return "#th"
    return "#" if word != "one" and _cardinal(word) else ""


def _cardinal(word: str) -> int:
    if word.isascii() and word.isdecimal() and len(word) <= 6:
        return int(word)
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else 0


def _ordinal(word: str) -> int:
    if word.endswith(_SUFFIXES) and word[:-2].isdecimal():
        return _cardinal(word[:-2])
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else 0


def _named(words: tuple[str, ...]) -> Pointer | None:
    """A passage named by a word in it: "the lemon one", "the one with vodka"."""
    rest = [word for word in words if word not in _OPENERS and word not in _THINGS]
    if any(is_stop(word) or word in LIGHT_WORDS for word in rest):
        return None
    pointing = any(word in ("the", "that", "this") for word in words)
    things = [word for word in words if word in _THINGS]
    if not pointing or len(things) != 1 or not 1 <= len(rest) <= MOST_WORDS:
        return None
    at = words.index(things[0])
    ends = at == len(words) - 1 or words[at + 1] in ("with", "about", "for", "please", "again")
    return Pointer("words", words=tuple(rest)) if ends else None
