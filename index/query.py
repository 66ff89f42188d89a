"""Turns the words of a question into weighted terms: idf, thesaurus, words that are missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from index.analysis import is_stop
from index.phrases import Match, Phrases
from index.spelling import Speller, is_common
from index.stop_words import BESIDE_SUBJECT, CALLS, LIGHT_WORDS
from index.words import Vocabulary, Word, WordReader, content

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
        self.thesaurus = thesaurus
        self.beyond = beyond
        self.phrase_stems = vocabulary.phrase_stems
        self._words = WordReader(vocabulary, speller)

    def words(self, question: str) -> list[Word]:
        """Return the words of `question` in order, each as typed and as read."""
        return self._words.read(question)

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


def _can_be_named(word: Word) -> bool:
    """Whether a word may be named as missing: not a number, letter or conversational word."""
    return not (word.read.isdecimal() or len(word.read) == 1 or word.read in LIGHT_WORDS)


def _told(words: Sequence[Word]) -> str:
    """Return words as typed, without small words at either end, but with "how many" before them."""
    telling = [at for at, word in enumerate(words) if not is_stop(word.read)]
    if not telling:
        return ""
    first = 0 if words[0].read == "how" else telling[0]
    return " ".join(word.typed for word in words[first : telling[-1] + 1])
