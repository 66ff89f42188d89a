"""The assistant: a question in, an answer out, warnings first.

read → inherit → safety → find → assemble: one method for each step of `Assistant.respond`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.conversation import Conversation
from assistant.dialogue import replies
from assistant.dialogue.danger import (
    asked_beside,
    brief_in_danger,
    in_force,
    reports,
    stays_with_emergency,
    with_warned,
)
from assistant.dialogue.followup import Inherited, inherit
from assistant.dialogue.languages import is_foreign
from assistant.dialogue.memory import after
from assistant.dialogue.pages import COMFORTED, Found, point, settle, talk
from assistant.dialogue.phrases import QUESTION
from assistant.dialogue.state import Raised, State
from assistant.dialogue.turns import POINT, Line, Turn, read_turn, subjects_of
from assistant.document import Document
from assistant.emergencies import recognise
from assistant.prepared import Prepared, prepare
from assistant.reply import ShownPassage, ShownWarning
from assistant.safety import storing
from assistant.safety.model import Safety
from assistant.selection.duplicates import Duplicate, Entry
from assistant.selection.ruled_out import NOTHING, Things
from assistant.selection.select import Selector
from assistant.sources import BUILT_IN
from assistant.tags import wanted
from corpus.files import path_of
from index.answerable import SURE, decide
from index.query import Query
from index.records import reader
from index.search import Hit, Index
from index.tables import Column, Rows

LONGEST_QUESTION = 10_000
"""Characters of a question that passages are searched for. Warnings are decided by all of it."""

NEAREST = 3
"""Passages that are shown as nearest to a question that is not answered."""

URGENT_FACTOR = 2.5
"""Factor for the scores of the passages of a warning that a question makes urgent."""

FOCUS_FACTOR = 1.2
"""Factor for the scores of the passages that the last answer opened with, in a follow-up to it."""

POINTED_FACTOR = 3.0
"""The same for passages that were pointed at."""

COMFORT = 3
"""Passages of the urgent warnings that are shown beside a word of comfort."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A line in the light of a chat: what it inherits, and the dangers in force at it. `alarms`
    tells whether one of them is raised by its own words."""

    line: Line
    inherited: Inherited
    raised: tuple[Raised, ...]
    alarms: bool
    state: State


@dataclass(frozen=True, slots=True)
class Answered:
    """A line, what was found for it, and the answer made of that."""

    asked: Asked
    found: Found
    answer: Answer


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
        self._prepared = prepared
        self._document = Document(prepared)
        self.about, self.title = self._document.about, self._document.title
        self.tags, self.questions = self._document.tags, self._document.questions
        self.passages, self.number = self._document.passages, self._document.number
        self.index = Index(prepared.store)
        same = Column(prepared.table("same"), reader(Duplicate))
        self._selector = Selector(self.passages, self.index, same.get, self._document.with_tag)
        self._things = Things(self._document.things, self.index, self.passages)
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
        """Every warning of the document, standing."""
        return tuple(self._document.warnings.values())

    def conversation(self, state: State | None = None) -> Conversation:
        """Begin a chat, which remembers what it is about; or go on with one from its `state`."""
        return Conversation(self, state)

    def ask(self, question: str, top: int = 5, tags: Iterable[str] = ()) -> Answer:
        """Answer `question` with at most `top` passages, only those that have all of `tags`.

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
        """Answer `question` in a chat in this `state`; return the state after it, too.

        Raises as `ask`.
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
        line = self._read(question, state)
        asked = self._ask(line, state)
        found = self._find(asked, among, top)
        answer = self._assemble(asked, tags, found, top)
        answer = replace(answer, cut=len(question) - len(line.question))
        return Answered(asked, found, answer)

    def _read(self, complete: str, state: State) -> Line:
        """Read a line: as talk, as pointing at the last list, or as a question."""
        reader = self.index.reader
        question = complete[:LONGEST_QUESTION]
        words = tuple(reader.words(question))
        turn = settle(
            read_turn(question, subjects_of(words, reader)), question, state, self.passages
        )
        own = self._safety.decide(complete)
        new = own.keys() - {raised.warning for raised in state.dangers}
        if turn.kind != QUESTION and (new or recognise.signs(question) >= recognise.SURE):
            turn = Turn(QUESTION, question)  # it speaks of a danger, so it is never just talk
        if turn.kind == QUESTION and is_foreign(question, reader):
            return Line(question, turn, words, (), own, foreign=True)
        asks = words if turn.asks == question else tuple(reader.words(turn.asks))
        return Line(question, turn, words, asks, own)

    def _ask(self, line: Line, state: State) -> Asked:
        """Take a line in the light of a chat: its topic, and the dangers in force."""
        reader = self.index.reader
        inherited = inherit(line.turn, line.asks, state, reader)
        near: tuple[int, ...] = ()
        if state.dangers and line.is_question:
            near = tuple(hit.passage for hit in self.index.search(reader.read(line.asks)))
        raised = in_force(line, near, state, self._document.warned, reader)
        return Asked(line, inherited, raised, bool(line.dangers), state)

    def _find(self, asked: Asked, among: frozenset[int] | None, top: int) -> Found:
        """Find what to show: an answer, passages of the last list, or what goes with talk."""
        turn, state = asked.line.turn, asked.state
        if turn.kind == QUESTION:
            return self._rank(asked, among, top)
        if turn.kind == POINT and turn.pointer:
            return point(turn.pointer, state, self.number, self.about, top)
        if state.emergency and turn.kind in COMFORTED and not asked.raised:
            return Found("talk", state.query, emergency=True)
        warned = self._document.warned_by(one.warning for one in asked.raised)
        comfort = warned[:COMFORT] or (*self._document.first, *self._document.help)
        return talk(turn.kind, state, [Entry(Hit(number, 0.0)) for number in comfort], top)

    def _rank(self, asked: Asked, among: frozenset[int] | None, top: int) -> Found:
        """Return the passages for a question, limited to `among`."""
        ruled = NOTHING if asked.raised else self._things.ruled_out(asked.line.asks)
        unlimited, among = among, ruled.left(among, len(self.passages))
        query = ruled.query(asked.inherited.query)
        factors: dict[int, float] = {}
        if asked.inherited.continues:
            factor = POINTED_FACTOR if asked.state.pointed else FOCUS_FACTOR
            factors = dict.fromkeys(asked.state.focus, factor)
        warned = self._document.warned_by(one.warning for one in asked.raised)
        factors |= dict.fromkeys(warned, URGENT_FACTOR)
        allowed = self._allowed(asked, among)
        if asked.alarms:
            factors |= dict.fromkeys(asked_beside(asked.line, self.index, allowed), URGENT_FACTOR)
        hits = self.index.search(query, allowed, factors)
        first = [n for n in self._front(asked, hits) if among is None or n in among]
        brief = brief_in_danger(asked.line, asked.raised, self.index.reader)
        if brief:
            hits = with_warned(hits, warned)
        if first or (brief and (reports(asked.line) or not query.missing)):
            verdict = SURE
        else:
            read = asked.inherited.query
            same = not factors and allowed is unlimited and not ruled.things
            plain = hits if same else self.index.search(read, unlimited)
            verdict = decide(self.index, asked.line.asks, read, plain, asked.alarms)
        if self._is_other_emergency(asked, verdict.answered):
            return Found("refusal", query, confidence=0.0, emergency=True)
        if verdict.answered and (hits or not ruled.things):
            words = ruled.words(asked.line.asks)
            selection = self._selector.select(
                query, words, hits, factors, first, asked.state.person
            )
            listed = (*selection.strong, *selection.weak)
            page = selection.strong[:top]
            return Found(
                "passages",
                query,
                selection.sought,
                page,
                listed,
                verdict.confidence,
                left_out=ruled.things,
            )
        if asked.line.turn.remark:
            return Found("talk", query, reply=replies.remark(self.about))
        near = tuple(map(Entry, hits[:NEAREST])) if verdict.near else ()
        return Found(
            "refusal",
            query,
            page=near[:top],
            confidence=0.0 if ruled.things else verdict.confidence,
            left_out=ruled.things,
        )

    def _is_other_emergency(self, asked: Asked, answered: bool) -> bool:
        """Whether a question, or the chat that it continues, is about an emergency that is not in
        the document."""
        if not self._document.emergency:
            return False
        if asked.state.emergency and stays_with_emergency(asked.line, self.index.reader):
            return True
        least = recognise.SURE if answered else recognise.LIKELY
        if asked.raised:
            least = recognise.COVERED
        return recognise.signs(asked.line.question) >= least

    def _front(self, asked: Asked, hits: Sequence[Hit]) -> tuple[int, ...]:
        """The passages that the document's author puts first for a question, if any."""
        if "fails" in asked.line.turn.manners:
            return self._document.help
        if "safe" in asked.line.turn.manners and not asked.raised:
            return self._document.careful
        if not asked.raised and not asked.inherited.query.missing:
            cautioned = self._selector.caution(asked.line.asks, hits, asked.state.person)
            if cautioned is not None:
                return (cautioned,)
        alone = self.index.reader.names_subject_alone(asked.line.asks, asked.inherited.query)
        return self._document.first if alone and not asked.raised else ()

    def _allowed(self, asked: Asked, among: frozenset[int] | None) -> frozenset[int] | None:
        """The passages of `among` that may be shown while dangers are in force: home remedies are
        no answer to them, and a few words said in one are about nothing else."""
        if not asked.raised:
            return among
        raised = [one.warning for one in asked.raised]
        fit = frozenset((*self._document.warned_by(raised), *self._document.help))
        if brief_in_danger(asked.line, asked.raised, self.index.reader):
            return fit if among is None else fit & among
        withheld = self._document.withheld(raised) - fit
        return (frozenset(range(len(self.passages))) if among is None else among) - withheld

    def _shown(self, found: Found, top: int) -> tuple[ShownPassage, ...]:
        if found.emergency:
            return self._document.emergency[:top]
        return tuple(self._selector.show(found.query, found.sought, entry) for entry in found.page)

    def _assemble(self, asked: Asked, tags: tuple[str, ...], found: Found, top: int) -> Answer:
        line, inherited = asked.line, asked.inherited
        query = inherited.query if line.is_question else Query(())
        return Answer(
            warnings=self._document.shown_warnings(asked.raised),
            question=line.question,
            kind=found.kind,
            reply=self._reply(asked, found, tags),
            confidence=found.confidence,
            missing=() if found.emergency else query.missing,
            corrections=query.corrections,
            carried=inherited.carried if line.is_question else (),
            about=inherited.about if line.is_question else None,
            left_out=found.left_out,
            passages=self._shown(found, top),
            tags=tags,
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
        foreign = asked.line.foreign
        said = replies.refusal(asked.line.question, missing, tags, self.about, foreign)
        return f"{said} {replies.NOT_ABOVE}" if asked.raised else said


def _check(question: object, top: object) -> None:
    """Raise TypeError or ValueError for what cannot be asked."""
    if not isinstance(question, str):
        raise TypeError(f"a question is a text, not {type(question).__name__}")
    if not isinstance(top, int) or isinstance(top, bool):
        raise TypeError(f"top is a whole number, not {type(top).__name__}")
    if top < 1:
        raise ValueError("top must be at least 1")
