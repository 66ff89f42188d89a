"""Reads talk as a question where that is likelier in this chat."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.deciding import SURE, SURE_AT_FIRST
from assistant.dialogue.phrases import QUESTION, phrasebook
from assistant.dialogue.pointing import POINT, pointer
from assistant.dialogue.state import State
from assistant.dialogue.talk_model import REMARK, Subjects
from assistant.dialogue.turns import Turn, as_question, remark_likelihood, talk_kind
from assistant.dialogue.wording import chat_words, plain

ABOUT_ANSWERS = frozenset(
    "agree complaint confused doctor shorter thinking trust wait where why".split()
)
"""Kinds of talk that mostly refer to an answer."""

_DOCTORS = frozenset({"doctor", "doctors"})
"""Words of the document that people also use to ask about the program: "are you a doctor?"."""

_WHOM = "when should I see a doctor"
_ALONE = dict.fromkeys(
    ("a doctor", "doc", "doctor", "doctors", "dr", "gp", "see a doctor", "see a dr", "see a gp"),
    _WHOM,
)
_WHY = "what causes this"
_IN_CHAT = dict.fromkeys(
    ("but why me", "why always me", "why is it always me", "why just me", "why me", "y me"), _WHY
)
"""Questions in short, each with what it asks; the latter only after something was answered."""


def spelt_out(turn: Turn, line: str, state: State) -> Turn:
    """Return a question in short as what it asks: "dr?". During a danger, it is about that."""
    if state.dangers or state.emergency is not None:
        return turn
    said = plain(line)
    asks = _ALONE.get(said) or (_IN_CHAT.get(said) if state.topic else None)
    return Turn(QUESTION, asks, frozenset({"elsewhere"})) if asks else turn


def doubted(turn: Turn, line: str, subjects: Subjects, *, first: bool) -> Turn:
    """Return a remark as a question that may be only a remark. Which it is depends on how likely
    the document is to answer it.

    Before anything has been answered (`first`), a line that names a specific thing in the document
    asks for help, unless it is clearly a remark.
    """
    if "correction" in turn.manners:
        return turn
    likely = remark_likelihood(line, subjects)
    if first and subjects.named and likely < SURE_AT_FIRST:
        likely = 0.0
    elif turn.kind == REMARK and not likely:
        return turn
    elif first and turn.kind == QUESTION and likely < SURE:
        likely = 0.0
    return replace(as_question(line) if turn.kind == REMARK else turn, remark=likely)


def at_first(turn: Turn, line: str, subjects: Subjects) -> Turn:
    """Return a line of talk that is about an answer, or points at one, as a question if nothing has
    been answered yet and only the model took the line for talk, although it names something in the
    document: "where does the pin go"."""
    about = turn.kind in ABOUT_ANSWERS and subjects.named - _DOCTORS
    points = turn.kind == POINT and subjects.known and not pointer(chat_words(line))
    if not (about or points) or talk_kind(line, phrasebook()):
        return turn
    return as_question(line)
