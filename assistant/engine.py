"""The assistant: a question in, an answer out, warnings first.

read → inherit → safety → rank → assemble: one method for each step of `Assistant.respond`.
"""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import Answer
from assistant.conversation import Conversation
from assistant.dialogue.followup import Turn, inherit, is_follow_up
from assistant.dialogue.replies import refusal
from assistant.face import StandingLine
from assistant.prepared import Prepared, prepare
from assistant.reply import ShownPassage, ShownWarning
from assistant.safety.decision import Danger, Safety
from assistant.safety.windows import PIECE, pieces
from assistant.selection.select import Selection, Selector
from assistant.sources import BUILT_IN, CHUNK
from assistant.tags import check, wanted
from corpus.files import path_of
from corpus.model import Passage, SafetyWarning
from index.answerable import SURE, Verdict, decide
from index.query import Query, Word, content
from index.records import reader
from index.search import Index
from index.tables import Column, Rows

LONGEST_QUESTION = 10_000
"""Characters of a question that passages are searched for. Warnings are decided by all of it."""

STRANGE = 0.5
"""Share of unknown words from which a question is on a subject of its own, not a follow-up."""

BRIEF = 4
"""Telling words up to which a question may still be about the danger of the one before."""

NEAREST = 3
"""Passages that are shown as nearest to a question that is not answered."""

URGENT_FACTOR = 2.5
"""Factor for the scores of the passages of a warning that a question makes urgent."""


@dataclass(frozen=True, slots=True)
class Inherited:
    """A question in the light of the chat: its query with the terms it inherits, the words of
    these, the dangers that may still be in force, and whether it is a follow-up."""

    query: Query
    carried: tuple[str, ...] = ()
    dangers: Mapping[str, Danger] = field(default_factory=dict)
    follow_up: bool = False


@dataclass(frozen=True, slots=True)
class Ranking:
    """The passages for a question, best first, and whether the document answers it."""

    selection: Selection
    verdict: Verdict


