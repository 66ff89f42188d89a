"""What a follow-up inherits from the chat: "and at night?" is about the question before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.safety.decision import Danger
from index.analysis import normal
from index.query import Query, Word, content

CARRIED = 0.6
"""Weight of a word inherited from the question before, against a typed one. Older words have it
several times over, so that they fade."""

FAINT = 0.1
"""Weight below which a word is no longer inherited."""

_OPENERS = ("and", "but", "or", "also", "then", "so", "even", "what about", "how about", "what if")
_COURTESY = frozenset("thank thanks hello hi hey bye ok okay".split())
_POINTERS = frozenset("it its that this them they those these one ones he him there".split())


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of the chat: as it was read, with the terms it inherited, and the warnings that it
    made urgent."""

    query: Query
    dangers: Mapping[str, Danger]


def is_follow_up(words: Sequence[Word], common: frozenset[str]) -> bool:
    """Whether a question continues the chat: it points back, or names too little to stand alone.

    `common` are the stems that occur all over the document: a question that has one names the
    document's subject itself, and is a follow-up only if it opens like a continuation.
    """
    reads = [word.read for word in words]
    if len(content(words)) == len(words) or _COURTESY & set(reads):
        return False  # nothing, a bare keyword, or a courtesy
    telling = [word for word in content(words) if word.stem not in common]
    opens = f"{' '.join(reads[:2])} ".startswith(tuple(f"{opener} " for opener in _OPENERS))
    points = any(read in _POINTERS for read in reads)
    if len(telling) < len(content(words)):
        return opens and len(telling) <= 2
    if opens or points:
        return len(telling) <= 4
    return len(telling) <= 2


def inherit(query: Query, last: Turn, light: frozenset[str]) -> tuple[Query, tuple[str, ...]]:
    """Return `query` with the terms of the turn before it, and the inherited words that tell
    something (their stems are not `light`).

    The turn before brings what it inherited itself, so older words fade step by step.
    """
    have = {term.stem for term in query.terms}
    carried = [
        replace(term, weight=term.weight * CARRIED, source="carried")
        for term in last.query.terms
        if term.stem not in have and term.weight * CARRIED >= FAINT
    ]
    read = {normal(typed): taken for typed, taken in last.query.corrections.items()}
    words = dict.fromkeys(
        read.get(word, word)
        for term in carried
        if " " not in (word := normal(term.word)) and term.stem not in light
    )
    return replace(query, terms=(*query.terms, *carried)), tuple(words)
