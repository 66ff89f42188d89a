"""Finds the passages that answer a query, best first, and scores their sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from index import asking
from index.adding import Lines, Sum, Weighted, WeightedLines, scores
from index.analysis import is_stop
from index.bm25 import EMPTY, PostingList, unpack_lists
from index.fields import FIELDS
from index.phrases import Begun, Phrases
from index.query import Query, QueryReader
from index.query import Term as QueryTerm
from index.records import AskedLines, Facts, PhraseList, SentenceList, Spellings, Term, reader
from index.spelling import Speller
from index.store import Store
from index.tables import Column, Rows
from index.wording import parts
from index.words import Vocabulary, Word

POSTINGS_KEPT = 1_500_000
"""Number of postings that are kept in memory: about twenty megabytes."""

LINE_SIZE = 20
"""Size of an asked-as line in memory, measured in postings of passages."""

LINE = 0.6
"""Weight of the best single asked-as line in a passage's score. On its own, it ranks far worse than
the sum of the fields; when it is added to them, one more question in a hundred is answered
correctly (same benchmark as in `index.fields`). Tried from 0.15 to 1 on the public and tuning
questions."""

TAKEN_OVER = 0.5
"""Factor for an inherited word when a sentence is chosen: the word has already helped to choose
the passage, and the new words say what the user wants to know."""

OWN_WORDS = 0.25
"""Share of a sentence's own words, relative to the best asked-as line for it. Tried from 0 to 1.5
on the public and tuning questions; the words alone are right far less often."""


class Hit(NamedTuple):
    """A passage that was found: its place in the corpus (from 0), and its score.

    The score is 0 only for a passage that the author chose to show first.
    """

    passage: int
    score: float


@dataclass(frozen=True, slots=True)
class Part:
    """One term's share of a hit's score: the typed word, its stem and source, and where it is.

    `source` is as in `index.query.Term`; `field` is one of FIELDS, or `line` for the best line.
    """

    word: str
    stem: str
    source: str
    field: str
    points: float


@dataclass(frozen=True, slots=True)
class TermPostings:
    """Where a term occurs: in the fields of passages, and in asked-as lines."""

    fields: Mapping[str, PostingList]
    lines: Lines

    @property
    def size(self) -> int:
        """The number of postings."""
        return sum(map(len, self.fields.values())) + LINE_SIZE * len(self.lines) + 1

    def holds(self, passage: int) -> bool:
        """Whether the term occurs in any field of a passage."""
        return any(found.weight(passage) for found in self.fields.values() if found is not EMPTY)


NOWHERE = TermPostings(dict.fromkeys(FIELDS, EMPTY), Lines(EMPTY, ()))


_phrases = reader(PhraseList)


def _begun(data: bytes) -> Begun:
    return Begun.of(_phrases(data))


class Weights:
    """The idf of the stems that occur in passages."""

    def __init__(self, terms: Column[Term]) -> None:
        self._terms = terms

    def get(self, stem: str, /) -> float | None:
        """Return the idf of a stem, None if it is in no passage."""
        term = self._terms.get(stem)
        return None if term is None else term.idf

    def __getitem__(self, stem: str, /) -> float:
        return self._terms[stem].idf

    def __contains__(self, stem: object, /) -> bool:
        return stem in self._terms


class Index:
    """Answers queries from the tables of `index.build`. Threads may share it."""

    def __init__(self, store: Store) -> None:
        facts = store.table("facts").need("index", reader(Facts))
        self.size = facts.passages
        self.fillers = frozenset(facts.fillers)
        self.common = frozenset(facts.common)
        self.terms = facts.terms
        self.annotated = facts.annotated
        self._terms = Column(store.table("terms"), reader(Term))
        self._postings = Column(
            store.table("postings"), self._postings_of, POSTINGS_KEPT, lambda found: found.size
        )
        self.wording = Column(store.table("wording"), float)
        self._asking = Column(store.table("asking"), self._asking_of, POSTINGS_KEPT, len)
        self._asked = Column(store.table("asked"), reader(AskedLines))
        sentences = Column(store.table("sentences"), reader(SentenceList))
        self.sentences = Rows(facts.passages, lambda number: sentences.need(number).sentences)
        self.idf = Weights(self._terms)
        self.reader = QueryReader(
            Vocabulary(
                stems=Column(store.table("stems"), bytes.decode),
                idf=self.idf,
                phrase_stems=Column(store.table("phrase stems"), bytes),
                common=self.common,
                light=frozenset(facts.light),
                rarest=facts.rarest,
                annotated=facts.annotated,
            ),
            Speller(Column(store.table("spellings"), reader(Spellings)).get),
            Phrases(Column(store.table("thesaurus"), _begun).get),
            Phrases(Column(store.table("beyond"), _begun).get),
        )

    def _postings_of(self, data: bytes) -> TermPostings:
        *fields, lines, places = unpack_lists(data, len(FIELDS) + 2)
        if any(found and found.documents[-1] >= self.size for found in (*fields, places)):
            raise ValueError("a posting for a passage that does not exist")
        named = dict(zip(FIELDS, fields, strict=True))
        return TermPostings(named, Lines(lines, places.documents))

    def _asking_of(self, data: bytes) -> PostingList:
        (found,) = unpack_lists(data, 1)
        if not found or found.documents[-1] >= self.size:
            raise ValueError("a question part without passages, or with one that does not exist")
        return found

    def postings(self, stem: str) -> TermPostings:
        """Return where a stem occurs."""
        term = self._terms.get(stem)
        return NOWHERE if term is None else self._postings.need(term.postings)

    def asked(self, passage: int) -> AskedLines:
        """Return the asked-as lines of a passage."""
        return self._asked.get(passage) or AskedLines(0, ())

    def search(
        self,
        query: Query,
        among: Collection[int] | None = None,
        favoured: Mapping[int, float] | None = None,
    ) -> list[Hit]:
        """Return the passages that share a term with `query`, best first, fillers last.

        `among` limits the search to these passages; `favoured` maps passages to a factor for their
        score. Ties are ordered by place in the document. Long documents return only the best.
        """
        found = [(term, self.postings(term.stem)) for term in query.terms]
        total = Sum(
            [
                Weighted(postings.fields[name], share * term.weight)
                for name, share in FIELDS.items()
                for term, postings in found
                if postings.fields[name] is not EMPTY
            ],
            self.weighted_lines(query.terms),
            LINE,
            favoured or {},
        )
        ranked = sorted(
            (-score, passage)
            for passage, score in scores(total, self.size, among).items()
            if score > 0
        )
        hits = [Hit(passage, -score) for score, passage in ranked]
        if not self.fillers.isdisjoint([hit.passage for hit in hits]):
            hits.sort(key=lambda hit: hit.passage in self.fillers)
        return hits

    def asked_like(self, words: Iterable[Word], hits: Iterable[Hit]) -> list[Hit]:
        """Return `hits`, unsorted, with higher scores for passages that answer questions worded
        like this one."""
        stems = [word.stem for word in words]
        if all(map(is_stop, stems)):
            return list(hits)  # "what do I do" may be asked about anything
        found = map(self._asking.get, sorted(parts(stems)))
        factors = asking.factors(postings for postings in found if postings is not None)
        return [Hit(hit.passage, hit.score * factors.get(hit.passage, 1.0)) for hit in hits]

    def weighted_lines(self, terms: Iterable[QueryTerm]) -> list[WeightedLines]:
        """Return the asked-as lines of each of `terms` that has any."""
        found = [WeightedLines(self.postings(term.stem).lines, term.weight) for term in terms]
        return [part for part in found if part.lines]

    def line_scores(self, parts: Iterable[WeightedLines], passage: int) -> dict[int, float]:
        """Return the scores of the asked-as lines of a passage, by their places in the passage
        (from 0). Lines without any of the terms are left out."""
        asked = self.asked(passage)
        last = asked.first + len(asked.lines)
        found: dict[int, float] = {}
        for lines, factor in parts if asked.lines else ():
            numbers, weights = lines.postings.documents, lines.postings.weights
            start = bisect_left(numbers, asked.first)
            for at in range(start, bisect_left(numbers, last, start)):
                place = int(numbers[at]) - asked.first
                found[place] = found.get(place, 0.0) + factor * float(weights[at])
        return found

    def explain(self, query: Query, passage: int) -> list[Part]:
        """Return the parts of a passage's score, the largest first.

        The parts add up to the score, before any factor in `favoured`.
        """
        line = self.best_line(query, passage)
        parts = []
        for term in query.terms:
            found = self.postings(term.stem)
            points = {
                name: share * found.fields[name].weight(passage) for name, share in FIELDS.items()
            }
            if line is not None:
                points["line"] = LINE * found.lines.postings.weight(
                    self.asked(passage).first + line
                )
            parts += [
                Part(term.word, term.stem, term.source, name, term.weight * share)
                for name, share in points.items()
                if share
            ]
        return sorted(parts, key=lambda part: (-part.points, part.field, part.stem))

    def best_line(self, query: Query, passage: int) -> int | None:
        """Return the place (from 0) of the passage's best asked-as line, None if none fits."""
        found = self.line_scores(self.weighted_lines(query.terms), passage)
        return max(found, key=lambda line: (found[line], -line), default=None)


class SentenceScorer:
    """Scores how well the sentences of passages answer one query."""

    def __init__(self, index: Index, query: Query) -> None:
        terms = [
            replace(term, weight=term.weight * TAKEN_OVER) if term.source == "carried" else term
            for term in query.terms
        ]
        self._index = index
        self._weights = {
            term.stem: term.weight * (index.idf.get(term.stem) or 0.0) for term in terms
        }
        self._lines = index.weighted_lines(terms)

    def scores(self, passage: int) -> list[float]:
        """Return the score of each sentence of a passage.

        It comes from the best asked-as line for the sentence, and from the query's terms that the
        sentence contains (idf).
        """
        sentences = self._index.sentences[passage]
        best_lines = [0.0] * (len(sentences) + 1)  # 0 is the entire passage
        lines = self._index.asked(passage).lines
        for line, score in self._index.line_scores(self._lines, passage).items():
            sentence = lines[line].sentence
            best_lines[sentence] = max(best_lines[sentence], score)
        weights = self._weights
        return [
            line
            + OWN_WORDS
            * sum([weights[stem] for stem in dict.fromkeys(found.stems) if stem in weights])
            for line, found in zip(best_lines[1:], sentences, strict=True)
        ]
