"""Keeps dangers in force over the turns of a chat while it is about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.dialogue.followup import PEOPLE
from assistant.dialogue.state import Raised, State
from assistant.dialogue.turns import CHANGING, Line
from assistant.dialogue.wording import asks, chat_words
from index.analysis import normal
from index.query import QueryReader
from index.search import Hit, Index
from index.spelling import is_common
from index.words import Word, content

ALONE = 2
"""A line with this many telling words of the document has its own subject. With this and the next
number, 2 of 115 dangers in the tuning chats are lost and 5 get stuck (`cramps --evaluate`)."""

LEANING, NAMED = 5, 3
"""The same for a line that points back or opens like a continuation; naming the document's subject
counts as three words."""

REPORTING = 5
"""The same for a line that reports something: "I am on the bank, my toes are still curled". A line
that asks nothing and has only common words is a report too: "rowed back"."""

BRIEF = 2
"""A line with at most this many telling words is answered from the warning in force."""

ASKED = 0
"""The same for a line that asks something."""

BESIDE = 2
"""Largest number of passages on other things asked about; they rank with the warning's."""

USUAL = 0.7
"""How much one of the commonest English words counts as a telling word: "can I drive home"."""

WEAK = 0.7
"""A danger that was never stronger than this may be a false alarm: it ends when a line points at
the list, or asks something that is not about a person. With 2, false alarms would last 3 turns
in 100 instead of 4, but real dangers would end, too: "my mother just had a fit" has 0.8."""

NEAREST = 3
"""A danger stays if one of this many best passages found for a line is from its warning."""

_POINTING = frozenset(
    "he hes him his himself she shes her hers herself they theyre them their it its this that "
    "there here".split()
)
"""Words that point to somebody or something that the chat is about."""

_PERSONS = _POINTING - frozenset("it its this there here".split())
"""Those that point to a person, and "that", which may only begin a clause."""

_REPORTERS = frozenset("i im ive my me we were weve our us somebody someone nobody".split())
"""Words of people who report what happens to them; reports on others use words in _POINTING."""

_INDEFINITE = (["a"], ["an"], ["any"])
_BEING = (["is"], ["are"], ["was"], ["were"])
_OWNERS = frozenset("my our".split())
_HOLDERS = frozenset("his her their your".split())
_MAKING = frozenset("make prepare use cook".split())

_REQUESTS = frozenset("tell show explain give list find".split())
"""A line that opens with one of these asks something."""

_OPENERS = frozenset("and but so or then also".split())

_ANOTHER = (["and"], ["but"], ["or"], ["so"], ["what"], ["how"])
_OTHER_CASE = (["about"], ["in"], ["at"], ["on"], ["during"])
"""First and second words of questions about another case: "and in bed?", "what about yoga?"."""

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

    `found` are the passages that its words find, best first; `passages` are those of each warning.
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


def brief_in_danger(line: Line, raised: Sequence[Raised], reader: QueryReader) -> bool:
    """Whether a line, after a danger was raised, says little or reports how things are going:
    "he's awake now"."""
    known = _known(line.asks, reader)
    most = ASKED if asks(line.question) else BRIEF
    return bool(raised) and not line.dangers and (len(known) <= most or reports(line))


def reports(line: Line) -> bool:
    """Whether a line asks nothing but reports what is happening to somebody."""
    reads = [normal(word.read) for word in line.asks]
    asking = asks(line.question) or not _REQUESTS.isdisjoint(reads[:1])
    if asking:
        return False
    if len(reads) > 2 and reads[0].endswith("ing"):
        return True
    return not (_POINTING | _REPORTERS).isdisjoint(reads)


def names_thing(line: Line, reader: QueryReader) -> bool:
    """Whether a line names something in the document by an uncommon word: "and bananas?"."""
    return not all(map(_usual, _known(line.asks, reader)))


def asked_beside(line: Line, index: Index, allowed: frozenset[int] | None) -> list[int]:
    """Return the passages on what a line asks, apart from the danger it describes."""
    told = {word for danger in line.dangers.values() for word in danger.because}
    rest = [
        word
        for word in _known(line.asks, index.reader)
        if word.typed not in told and not is_common(word.read)
    ]
    hits = index.search(index.reader.read(rest), allowed)
    return [hit.passage for hit in hits[:BESIDE]]


def stays_with_emergency(line: Line, reader: QueryReader) -> bool:
    """Whether a line is still about an emergency mentioned earlier: "what do I do now?"."""
    return CHANGING.isdisjoint(line.turn.manners) and _subject(line, reader) < 1


def no_longer(state: State, now: Sequence[Raised]) -> tuple[Raised, ...]:
    """Return the dangers of a chat that are no longer in force."""
    force = {raised.warning for raised in now}
    known = {raised.warning: raised for raised in (*state.past, *state.dangers)}
    return tuple(raised for id, raised in known.items() if id not in force)


def _stems(words: Sequence[Word], because: Collection[str]) -> frozenset[str]:
    """The stems of the words that made a warning urgent."""
    said = {word for phrase in because for word in phrase.split()}
    return frozenset(word.stem for word in words if word.typed in said and word.read not in PEOPLE)


