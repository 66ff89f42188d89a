"""From a question to weighted terms: spelling, stems, thesaurus."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.analysis import BESIDE_SUBJECT, CALLS, is_stop, tokens
from index.normalise import visible
from index.spelling import Speller, is_common

ADDED = 0.3
"""Most that a thesaurus term may weigh against the typed word that brought it (idf included)."""

LIGHT = 0.6
"""Weight of a word of talk (`index.analysis.LIGHT_WORDS`) against any other."""

COMMON = 0.4
"""Share of the rarest word's weight that an unknown but common English word has: it is chatter
("husband", "yesterday") more often than the subject."""

SLIPS = 200
"""Different words of a question that may be corrected: looking for them takes time."""

_INSISTED = re.compile(r"[\"“”]([^\"“”]+)[\"“”]|(?<!\S)\+(\S+)")


@dataclass(frozen=True, slots=True)
class Term:
    """A weighted term of a query. `word` is the typed word (or words) that brought it."""

    stem: str
    weight: float
    word: str
    source: str  # "typed", "added" by the thesaurus, or "carried" over from the chat


@dataclass(frozen=True, slots=True)
class Query:
    """A question as terms.

    `missing` are its words that the document does not know, as typed, those that name its
    subject before chatter; `unknown` is their share of the question's weight (idf), 0 to 1;
    `beyond` tells whether one of them is known to lie beyond the document. `corrections` maps
    misspelt words, as typed, to what was read.
    """

    terms: tuple[Term, ...]
    missing: tuple[str, ...] = ()
    unknown: float = 0.0
    beyond: bool = False
    corrections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question as it was read: `typed`, perhaps corrected, and its stem."""

    typed: str
    read: str
    stem: str
    known: bool
    corrected: bool = False


class Phrases:
    """Phrases of stems, stop words included, each with something that belongs to it."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        """`phrases` maps stems joined by blanks to the stems that belong to them."""
        self.phrases = phrases
        self.longest = max((key.count(" ") + 1 for key in phrases), default=0)

    def matches(self, stems: Sequence[str]) -> Iterator[tuple[int, int, Sequence[str]]]:
        """Yield start, end and belongings of the phrases in `stems`, longest at each place."""
        at = 0
        while at < len(stems):
            for length in range(min(self.longest, len(stems) - at), 0, -1):
                found = self.phrases.get(" ".join(stems[at : at + length]))
                if found is not None:
                    yield at, at + length, found
                    at += length - 1
                    break
            at += 1


class QueryReader:
    """Reads questions against one index's vocabulary."""

    def __init__(
        self,
        stems: Mapping[str, str],
        speller: Speller,
        thesaurus: Phrases,
        beyond: Phrases,
        idf: Mapping[str, float],
        common: frozenset[str],
        light: frozenset[str],
    ) -> None:
        self.stems = stems
        self.speller = speller
        self.thesaurus = thesaurus
        self.beyond = beyond
        self.idf = idf
        self.common = common
        self.light = light
        self.rarest = max(idf.values(), default=1.0)
        self.phrase_stems = frozenset(
            stem for phrase in [*thesaurus.phrases, *beyond.phrases] for stem in phrase.split(" ")
        )

    def words(self, question: str) -> list[Word]:
        """Return the words of `question` in order, each as typed and as read."""
        insisted = {
            word
            for match in _INSISTED.finditer(question)
            for word, _, _ in tokens(match[1] or match[2])
        }
        seen: dict[str, Word] = {}
        words = []
        for token, start, end in tokens(question):
            if token not in seen:
                correct = token not in insisted and len(seen) < SLIPS
                seen[token] = self._word(token, correct)
            words.append(replace(seen[token], typed=visible(question[start:end]).strip()))
        return words

    def _word(self, token: str, correct: bool) -> Word:
        """Read a token, corrected if it seems a slip and may be.

        All English words of a known stem are known ahead, so the others need no stemming.
        """
        if is_stop(token):
            return Word(token, token, token, known=True)
        stem = self.stems.get(token) or self.stems.get(token.removesuffix("s"), token)
        if stem in self.idf or stem in self.phrase_stems:
            return Word(token, token, stem, known=True)
        if correct and (near := self.speller.nearest(token)):
            stem = near if is_stop(near) else self.stems.get(near, near)
            return Word(token, near, stem, known=True, corrected=True)
        return Word(token, token, stem, known=False)

    def weight(self, stem: str) -> float:
        """The idf of a stem; a word that no passage holds is as telling as the rarest."""
        return self.idf.get(stem, self.rarest)

    def names_subject_alone(self, words: Sequence[Word], query: Query) -> bool:
        """Whether a question asks nothing of its own: "leg cramp!", "help me, it hurts".

        It took nothing over from the chat, and all its words stand all over the document, cries,
        calls for help and small words excepted. It calls for help or names the subject.
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
        for start, end, means in self.thesaurus.matches(stems):
            said.update(range(start, end))
            typed = " ".join(word.typed for word in words[start:end])
            ceiling = ADDED * max(self.weight(stem) for stem in stems[start:end])
            for stem in means:
                if stem not in terms and stem in self.idf and stem not in self.common:
                    weight = min(ADDED, ceiling / self.idf[stem])
                    if stem not in added or added[stem].weight < weight:
                        added[stem] = Term(stem, weight, typed, "added")
        missing, unknown, beyond = self._missing(words, stems, said)
        return Query(
            terms=(*reversed(terms.values()), *added.values()),
            missing=missing,
            unknown=unknown,
            beyond=beyond,
            corrections={word.typed: word.read for word in words if word.corrected},
        )

    def _missing(
        self, words: Sequence[Word], stems: Sequence[str], said: Collection[int]
    ) -> tuple[tuple[str, ...], float, bool]:
        """The words that the document does not know, their share of the weight, and whether
        one of them lies beyond the document. `said` are the places that the thesaurus knows."""
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
                chatter.append(word.typed)
            else:
                weight = self.rarest
                strange.append(word.typed)
            total += weight
            unknown += weight
        missing = [word for word in [*beyond, *strange] if word] or chatter
        return tuple(dict.fromkeys(missing)), unknown / (total or 1.0), bool(beyond)


def _told(words: Sequence[Word]) -> str:
    """The words as typed, without the small ones at either end."""
    telling = [at for at, word in enumerate(words) if not is_stop(word.read)]
    if not telling:
        return ""
    return " ".join(word.typed for word in words[telling[0] : telling[-1] + 1])


def content(words: Iterable[Word]) -> list[Word]:
    """The words that tell what a question is about."""
    return [word for word in words if not is_stop(word.read)]