class Assistant:
    """Answers questions from one document. Threads may share it: no answer depends on another."""

    def __init__(
        self,
        folder: str | os.PathLike[str] | None = None,
        *,
        prepared: Prepared | None = None,
    ) -> None:
        """Load a document folder, the built-in document by default.

        `prepared` are its data, if they were loaded already. Raises corpus.errors.FolderError,
        with one sentence, if the folder cannot be used.
        """
        prepared = prepared or prepare(None if folder is None else path_of(folder))
        face = prepared.face
        self._prepared = prepared
        self.about = face.about
        self.tags = tuple(tag.id for tag in face.tags)
        self.index = Index(prepared.store)
        self._chunks = Column(prepared.table("document"), bytes.decode, most=64)
        self._stored = Column(prepared.table("passages"), reader(Passage))
        self._tags = Column(prepared.table("tagged"), _numbers, most=8)
        self.passages: Sequence[Passage] = Rows(face.passages, self._passage)
        self.number = Column(prepared.table("ids"), int)
        self._selector = Selector(self.passages, self.index)
        self._first = tuple(self.number[id] for id in face.first)
        self._safety = Safety(prepared.table("safety").need("safety", json.loads))
        warnings = prepared.table("warnings")
        self._standing = {
            line.id: self._warning(warnings.need(number, reader(SafetyWarning)), line)
            for number, line in enumerate(face.warnings)
        }

    def __reduce__(self) -> tuple[type[Assistant], tuple[str | None]]:
        folder = self._prepared.folder
        return type(self), (None if folder == BUILT_IN else folder,)

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

    def _passage(self, number: int) -> Passage:
        """Read a passage, with its text from the document."""
        stored = self._stored.need(number)
        return replace(stored, text=self._text(stored.start, stored.end))

    def _text(self, start: int, end: int) -> str:
        """Read a stretch of the document."""
        first = start // CHUNK
        text = "".join(self._chunks.need(number) for number in range(first, (end - 1) // CHUNK + 1))
        return text[start - first * CHUNK : end - first * CHUNK]

    @property
    def document(self) -> str:
        """The text of the document."""
        return self._text(0, self._prepared.face.characters)

    @property
    def asked(self) -> Sequence[tuple[str, ...]]:
        """The asked-as lines of each passage: questions that the document answers."""
        return Rows(
            len(self.passages), lambda n: tuple(line.text for line in self.index.asked(n).lines)
        )

    @property
    def questions(self) -> tuple[str, ...]:
        """Questions that the document's author offers while a user types."""
        return self._prepared.face.questions

    @property
    def warnings(self) -> tuple[ShownWarning, ...]:
        """Every warning of the document, standing."""
        return tuple(self._standing.values())

    def conversation(self) -> Conversation:
        """Begin a chat, which remembers what it is about."""
        return Conversation(self)

    def ask(self, question: str, top: int = 5, tags: Iterable[str] = ()) -> Answer:
        """Answer `question` with at most `top` passages, only those that have all of `tags`.

        Raises UnknownTagError, and ValueError if `top` is below 1.
        """
        return self.respond(question, None, top, tags)[0]

    def respond(
        self,
        question: str,
        last: Turn | None,
        top: int = 5,
        tags: Iterable[str] = (),
    ) -> tuple[Answer, Turn]:
        """Answer `question` after the `last` turn of a chat; return the turn that it makes, too.

        Raises as `ask`.
        """
        _check(question, top)
        tags = wanted(tags)
        among = self._tagged(tags)
        complete, question = question, question[:LONGEST_QUESTION]
        words = self.index.reader.words(question)
        inherited = self._inherit(words, last)
        dangers = self._safety.decide(words, inherited.dangers, inherited.follow_up)
        if len(complete) > PIECE:
            dangers = self._also_within(complete, dangers)
        ranking = self._rank(words, inherited.query, dangers, among)
        answer = self._assemble(question, tags, inherited, dangers, ranking, top)
        answer = replace(answer, cut=len(complete) - len(question))
        return answer, last if last and not words else Turn(inherited.query, dangers)

    def _also_within(self, question: str, dangers: Mapping[str, Danger]) -> dict[str, Danger]:
        """The dangers of a long question, with those that are told in a piece of it only."""
        found = dict(dangers)
        for piece in pieces(question):
            for id, danger in self._safety.decide(self.index.reader.words(piece), {}).items():
                found.setdefault(id, danger)
        return found

    def _inherit(self, words: Sequence[Word], last: Turn | None) -> Inherited:
        """Read the words of a question in the light of the `last` turn."""
        query = self.index.reader.read(words)
        if last is None or query.unknown >= STRANGE:
            return Inherited(query)
        if is_follow_up(words, self.index.common):
            query, carried = inherit(query, last, self.index.reader.light)
            return Inherited(query, carried, last.dangers, follow_up=True)
        return Inherited(query, dangers=last.dangers if len(content(words)) <= BRIEF else {})

    def _rank(
        self,
        words: Sequence[Word],
        query: Query,
        dangers: Mapping[str, Danger],
        among: Collection[int] | None,
    ) -> Ranking:
        """Return the passages for a question, limited to `among`."""
        factors = {
            self.number[passage.id]: URGENT_FACTOR
            for id in dangers
            for passage in self._standing[id].passages
        }
        hits = self.index.search(query, among, factors)
        first = [
            passage
            for passage in self.first_for(words, query, bool(dangers))
            if among is None or passage in among
        ]
        plain = self.index.search(query, among) if factors else hits
        verdict = SURE if first else decide(self.index, words, query, plain, bool(dangers))
        if verdict.answered:
            return Ranking(self._selector.select(words, hits, factors, first), verdict)
        return Ranking(Selection(strong=tuple(plain[:NEAREST]) if verdict.near else ()), verdict)

    def _assemble(
        self,
        question: str,
        tags: tuple[str, ...],
        inherited: Inherited,
        dangers: Mapping[str, Danger],
        ranking: Ranking,
        top: int,
    ) -> Answer:
        query = inherited.query
        selection = ranking.selection
        answered = ranking.verdict.answered
        return Answer(
            warnings=self._raised(dangers),
            question=question,
            kind="passages" if answered else "refusal",
            reply="" if answered else refusal(question, query.missing, tags, self.about),
            confidence=ranking.verdict.confidence,
            missing=query.missing,
            corrections=query.corrections,
            carried=inherited.carried,
            passages=tuple(
                self._selector.show(query, selection.kinds, hit) for hit in selection.strong[:top]
            ),
            tags=tags,
        )

    def _raised(self, dangers: Mapping[str, Danger]) -> tuple[ShownWarning, ...]:
        """All warnings, urgent ones first, the strongest before the others."""
        urgent = sorted(dangers, key=lambda id: -dangers[id].strength)
        raised = [
            replace(self._standing[id], urgent=True, because=dangers[id].because) for id in urgent
        ]
        standing = [warning for id, warning in self._standing.items() if id not in dangers]
        return (*raised, *standing)

    def first_for(self, words: Sequence[Word], query: Query, urgent: bool) -> tuple[int, ...]:
        """Return the passages that the document's author puts first, if the question asks for
        them: it names no more than the subject, and makes no warning `urgent`."""
        alone = not urgent and self.index.reader.names_subject_alone(words, query)
        return self._first if alone else ()

    def _tagged(self, tags: tuple[str, ...]) -> frozenset[int] | None:
        """The passages that have all of `tags`; None if there are no tags to filter by."""
        check(tags, self.tags)
        if not tags:
            return None
        return frozenset.intersection(*(self._tags.need(tag) for tag in tags))


def _numbers(data: bytes) -> frozenset[int]:
    return frozenset(array("I", data))


def _check(question: object, top: object) -> None:
    """Raise TypeError or ValueError for what cannot be asked."""
    if not isinstance(question, str):
        raise TypeError(f"a question is a text, not {type(question).__name__}")
    if not isinstance(top, int) or isinstance(top, bool):
        raise TypeError(f"top is a whole number, not {type(top).__name__}")
    if top < 1:
        raise ValueError("top must be at least 1")
