"""Hits: the passages that answer a query, best first, and the sentences that do."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from index.bm25 import Postings
from index.query import Phrases, Query, QueryReader, Term
from index.spelling import Speller

FIELDS = {"text": 0.4, "context": 0.5, "asked": 1.0}
"""The share of each field in a passage's score: its text, what stands around it, and its asked-as
lines as one text. One text puts one question in a hundred less right, and says less of why a
passage was found (`tests/benchmarks/practice.py`)."""

LINE = 0.3
"""The share of the best single asked-as line: alone it ranks far worse than the sum of fields, but
added to it, it puts one question in a hundred more right (the same benchmark)."""

UNKNOWN, BEYOND, TRUST = 5.0, 3.5, 1.5
"""Doubt for a question of unknown words alone, for a word known to lie beyond the document, and
the doubt that is allowed; see `Index.answers`."""

NEAR = 2.5
"""Score, in the weight of the rarest term, from which a hit is near an unanswered question."""

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


class Index:
    """Answers queries from the data of `index.build`; threads may share it."""

    def __init__(self, data: Mapping[str, Any], counts: Callable[[], Mapping[str, int]]) -> None:
        """`counts` gives how often each known word occurs; it is called for a first slip."""
        self.fields = {name: Postings(data["fields"][name]) for name in FIELDS}
        self.lines = Postings(data["lines"])
        self.line_passages: list[int] = data["line_passages"]
        self.line_sentences: list[int] = data["line_sentences"]
        self.sentences: list[list[tuple[int, int, str]]] = data["sentences"]
        self.fillers = frozenset(data["fillers"])
        self.idf: Mapping[str, float] = data["idf"]
        self.common = frozenset(data["common"])
        self.reader = QueryReader(
            data["stems"],
            Speller(counts),
            Phrases(data["thesaurus"]),
            Phrases(dict.fromkeys(data["beyond"], ())),
            self.idf,
            self.common,
            frozenset(data["light"]),
        )

    def search(
        self,
        query: Query,
        among: Collection[int] | None = None,
        favoured: Mapping[int, float] | None = None,
    ) -> list[Hit]:
        """Return the passages that share a term with `query`, best first, fillers last.

        `among` limits them to these passages; `favoured` maps passages to a factor for their
        score. Ties go by place in the document.
        """
        scores = [0.0] * len(self.sentences)
        for name, share in FIELDS.items():
            field = self.fields[name]
            for term in query.terms:
                factor = share * term.weight
                for passage, weight in field[term.stem]:
                    scores[passage] += factor * weight
        for passage, line in self._best_lines(query).items():
            scores[passage] += LINE * line
        for passage, factor in (favoured or {}).items():
            scores[passage] *= factor
        hits = [
            Hit(passage, score)
            for passage, score in enumerate(scores)
            if score > 0 and (among is None or passage in among)
        ]
        hits.sort(key=lambda hit: (hit.passage in self.fillers, -hit.score, hit.passage))
        return hits

    def _best_lines(self, query: Query) -> dict[int, float]:
        """The score of the best asked-as line of each passage that shares a term with `query`.

        One walk over the lines of all passages; `_line_scores` looks up those of one.
        """
        lines: dict[int, float] = {}
        for term in query.terms:
            for line, weight in self.lines[term.stem]:
                lines[line] = lines.get(line, 0.0) + term.weight * weight
        best: dict[int, float] = {}
        for line, score in lines.items():
            passage = self.line_passages[line]
            if score > best.get(passage, 0.0):
                best[passage] = score
        return best

    def _line_scores(self, terms: Iterable[Term], passage: int) -> dict[int, float]:
        """The scores of the asked-as lines of a passage that hold one of `terms`."""
        first = bisect_left(self.line_passages, passage)
        last = bisect_right(self.line_passages, passage)
        scores: dict[int, float] = {}
        for term in terms:
            pairs = self.lines[term.stem]
            for at in range(bisect_left(pairs, (first, 0.0)), len(pairs)):
                line, weight = pairs[at]
                if line >= last:
                    break
                scores[line] = scores.get(line, 0.0) + term.weight * weight
        return scores

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
        weights = {term.stem: term.weight * self.idf.get(term.stem, 0.0) for term in terms}
        best_lines = [0.0] * (len(sentences) + 1)  # 0 is the passage as a whole
        for line, score in self._line_scores(terms, passage).items():
            sentence = self.line_sentences[line]
            best_lines[sentence] = max(best_lines[sentence], score)
        return [
            line + OWN_WORDS * sum(weights.get(stem, 0.0) for stem in dict.fromkeys(stems.split()))
            for line, (_, _, stems) in zip(best_lines[1:], sentences, strict=True)
        ]

    def explain(self, query: Query, passage: int) -> list[Part]:
        """Return what the score of a passage is made of, the largest part first.

        The parts add up to the score (before any favour).
        """
        places = [(name, self.fields[name], passage, share) for name, share in FIELDS.items()]
        line = self._best_line(query, passage)
        if line is not None:
            places.append(("line", self.lines, line, LINE))
        parts = [
            Part(term.word, term.stem, term.source, name, share * term.weight * points)
            for name, postings, place, share in places
            for term in query.terms
            if (points := postings.weight(term.stem, place))
        ]
        return sorted(parts, key=lambda part: (-part.points, part.field, part.stem))

    def best_line(self, query: Query, passage: int) -> int | None:
        """Return which of the asked-as lines of a passage fits best, from 0; None if none does."""
        best = self._best_line(query, passage)
        return None if best is None else best - bisect_left(self.line_passages, passage)

    def _best_line(self, query: Query, passage: int) -> int | None:
        """The same, counted over the lines of all passages."""
        scores = self._line_scores(query.terms, passage)
        return max(scores, key=lambda line: (scores[line], -line), default=None)

    def answers(self, query: Query, hits: Sequence[Hit]) -> bool:
        """Whether the document knows what the question is about.

        A question of mere talk and numbers is about nothing. Otherwise the document does if the
        best hit, measured in the weight of the rarest term, outweighs what is unknown. The
        factors were fitted on practice questions: they refuse 85 in 100 of those beyond the
        document and 6 in 1,000 of the others (`tests/benchmarks/practice.py`).
        """
        if all(term.stem in self.reader.light or term.stem.isdecimal() for term in query.terms):
            return False
        doubt = UNKNOWN * query.unknown + BEYOND * query.beyond
        best = hits[0].score / self.reader.rarest if hits else 0.0
        return best > max(doubt - TRUST, 0.0)

    def near(self, hits: Sequence[Hit]) -> list[Hit]:
        """The hits worth showing for a question that is not answered."""
        return [hit for hit in hits[:3] if hit.score / self.reader.rarest > NEAR]
