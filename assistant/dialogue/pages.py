"""What to show for a turn that is not a question: passages from the list, a reply, or both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer_types import Kind
from assistant.dialogue import replies
from assistant.dialogue.phrases import QUESTION
from assistant.dialogue.pointing import Pointer
from assistant.dialogue.state import Listing, State
from assistant.dialogue.turns import Turn
from assistant.selection.duplicates import Entry
from assistant.selection.select import NOTHING_SPECIAL, Sought
from corpus.model import Passage
from index.query import Query
from index.search import Hit
from index.tables import Column

COMFORTED = frozenset({"call", "fear", "pain"})
"""Kinds of talk answered with passages too: on what to do at once, and when to get help."""

REPEATED = frozenset({"shorter", "explain", "where", "why"})
"""Kinds of talk about the first passage of the last list."""


@dataclass(frozen=True, slots=True)
class Found:
    """What to show for a turn.

    `page` is what is shown now; `query` and `sought` belong to the question that found it. `listed`
    is the list that a question starts, best first, and `others` are the hits after it; other turns
    start none. `confidence` is the likelihood that the document answers. `reply` is set for talk
    whose kind has no fixed reply. `emergency` means that the chat is about an emergency that the
    document does not cover, so only what it says about getting help is shown. `left_out` lists the
    things that the question rules out. `missing` lists words from the half of a question that the
    answer does not cover. `weaker` means that the page has only passages that match less well.
    """

    kind: Kind
    query: Query
    sought: Sought = NOTHING_SPECIAL
    page: tuple[Entry, ...] = ()
    listed: tuple[Entry, ...] = ()
    others: tuple[Hit, ...] = ()
    confidence: float = 1.0
    reply: str = ""
    emergency: bool = False
    left_out: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    weaker: bool = False


def settle(turn: Turn, question: str, state: State, passages: Sequence[Passage]) -> Turn:
    """Return a turn as it is meant in this chat: without anything to point at, "2" and "the lemon
    one" are questions, and "yes" is talk."""
    pointer, listing = turn.pointer, state.listing
    if pointer is None:
        return turn
    if pointer.how == "words":
        numbers = _with_words(pointer.words, listing, passages) if listing else ()
        if numbers:
            return replace(turn, pointer=replace(pointer, numbers=numbers))
        return Turn(QUESTION, question)
    if pointer.how == "yes" and not (listing and listing.left):
        return Turn("agree")
    if pointer.how == "number" and listing is None:
        return Turn(QUESTION, question)
    return turn


def _with_words(
    words: Sequence[str], listing: Listing, passages: Sequence[Passage]
) -> tuple[int, ...]:
    """The passages of a list that contain all of these words, those on the last page first."""
    order = dict.fromkeys(entry.passage for entry in (*listing.page, *listing.entries))
    return tuple(
        number for number in order if all(w in passages[number].text.casefold() for w in words)
    )


def point(pointer: Pointer, state: State, number: Column[int], about: str, top: int) -> Found:
    """Return what to show when a turn points at a passage, or asks for the next ones.

    `number` maps the ids of passages to their places; `about` is the document's subject.
    """
    listing = state.listing
    if pointer.how == "line":
        at = number.get(str(pointer.number))
        if at is None:
            return Found("talk", state.query, reply=replies.no_line(pointer.number))
        return _found(listing, state, (Entry(Hit(at, 0.0)),))
    if listing is None:
        return Found("talk", state.query, reply=replies.no_list(about))
    if pointer.how in ("next", "yes"):
        page, problem = listing.following[:top], replies.NO_MORE
        if page and listing.is_weak(page[0]):
            return replace(_found(listing, state, page), weaker=True)
    elif pointer.how == "again":
        page, problem = listing.page[:top], replies.NO_MORE
    elif pointer.how == "words":
        found = {entry.passage: entry for entry in listing.entries}
        page, problem = tuple(found[at] for at in pointer.numbers)[:top], ""
    else:
        page = _numbered(pointer.number, listing)
        problem = replies.beyond(pointer.number, len(listing.page))
    return _found(listing, state, page) if page else Found("talk", state.query, reply=problem)


def _found(listing: Listing | None, state: State, page: tuple[Entry, ...]) -> Found:
    if listing is None:
        return Found("passages", state.query, page=page)
    return Found("passages", listing.query, listing.sought, page)


def looking_at(turn: Turn, state: State) -> State:
    """Return the state for a question that also points: "the second one, how often?"
    is about that passage, if it was shown."""
    pointer, listing = turn.pointer, state.listing
    if turn.kind != QUESTION or pointer is None or listing is None:
        return state
    if pointer.how == "number":
        entries = _numbered(pointer.number, listing)
        numbers = tuple(entry.passage for entry in entries)
    else:
        numbers = tuple(one for one in pointer.numbers if one in listing.shown)
    return replace(state, focus=numbers, pointed=True) if numbers else state


def _numbered(number: int, listing: Listing) -> tuple[Entry, ...]:
    """The passage with this number on the last page, -1 for the last; none beyond the end."""
    first = len(listing.page) if number == -1 else number
    return listing.page[first - 1 : first] if first else ()


def talk(kind: str, state: State, comfort: Sequence[Entry], top: int) -> Found:
    """Return what to show with a fixed reply: `comfort` for somebody in fear or pain, or the
    first passage of the last list if the talk is about that."""
    if kind in COMFORTED:
        return Found("talk", state.query, page=tuple(comfort[:top]))
    if kind in REPEATED and state.listing:
        return replace(_found(state.listing, state, state.listing.page[:1]), kind="talk")
    return Found("talk", state.query)
