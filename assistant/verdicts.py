"""Decides whether the document answers a line of a chat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from assistant.asked import Asked
from assistant.dialogue.danger import asks_own_question, reports, telling_words
from assistant.dialogue.deeds import (
    concerns_person,
    says_to_stop,
    stops_medicine,
    unsaid_deed,
    unsaid_outcome,
)
from assistant.dialogue.in_danger import brief_in_danger
from assistant.dialogue.turns import Line
from assistant.dialogue.wording import asks
from assistant.document import Document
from index.answerable import EMPTY, SURE, Verdict, decide
from index.query import Query
from index.search import Hit, Index

ALONE = 0.1
"""While a danger is in force, the minimum confidence for answering a line on its own, without what
it inherits: "can he drive?" inherits the danger, but does not ask about it."""

LACKING, OWN = 0.05, 2
"""The same for a follow-up that names something that is not in the document, or has this many
telling words of its own: what "will it upset my pacemaker" inherits does not answer it."""

NEAREST = 3
"""A question whether to stop a medicine is answered only if one of this many nearest passages
mentions stopping."""

STANDING = 0.6
"""The same for a question about something other than the danger: "how should I warm up"."""


class Verdicts:
    """Decides for one document."""

    def __init__(self, document: Document, index: Index) -> None:
        self._document = document
        self._index = index
        self._reader = index.reader

    def warned(self, asked: Asked) -> tuple[int, ...]:
        """The passages of the dangers in force."""
        return self._document.warned_by(one.warning for one in asked.raised)

    def verdict(
        self,
        asked: Asked,
        first: Sequence[int],
        hits: Sequence[Hit] | None,
        among: frozenset[int] | None,
    ) -> Verdict:
        """Whether the document answers the line. `hits` are those found `among` the passages by
        words alone, if already known."""
        query = asked.inherited.query
        if asked.raised and self._is_unsaid(asked, among):
            return EMPTY
        if stops_medicine(asked.line) and not self._says_to_stop(query, among):
            return EMPTY
        brief = brief_in_danger(asked.line, asked.raised, self._reader)
        if first or (brief and (reports(asked.line) or not query.missing)):
            return SURE
        plain = self._index.search(query, among) if hits is None else hits
        if asked.raised and not asked.alarms:
            if beyond := self._beyond(asked, among):
                return beyond
            if plain and plain[0].passage in self.warned(asked):
                return SURE
            alone = self.alone(asked.line, among)
            if alone.confidence < ALONE:
                return alone
        verdict = decide(self._index, asked.line.asks, query, plain, asked.alarms)
        if verdict.answered and asked.inherited.continues:
            return self._beyond(asked, among) or verdict
        return verdict

    def _says_to_stop(self, query: Query, among: frozenset[int] | None) -> bool:
        """Whether one of the nearest passages speaks of stopping something."""
        hits = self._index.search(query, among)[:NEAREST]
        return any(says_to_stop(self._document.passages[hit.passage].text) for hit in hits)

    def _is_unsaid(self, asked: Asked, among: frozenset[int] | None) -> bool:
        """Whether a line asks if it is right to do something, or how something will turn out, that
        the warnings do not mention.

        What is to be done to somebody else must be in the warnings' own words. For other questions,
        the asked-as lines count too, and the rest of the document may answer.
        """
        if any(one.fresh for one in asked.raised):
            return False
        fit = (*self.warned(asked), *self._document.help)
        texts = [self._document.passages[number].text for number in fit]
        outcome = unsaid_outcome(asked.line, chain(texts, self._asked_as(fit)))
        if outcome and not self.stands_alone(asked.line):
            return True
        if concerns_person(asked.line):
            return unsaid_deed(asked.line, texts, self._reader)
        unsaid = unsaid_deed(asked.line, chain(texts, self._asked_as(fit)), self._reader)
        return unsaid and self.alone(asked.line, among).confidence < STANDING

    def _asked_as(self, passages: Iterable[int]) -> Iterator[str]:
        """Yield the asked-as lines of passages. Few lines of a chat need them."""
        for number in passages:
            for line in self._index.asked(number).lines:
                yield line.text

    def _beyond(self, asked: Asked, among: frozenset[int] | None) -> Verdict | None:
        """The verdict on a follow-up, or on a line typed while a danger is in force, if it asks for
        something that is not in the document, so that the topic of the chat does not answer it;
        None for other lines."""
        line, missing = asked.line, asked.inherited.query.missing
        named = telling_words(line.asks, self._reader)
        if not (missing or len(named) >= OWN) or (asked.raised and not asks(line.question)):
            return None
        alone = self.alone(line, among)
        return alone if alone.confidence < LACKING else None

    def stands_alone(self, line: Line) -> bool:
        """Whether a line typed while a danger is in force is a separate question that the document
        answers."""
        return (
            not line.dangers
            and asks_own_question(line, self._reader)
            and self.alone(line, None).confidence >= STANDING
        )

    def alone(self, line: Line, among: frozenset[int] | None) -> Verdict:
        """Whether the document answers a line without what it inherits."""
        query = self._reader.read(line.asks)
        return decide(self._index, line.asks, query, self._index.search(query, among), False)
