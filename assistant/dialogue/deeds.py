"""Questions about whether it is right to do something: "should I wake her", "can I quit my
pills"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.dialogue.danger import WHETHER, telling_words
from assistant.dialogue.deciding import SOMEBODY
from assistant.dialogue.followup import NO_TOPIC
from assistant.dialogue.turns import Line
from assistant.dialogue.wording import HEAD, chat_words, clauses
from index.query import QueryReader

_SELF = frozenset("i we you one u".split())
_ACTING = _SELF | frozenset("he she they".split())
"""First words of questions about whether to do something: "should I hold him", "can she drink"."""

_CARRYING_OUT = frozenset("do need would might".split())
"""Verbs that ask this only with "I", "we" or "you": not "do they", "would he"."""

_DEEDS = frozenset(
    "afterwards alone back bring call come get gie give go keep later leave let make once put "
    "soon start stay stop straight take today tomorrow tonight try use wait worried worry "
    "yet".split()
)
"""Words for deeds, places and times that do not say by themselves what is done."""

_STOPPING = frozenset("discontinue halve quit skip stop stopping".split())
_TAKING = frozenset("taking takin".split())
_MEDICINES = frozenset(
    "drug drugs medication medications medicine medicines meds pill pills statin statins tablet "
    "tablets".split()
)
"""Words used in questions about whether to stop a medicine."""

_OTHER = r"(?:he|she|they|(?:my|our|the|his|her) \w+|mum|mom|dad|grandma|grandpa|gran)"
_SO = r"(?:(?:and|but|so|then|ok|please) )*"

_OUTCOMES = (
    (
        re.compile(
            r"\b(?:prevent|avoid)(?:ing)?\b|\bstop(?:ping)? (?:\w+ ){1,4}again\b"
            r"|\bstop (?:the next|another)\b"
        ),
        frozenset("prevent prevents preventing prevention avoid avoids avoiding again".split()),
    ),
    (
        re.compile(
            rf"^{_SO}(?:will|could|might|does|do) (?:it|this|that|{_OTHER}) (?:\w+ ){{0,4}}"
            r"(?:again|another|come back)\b"
        ),
        frozenset("again another recur recurs return returns".split()),
    ),
    (
        re.compile(
            rf"^{_SO}(?:(?:is|are|will|would) {_OTHER} (?:going to |gonna )?(?:be |get )?"
            r"(?:all right|alright|ok|okay|fine|better|well|safe)"
            rf"|(?:will|would|could|can|might|is) {_OTHER} (?:going to |gonna )?"
            r"(?:die|live|make it|recover|survive))(?: now| then| again| soon)*$"
        ),
        frozenset("alright die live okay recover recovers survive".split()),
    ),
)
"""Questions about how things will turn out and how to prevent them, each with words that texts
which answer it contain."""


def concerns_person(line: Line) -> bool:
    """Whether a line mentions somebody else."""
    return not SOMEBODY.isdisjoint(chat_words(line.question))


def unsaid_deed(line: Line, texts: Iterable[str], reader: QueryReader) -> bool:
    """Whether a line asks if it is right to do something that `texts` do not mention at all: "do I
    put something between his teeth"."""
    asked = [part for part in clauses(line.question) if _asks_whether_to_act(part)]
    if not asked:
        return False
    words = reader.words(". ".join(asked)) if concerns_person(line) else line.asks
    deeds = {
        word.stem
        for word in telling_words(words, reader)
        if word.read not in _DEEDS and word.read not in NO_TOPIC
    }
    said = {word.stem for text in texts for word in reader.words(text)}
    return bool(deeds) and said.isdisjoint(deeds)


def unsaid_outcome(line: Line, texts: Iterable[str]) -> bool:
    """Whether a line asks how things will turn out, or how to prevent them, if `texts` do not say:
    "will she be ok", "how do I prevent the next one"."""
    asked = " ".join(chat_words(line.question))
    answers = [words for pattern, words in _OUTCOMES if pattern.search(asked)]
    said = {word for text in texts for word in chat_words(text)} if answers else set()
    return any(said.isdisjoint(words) for words in answers)


def stops_medicine(line: Line) -> bool:
    """Whether a line asks if it is right to stop a medicine: "should I quit taking it"."""
    return any(
        _asks_whether_to_act(clause)
        and not _STOPPING.isdisjoint(words := chat_words(clause))
        and not (_TAKING | _MEDICINES).isdisjoint(words)
        for clause in clauses(line.question)
    )


def says_to_stop(text: str) -> bool:
    """Whether a text speaks of stopping something."""
    return not _STOPPING.isdisjoint(chat_words(text))


def _asks_whether_to_act(clause: str) -> bool:
    words = chat_words(clause)
    first = next((at for at, word in enumerate(words) if word not in HEAD), len(words))
    verb, then = (*words[first : first + 2], "", "")[:2]
    return verb in WHETHER and then in (_SELF if verb in _CARRYING_OUT else _ACTING)
