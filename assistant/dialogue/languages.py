"""Recognises questions in a language other than the document's, by script or small words."""

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
"""Characters of a question that are checked for its language."""

COMMONEST = 12
"""Number of words at the start of each language's list: a document that has half of them is in that
language."""


@dataclass(frozen=True, slots=True)
class Languages:
    """The small words of each language, commonest first; `sure` has those that identify a language,
    unless they are English."""

    words: tuple[tuple[str, ...], ...]
    sure: frozenset[str]

    def identifies(self, word: str) -> bool:
        """Whether a word identifies a language."""
        return word in self.sure and not _is_english(word)


@cache
def languages() -> Languages:
    """Return the languages of `languages.txt`."""
    _, unsure, *others = (
        part.partition("]\n")[2].split()
        for part in f"\n{FILE.read_text(encoding='utf-8')}".split("\n[")
    )
    sure = frozenset(word for words in others for word in words)
    return Languages(tuple(map(tuple, others)), sure.difference(unsure))


def is_foreign(question: str, reader: QueryReader) -> bool:
    """Whether `question` is not in English and the document of `reader` is not in its language.

    In doubt it counts as English: names, quotations, typos and bare keywords do.
    """
    words = [part for word, _, _ in tokens(question[:LONGEST]) for part in _parts(word)]
    foreign = _has_words_of_one(words, reader) or _is_in_other_script(words, reader)
    return foreign and not any(_speaks(reader, language) for language in languages().words)


def _is_in_other_script(words: list[str], reader: QueryReader) -> bool:
    """Whether most letters are not Latin; a single such letter is a symbol: "π"."""
    others = sum(len(word) for word in words if _is_strange(word) and not _has(reader, word))
    return others > max(1, sum(map(len, words)) / 2)


def _has_words_of_one(words: list[str], reader: QueryReader) -> bool:
    """Whether the words are in one of the known languages."""
    known = languages()
    sure = {word for word in words if known.identifies(word) and not _has(reader, word)}
    return bool(sure) and any(
        _is_in(language, words) for language in known.words if not sure.isdisjoint(language)
    )


def _is_in(language: tuple[str, ...], words: list[str]) -> bool:
    """Whether a question with words of a language is in that language: every small English word in
    it is also a word of the language, and at most half of its words are other English ones. Single
    letters belong to every language."""
    others = [word for word in words if len(word) > 1 and word not in language]
    return not any(map(is_stop, others)) and 2 * sum(map(_is_english, others)) <= len(words)


def _speaks(reader: QueryReader, language: tuple[str, ...]) -> bool:
    """Whether the document of `reader` is at least partly in a language."""
    return sum(_has(reader, word) for word in language[:COMMONEST]) >= COMMONEST / 2


def _parts(word: str) -> list[str]:
    """A word, or the two words of an elision such as "d'eau"."""
    whole = "'" not in word or languages().identifies(word) or _is_english(word)
    return [word] if whole else word.split("'")


def _is_english(word: str) -> bool:
    return word.isdecimal() or is_stop(word) or is_english(word)


def _has(reader: QueryReader, word: str) -> bool:
    """Whether a word occurs in the document of `reader`."""
    return (reader.stems.get(word) or word) in reader.idf


def _is_strange(word: str) -> bool:
    """Whether a word has letters that are not Latin."""
    return not word.isascii() and any(
        letter.isalpha() and not unicodedata.name(letter, "").startswith("LATIN") for letter in word
    )
