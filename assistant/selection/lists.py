"""Lists in the document: what introduces one, its items, and items that make no sense alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.selection.duplicates import Entry
from corpus.model import Passage
from index.search import Hit

GATHERED = 3
"""This many of the best hits must be in one list to be shown together as that list."""

COMPARED = 5
"""The number of best hits compared: as many as an answer shows at first."""

CLOSE = 0.8
"""Share of a list's best score that a hit needs to be shown together with the others. An item that
stands out comes first, on its own."""

RIVAL = 0.9
"""A hit with at least this share of the score of a passage that introduces a list comes before that
passage."""

SHORT_ITEM = 6
"""A list item with at most this many words needs its lead-in."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

_ANNOUNCEMENT = re.compile(
    r"\b(?:there (?:are|is)|following|as follows|such|below|the background of|so)\b[^.]*:$",
    re.IGNORECASE,
)


def items_of(passages: Sequence[Passage], announcer: int) -> range:
    """Return the items of the list that a passage introduces; none if it introduces none."""
    text = passages[announcer].text
    end = announcer + 1
    if text.rstrip().endswith(":"):
        while end < len(passages) and passages[end].lead_in == text:
            end += 1
    return range(announcer + 1, end)


def list_of(passages: Sequence[Passage], item: int) -> int | None:
    """Return the first item of the list that a passage is in; None if it is in no list."""
    lead_in = passages[item].lead_in
    if not lead_in:
        return None
    while item and passages[item - 1].lead_in == lead_in:
        item -= 1
    return item


def only_announces(sentence: str) -> bool:
    """Whether a sentence only says that a list follows: "There are several ways:"."""
    return bool(_ANNOUNCEMENT.search(sentence))


def expand(
    passages: Sequence[Passage], hits: Sequence[Hit], keep: bool, every: bool = True
) -> list[Hit]:
    """Return `hits`, with the list that the first hit introduces placed before the other hits.

    With `keep`, the introducing passage is itself an answer, and a rival that scores nearly as well
    comes before it. Unless `every` item belongs to the answer, only those that are hits follow.
    """
    first = hits[0]
    items = {item: Hit(item, first.score) for item in items_of(passages, first.passage)}
    if keep:
        found = {hit.passage for hit in hits}
        items = {n: hit for n, hit in items.items() if every or n in found}
        items = {first.passage: first} | items
    others = [hit for hit in hits[1:] if hit.passage not in items]
    rivals = [hit for hit in others if keep and hit.score >= RIVAL * first.score]
    return [*rivals, *items.values(), *(hit for hit in others if hit not in rivals)]


def gather(passages: Sequence[Passage], entries: Sequence[Entry]) -> list[Entry]:
    """Return `entries`, best first, with those of one list in document order.

    Three or more of the best entries from one list are moved to the place of the best of them.
    """
    lists: dict[int, list[Entry]] = {}
    for entry in entries[:COMPARED]:
        first = list_of(passages, entry.passage)
        if first is not None:
            lists.setdefault(first, []).append(entry)
    place: dict[int, tuple[int, int]] = {}
    for found in lists.values():
        best = found[0]
        close = [entry for entry in found if entry.score >= CLOSE * best.score]
        if len(close) >= GATHERED:
            at = entries.index(best)
            place.update((entry.passage, (at, entry.passage)) for entry in close)
    numbered = {entry.passage: at for at, entry in enumerate(entries)}
    return sorted(
        entries,
        key=lambda entry: place.get(entry.passage, (numbered[entry.passage], 0)),
    )


def needs_lead_in(passage: Passage) -> bool:
    """Whether a list item says little without the sentence that introduces the list.

    This is so if it begins in lower case or is only a few words: "Dehydration of the body."
    """
    text = passage.text
    return bool(passage.lead_in) and (text[:1].islower() or len(text.split()) <= SHORT_ITEM)


def announcement(passage: Passage) -> str:
    """Return the sentence that introduces the list that a passage is in."""
    return _SENTENCE_END.split(passage.lead_in)[-1]
