"""Letters that look like common Latin letters: letters of other scripts, and rare Latin ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from index.spelling import is_english

FILE = Path(__file__).parent / "lookalikes.txt"

SHORTEST = 4
"""Minimum number of letters in a word that shows that a text is written in nothing but
look-alikes."""

_LATIN = re.compile(r"LATIN (?:\w+ )?LETTER (?:[A-Z-]+ )*([A-Z])(?: WITH .*)?")
"""The name of a Latin letter: small capital R, turned E, D with stroke."""


@cache
def variant(letter: str) -> str:
    """Return the plain form of a rare Latin letter, in lower case; any other letter unchanged.

    Accented letters do not count as rare: elsewhere, they are compared without their accents.
    """
    name = _LATIN.fullmatch(unicodedata.name(letter, ""))
    accented = unicodedata.normalize("NFKD", letter)[0].isascii()
    if name is None or accented or len(letter.casefold()) > 1:  # the sharp s
        return letter
    return name[1].lower()


def written_in_lookalikes(words: Iterable[str]) -> bool:
    """Whether words without a single Latin letter are English words in disguise."""
    read = [_replaced(word) for word in words]
    return all(word.isascii() for word in read) and any(
        len(word) >= SHORTEST and is_english(word) for word in read
    )


def latin(word: str) -> str:
    """Return a word with look-alikes replaced, if it has Latin letters or only look-alikes."""
    if word.isascii():
        return word
    read = _replaced(word)
    plain = [letter for letter in word if letter.isascii()]
    if not plain and not read.isascii():
        return word
    return read.upper() if plain and "".join(plain).isupper() else read


def _replaced(word: str) -> str:
    """Return a word with each look-alike replaced by the Latin letter that it probably is, in lower
    case."""
    ways = [letter if letter.isascii() else _latin_letters(letter) for letter in word]
    first, last = ("".join([way[at] for way in ways]) for at in (0, -1))
    return last if first != last and is_english(last.lower()) else first


@cache
def _latin_letters(letter: str) -> str:
    """Return the Latin letters that a letter of another script looks like, the likeliest first."""
    named = unicodedata.name(letter, "").partition(" WITH ")[0]
    try:
        base = unicodedata.lookup(named)  # without a hook or a stroke
    except KeyError:
        base = letter
    return _table().get(base) or _table().get(unicodedata.normalize("NFD", base)[0]) or letter


@cache
def _table() -> dict[str, str]:
    """The Latin letters that each look-alike may be."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" ") for line in lines if not line.startswith("#")]
    return {letter: latin for latin, letters in rows for letter in letters}
