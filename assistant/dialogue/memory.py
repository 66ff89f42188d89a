"""What a chat remembers after a turn."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.danger import no_longer, subject_of
from assistant.dialogue.followup import Inherited, next_topic, remember
from assistant.dialogue.pages import Found
from assistant.dialogue.state import Listing, Raised, State
from assistant.dialogue.turns import Line
from assistant.emergencies import recognise
from assistant.selection.duplicates import Entry
from assistant.selection.safe import person_in
from index.search import Index

LONGEST_LIST = 100
"""Largest number of passages that "more" reaches."""

MOST_FOCUS = 2
"""Number of top passages of an answer that follow-ups favour."""


def after(
    state: State,
    line: Line,
    inherited: Inherited,
    raised: tuple[Raised, ...],
    found: Found,
    index: Index,
) -> State:
    """Return the state of a chat after a turn. Talk and refusals keep the topic and the list."""
    about = state.emergency if found.emergency or not line.is_question else None
    if found.emergency and not state.dangers:  # otherwise it belongs to the danger
        about = state.emergency or frozenset()
        if not about or recognise.signs(line.question) >= recognise.LIKELY:
            about |= subject_of(line, index.reader)
    state = replace(
        state,
        dangers=raised,
        past=no_longer(state, raised),
        emergency=about,
        person=person_in(line.words) or state.person,
    )
    if line.turn.kind == "restart":
        return State(dangers=raised, past=state.past)
    if "elsewhere" in line.turn.manners and not line.is_question:
        state = replace(state, topic=None, earlier=remember(state, None))
    if found.page:  # a refusal may show the nearest passages
        state = replace(state, query=found.query)
    if found.kind != "passages":
        return state
    shown = [entry.passage for entry in found.page]
    if line.is_question:
        words = _scored(found, index)
        topic = next_topic(line.question, line.asks, inherited, words, index.reader)
        if state.topic and raised and not any(one.fresh for one in raised):
            topic = state.topic  # during a danger, the danger stays the topic
        return replace(
            state,
            topic=topic,
            earlier=remember(state, topic),
            listing=Listing(
                found.query,
                found.sought,
                (*found.listed, *map(Entry, found.others))[:LONGEST_LIST],
                len(found.listed),
                found.page,
                frozenset(shown),
            ),
            focus=tuple(shown[:MOST_FOCUS]),
            pointed=False,
        )
    pointer, listing = line.turn.pointer, state.listing
    if listing and pointer and pointer.how in ("next", "yes"):
        listing = listing.turned(found.page)
        return replace(state, listing=listing, focus=tuple(shown[:MOST_FOCUS]), pointed=False)
    return replace(state, focus=tuple(shown), pointed=True)


def _scored(found: Found, index: Index) -> dict[str, float]:
    """What each typed word added to the scores of the first passages of an answer."""
    points: dict[str, float] = {}
    for entry in found.page[:MOST_FOCUS]:
        for part in index.explain(found.query, entry.passage):
            for word in part.word.split() if part.source != "carried" else ():
                points[word] = points.get(word, 0.0) + part.points
    return points