def _telling(words: Sequence[Word], reader: QueryReader) -> list[Word]:
    """The words of a line that distinguish one subject from another."""
    return [
        word
        for word in content(words)
        if word.stem not in reader.light
        and word.stem not in reader.common
        and word.read not in _VAGUE
        and not word.read.isdecimal()
    ]


def _known(words: Sequence[Word], reader: QueryReader) -> list[Word]:
    """The telling words that the document has."""
    return [word for word in _telling(words, reader) if word.stem in reader.idf]


def _stays(
    line: Line,
    found: Sequence[int],
    raised: Raised,
    passages: Collection[int],
    reader: QueryReader,
) -> bool:
    """Whether a danger stays in force: it does unless the line clearly changes the subject."""
    weak = raised.danger.strength < WEAK
    if not line.is_question:
        return not (weak and line.turn.pointer)
    if "elsewhere" in line.turn.manners:
        return False
    telling = _telling(line.asks, reader)
    names = not raised.words.isdisjoint(word.stem for word in telling)
    if names or "back" in line.turn.manners:
        return names
    subject = _subject(line, reader)
    if weak and telling and asks(line.question) and not _mentions_person(line):
        return False
    if subject < 1:
        return not _turns_away(line, raised, reader)
    nearest = NEAREST if subject < 2 else 1
    return not set(passages).isdisjoint(found[:nearest])


def _mentions_person(line: Line) -> bool:
    return any(word.read in _PERSONS for word in line.asks)


def _subject(line: Line, reader: QueryReader) -> float:
    """How far a line has its own subject; from 1 up, it does not depend on earlier lines."""
    reads = [normal(word.read) for word in line.asks]
    told = {word.stem: word for word in _known(line.asks, reader)}
    names = any(word.stem in reader.common for word in line.asks)
    usual = [word for word in told.values() if _usual(word)]
    enough = ALONE
    if _points(reads) or not _OPENERS.isdisjoint(reads[:1]):
        enough = LEANING
    if reports(line) or not (names or asks(line.question) or len(usual) < len(told)):
        enough = REPORTING
    known = USUAL * len(usual) + len(told) - len(usual)
    if names:
        known += NAMED if enough == LEANING else 1
        known += "also" in reads
    other = reads[:1] in _ANOTHER and reads[1:2] in _OTHER_CASE
    return max(known / enough, 1.0) if other else known / enough


def _usual(word: Word) -> bool:
    """Whether a word is one of the commonest English words, or the plural of one."""
    return is_common(word.read) or is_common(word.read.removesuffix("s"))


def _turns_away(line: Line, raised: Raised, reader: QueryReader) -> bool:
    """Whether a line that says little nevertheless clearly changes the subject: it is about another
    person, asks about cramps in general, or asks for something specific: "which vitamins", "tell
    me about honey"."""
    reads = [normal(word.read) for word in line.asks]
    owned = {word for owner, word in pairwise(reads) if owner in _OWNERS}
    held = owned.union(word for owner, word in pairwise(reads) if owner in _HOLDERS)
    telling = _known(line.asks, reader)
    special = {normal(word.read) for word in telling if not _usual(word)}
    names = any(word.stem in reader.common for word in line.asks)
    mine = ("my", "own") in pairwise(reads) and _REPORTERS.isdisjoint(chat_words(raised.since))
    if mine and names:
        return True
    if (owned & PEOPLE).difference(chat_words(raised.since)) and (names or special):
        return True
    thing = reads[1:2] if reads[:1] in (["what"], ["which"]) else []
    about = any(normal(word.read) in thing for word in telling)
    about = about or reads[:3] == ["tell", "me", "about"]
    about = about or (reads[:1] == ["how"] and not _MAKING.isdisjoint(reads))
    if about and special - held and _PERSONS.issuperset(_POINTING.intersection(reads)):
        return True
    return asks(line.question) and not _points(reads) and _any_cramp(line.asks, reads, reader)


def _any_cramp(words: Sequence[Word], reads: Sequence[str], reader: QueryReader) -> bool:
    """Whether a line names the document's subject in general: "cramps" or "a cramp"."""
    return any(
        word.stem in reader.common
        and (word.read.endswith("s") or reads[at - 1 : at] in _INDEFINITE)
        for at, word in enumerate(words)
    )


def _points(reads: Sequence[str]) -> bool:
    """Whether a line points to somebody or something that the chat is about: "there" does, but not
    in "are there"."""
    return any(
        read in _POINTING and not (read == "there" and reads[max(at - 1, 0) : at] in _BEING)
        for at, read in enumerate(reads)
    )


def _returns(line: Line, raised: Raised, reader: QueryReader) -> bool:
    """Whether a line names the situation of a past danger, and so returns to it."""
    telling = _telling(line.asks, reader) if line.is_question else ()
    return not raised.words.isdisjoint(word.stem for word in telling)


def with_warned(hits: Sequence[Hit], warned: Sequence[int]) -> list[Hit]:
    """Return the hits, followed by the other passages of the warnings in force."""
    found = {hit.passage for hit in hits}
    return [*hits, *(Hit(number, 0.0) for number in dict.fromkeys(warned) if number not in found)]
