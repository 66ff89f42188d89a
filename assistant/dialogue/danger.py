"""Keeps dangers in force from turn to turn for as long as the chat is about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.dialogue.deciding import REQUESTS
from assistant.dialogue.followup import PEOPLE
from assistant.dialogue.state import Raised, State
from assistant.dialogue.turns import Line
from assistant.dialogue.wording import HEAD, QUESTION_WORDS, asks, chat_words
from assistant.safety.model import Danger
from index.analysis import normal
from index.query import QueryReader
from index.spelling import is_common
from index.words import Word, content

ALONE = 2
"""A line with this many telling words of the document has its own subject."""

LEANING, NAMED = 5, 3
"""The same for a line that points back or opens like a continuation; naming the document's subject
counts as three words."""

REPORTING = 5
"""The same for a line that reports something: "I am on the bank, my toes are still curled". A line
that asks nothing and has only common words is a report too: "rowed back"."""

USUAL = 0.7
"""How much one of the commonest English words counts as a telling word: "can I drive home"."""

WEAK = 0.7
"""A danger that was never stronger than this may be a false alarm: it ends when a line points at
the list, or asks something that is not about a person. With 2, false alarms would last 3 turns
in 100 instead of 4, but real dangers would end, too: "my mother just had a fit" has a strength of
0.8."""

LATER = 0.7
"""In a chat about something else, a line that mentions nobody raises a danger only if it is at
least this strong: "kind of you" has a strength of 0.3, as "Kind" is German for "child"."""

ALMOST = -1.5
"""A danger stays if a line has at least this score by itself: its words describe the situation."""

DOUBTFUL = 3.0
"""A danger that was never stronger than this ends when a line asks a complete question on something
else: onlookers at a pool raise most false alarms that are as strong as this."""

COMPLETE = 2
"""Smallest number of telling words in a complete question."""

NEAREST = 3
"""A danger stays if one of the best passages found for a line, up to this many, is from its
warning."""

_POINTING = frozenset(
    "he hes him his himself she shes her hers herself they theyre them their it its this that "
    "those there here".split()
)
"""Words that point to somebody or something that the chat is about."""

_PERSONS = _POINTING - frozenset("it its this those there here".split())
"""The ones that point to a person, and "that", which may merely introduce a clause."""

_REPORTERS = frozenset("i im ive my me we were weve our us ma mi somebody someone still".split())
"""Words used in reports on how things are; reports on other people use the words in _POINTING."""

_INDEFINITE = (["a"], ["an"], ["any"])
_BEING = (["is"], ["are"], ["was"], ["were"])
_OWNERS = frozenset("my our".split())
_HOLDERS = frozenset("his her their your".split())
_MAKING = frozenset("make prepare use cook".split())

_OPENERS = frozenset("and but so or then also".split())

_ANOTHER = (["and"], ["but"], ["or"], ["so"], ["what"], ["how"])
_OTHER_CASE = (["about"], ["in"], ["at"], ["on"], ["during"])
"""First and second words of questions about another case: "and in bed?", "what about yoga?"."""

_OF_CASE = frozenset(
    "cause causes disease diseases doctor exam examination examinations examine exams hospital "
    "illness illnesses sign signs symptom symptoms test tests".split()
)
"""Words used in questions about the danger itself: "what tests will they do"."""

WHETHER = frozenset("should shall can could may must do might ought need would".split())
_VAGUE = frozenset("help helps helped stay stop go hold safe today tonight tomorrow".split())
"""Words that name no subject, even if they occur in the document."""


def in_force(
    line: Line,
    found: Sequence[int],
    state: State,
    passages: Mapping[str, Collection[int]],
    reader: QueryReader,
) -> tuple[Raised, ...]:
    """Return the dangers in force at a line, strongest first.

    `found` lists the passages that its words find, best first; `passages` gives those of each
    warning.
    """
    own = line.dangers
    before = {raised.warning: raised for raised in state.dangers}
    past = {raised.warning: raised for raised in state.past}
    now: list[Raised] = []
    for id in passages:
        if id in own:
            words = _stems(line.words, own[id].because)
            raised = Raised(id, own[id], line.question, True, words)
            if known := before.get(id):
                stronger = max(known.danger, own[id], key=lambda danger: danger.strength)
                raised = replace(known, danger=stronger, fresh=False, words=known.words | words)
            now.append(raised)
        elif id in before and _stays(line, found, before[id], passages[id], reader):
            now.append(replace(before[id], fresh=False))
        elif id in past and _returns(line, past[id], reader):
            now.append(replace(past[id], fresh=False))
    return tuple(sorted(now, key=lambda raised: -raised.danger.strength))


def without_doubtful(
    dangers: Mapping[str, Danger], words: Sequence[Word], state: State
) -> dict[str, Danger]:
    """Return the dangers that a line raises, except weak new ones if the chat is on another subject
    and the line mentions nobody."""
    known = {raised.warning for raised in (*state.dangers, *state.past)}
    sure = state.topic is None or any(word.read in _PERSONS | PEOPLE for word in words)
    return {
        id: danger
        for id, danger in dangers.items()
        if sure or id in known or danger.strength >= LATER
    }


def asks_own_question(line: Line, reader: QueryReader) -> bool:
    """Whether a line is worded as a complete question that refers back to no one and nothing: "how
    should I warm up"."""
    words = chat_words(line.question)
    first = next((word for word in words if word not in HEAD), "")
    if first not in QUESTION_WORDS | WHETHER or points_back([*words]):
        return False
    return len(known_words(line.asks, reader)) >= COMPLETE


