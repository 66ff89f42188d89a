"""Hits: the passages that answer a query, best first, and the sentences that do."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from index.adding import LineList, Sum, Weighted, scores
from index.bm25 import EMPTY, PostingList, unpack_lists
from index.fields import FIELDS
from index.query import Phrases, Query, QueryReader, Vocabulary
from index.query import Term as QueryTerm
from index.records import AskedLines, Facts, PhraseList, SentenceList, Spellings, Term, reader
from index.spelling import Speller
from index.store import Store
from index.tables import Column, Rows

POSTINGS_KEPT = 1_500_000
"""Postings that are kept in memory: about twenty megabytes."""

LINE = 0.6
"""The share of the best single asked-as line: alone it ranks far worse than the sum of fields, but
added to it, it puts one question in a hundred more right (the same benchmark). Tried from 0.15 to 1
on the public and tuning questions."""

TAKEN_OVER = 0.5
"""Factor for a word taken over from the chat where a sentence is chosen: it has chosen the passage
already, and what is asked now is asked of that."""

OWN_WORDS = 0.25
"""The share of a sentence's own words beside the best asked-as line that was written for it. Tried
from 0 to 1.5 on the public and tuning questions; the words alone are right far less often."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: its place in the corpus from 0, and its score.

    It is 0 only for a passage that the document's author put first.
    """

    passage: int
    score: float


@dataclass(frozen=True, slots=True)
class Part:
    """One term's share of a hit's score: the typed word, its stem, how it came, and where it hit.

    `source` is that of `index.query.Term`, `field` one of FIELDS, or `line` for the best line.
    """

    word: str
    stem: str
    source: str
    field: str
    points: float


@dataclass(frozen=True, slots=True)
class TermPostings:
    """Where a term is: in the fields of passages, and in asked-as lines, with their passages."""

    fields: Mapping[str, PostingList]
    lines: PostingList
    line_passages: Sequence[int]

    @property
    def size(self) -> int:
        """The number of postings."""
        return sum(map(len, self.fields.values())) + len(self.lines) + 1


NOWHERE = TermPostings(dict.fromkeys(FIELDS, EMPTY), EMPTY, ())


class Weights:
    """The idf of the stems that passages hold."""

    def __init__(self, terms: Column[Term]) -> None:
        self._terms = terms

    def get(self, stem: str, /) -> float | None:
        """Return the idf of a stem, None if no passage holds it."""
        term = self._terms.get(stem)
        return None if term is None else term.idf

    def __getitem__(self, stem: str, /) -> float:
        return self._terms[stem].idf

    def __contains__(self, stem: object, /) -> bool:
        return stem in self._terms


class Index:
    """Answers queries from the tables of `index.build`; threads may share it."""

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
            Phrases(Column(store.table("thesaurus"), reader(PhraseList)).get),
            Phrases(Column(store.table("beyond"), reader(PhraseList)).get),
        )

    def _postings_of(self, data: bytes) -> TermPostings:
        *fields, lines, places = unpack_lists(data, len(FIELDS) + 2)
        if any(found and found.documents[-1] >= self.size for found in (*fields, places)):
            raise ValueError("a posting for a passage that does not exist")
        return TermPostings(dict(zip(FIELDS, fields, strict=True)), lines, places.documents)

    def postings(self, stem: str) -> TermPostings:
        """Return where a stem is."""
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

        `among` limits them to these passages; `favoured` maps passages to a factor for their
        score. Ties go by place in the document. Of a long document only the best are returned.
        """
        found = [(term, self.postings(term.stem)) for term in query.terms]
        total = Sum(
            [
                Weighted(postings.fields[name], share * term.weight)
                for name, share in FIELDS.items()
                for term, postings in found
            ],
            [LineList(p.lines, p.line_passages, term.weight) for term, p in found],
            LINE,
            favoured or {},
        )
        hits = [
            Hit(passage, score)
            for passage, score in scores(total, self.size, among).items()
            if score > 0
        ]
        hits.sort(key=lambda hit: (hit.passage in self.fillers, -hit.score, hit.passage))
        return hits

    def _line_scores(self, terms: Iterable[QueryTerm], passage: int) -> dict[int, float]:
        """The scores of the asked-as lines of a passage that hold one of `terms`, by their places
        in the passage from 0."""
        asked = self.asked(passage)
        last = asked.first + len(asked.lines)
        found: dict[int, float] = {}
        for term in terms if asked.lines else ():
            lines = self.postings(term.stem).lines
            for at in range(bisect_left(lines.documents, asked.first), len(lines)):
                line = lines.documents[at]
                if line >= last:
                    break
                place = int(line) - asked.first
                found[place] = found.get(place, 0.0) + term.weight * float(lines.weights[at])
        return found

    def sentence_scores(self, query: Query, passage: int) -> list[float]:
        """Return how well each sentence of a passage answers.

        A sentence scores by the best asked-as line that was written for it, and by the query's
        terms in it (idf).
        """
        terms = tuple(
            replace(term, weight=term.weight * TAKEN_OVER) if term.source == "carried" else term
            for term in query.terms
        )
        sentences = self.sentences[passage]
        weights = {term.stem: term.weight * (self.idf.get(term.stem) or 0.0) for term in terms}
        best_lines = [0.0] * (len(sentences) + 1)  # 0 is the passage as a whole
        lines = self.asked(passage).lines
        for line, score in self._line_scores(terms, passage).items():
            sentence = lines[line].sentence
            best_lines[sentence] = max(best_lines[sentence], score)
        return [
            line + OWN_WORDS * sum(weights.get(stem, 0.0) for stem in dict.fromkeys(found.stems))
            for line, found in zip(best_lines[1:], sentences, strict=True)
        ]

    def explain(self, query: Query, passage: int) -> list[Part]:
        """Return what the score of a passage is made of, the largest part first.

        The parts add up to the score (before any favour).
        """
        line = self.best_line(query, passage)
        parts = []
        for term in query.terms:
            found = self.postings(term.stem)
            points = {
                name: share * found.fields[name].weight(passage) for name, share in FIELDS.items()
            }
            if line is not None:
                points["line"] = LINE * found.lines.weight(self.asked(passage).first + line)
            parts += [
                Part(term.word, term.stem, term.source, name, term.weight * share)
                for name, share in points.items()
                if share
            ]
        return sorted(parts, key=lambda part: (-part.points, part.field, part.stem))

    def best_line(self, query: Query, passage: int) -> int | None:
        """Return which of the asked-as lines of a passage fits best, from 0; None if none does."""
        found = self._line_scores(query.terms, passage)
        return max(found, key=lambda line: (found[line], -line), default=None)
