"""From a question to weighted terms: spelling, stems, thesaurus."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from index.analysis import STOP_WORDS, Stemmer, tokens
from index.spelling import Speller, english

ADDED = 0.4
"""Most that a thesaurus term may weigh against the typed word that brought it (idf included)."""

COMMON = 0.4
"""Share of the rarest word's weight that an unknown but common English word has: it is chatter
("husband", "yesterday") more often than the subject."""

_INSISTED = re.compile(r"[\"“”]([^\"“”]+)[\"“”]|(?<!\S)\+(\S+)")


@dataclass(frozen=True, slots=True)
class Term:
    """A weighted term of a query. `word` is the typed word (or words) that brought it."""

    stem: str
    weight: float
    word: str
    source: str  # "typed", "added" by the thesaurus, or "carried" over from the chat


@dataclass(frozen=True, slots=True)
class Subject:
    """A typed word (or phrase) that the question is about: its weight, and the stems for it."""

    word: str
    weight: float
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Query:
    """A question as terms, and what it is about.

    `missing` are its words that neither the document nor its authors know; `corrections` maps
    misspelt words, as typed, to what was read.
    """

    terms: tuple[Term, ...]
    subjects: tuple[Subject, ...] = ()
    missing: tuple[str, ...] = ()
    corrections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question as it was read: `typed`, perhaps corrected, and its stem."""

    typed: str
    read: str
    stem: str
    known: bool
    corrected: bool = False


class Thesaurus:
    """Phrases of stems, each with the terms that it adds."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        """`phrases` maps stems joined by blanks to the stems that they add."""
        self.phrases = phrases
        self.longest = max((key.count(" ") + 1 for key in phrases), default=0)

    def matches(self, stems: Sequence[str]) -> Iterator[tuple[int, int, Sequence[str]]]:
        """Yield start, end and added stems of every phrase in `stems`, longest at each place."""
        at = 0
        while at < len(stems):
            for length in range(min(self.longest, len(stems) - at), 0, -1):
                added = self.phrases.get(" ".join(stems[at : at + length]))
                if added is not None:
                    yield at, at + length, added
                    at += length - 1
                    break
            at += 1


class QueryReader:
    """Reads questions against one index's vocabulary."""

    def __init__(
        self,
        stemmer: Stemmer,
        speller: Speller,
        thesaurus: Thesaurus,
        idf: Mapping[str, float],
        common: frozenset[str],
    ) -> None:
        self.stemmer = stemmer
        self.speller = speller
        self.thesaurus = thesaurus
        self.idf = idf
        self.common = common
        self.rarest = max(idf.values(), default=1.0)
        self.phrase_stems = frozenset(
            stem for phrase in thesaurus.phrases for stem in phrase.split(" ")
        )

    def words(self, question: str) -> list[Word]:
        """Return the words of `question` in order, each as typed and as read."""
        insisted = {
            word
            for match in _INSISTED.finditer(question)
            for word, _, _ in tokens(match[1] or match[2])
        }
        words = []
        for token, start, end in tokens(question):
            words.append(self._word(question[start:end], token, token in insisted))
        return words

    def _word(self, typed: str, token: str, insisted: bool) -> Word:
        if token in STOP_WORDS:
            return Word(typed, token, token, known=True)
        stem = self.stemmer(token)
        if stem in self.idf or stem in self.phrase_stems:
            return Word(typed, token, stem, known=True)
        if not insisted and (near := self.speller.nearest(token)):
            stem = near if near in STOP_WORDS else self.stemmer(near)
            return Word(typed, near, stem, known=True, corrected=True)
        return Word(typed, token, stem, known=False)

    def weight(self, stem: str) -> float:
        """The idf of a stem; a word that no passage holds is as telling as the rarest."""
        return self.idf.get(stem, self.rarest)

    def read(self, words: Sequence[Word]) -> Query:
        """Return the words of a question as weighted terms, the typed ones first."""
        stems = [word.stem for word in words]
        terms: dict[str, Term] = {}
        serves: dict[int, set[str]] = {}  # place in the question to the stems that serve it
        for at, word in enumerate(words):
            if word.read not in STOP_WORDS:
                serves[at] = {word.stem}
                if word.stem in self.idf:
                    terms.setdefault(word.stem, Term(word.stem, 1.0, word.typed, "typed"))
        added: dict[str, Term] = {}
        for start, end, means in self.thesaurus.matches(stems):
            typed = " ".join(word.typed for word in words[start:end])
            ceiling = ADDED * max(self.weight(stem) for stem in stems[start:end])
            for at in range(start, end):
                serves.setdefault(at, set()).update(means)
            for stem in means:
                if stem not in terms and stem in self.idf and stem not in self.common:
                    weight = min(ADDED, ceiling / self.idf[stem])
                    if stem not in added or added[stem].weight < weight:
                        added[stem] = Term(stem, weight, typed, "added")
        return Query(
            terms=(*terms.values(), *added.values()),
            subjects=tuple(
                Subject(words[at].typed, self._telling(words[at]), frozenset(found))
                for at, found in serves.items()
                if words[at].read not in STOP_WORDS
            ),
            missing=tuple(dict.fromkeys(word.typed for word in words if not word.known)),
            corrections={word.typed: word.read for word in words if word.corrected},
        )

    def _telling(self, word: Word) -> float:
        """How much a word tells what a question is about."""
        if word.known:
            return self.weight(word.stem)
        if word.read in english("common"):
            return COMMON * self.rarest
        return self.rarest


def content(words: Iterable[Word]) -> list[Word]:
    """The words that tell what a question is about."""
    return [word for word in words if word.read not in STOP_WORDS]