def reports(line: Line) -> bool:
    """Whether a line asks nothing but reports what is happening to somebody."""
    reads = [normal(word.read) for word in line.asks]
    asking = asks(line.question) or not REQUESTS.isdisjoint(reads[:1])
    if asking:
        return False
    if len(reads) > 2 and reads[0].endswith("ing"):
        return True
    return not (_POINTING | _REPORTERS).isdisjoint(reads)


def subject_of(line: Line, reader: QueryReader) -> frozenset[str]:
    """Return the stems of a line's words that occur in the document and give the line a
    subject."""
    return frozenset(word.stem for word in known_words(line.asks, reader))


def no_longer(state: State, now: Sequence[Raised]) -> tuple[Raised, ...]:
    """Return the dangers of a chat that are no longer in force."""
    force = {raised.warning for raised in now}
    known = {raised.warning: raised for raised in (*state.past, *state.dangers)}
    return tuple(raised for id, raised in known.items() if id not in force)


def _stems(words: Sequence[Word], because: Collection[str]) -> frozenset[str]:
    """The stems of the words that made a warning urgent."""
    said = {word for phrase in because for word in phrase.split()}
    return frozenset(word.stem for word in words if word.typed in said and word.read not in PEOPLE)


def telling_words(words: Sequence[Word], reader: QueryReader) -> list[Word]:
    """The words of a line that distinguish one subject from another."""
    return [
        word
        for word in content(words)
        if word.stem not in reader.light
        and word.stem not in reader.common
        and word.read not in _VAGUE
        and not word.read.isdecimal()
    ]


def known_words(words: Sequence[Word], reader: QueryReader) -> list[Word]:
    """The telling words that the document has."""
    return [word for word in telling_words(words, reader) if word.stem in reader.idf]


def _stays(
    line: Line,
    found: Sequence[int],
    raised: Raised,
    passages: Collection[int],
    reader: QueryReader,
) -> bool:
    """Whether a danger stays in force: it does unless the line clearly changes the subject."""
    weak = raised.danger.strength < WEAK
    if "elsewhere" in line.turn.manners:
        return False
    if not line.is_question:
        return not (weak and line.turn.pointer)
    telling = telling_words(line.asks, reader)
    names = not raised.words.isdisjoint(word.stem for word in telling)
    if names or "back" in line.turn.manners:
        return names
    subject = own_subject(line, reader)
    if raised.warning in line.almost:
        return True
    if weak and telling and asks(line.question) and not _mentions_person(line):
        return False
    doubtful = raised.danger.strength < DOUBTFUL and asks_own_question(line, reader)
    if doubtful and _OF_CASE.isdisjoint(word.read for word in line.asks):
        return False
    if subject < 1:
        return not _turns_away(line, raised, reader)
    nearest = NEAREST if subject < 2 else 1
    return not set(passages).isdisjoint(found[:nearest])


