"""Recognises that a question asks for more of the last list: "any other tricks for the feet?".

It says so with a word such as "else", and names nothing that the list is not already about.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.followup import NO_TOPIC
from assistant.dialogue.state import Listing
from assistant.dialogue.wording import HEAD, chat_words, clauses
from index.query import QueryReader
from index.stop_words import CALLS
from index.words import Word, content

LONGEST = 14
"""A line of more words than this has its own subject."""

NEAR = 3
"""The things are among this many words after "other": "other old-time cures"."""

_MORE = frozenset("more mair further additional".split())
_BEFORE_MORE = frozenset(
    "any anything anythin some something somethin owt what wot whats still even few there theres "
    "have got give gimme show tell read see hear and are is".split()
)
"""Words before "more" that make it mean more passages: "anything more", but not "drink more"."""

_GOING_ON = (("continue",), ("proceed",), ("go", "on"), ("carry", "on"), ("keep", "going"))
"""Words that open a clause that asks for more."""

_OPENERS = HEAD | frozenset("do kindly pray just".split())
"""Small words that may come first."""

_NOBODY_ELSE = frozenset("somebody someone anybody anyone nobody everybody or who whos".split())
"""Words before "else" that make it mean another person, or a threat."""

_REST = frozenset("others rest remainder remaining".split())
_STILL = frozenset("something anything some any".split())
"""Words beside which "still" asks for more."""

_LIST = frozenset("list the of them those these any what which all".split())
"""One of these must be next to "rest" or "others"."""

_THINGS = frozenset(
    "additional advice answer answers available bit bits continue cure cures entries find found "
    "further hers hint hints his home idea ideas item items list mair method methods more old one "
    "ones option options others page passage passages places present proceed recipe recipes "
    "recommend remedies remedy result results side solution solutions stuff suggestion "
    "suggestions thing things tip tips tool tools treatments trick tricks try trying use used "
    "using way ways works".split()
)
"""Words for passages and for asking for them, which name no subject."""


def asks_for_more(
    line: str, words: Sequence[Word], listing: Listing | None, reader: QueryReader
) -> bool:
    """Whether a question asks for the passages of the last list that were not shown yet."""
    said = chat_words(line)
    if (
        not (listing and listing.left)
        or len(said) > LONGEST
        or not (_goes_on(line) or _says_more(said))
    ):
        return False
    about = {term.stem for term in listing.query.terms}
    return all(
        word.stem in about
        or word.stem in reader.light
        or word.read in _THINGS
        or word.read in CALLS
        or not NO_TOPIC.isdisjoint((word.read, word.stem))
        for word in content(words)
    )


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
