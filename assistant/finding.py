"""Finds what to show for a line of a chat: an answer, passages of the last list, or a refusal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked import Asked
from assistant.dialogue import replies
from assistant.dialogue.in_danger import (
    asked_beside,
    brief_in_danger,
    names_thing,
    stays_with_emergency,
    with_warned,
)
from assistant.dialogue.pages import COMFORTED, Found, point, talk
from assistant.dialogue.phrases import QUESTION
from assistant.dialogue.pointing import POINT
from assistant.dialogue.turns import Line
from assistant.document import Document
from assistant.emergencies import recognise
from assistant.selection.duplicates import Entry
from assistant.selection.general import general
from assistant.selection.ruled_out import NOTHING, Things
from assistant.selection.safe import asks_also
from assistant.selection.select import InChat, Selector
from assistant.verdicts import Verdicts
from index.answerable import Verdict
from index.search import Hit, Index

NEAREST = 3
"""Number of nearest passages that are shown if there is no answer."""

URGENT_FACTOR = 2.5
"""Factor for the scores of an urgent warning's passages."""

FOCUS_FACTOR = 1.2
"""Factor, in a follow-up, for the scores of the first passages of the last answer."""

POINTED_FACTOR = 3.0
"""The same for passages that the user pointed at."""

MEASURING = frozenset("and but for how long many much often so the".split())
"""A line of these words only, such as "how long", asks about what was shown last."""

REMARK, REPORT = 0.2, 0.14
"""A line that is less likely than this to be a remark is not treated as one. While a danger is in
force, most lines that ask nothing report how things are."""

CHATTED, REPORTED = 0.3, 1.2
"""What an earlier answer, or a danger, adds to a line's logit of being a remark."""

ANSWERED = 0.5
"""A line is a remark only if its logit of being one is more than this many times the logit of being
answered by the document."""

COMFORT = 3
"""Passages of the urgent warnings that are shown with words of comfort."""


