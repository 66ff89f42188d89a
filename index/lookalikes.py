"""Letters that look like Latin ones but are others: those of other scripts, and rare Latin ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from index.spelling import is_english

FILE = Path(__file__).parent / "lookalikes.txt"

SHORTEST = 4
"""Letters that a word needs to show that a text is written in nothing but look-alikes."""

_LATIN = re.compile(r"LATIN (?:\w+ )?LETTER (?:[A-Z-]+ )*([A-Z])(?: WITH .*)?")
"""The name of a Latin letter: small capital R, turned E, D with stroke."""


@cache
def variant(letter: str) -> str:
    """Return the plain form of a rare Latin letter, in small; any other letter unchanged.

    Letters with accents are not rare: they are compared without them elsewhere.
    """
    name = _LATIN.fullmatch(unicodedata.name(letter, ""))
    if name is None or unicodedata.normalize("NFKD", letter)[0].isascii():
        return letter
    return name[1].lower()


def written_in_lookalikes(words: Iterable[str]) -> bool:
    """Whether words without a single Latin letter are English words, in disguise."""
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
    return "".join([letter if letter.isascii() else _lookalike(letter) for letter in word])


@cache
def _lookalike(letter: str) -> str:
    """Return the Latin letter that a letter of another script looks like, in small."""
    named = unicodedata.name(letter, "").partition(" WITH ")[0]
    try:
        base = unicodedata.lookup(named)  # without a hook or a stroke
    except KeyError:
        base = letter
    return _table().get(base) or _table().get(unicodedata.normalize("NFD", base)[0]) or letter


@cache
def _table() -> dict[str, str]:
    """The Latin letter of each look-alike."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" ") for line in lines if not line.startswith("#")]
    return {letter: latin for latin, letters in rows for letter in letters}
