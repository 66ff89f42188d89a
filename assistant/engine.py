"""The assistant: takes a question and returns an answer, warnings first.

read → inherit → safety → find → assemble: the steps of `Assistant.respond`, one method each.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.answer_types import ShownPassage, ShownWarning
from assistant.asked import Asked
from assistant.conversation import Conversation
from assistant.dialogue import replies
from assistant.dialogue.danger import ALMOST, in_force, without_doubtful
from assistant.dialogue.doubt import at_first, doubted, spelt_out
from assistant.dialogue.followup import inherit
from assistant.dialogue.halves import before_aside, known_half
from assistant.dialogue.languages import is_foreign
from assistant.dialogue.memory import after
from assistant.dialogue.more import about_list
from assistant.dialogue.pages import Found, looking_at, settle
from assistant.dialogue.phrases import QUESTION
from assistant.dialogue.state import State
from assistant.dialogue.talk_model import REMARK
from assistant.dialogue.turns import CALL, CHANGING, Line, Turn, read_turn, subjects_of
from assistant.document import Document
from assistant.emergencies import recognise
from assistant.finding import Finder
from assistant.prepared import Prepared, prepare
from assistant.safety import storing
from assistant.safety.model import Danger, Safety
from assistant.selection.duplicates import Duplicate
from assistant.selection.ruled_out import Things
from assistant.selection.select import Selector
from assistant.sources import BUILT_IN
from assistant.tags import wanted
from assistant.verdicts import Verdicts
from corpus.files import path_of
from index.query import Query
from index.records import reader
from index.search import Index
from index.store import WRONG
from index.tables import Column, Rows
from index.words import Word

LONGEST_QUESTION = 10_000
"""Characters of a question that the search uses. Warnings depend on the entire question."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A line, what was found for it, and the answer made from that."""

    asked: Asked
    found: Found
    answer: Answer


