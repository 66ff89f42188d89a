"""The prepared document at run time: its passages, tags and warnings, read on demand."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answer_types import ShownPassage, ShownWarning
from assistant.dialogue.state import Raised
from assistant.overview import StandingLine
from assistant.prepared import Prepared
from assistant.sources import CHUNK
from assistant.tags import check
from corpus.model import Passage, Quote, SafetyWarning
from index.records import reader
from index.tables import Column, Rows

PASSAGES_KEPT = 1000
"""Number of passages kept in memory: a question needs 200."""


class Document:
    """A prepared document. Its passages are numbered in the order of the document."""

    def __init__(self, prepared: Prepared) -> None:
        overview = prepared.overview
        self.about, self.title, self.questions = overview.about, overview.title, overview.questions
        self.tags = tuple(tag.id for tag in overview.tags)
        self._characters = overview.characters
        self._chunks = Column(prepared.table("document"), bytes.decode, most=64)
        complete = Column(prepared.table("passages"), self._passage, most=PASSAGES_KEPT)
        self._tagged = Column(prepared.table("tagged"), _set, most=8)
        self._together = Column(prepared.table("together"), _set)
        self.passages: Sequence[Passage] = Rows(overview.passages, complete.need)
        self.number = Column(prepared.table("ids"), int)
        self.first = self._numbers(overview.first)
        self.help = self._numbers(overview.help)
        self.things = overview.things
        self.general = [(one, self._numbers(one.first)) for one in overview.general]
        self.careful = self._numbers(overview.careful)
        self.emergency = tuple(map(self._quoted, overview.emergency))
        table = prepared.table("warnings")
        warnings = [table.need(n, reader(SafetyWarning)) for n in range(len(overview.warnings))]
        self.warned = {warning.id: self._numbers(warning.passages) for warning in warnings}
        self._withholds = {warning.id: warning.withholds for warning in warnings}
        self.warnings = {
            line.id: self._warning(warning, line)
            for warning, line in zip(warnings, overview.warnings, strict=True)
        }

    def shown_warnings(self, raised: Sequence[Raised]) -> tuple[ShownWarning, ...]:
        """Return all warnings: first the urgent ones, strongest first, then the others."""
        urgent = [
            replace(
                self.warnings[one.warning],
                urgent=True,
                because=one.danger.because,
                concepts=one.danger.concepts,
                since=None if one.fresh else one.since,
            )
            for one in raised
        ]
        ids = {one.warning for one in raised}
        standing = [warning for id, warning in self.warnings.items() if id not in ids]
        return (*urgent, *standing)

    def warned_by(self, warnings: Iterable[str]) -> tuple[int, ...]:
        """Return the passages of these warnings."""
        return tuple(number for warning in warnings for number in self.warned[warning])

    def withheld(self, warnings: Iterable[str]) -> frozenset[int]:
        """Return the passages that are not shown while these warnings are urgent."""
        tags = {tag for warning in warnings for tag in self._withholds[warning]}
        return frozenset[int]().union(*(self._tagged.need(tag) for tag in tags))

    def with_tag(self, tag: str) -> frozenset[int]:
        """Return the passages with a tag; none if the folder does not have the tag."""
        return self._tagged.get(tag) or frozenset()

    def beside(self, number: int) -> frozenset[int]:
        """Return the passages that answer the same questions as a passage."""
        return self._together.get(number) or frozenset()

    def tagged(self, tags: tuple[str, ...]) -> frozenset[int] | None:
        """Return the passages that have all of `tags`; None if there are no tags to filter by."""
        check(tags, self.tags)
        if not tags:
            return None
        return frozenset.intersection(*(self._tagged.need(tag) for tag in tags))

    def text(self) -> str:
        """Return the text of the document."""
        return self._text(0, self._characters)

    def _warning(self, warning: SafetyWarning, line: StandingLine) -> ShownWarning:
        places: dict[str, list[tuple[int, int]]] = {}
        for step in warning.steps:
            places.setdefault(step.passage, []).append((step.start, step.end))
        passages = tuple(
            ShownPassage.of(
                self.passages[self.number[name]], 0.0, tuple(sorted(places.get(name, ())))
            )
            for name in warning.passages
        )
        return ShownWarning(
            line.id, line.label, line.headline, warning.steps, passages, brief=warning.brief
        )

    def _quoted(self, quote: Quote) -> ShownPassage:
        """Return a quotation as a passage of its own."""
        passage = replace(
            self.passages[self.number[quote.passage]],
            start=quote.start,
            end=quote.end,
            text=quote.text,
            lead_in="",
            notes=(),
            markup=(),
        )
        return ShownPassage.of(passage, 0.0, ((quote.start, quote.end),))

    def _numbers(self, ids: Iterable[str]) -> tuple[int, ...]:
        return tuple(self.number[id] for id in ids)

    def _passage(self, data: bytes) -> Passage:
        """Read a passage, with its text from the document."""
        stored = _stored(data)
        return replace(stored, text=self._text(stored.start, stored.end))

    def _text(self, start: int, end: int) -> str:
        """Read part of the document."""
        first = start // CHUNK
        text = "".join(self._chunks.need(number) for number in range(first, (end - 1) // CHUNK + 1))
        return text[start - first * CHUNK : end - first * CHUNK]


_stored = reader(Passage)


def _set(data: bytes) -> frozenset[int]:
    return frozenset(array("I", data))