class Finder:
    """Finds passages in one document."""

    def __init__(
        self,
        document: Document,
        index: Index,
        selector: Selector,
        things: Things,
        verdicts: Verdicts,
    ) -> None:
        self._document = document
        self._index = index
        self._reader = index.reader
        self._selector = selector
        self._things = things
        self._verdicts = verdicts

    def find(self, asked: Asked, among: frozenset[int] | None, top: int) -> Found:
        """Find what to show: an answer, passages of the last list, or passages along with talk."""
        turn, state = asked.line.turn, asked.state
        if turn.kind == QUESTION:
            return self._rank(asked, among, top)
        if turn.kind == POINT and turn.pointer:
            return point(turn.pointer, state, self._document.number, self._document.about, top)
        if state.emergency is not None and turn.kind in COMFORTED and not asked.raised:
            return Found("talk", state.query, emergency=True)
        comfort = self._verdicts.warned(asked)[:COMFORT] or (
            *self._document.first,
            *self._document.help,
        )
        return talk(turn.kind, state, [Entry(Hit(number, 0.0)) for number in comfort], top)

    def _rank(self, asked: Asked, among: frozenset[int] | None, top: int) -> Found:
        """Return the answer to a question from the passages `among`."""
        ruled = NOTHING if asked.raised else self._things.ruled_out(asked.line.asks)
        unlimited, among = among, ruled.left(among, len(self._document.passages))
        query = ruled.query(asked.inherited.query)
        allowed = self._allowed(asked, among)
        factors = self._factors(asked, allowed)
        hits = self._index.search(query, allowed, factors)
        first = [n for n in self._front(asked, hits) if allowed is None or n in allowed]
        same = not factors and allowed is unlimited and not ruled.things
        verdict = self._verdicts.verdict(asked, first, hits if same else None, unlimited)
        if self._is_other_emergency(asked, verdict.answered):
            return Found("refusal", query, confidence=0.0, emergency=True)
        if brief_in_danger(asked.line, asked.raised, self._reader):
            hits = with_warned(hits, self._verdicts.warned(asked))
        if self._is_remark(asked, verdict, unlimited):
            urgent = bool(asked.raised)
            reply = replies.reply("remark", self._document.about, "", urgent)
            return Found("talk", query, reply=reply)
        if verdict.answered and (hits or not ruled.things):
            words = ruled.words(asked.line.asks)
            chat = replace(_in_chat(asked), favoured=factors, first=first)
            selection = self._selector.select(query, words, hits, chat)
            return Found(
                "passages",
                query,
                selection.sought,
                selection.strong[:top],
                selection.strong,
                selection.weak,
                verdict.confidence,
                left_out=ruled.things,
            )
        near = tuple(map(Entry, hits[:NEAREST])) if verdict.near else ()
        return Found(
            "refusal",
            query,
            page=near[:top],
            confidence=0.0 if ruled.things else verdict.confidence,
            left_out=ruled.things,
        )

    def _factors(self, asked: Asked, allowed: frozenset[int] | None) -> dict[int, float]:
        """Factors for the scores of passages that the chat or a danger favours."""
        factors: dict[int, float] = {}
        if asked.inherited.continues:
            bare = all(word.read in MEASURING for word in asked.line.asks)
            factor = POINTED_FACTOR if asked.state.pointed or bare else FOCUS_FACTOR
            factors = dict.fromkeys(asked.state.focus, factor)
        if asked.alarms or not (
            names_thing(asked.line, self._reader) or self._verdicts.stands_alone(asked.line)
        ):
            factors |= dict.fromkeys(self._verdicts.warned(asked), URGENT_FACTOR)
        if asked.alarms:
            factors |= dict.fromkeys(asked_beside(asked.line, self._index, allowed), URGENT_FACTOR)
        return factors

    def _is_remark(self, asked: Asked, verdict: Verdict, among: frozenset[int] | None) -> bool:
        """Whether a line is only a remark: the likelier it is that the document answers it, the
        less likely it is a remark.

        What the line inherits does not count: it cannot show whether the line asks something.
        """
        likely, manners = asked.line.turn.remark, asked.line.turn.manners
        if asked.alarms or asked.line.foreign or "fails" in manners:
            return False
        if likely < (REPORT if asked.raised else REMARK):
            return False
        if asked.raised or asked.inherited.continues:
            verdict = self._verdicts.alone(asked.line, among)
        gained = CHATTED if asked.state.topic and not manners else 0.0
        if asked.raised:
            gained = REPORTED
        return _logit(likely) + gained > ANSWERED * _logit(verdict.confidence)

    def _is_other_emergency(self, asked: Asked, answered: bool) -> bool:
        """Whether a question, or the chat that it continues, is about an emergency that the
        document does not cover."""
        if not self._document.emergency:
            return False
        about = asked.state.emergency
        if about is not None and stays_with_emergency(asked.line, about, self._reader):
            return True
        least = recognise.SURE if answered else recognise.LIKELY
        if asked.raised:
            least = recognise.COVERED
        if asked.alarms and not any(one.fresh for one in asked.raised):
            least = recognise.REPEATED
        return recognise.signs(asked.line.question) >= least

    def _front(self, asked: Asked, hits: Sequence[Hit]) -> tuple[int, ...]:
        """The passages that the document's author put first for such a question, if any."""
        if "fails" in asked.line.turn.manners:
            return self._document.help
        beyond = asked.inherited.query.beyond
        if "safe" in asked.line.turn.manners and not asked.raised and not beyond:
            return self._document.careful
        if not asked.inherited.query.missing:
            cautioned = self._selector.caution(asked.line.asks, hits, _in_chat(asked))
            if cautioned is not None:
                return (cautioned,)
        if asked.partly or asked.alarms or beyond:
            return ()
        if asked.raised:
            return self._general(asked.line)
        if self._reader.names_subject_alone(asked.line.asks, asked.inherited.query):
            return self._document.first
        return general(asked.line.asks, asked.inherited.query, self._document.general, self._reader)

    def _general(self, line: Line) -> tuple[int, ...]:
        """The passages that answer a line as a general question, if it is one."""
        query = self._reader.read(line.asks)
        return general(line.asks, query, self._document.general, self._reader)

    def _allowed(self, asked: Asked, among: frozenset[int] | None) -> frozenset[int] | None:
        """The passages of `among` that may be shown while dangers are in force. Home remedies are
        withheld. If a line says little, only passages of the warnings and passages on getting help
        may be shown."""
        if not asked.raised:
            return among
        raised = [one.warning for one in asked.raised]
        fit = frozenset((*self._document.warned_by(raised), *self._document.help))
        if brief_in_danger(asked.line, asked.raised, self._reader):
            return fit if among is None else fit & among
        everything = frozenset(range(len(self._document.passages))) if among is None else among
        return everything - (self._document.withheld(raised) - fit)


def _in_chat(asked: Asked) -> InChat:
    """Whom the chat is about, and whether it is about safety or a danger."""
    return InChat(about=asked.state.person, careful=_careful(asked), in_danger=bool(asked.raised))


def _careful(asked: Asked) -> bool:
    """Whether a line continues a question about safety: "and herbs?"."""
    before = asked.state.listing
    if before is None or before.sought.cautioned is None:
        return False
    return asked.inherited.continues and asks_also(asked.line.asks)


def _logit(likelihood: float) -> float:
    likelihood = min(max(likelihood, 0.001), 0.999)
    return math.log(likelihood / (1 - likelihood))
