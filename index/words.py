"""Reads the words of a question: their spelling and stems."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeVar

from index.analysis import is_stop, tokens
from index.normalise import visible
from index.spelling import Speller, is_english
from index.typed import digits_apart, is_measure, names_and_torn

T_co = TypeVar("T_co", covariant=True)

SLIPS = 40
"""Largest number of different words in a question that are corrected if neither known nor English.
Correcting takes time, and more words would not change what is found."""

READ = 300
"""Number of words that are cached as they are read."""

_INSISTED = re.compile(r"[\"“”]([^\"“”]+)[\"“”]|(?<!\S)\+(\S+)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question: as `typed`, as `read` (perhaps corrected), and its stem."""

    typed: str
    read: str
    stem: str
    known: bool
    corrected: bool = False


class Known(Protocol[T_co]):
    """What is known about words: like a mapping, but need not be iterable."""

    def get(self, word: str, /) -> T_co | None:
        """Return what is known about a word, None if nothing is."""

    def __contains__(self, word: object, /) -> bool: ...

    def __getitem__(self, word: str, /) -> T_co: ...


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What an index knows about words: the stem of each word, the idf of the stems in passages, the
    stems in phrases, the `common` stems of the subject, and the `light` stems of conversational
    words. `rarest` is the weight of the rarest term; `annotated` tells whether most passages have
    asked-as lines."""

    stems: Known[str]
    idf: Known[float]
    phrase_stems: Container[str]
    common: frozenset[str]
    light: frozenset[str]
    rarest: float
    annotated: bool = True


class WordReader:
    """Reads words against one index's vocabulary."""

    def __init__(self, vocabulary: Vocabulary, speller: Speller) -> None:
        self._stems = vocabulary.stems
        self._idf = vocabulary.idf
        self._phrase_stems = vocabulary.phrase_stems
        self._speller = speller
        self._pieces = lru_cache(READ)(self._read_token)
        self._has = lru_cache(READ)(self._is_of_document)

    def read(self, question: str) -> list[Word]:
        """Return the words of `question` in order, each as typed and as read."""
        insisted = {
            word
            for match in _INSISTED.finditer(question)
            for word, _, _ in tokens(match[1] or match[2])
        }
        found = tokens(question)
        names = names_and_torn(question, [(start, end) for _, start, end in found])
        seen: dict[tuple[str, bool], tuple[Word, ...]] = {}
        tried = 0
        words: list[Word] = []
        for token, start, end in found:
            kept = token in insisted or (start, end) in names
            if (token, kept) not in seen:
                read = self._pieces(token, not kept and tried < SLIPS)
                tried += any(word.corrected or _is_slip(word) for word in read)
                seen[token, kept] = read
            typed = visible(question[start:end]).strip()
            read = seen[token, kept]
            words += read if typed == token and len(read) == 1 else _typed(read, typed)
        return words

    def _read_token(self, token: str, correct: bool) -> tuple[Word, ...]:
        """Read a token as one word, or as the words that are run together in it."""
        word = self._word(token, False)
        if word.known:
            return (word,)
        parts = self._parts(token) if correct or not token.isalpha() else ()
        if parts:
            return tuple(self._word(part, False) for part in parts)
        return (self._word(token, correct),)

    def _parts(self, token: str) -> tuple[str, ...]:
        """Return the words that are run together in a token: a number and its unit ("200ml"), what
        the document writes separately ("type2" as "type-2", "2000" as "2,000"), a small word and a
        word of the document ("atnight"), or two words of the document ("legcramps")."""
        apart = digits_apart(token)
        if apart:
            known = is_measure(apart) or all((self._stems.get(p) or p) in self._idf for p in apart)
            return apart if known else ()
        if not token.isalpha() or is_english(token):
            return ()
        cuts = [at for at in range(2, len(token) - 2) if self._runs(token[:at], token[at:])]
        if not cuts:
            return ()
        at = min(cuts, key=lambda at: abs(2 * at - len(token)))
        return token[:at], token[at:]

    def _runs(self, head: str, tail: str) -> bool:
        """Whether these may be two words run together."""
        return (is_stop(head) or self._has(head)) and self._has(tail)

    def _is_of_document(self, word: str) -> bool:
        """Whether the document has this word, and it is English and has more than two letters."""
        if len(word) <= 2 or is_stop(word) or not is_english(word):
            return False
        return self._stems.get(word) in self._idf

    def _word(self, token: str, correct: bool) -> Word:
        """Read a token; correct it if it seems misspelt and `correct` allows it.

        All English words with a known stem are in the index, so the others need no stemming.
        """
        if is_stop(token):
            return Word(token, token, token, known=True)
        stem = self._stems.get(token) or self._stems.get(token.removesuffix("s")) or token
        if stem in self._idf or stem in self._phrase_stems:
            return Word(token, token, stem, known=True)
        if correct and (near := self._speller.nearest(token)):
            if is_stop(near):  # read as a small word, but which one is uncertain
                return Word(token, near, near, known=True)
            return Word(token, near, self._stems.get(near) or near, known=True, corrected=True)
        return Word(token, token, stem, known=False)


def _typed(read: Sequence[Word], typed: str) -> Iterator[Word]:
    """Yield the words read from one token; if there are several, what was typed is divided among
    them by their lengths."""
    at = 0
    for word in read:
        end = at + len(word.read) if len(read) > 1 else len(typed)
        yield Word(typed[at:end] or typed, word.read, word.stem, word.known, word.corrected)
        at = end


def _is_slip(word: Word) -> bool:
    """Whether a word is neither known nor English."""
    return not word.known and not is_english(word.read)


def content(words: Iterable[Word]) -> list[Word]:
    """Return the words that say what a question is about."""
    return [word for word in words if not is_stop(word.read)]
