"""Recognises questions about the last list: "any other tricks for the feet?", "what's no 2 about".

They have a word such as "else", or a place, and name nothing that the list is not already about.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.dialogue.deciding import REQUESTS
from assistant.dialogue.followup import NO_TOPIC
from assistant.dialogue.phrases import QUESTION, phrasebook
from assistant.dialogue.pointing import (
    BESIDE_PLACE,
    LABELLED,
    NUMBER,
    ORDINAL,
    POINT,
    Pointer,
    place,
    shape,
)
from assistant.dialogue.state import Listing
from assistant.dialogue.turns import Turn
from assistant.dialogue.wording import HEAD, asks, chat_words, clauses
from index.analysis import is_stop, normal
from index.query import QueryReader
from index.stop_words import CALLS, LIGHT_WORDS
from index.words import Word, content

LONGEST = 14
"""A line of more words than this has its own subject."""

MISREAD = frozenset({"complaint", "source", "where"})
"""Kinds of talk for which the model may mistake a line that asks for more: "what remains of
this"."""

SHORT = 5
"""In a line of at most this many words, any number may be a place: "can I have 3 again"."""

NEAR = 3
"""The things asked for must be within this many words after "other": "other old-time cures"."""

SHOW = REQUESTS | frozenset("elaborate expand open read repeat".split())
"""Words with which a line asks to see a passage."""

_MORE = frozenset("more mair further additional".split())
_BEFORE_MORE = frozenset(
    "any anything anythin some something somethin owt what wot whats still even few there theres "
    "have got give gimme show tell read see hear and are is what whats".split()
)
"""Words before "more" that make it mean more passages: "anything more", but not "drink more"."""

_GOING_ON = (("continue",), ("proceed",), ("go", "on"), ("carry", "on"), ("keep", "going"))
"""Words that open a clause that asks for more."""

_OPENERS = HEAD | frozenset("do kindly pray just".split())
"""Small words that may come first."""

_NOBODY_ELSE = frozenset("somebody someone anybody anyone nobody everybody or who whos".split())
"""Words before "else" that make it mean another person, or a threat."""

_REST = frozenset("others rest remainder remaining".split())
_LEFT = frozenset("left remain remains remained remaining".split())
_BEFORE_LEFT = frozenset("anything something what whats was is any some".split())
"""Words before "left" that make it mean the passages not shown, unlike in "my left leg"."""

_BUT_FOR = frozenset("besides except".split())
"""Words that introduce something the user does not want: "what else besides bananas"."""

_STILL = frozenset("something anything some any".split())
"""Words beside which "still" asks for more."""

_LIST = frozenset("list the of them those these any what which all".split())
"""One of these must be next to "rest" or "others"."""

_TURNS = frozenset("time times place hand day days night week".split())
"""Light words that make an ordinal mean something other than a passage: "second time"."""

_THINGS = frozenset(
    "additional advice answer answers available bit bits continue cure cures describe entries "
    "expand find found further hear hers hint hints his home idea ideas item items left line lines "
    "list mair method methods more old one ones open option options others page passage passages "
    "places present proceed read recipe recipes recommend remaining remedies remedy repeat rest "
    "result results side solution solutions spell stuff suggestion suggestions thing things tip "
    "tips tool tools treatments trick tricks try trying un use used using way ways works".split()
)
"""Words for passages and for asking for them, which name no subject."""


def about_list(
    turn: Turn, line: str, words: Sequence[Word], listing: Listing | None, reader: QueryReader
) -> Turn:
    """Return a turn as pointing if its words show that it is only about the last list."""
    if turn.kind == POINT or turn.pointer or turn.manners or listing is None:
        return turn
    if turn.kind in (QUESTION, *MISREAD) and asks_for_more(line, words, listing, reader):
        return Turn(POINT, pointer=Pointer("next"))
    if turn.kind == QUESTION:
        at = place_asked_for(line, words, listing, reader)
    else:
        at = names_label(line, listing)
    return Turn(POINT, pointer=Pointer("number", at)) if at else turn


def asks_for_more(line: str, words: Sequence[Word], listing: Listing, reader: QueryReader) -> bool:
    """Whether a question asks for the passages of the last list that were not shown yet."""
    said = chat_words(line)
    if not listing.left or len(said) > LONGEST or not (_goes_on(line) or _says_more(said)):
        return False
    end = next((at for at, word in enumerate(words) if word.read in _BUT_FOR), len(words))
    return not _subjects(words[:end], listing, reader)


def place_asked_for(line: str, words: Sequence[Word], listing: Listing, reader: QueryReader) -> int:
    """Return the place in the last list that a question is about, if it names nothing else: "the
    2nd sounds good, how does it go"; 0 if it is about none."""
    parts = [part for part in clauses(line) if place(chat_words(part), NUMBER)]
    if len(parts) == 1 and not any(asks(part) for part in clauses(line) if part not in parts):
        line, words = parts[0], reader.words(parts[0])  # the rest is an aside
    said = chat_words(line)
    if len(said) > LONGEST or not _at_end(said):
        return 0
    others = [word for word in words if not shape(word.read)]
    strange = [word for word in _subjects(others, listing, reader) if word.stem in reader.idf]
    number = place(said, ORDINAL if len(said) > SHORT else NUMBER)
    return 0 if strange or abs(number) > len(listing.page) else number


def names_label(line: str, listing: Listing) -> int:
    """Return the place in the last list that a line names by a label, or that it asks to see: "no 2
    sounds doable", "explain the first point about sitting"."""
    words = chat_words(line)
    number = place(words, LABELLED if SHOW.isdisjoint(words[:1]) else ORDINAL)
    return number if number <= len(listing.page) else 0


def _at_end(said: Sequence[str]) -> bool:
    """Whether no noun follows a place: "second" and "the second tip", but not "second wife"."""
    return all(
        is_stop(then) or then in (LIGHT_WORDS | BESIDE_PLACE | _THINGS) - _TURNS
        for word, then in pairwise(said)
        if shape(word) == "#th"
    )


def _subjects(words: Sequence[Word], listing: Listing, reader: QueryReader) -> list[Word]:
    """The words that name something that the list is not already about."""
    about = {term.stem for term in listing.query.terms}
    courtesies = phrasebook().words
    return [
        word
        for word in content(words)
        if not (
            word.stem in about
            or word.stem in reader.light
            or word.read in _THINGS
            or word.read in CALLS
            or not NO_TOPIC.isdisjoint((word.read, word.stem))
            or normal(word.typed) in courtesies
        )
    ]


def _goes_on(line: str) -> bool:
    for clause in clauses(line):
        said = chat_words(clause)
        first = next((at for at, word in enumerate(said) if word not in _OPENERS), 0)
        if any(said[first : first + len(words)] == words for words in _GOING_ON):
            return True
    return False


def _says_more(said: Sequence[str]) -> bool:
    if "still" in said and not _STILL.isdisjoint(said):
        return True
    for at, word in enumerate(said):
        before = said[at - 1] if at else "and"
        if word in _MORE and before in _BEFORE_MORE:
            return True
        if word in _LEFT and before in _BEFORE_LEFT:
            return True
        if word == "else" and before not in _NOBODY_ELSE:
            return True
        if word in _REST and not _LIST.isdisjoint(said[max(at - 2, 0) : at + 2]):
            return True
        following = said[at + 1 : at + 1 + NEAR]
        if word == "other" and any(_plural(then) or then in _THINGS for then in following):
            return True
    return False


def _plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith("ss")