def _mentions_person(line: Line) -> bool:
    return any(word.read in _PERSONS for word in line.asks)


def own_subject(line: Line, reader: QueryReader) -> float:
    """How clearly a line has a subject of its own; at 1 or more, it does not depend on earlier
    lines."""
    reads = [normal(word.read) for word in line.asks]
    told = {word.stem: word for word in known_words(line.asks, reader)}
    names = any(word.stem in reader.common for word in line.asks)
    usual = [word for word in told.values() if is_usual(word)]
    enough = ALONE
    if points_back(reads) or not _OPENERS.isdisjoint(reads[:1]):
        enough = LEANING
    if reports(line) or not (names or asks(line.question) or len(usual) < len(told)):
        enough = REPORTING
    known = USUAL * len(usual) + len(told) - len(usual)
    if names:
        known += NAMED if enough == LEANING else 1
        known += "also" in reads
    other = reads[:1] in _ANOTHER and reads[1:2] in _OTHER_CASE
    return max(known / enough, 1.0) if other else known / enough


def is_usual(word: Word) -> bool:
    """Whether a word is one of the commonest English words, or the plural of one."""
    return is_common(word.read) or is_common(word.read.removesuffix("s"))


def _turns_away(line: Line, raised: Raised, reader: QueryReader) -> bool:
    """Whether a line that says little nevertheless clearly changes the subject: it is about another
    person, asks about cramps in general, or asks for something specific: "which vitamins", "tell
    me about honey"."""
    reads = [normal(word.read) for word in line.asks]
    owned = {word for owner, word in pairwise(reads) if owner in _OWNERS}
    held = owned.union(word for owner, word in pairwise(reads) if owner in _HOLDERS)
    telling = known_words(line.asks, reader)
    special = {normal(word.read) for word in telling if not is_usual(word)}
    names = any(word.stem in reader.common for word in line.asks)
    mine = ("my", "own") in pairwise(reads) and _REPORTERS.isdisjoint(chat_words(raised.since))
    if mine and names:
        return True
    if (owned & PEOPLE).difference(chat_words(raised.since)) and (names or special):
        return True
    thing = reads[1:2] if reads[:1] in (["what"], ["which"]) else []
    thing = [word for word in thing if word not in _OF_CASE]
    about = any(normal(word.read) in thing for word in telling)
    about = about or reads[:3] == ["tell", "me", "about"]
    about = about or (reads[:1] == ["how"] and not _MAKING.isdisjoint(reads))
    if about and special - held and _PERSONS.issuperset(_POINTING.intersection(reads)):
        return True
    return asks(line.question) and not points_back(reads) and _any_cramp(line.asks, reads, reader)


def _any_cramp(words: Sequence[Word], reads: Sequence[str], reader: QueryReader) -> bool:
    """Whether a line names the document's subject in general: "cramps" or "a cramp"."""
    return any(
        word.stem in reader.common
        and (word.read.endswith("s") or reads[at - 1 : at] in _INDEFINITE)
        for at, word in enumerate(words)
    )


def points_back(reads: Sequence[str]) -> bool:
    """Whether a line points to somebody or something that the chat is about: "there" does, but not
    in "are there"."""
    return any(
        read in _POINTING and not (read == "there" and reads[max(at - 1, 0) : at] in _BEING)
        for at, read in enumerate(reads)
    )


def _returns(line: Line, raised: Raised, reader: QueryReader) -> bool:
    """Whether a line names the situation of a past danger, and so returns to it."""
    if not line.is_question:
        return False
    telling = {word.stem for word in telling_words(line.asks, reader)}
    return bool(telling & raised.words) and len(telling - raised.words) < ALONE
