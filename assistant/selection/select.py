"""Which of the hits for a question are shown, in which order, and what is highlighted in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.reply import ShownPassage
from assistant.selection.kinds import Kind, factor, holds_answer, kinds_of
from assistant.selection.sentences import highlight
from corpus.model import Passage
from index.query import Query, Word
from index.search import Hit, Index

STRONG = 0.4
"""Share of the best score from which a passage is shown. Of the passages below it, 1 in 100 is
right, and no question in 476 loses its only right one; a share of 0.6 would cut twice as many and
cost 3 points of nDCG@5 (measured on the tuning questions)."""

MEASURED = 1.5
"""Factor for a sentence that holds an amount, a time or how often, where that is asked for."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The hits of a question: the strong ones are shown, the weak ones only on request."""

    kinds: tuple[Kind, ...] = ()
    strong: tuple[Hit, ...] = ()
    weak: tuple[Hit, ...] = ()


class Selector:
    """Selects from the hits of one document."""

    def __init__(self, passages: Sequence[Passage], index: Index) -> None:
        self._passages = passages
        self._index = index

    def select(
        self,
        words: Sequence[Word],
        hits: Sequence[Hit],
        urgent: Collection[int] = (),
        first: Sequence[int] = (),
    ) -> Selection:
        """Return the hits for the question of `words`, the strong ones apart from the weak ones.

        `urgent` are the passages of its urgent warnings: they are shown anyway, and others need
        not be as good as they are. `first` are passages to put in front, found or not.
        """
        kinds = kinds_of(words)
        ranked = self._ranked(hits, kinds)
        best = max((hit.score for hit in ranked if hit.passage not in urgent), default=0.0)
        found = {hit.passage: hit for hit in ranked}
        front = {number: found.get(number, Hit(number, 0.0)) for number in first}
        strong = front | {n: hit for n, hit in found.items() if hit.score >= STRONG * best}
        weak = [hit for hit in ranked if hit.passage not in strong]
        return Selection(kinds, tuple(strong.values()), tuple(weak))

    def _ranked(self, hits: Sequence[Hit], kinds: Collection[Kind]) -> list[Hit]:
        """The hits by what kind of answer is wanted; fillers stay behind all others."""
        if not kinds:
            return list(hits)
        ranked = [
            Hit(hit.passage, hit.score * factor(kinds, self._passages[hit.passage])) for hit in hits
        ]
        fillers = self._index.fillers
        ranked.sort(key=lambda hit: (hit.passage in fillers, -hit.score, hit.passage))
        return ranked

    def show(self, query: Query, kinds: Collection[Kind], hit: Hit) -> ShownPassage:
        """Return the passage of a hit with its score and the sentence that answers."""
        passage = self._passages[hit.passage]
        sentences = [(one.start, one.end) for one in self._index.sentences[hit.passage]]
        scores = [
            score * (MEASURED if holds_answer(kinds, self._text(passage, sentence)) else 1.0)
            for score, sentence in zip(
                self._index.sentence_scores(query, hit.passage), sentences, strict=True
            )
        ]
        spans = highlight(passage, sentences, scores.index(max(scores)))
        return ShownPassage.of(passage, round(hit.score, 3), spans)

    def _text(self, passage: Passage, span: tuple[int, int]) -> str:
        return passage.reading(*span)
