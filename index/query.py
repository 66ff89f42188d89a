"""Turns a question into weighted terms: spelling, stems, thesaurus."""

from __future__ import annotations

import re
from collections.abc import (
    Collection,
    Container,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol, TypeVar

from index.analysis import is_stop, tokens
from index.normalise import visible
from index.phrases import Match, Phrases
from index.spelling import Speller, is_common, is_english
from index.stop_words import BESIDE_SUBJECT, CALLS, LIGHT_WORDS
from index.typed import digits_apart, is_measure, names_and_torn

T_co = TypeVar("T_co", covariant=True)

ADDED = 0.3
"""Largest weight of a thesaurus term, relative to the typed word that added it (with idf)."""

ADDED_ALONE = 0.9
"""The same in a document without asked-as lines that contains none of the typed words."""

LIGHT = 0.6
"""Weight of a conversational word (`index.analysis.LIGHT_WORDS`), relative to any other."""

COMMON = 0.4
"""Weight of an unknown but common English word, as a share of the rarest word's: it is more often
chatter ("husband", "yesterday") than the subject."""

NAMED = 3
"""Largest number of words that are named as missing."""

SLIPS = 40
"""Largest number of different words in a question that are corrected if neither known nor English.
Correcting takes time, and more words would not change what is found."""

READ = 300
"""Number of words that are cached as they are read."""

_INSISTED = re.compile(r"[\"“”]([^\"“”]+)[\"“”]|(?<!\S)\+(\S+)")


@dataclass(frozen=True, slots=True)
class Term:
    """A weighted term of a query. `word` is the typed word (or words) that it comes from."""

    stem: str
    weight: float
    word: str
    source: str  # "typed", "added" by the thesaurus, or "carried" over from the chat


@dataclass(frozen=True, slots=True)
class Query:
    """A question as terms.

    `phrases` are those of the thesaurus. `missing` are the words that the document does not know,
    as typed, or chatter if there are no others. `unknown` is the share of all such words in the
    question's weight (idf), 0 to 1. `beyond` tells whether one of them is listed in `beyond.toml`.
    `corrections` maps misspelt words, as typed, to the words that they were read as.
    """

    terms: tuple[Term, ...]
    missing: tuple[str, ...] = ()
    unknown: float = 0.0
    beyond: bool = False
    corrections: Mapping[str, str] = field(default_factory=dict)
    phrases: tuple[Match, ...] = ()


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


class QueryReader:
    """Reads questions against one index's vocabulary."""

    def __init__(
        self, vocabulary: Vocabulary, speller: Speller, thesaurus: Phrases, beyond: Phrases
    ) -> None:
        self.stems = vocabulary.stems
        self.idf = vocabulary.idf
        self.common = vocabulary.common
        self.light = vocabulary.light
        self.rarest = vocabulary.rarest
        self.annotated = vocabulary.annotated
        self.phrase_stems = vocabulary.phrase_stems
        self.speller = speller
        self.thesaurus = thesaurus
        self.beyond = beyond
        self._pieces = lru_cache(READ)(self._read_token)
        self._has = lru_cache(READ)(self._is_of_document)

    def words(self, question: str) -> list[Word]:
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
            known = is_measure(apart) or all((self.stems.get(p) or p) in self.idf for p in apart)
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
        return self.stems.get(word) in self.idf

    def _word(self, token: str, correct: bool) -> Word:
        """Read a token; correct it if it seems misspelt and `correct` allows it.

        All English words with a known stem are in the index, so the others need no stemming.
        """
        if is_stop(token):
            return Word(token, token, token, known=True)
        stem = self.stems.get(token) or self.stems.get(token.removesuffix("s")) or token
        if stem in self.idf or stem in self.phrase_stems:
            return Word(token, token, stem, known=True)
        if correct and (near := self.speller.nearest(token)):
            if is_stop(near):  # it says as little as a small word, but may be the wrong one
                return Word(token, near, near, known=True)
            return Word(token, near, self.stems.get(near) or near, known=True, corrected=True)
        return Word(token, token, stem, known=False)

    def weight(self, stem: str) -> float:
        """Return the idf of a stem; a word in no passage weighs as much as the rarest."""
        idf = self.idf.get(stem)
        return self.rarest if idf is None else idf

    def names_subject_alone(self, words: Sequence[Word], query: Query) -> bool:
        """Whether a question asks nothing specific: "leg cramp!", "help me, it hurts".

        It calls for help or names the subject, and inherits nothing from the chat. Apart from
        cries, calls for help and small words, all its words are common in the document.
        """
        carried = any(term.source == "carried" for term in query.terms)
        others = [word.stem for word in words if word.read not in BESIDE_SUBJECT]
        calls = any(word.read in CALLS for word in words)
        return not carried and (calls or bool(others)) and self.common.issuperset(others)

    def read(self, words: Sequence[Word]) -> Query:
        """Return the words of a question as weighted terms, the typed ones first."""
        stems = [word.stem for word in words]
        terms = {
            word.stem: Term(
                word.stem, LIGHT if word.stem in self.light else 1.0, word.typed, "typed"
            )
            for word in reversed(content(words))
            if word.stem in self.idf
        }
        added: dict[str, Term] = {}
        said: set[int] = set()
        phrases = tuple(self.thesaurus.matches(stems))
        for start, end, means in phrases:
            said.update(range(start, end))
            typed = " ".join(word.typed for word in words[start:end])
            alone = all(stem not in self.idf for stem in stems[start:end])
            most = ADDED_ALONE if alone and not self.annotated else ADDED
            ceiling = most * max(self.weight(stem) for stem in stems[start:end])
            for stem in means:
                if stem not in terms and stem in self.idf and stem not in self.common:
                    weight = min(most, ceiling / self.idf[stem])
                    if stem not in added or added[stem].weight < weight:
                        added[stem] = Term(stem, weight, typed, "added")
        missing, unknown, beyond = self._missing(words, stems, said)
        return Query(
            terms=(*reversed(terms.values()), *added.values()),
            missing=missing,
            unknown=unknown,
            beyond=beyond,
            corrections={word.typed: word.read for word in words if word.corrected},
            phrases=phrases,
        )

    def _missing(
        self, words: Sequence[Word], stems: Sequence[str], said: Collection[int]
    ) -> tuple[tuple[str, ...], float, bool]:
        """Return the words that the document does not know, their share of the weight, and whether
        one is in `beyond.toml`. `said` are the places of words that the thesaurus knows."""
        beyond: list[str] = []
        places: set[int] = set()
        for start, end, _ in self.beyond.matches(stems):
            beyond.append(_told(words[start:end]))
            places.update(range(start, end))
        total = unknown = 0.0
        strange: list[str] = []
        chatter: list[str] = []
        for at, word in enumerate(words):
            if at in places:
                weight = self.rarest
            elif is_stop(word.read):
                continue
            elif word.stem in self.idf or at in said:
                total += self.weight(word.stem)
                continue
            elif is_common(word.read):
                weight = COMMON * self.rarest
                chatter += [word.typed] * _can_be_named(word)
            else:
                weight = self.rarest
                strange += [word.typed] * _can_be_named(word)
            total += weight
            unknown += weight
        missing = [word for word in [*beyond, *strange] if word] or chatter
        return tuple(dict.fromkeys(missing))[:NAMED], unknown / (total or 1.0), bool(beyond)


def _typed(read: Sequence[Word], typed: str) -> Iterator[Word]:
    """Yield the words read from one token; several words split what was typed, letter by letter."""
    at = 0
    for word in read:
        end = at + len(word.read) if len(read) > 1 else len(typed)
        yield Word(typed[at:end] or typed, word.read, word.stem, word.known, word.corrected)
        at = end


def _is_slip(word: Word) -> bool:
    """Whether a word is neither known nor English."""
    return not word.known and not is_english(word.read)


def _can_be_named(word: Word) -> bool:
    """Whether a word may be named as missing: not a number, letter or conversational word."""
    return not (word.read.isdecimal() or len(word.read) == 1 or word.read in LIGHT_WORDS)


def _told(words: Sequence[Word]) -> str:
    """Return words as typed, without small words at either end, but with "how" in "how long"."""
    telling = [at for at, word in enumerate(words) if not is_stop(word.read)]
    if not telling:
        return ""
    first = 0 if words[0].read == "how" and telling[0] == 1 else telling[0]
    return " ".join(word.typed for word in words[first : telling[-1] + 1])


def content(words: Iterable[Word]) -> list[Word]:
    """Return the words that say what a question is about."""
    return [word for word in words if not is_stop(word.read)]
