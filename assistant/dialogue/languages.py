"""Whether a question is in a language that the document is not in: by its script or small words."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.analysis import is_stop, tokens
from index.query import QueryReader
from index.spelling import is_english

FILE = Path(__file__).parent / "languages.txt"

LONGEST = 1_000
"""Characters of a question by which its language is recognised."""

COMMONEST = 12
"""Words of a language, the first of its list, that show what language a document is in."""


@dataclass(frozen=True, slots=True)
class Languages:
    """The small words of each language, the commonest first; `sure` are those by which one of them
    is recognised."""

    words: tuple[tuple[str, ...], ...]
    sure: frozenset[str]


@cache
def languages() -> Languages:
    """Return the languages of `languages.txt`."""
    _, unsure, *others = (
        part.partition("]\n")[2].split()
        for part in f"\n{FILE.read_text(encoding='utf-8')}".split("\n[")
    )
    sure = {word for words in others for word in words if not _is_english(word)}
    return Languages(tuple(map(tuple, others)), frozenset(sure.difference(unsure)))


def is_foreign(question: str, reader: QueryReader) -> bool:
    """Whether `question` is in another language than English, and the document of `reader` is not.

    In doubt neither is: names, quotations, slips and bare keywords count as English.
    """
    words = [part for word, _, _ in tokens(question[:LONGEST]) for part in _parts(word)]
    foreign = _is_in_other_script(words, reader) or _has_words_of_one(words, reader)
    return foreign and not any(_speaks(reader, language) for language in languages().words)


def _is_in_other_script(words: list[str], reader: QueryReader) -> bool:
    """Whether most letters are of another script than Latin; a single one is a symbol: "π"."""
    others = sum(len(word) for word in words if _is_strange(word) and not _has(reader, word))
    return others > max(1, sum(map(len, words)) / 2)


def _has_words_of_one(words: list[str], reader: QueryReader) -> bool:
    """Whether the words are of one language."""
    sure = {word for word in words if word in languages().sure and not _has(reader, word)}
    return bool(sure) and any(
        _is_in(language, words) for language in languages().words if not sure.isdisjoint(language)
    )


def _is_in(language: tuple[str, ...], words: list[str]) -> bool:
    """Whether a question with words of a language is in it: it has no small words of English that
    are not of the language, too, and other English words are at most half of it. Single letters
    are of any."""
    others = [word for word in words if len(word) > 1 and word not in language]
    return not any(map(is_stop, others)) and 2 * sum(map(_is_english, others)) <= len(words)


def _speaks(reader: QueryReader, language: tuple[str, ...]) -> bool:
    """Whether the document of `reader` is in a language, at least in part."""
    return sum(_has(reader, word) for word in language[:COMMONEST]) >= COMMONEST / 2


def _parts(word: str) -> list[str]:
    """A word, or the words of an elision that is no small word: "d'eau"."""
    whole = "'" not in word or word in languages().sure or _is_english(word)
    return [word] if whole else word.split("'")


def _is_english(word: str) -> bool:
    return word.isdecimal() or is_stop(word) or is_english(word)


def _has(reader: QueryReader, word: str) -> bool:
    """Whether the document of `reader` has a word."""
    return (reader.stems.get(word) or word) in reader.idf


def _is_strange(word: str) -> bool:
    """Whether a word has letters of another script than Latin."""
    return not word.isascii() and any(
        letter.isalpha() and not unicodedata.name(letter, "").startswith("LATIN") for letter in word
    )
