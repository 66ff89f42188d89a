"""Dangers over the turns of a chat: raised, in force while it is about them, and raised again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from assistant.dialogue.state import Raised, State
from assistant.dialogue.turns import Line
from index.query import QueryReader, Word, content
from index.search import Hit

ALONE = 2
"""Telling words of the document from which a line has a subject of its own. With both numbers as
they are, 2 dangers in 115 are lost and 5 stuck on the tuning chats (`cramps --evaluate`)."""

LEANING = 4
"""The same for a line that points back, or opens as a continuation."""

BRIEF = 2
"""Telling words up to which a line in a danger is answered with the passages of its warning."""

NEAREST = 3
"""Passages found by the words of a line: a danger stays if one of them is of its warning."""

_POINTING = frozenset(
    "he hes him his himself she shes her hers herself they theyre them their it its this that "
    "there here".split()
)
"""Words for somebody or something that the chat is about."""

_OPENERS = frozenset("and but so or then also".split())

_OTHER_CASE = (["about"], ["in"], ["at"], ["on"], ["during"])
"""Second words of a question about another case: "and in bed?", "what about magnesium?"."""

_PEOPLE = frozenset(
    "mum mom mother dad father wife husband partner son daughter brother sister friend mate child "
    "kid boy girl baby man woman uncle aunt grandson granddaughter grandmother grandfather gran "
    "grandma grandpa nan colleague neighbour neighbor patient resident".split()
)
"""People: to name one again is not to come back to what happened to them."""

_VAGUE = frozenset("help helps helped stay stop go hold".split())
"""Words that name no subject, though a document may have them."""


def in_force(
    line: Line,
    found: Sequence[int],
    state: State,
    passages: Mapping[str, Collection[int]],
    reader: QueryReader,
) -> tuple[Raised, ...]:
    """Return the dangers in force at a line, the strongest first.

    `found` are the passages that its words find, best first, and `passages` those of each
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
                raised = replace(known, danger=own[id], fresh=False, words=known.words | words)
            now.append(raised)
        elif id in before and _stays(line, found, before[id], passages[id], reader):
            now.append(replace(before[id], fresh=False))
        elif id in past and _returns(line, past[id], reader):
            now.append(replace(past[id], fresh=False))
    return tuple(sorted(now, key=lambda raised: -raised.danger.strength))


def brief_in_danger(line: Line, raised: Sequence[Raised], reader: QueryReader) -> bool:
    """Whether a line says little in a danger that an earlier one raised: "he's awake now"."""
    known = [word for word in _telling(line.asks, reader) if word.stem in reader.idf]
    return bool(raised) and not (line.dangers or line.foreign) and len(known) <= BRIEF


def stays_with_emergency(line: Line, reader: QueryReader) -> bool:
    """Whether a line after signs of another emergency is still about it: "what do I do now?"."""
    return "elsewhere" not in line.turn.manners and _subject(line, reader) < 1


def no_longer(state: State, now: Sequence[Raised]) -> tuple[Raised, ...]:
    """Return the dangers of a chat that are not in force now."""
    force = {raised.warning for raised in now}
    known = {raised.warning: raised for raised in (*state.past, *state.dangers)}
    return tuple(raised for id, raised in known.items() if id not in force)


def _stems(words: Sequence[Word], because: Collection[str]) -> frozenset[str]:
    """The stems of the words that made a warning urgent."""
    said = {word for phrase in because for word in phrase.split()}
    return frozenset(word.stem for word in words if word.typed in said and word.read not in _PEOPLE)


def _telling(words: Sequence[Word], reader: QueryReader) -> list[Word]:
    """The words of a line that tell one subject from another."""
    return [
        word
        for word in content(words)
        if word.stem not in reader.light
        and word.stem not in reader.common
        and word.read not in _VAGUE
    ]


def _stays(
    line: Line,
    found: Sequence[int],
    raised: Raised,
    passages: Collection[int],
    reader: QueryReader,
) -> bool:
    """Whether a danger stays in force: it does unless the line clearly turns to something else."""
    if not line.is_question:
        return True
    if "elsewhere" in line.turn.manners:
        return False
    telling = _telling(line.asks, reader)
    names = not raised.words.isdisjoint(word.stem for word in telling)
    if names or "back" in line.turn.manners:
        return names
    subject = _subject(line, reader)
    return subject < 1 or not set(passages).isdisjoint(found[: NEAREST if subject < 2 else 1])


def _subject(line: Line, reader: QueryReader) -> float:
    """How much of a subject of its own a line has; from 1 on, it needs nothing said before."""
    reads = [word.read for word in line.asks]
    points = not _POINTING.isdisjoint(reads) or not _OPENERS.isdisjoint(reads[:1])
    known = sum(word.stem in reader.idf for word in _telling(line.asks, reader))
    known += any(word.stem in reader.common for word in line.asks)
    share = known / (LEANING if points else ALONE)
    return max(share, 1.0) if reads[1:2] in _OTHER_CASE else share


def _returns(line: Line, raised: Raised, reader: QueryReader) -> bool:
    """Whether a line comes back to a danger that was in force before: it names the situation."""
    telling = _telling(line.asks, reader) if line.is_question else ()
    return not raised.words.isdisjoint(word.stem for word in telling)


def with_warned(hits: Sequence[Hit], warned: Sequence[int]) -> list[Hit]:
    """Return the hits, and behind them the other passages of the warnings in force."""
    found = {hit.passage for hit in hits}
    return [*hits, *(Hit(number, 0.0) for number in dict.fromkeys(warned) if number not in found)]
