"""Hits: the passages that answer a query, best first, and the sentences that do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from index.analysis import Stemmer
from index.query import Phrases, Query, QueryReader
from index.spelling import Speller

FIELDS = {"text": 1.0, "context": 0.5, "asked": 1.0}
"""The share of each field in a passage's score."""

LINE = 0.5
"""The share of the best single asked-as line."""

UNKNOWN, BEYOND, TRUST = 6.0, 3.0, 0.4
"""Doubt for a question of unknown words alone, for a word known to lie beyond the document, and
the doubt that is allowed; see `Index.answers`."""

NEAR = 2.5
"""Score, in the weight of the rarest term, from which a hit is near an unanswered question."""

LABEL_WORDS = 3
"""A sentence of at most so many words ("Lemon juice.") is a label: shown with the next one."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: its place in the corpus from 0, and its score, above 0."""

    passage: int
    score: float


@dataclass(frozen=True, slots=True)
class Part:
    """One term's share of a hit's score: the typed word, its stem, how it came, and where it hit.

    `source` is that of `index.query.Term`, `field` one of FIELDS or `line`.
    """

    word: str
    stem: str
    source: str
    field: str
    points: float


class Index:
    """Answers queries from the data of `index.build`. Never changes, so threads may share it."""

    def __init__(self, data: Mapping[str, Any], counts: Callable[[], Mapping[str, int]]) -> None:
        """`counts` gives how often each known word occurs; it is called for a first slip."""
        self.fields: Mapping[str, Mapping[str, list[Any]]] = data["fields"]
        self.lines: Mapping[str, list[Any]] = data["lines"]
        self.line_passages: list[int] = data["line_passages"]
        self.line_sentences: list[int] = data["line_sentences"]
        self.sentences: list[list[tuple[int, int, list[str]]]] = data["sentences"]
        self.fillers = frozenset(data["fillers"])
        self.idf: Mapping[str, float] = data["idf"]
        self.common = frozenset(data["common"])
        self.reader = QueryReader(
            Stemmer(data["stems"]),
            Speller(counts),
            Phrases(data["thesaurus"]),
            Phrases(dict.fromkeys(data["beyond"], ())),
            self.idf,
            self.common,
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
                found = field.get(term.stem, ())
                factor = share * term.weight
                for at in range(0, len(found), 2):
                    scores[found[at]] += factor * found[at + 1]
        for passage, score in self._best_lines(query).items():
            scores[passage] += LINE * score
        for passage, factor in (favoured or {}).items():
            scores[passage] *= factor
        hits = [
            Hit(passage, score)
            for passage, score in enumerate(scores)
            if score > 0 and (among is None or passage in among)
        ]
        hits.sort(key=lambda hit: (hit.passage in self.fillers, -hit.score, hit.passage))
        return hits

    def _line_scores(self, query: Query) -> dict[int, float]:
        scores: dict[int, float] = {}
        for term in query.terms:
            found = self.lines.get(term.stem, ())
            for at in range(0, len(found), 2):
                line = found[at]
                scores[line] = scores.get(line, 0.0) + term.weight * found[at + 1]
        return scores

    def _best_lines(self, query: Query) -> dict[int, float]:
        """For each passage, the score of its best asked-as line."""
        best: dict[int, float] = {}
        for line, score in self._line_scores(query).items():
            passage = self.line_passages[line]
            if score > best.get(passage, 0.0):
                best[passage] = score
        return best

    def highlights(self, query: Query, passage: int) -> tuple[tuple[int, int], ...]:
        """Return the one sentence of a passage that answers best, in characters of the document.

        It is two sentences where the first is a mere label. A sentence scores by the query's
        terms in it (idf), and by the best asked-as line that was written for it.
        """
        sentences = self.sentences[passage]
        weights = {term.stem: term.weight * self.idf.get(term.stem, 0.0) for term in query.terms}
        scores = [sum(weights.get(stem, 0.0) for stem in set(stems)) for _, _, stems in sentences]
        for line, score in self._line_scores(query).items():
            if self.line_passages[line] == passage and (sentence := self.line_sentences[line]):
                scores[sentence - 1] = max(scores[sentence - 1], score)
        best = max(range(len(scores)), key=lambda number: (scores[number], -number))
        if scores[best] <= 0:
            best = 0
        first, last = best, best
        if len(sentences[best][2]) <= LABEL_WORDS and best + 1 < len(sentences) and best == 0:
            last = best + 1
        return ((sentences[first][0], sentences[last][1]),)

    def explain(self, query: Query, passage: int) -> list[Part]:
        """Return what the score of a passage is made of, the largest part first.

        The parts add up to the score (before the favour of a chat). The field `line` is the best
        asked-as line.
        """
        parts = [
            Part(term.word, term.stem, term.source, name, share * term.weight * points)
            for name, share in FIELDS.items()
            for term in query.terms
            if (points := _weight(self.fields[name].get(term.stem, ()), passage))
        ]
        line = self.best_line(query, passage)
        parts += [
            Part(term.word, term.stem, term.source, "line", LINE * term.weight * points)
            for term in query.terms
            if line is not None and (points := _weight(self.lines.get(term.stem, ()), line))
        ]
        return sorted(parts, key=lambda part: (-part.points, part.field, part.stem))

    def best_line(self, query: Query, passage: int) -> int | None:
        """Return the number of the asked-as line of a passage that fits best, None if none."""
        lines = [
            (-score, line)
            for line, score in self._line_scores(query).items()
            if self.line_passages[line] == passage
        ]
        return min(lines)[1] if lines else None

    def answers(self, query: Query, hits: Sequence[Hit]) -> bool:
        """Whether the document knows what the question is about.

        It does if the best hit, measured in the weight of the rarest term, outweighs what is
        unknown. The factors were fitted on the tuning questions: there they refuse 85 % of what
        lies beyond the document and 1 % of what it answers.
        """
        doubt = UNKNOWN * query.unknown + BEYOND * query.beyond
        return bool(hits) and hits[0].score / self.reader.rarest > doubt - TRUST

    def near(self, hits: Sequence[Hit]) -> list[Hit]:
        """The hits worth showing for a question that is not answered."""
        return [hit for hit in hits[:3] if hit.score / self.reader.rarest > NEAR]


def _weight(found: Sequence[Any], number: int) -> float:
    """The weight of a document in a list of postings, 0 if it is not there."""
    for at in range(0, len(found), 2):
        if found[at] == number:
            return float(found[at + 1])
    return 0.0