class Assistant:
    """Answers questions from one document. Threads may share it: answers are independent."""

    def __init__(
        self,
        folder: str | os.PathLike[str] | None = None,
        *,
        prepared: Prepared | None = None,
    ) -> None:
        """Load a document folder, by default the built-in document.

        `prepared` has its data, if already loaded. Raises corpus.errors.FolderError, with a
        one-sentence message, if the folder cannot be used.
        """
        prepared = prepared or prepare(None if folder is None else path_of(folder))
        self._prepared = prepared
        try:
            self._load(prepared)
        except WRONG:
            if not prepared.renew():
                raise
            self._load(prepared)

    def _load(self, prepared: Prepared) -> None:
        self._document = Document(prepared)
        self.about, self.title = self._document.about, self._document.title
        self.tags, self.questions = self._document.tags, self._document.questions
        self.passages, self.number = self._document.passages, self._document.number
        self.index = Index(prepared.store)
        same = Column(prepared.table("same"), reader(Duplicate))
        self._selector = Selector(
            self.passages,
            self.index,
            same.get,
            self._document.with_tag,
            self.tags,
            self._document.beside,
        )
        things = Things(self._document.things, self.index, self.passages)
        self._verdicts = Verdicts(self._document, self.index)
        self._finder = Finder(self._document, self.index, self._selector, things, self._verdicts)
        self._safety = Safety(prepared.table("safety").need("safety", storing.load))

    def __reduce__(self) -> tuple[type[Assistant], tuple[str | None]]:
        folder = self._prepared.folder
        return type(self), (None if folder == BUILT_IN else folder,)

    def __repr__(self) -> str:
        return f"<Assistant about {self.about!r}: {len(self.passages)} passages>"

    @property
    def document(self) -> str:
        """The text of the document."""
        return self._document.text()

    @property
    def asked(self) -> Sequence[tuple[str, ...]]:
        """The asked-as lines of each passage: questions that the document answers."""
        return Rows(
            len(self.passages), lambda n: tuple(line.text for line in self.index.asked(n).lines)
        )

    @property
    def warnings(self) -> tuple[ShownWarning, ...]:
        """Every warning of the document, none of them urgent."""
        return tuple(self._document.warnings.values())

    def conversation(self, state: State | None = None) -> Conversation:
        """Begin a chat, which remembers its topic, or continue one from its `state`."""
        return Conversation(self, state)

    def ask(self, question: str, top: int = 5, tags: Iterable[str] = ()) -> Answer:
        """Answer `question` with at most `top` passages that have all of `tags`.

        Raises UnknownTagError, and ValueError if `top` is below 1.
        """
        return self._answer(question, State(), top, tags).answer

    def respond(
        self,
        question: str,
        state: State,
        top: int = 5,
        tags: Iterable[str] = (),
    ) -> tuple[Answer, State]:
        """Answer `question` in a chat in this `state`; return the answer and the new state.

        Raises the same errors as `ask`.
        """
        done = self._answer(question, state, top, tags)
        asked = done.asked
        return done.answer, after(
            state, asked.line, asked.inherited, asked.raised, done.found, self.index
        )

    def _answer(self, question: str, state: State, top: int, tags: Iterable[str]) -> Answered:
        _check(question, top)
        tags = wanted(tags)
        among = self._document.tagged(tags)
        try:
            return self._answered(question, state, top, tags, among)
        except WRONG:  # the prepared data may be inconsistent
            if not self._prepared.renew():
                raise
            self._load(self._prepared)
        return self._answer(question, state, top, tags)

    def _answered(
        self,
        question: str,
        state: State,
        top: int,
        tags: tuple[str, ...],
        among: frozenset[int] | None,
    ) -> Answered:
        line = self._read(question, state)
        asked = self._ask(line, state)
        found = self._finder.find(asked, among, top)
        asked, found = self._partly(asked, found, among, top)
        cut = len(question) - len(line.question)
        return Answered(asked, found, self._assemble(asked, tags, found, top, cut))

    def _read(self, complete: str, state: State) -> Line:
        """Decide whether a line is talk, points at the last list, or is a question."""
        reader = self.index.reader
        question = complete[:LONGEST_QUESTION]
        words = tuple(reader.words(question))
        subjects = subjects_of(words, reader)
        turn = settle(read_turn(question, subjects), question, state, self.passages)
        if state.topic is None and state.listing is None:
            turn = at_first(turn, question, subjects)
        turn = spelt_out(turn, question, state)
        turn = about_list(turn, question, words, state.listing, reader)
        own = without_doubtful(self._safety.decide(complete), words, state)
        if not turn.manners.isdisjoint(CHANGING):
            asked = self._safety.decide(turn.asks)  # "forget the lake" only drops a subject
            own = {id: danger for id, danger in own.items() if id in asked}
        new = _new(own, state)
        if turn.kind not in (QUESTION, CALL) and (
            new or recognise.signs(question) >= recognise.SURE
        ):
            turn = Turn(QUESTION, question)  # it mentions a danger, so it is never just talk
        if turn.kind in (REMARK, QUESTION) and not (own or state.dangers):
            turn = doubted(turn, question, subjects, first=state.topic is None)
        if turn.kind == QUESTION and is_foreign(question, reader):
            return Line(question, turn, words, (), own, foreign=True)
        asks = words if turn.asks == question else tuple(reader.words(turn.asks))
        return Line(question, turn, words, asks, own, self._almost(complete, state))

    def _almost(self, complete: str, state: State) -> frozenset[str]:
        """The dangers in force that a line touches on, although it does not raise them."""
        return self._safety.almost(complete, ALMOST) if state.dangers else frozenset()

    def _ask(self, line: Line, state: State) -> Asked:
        """Combine a line with its chat: what it inherits, and the dangers in force."""
        reader = self.index.reader
        state = looking_at(line.turn, state)
        alone = state.dangers and line.is_question and self._verdicts.stands_alone(line)
        topic = State() if alone or _new(line.dangers, state) else state
        inherited = inherit(line.turn, line.asks, topic, reader)
        near: tuple[int, ...] = ()
        if state.dangers and line.is_question:
            near = tuple(hit.passage for hit in self.index.search(reader.read(line.asks)))
        raised = in_force(line, near, state, self._document.warned, reader)
        return Asked(line, inherited, raised, bool(line.dangers), state)

    def _partly(
        self, asked: Asked, found: Found, among: frozenset[int] | None, top: int
    ) -> tuple[Asked, Found]:
        """If the document answers only part of a question, return that part and its answer."""
        unclear = not asked.line.is_question or asked.line.foreign
        if unclear or asked.raised or found.emergency or found.kind == "talk":
            return asked, found
        first = before_aside(asked.line.question) if found.kind == "refusal" else ""
        if first:
            known, answer = self._find_part(asked, self.index.reader.words(first), among, top)
            if answer.kind == "passages":
                return known, answer
        half = known_half(asked.line.turn.asks, self.index.reader)
        if half is None:
            return asked, found
        if half.words:
            known, answer = self._find_part(asked, half.words, among, top)
            if answer.kind == "passages" and answer.confidence >= half.least:
                return known, replace(answer, missing=half.missing)
        if found.kind == "passages":
            found = replace(found, missing=half.missing)
        return asked, found

    def _find_part(
        self, asked: Asked, words: Iterable[Word], among: frozenset[int] | None, top: int
    ) -> tuple[Asked, Found]:
        """Find what answers a part of a question."""
        part = self._ask(replace(asked.line, asks=tuple(words)), asked.state)
        part = replace(part, partly=True)
        return part, self._finder.find(part, among, top)

    def _shown(self, found: Found, top: int) -> tuple[ShownPassage, ...]:
        if found.emergency:
            return self._document.emergency[:top]
        return self._selector.show(found.query, found.sought, found.page)

    def _assemble(
        self, asked: Asked, tags: tuple[str, ...], found: Found, top: int, cut: int
    ) -> Answer:
        line, inherited = asked.line, asked.inherited
        query = inherited.query if line.is_question else Query(())
        names = query.beyond or found.kind == "refusal"
        return Answer(
            warnings=self._document.shown_warnings(asked.raised),
            question=line.question,
            kind=found.kind,
            reply=self._reply(asked, found, tags),
            confidence=found.confidence,
            missing=found.missing or (query.missing if names and not found.emergency else ()),
            corrections=query.corrections,
            carried=inherited.carried if line.is_question else (),
            about=inherited.about if line.is_question else None,
            left_out=found.left_out,
            weaker=found.weaker,
            passages=self._shown(found, top),
            tags=tags,
            cut=cut,
        )

    def _reply(self, asked: Asked, found: Found, tags: tuple[str, ...]) -> str:
        if found.kind == "talk":
            kind, urgent = asked.line.turn.kind, bool(asked.raised)
            return found.reply or replies.reply(kind, self.about, self.title, urgent)
        if found.kind == "passages":
            return ""
        if found.emergency:
            return replies.EMERGENCY
        missing = asked.inherited.query.missing
        return replies.refusal(
            asked.line.question,
            missing,
            tags,
            self.about,
            foreign=asked.line.foreign,
            urgent=bool(asked.raised),
        )


def _new(dangers: Mapping[str, Danger], state: State) -> set[str]:
    """The warnings among `dangers` that are not in force yet."""
    return dangers.keys() - {raised.warning for raised in state.dangers}


def _check(question: object, top: object) -> None:
    """Raise TypeError or ValueError for unusable arguments."""
    if not isinstance(question, str):
        raise TypeError(f"a question must be a str, not {type(question).__name__}")
    if not isinstance(top, int) or isinstance(top, bool):
        raise TypeError(f"top must be a whole number, not {type(top).__name__}")
    if top < 1:
        raise ValueError("top must be at least 1")
