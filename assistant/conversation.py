"""What a follow-up takes over from the chat: "and at night?" is about what was asked before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.analysis import normal
from index.query import Query, Term, Word, content

MEMORY = 4
"""Questions back that a follow-up can reach."""

CARRIED = 0.6
"""Weight of a word taken over from the question before, against a typed one."""

FADING = 0.5
"""What is left of that weight with each question further back."""

_OPENERS = frozenset("and but or also then so what how ok okay".split())
_POINTERS = frozenset(
    "it its that this them they those these one ones he she him her his there former latter".split()
)
_GO_ON = frozenset("more else another again further continue next on".split())


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of the chat as it was read, and the passages that answered it, best first."""

    question: str
    query: Query
    passages: tuple[int, ...]


def leans(words: Sequence[Word], common: frozenset[str]) -> bool:
    """Whether a question leans on the chat: it points back, or names too little to stand alone.

    `common` are the stems that stand all over the document; they hardly name a subject.
    """
    reads = [word.read for word in words]
    if not reads:
        return False
    telling = [word for word in content(words) if word.stem not in common]
    points = any(read in _POINTERS for read in reads)
    if any(word.stem in common for word in words):
        return points and len(telling) <= 1 and reads[0] in _OPENERS
    if points or reads[0] in ("and", "but", "or"):
        return len(telling) <= 4
    return len(telling) <= 2


def take_over(query: Query, turns: Sequence[Turn]) -> tuple[Query, tuple[str, ...]]:
    """Return `query` with the terms of earlier turns, and the words that were taken over."""
    have = {term.stem for term in query.terms}
    carried: dict[str, Term] = {}
    weight = CARRIED
    for turn in reversed(turns[-MEMORY:]):
        for term in turn.query.terms:
            if term.stem not in have and term.stem not in carried:
                carried[term.stem] = replace(term, weight=term.weight * weight, source="carried")
        weight *= FADING
    words = dict.fromkeys(normal(term.word) for term in carried.values())
    return replace(query, terms=(*query.terms, *carried.values())), tuple(words)
