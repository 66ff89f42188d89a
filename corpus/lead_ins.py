"""Lead-ins: the line that introduces a list, and the list items that inherit it."""

from __future__ import annotations

from dataclasses import dataclass

SHORT_PARENT = 12
"""An item of up to this many words introduces its sub-items, however it ends."""

_ENDS = (":", "—", "–", " -", ":*", ":**")
_SENTENCE_ENDS = (".", "!", "?", "…", ";", ",", ")", "”", '"', "'", "’")

_UNFINISHED = frozenset(
    """
    a about after also an and any are as at be because been before being but by can cannot could
    does during each either every from had has have if in include includes including into is it
    may might must of often on or other our over shall should since some such than that the their
    them then there these they this those to until was we were when where whether which while who
    will with within without would you your
    """.split()
)
"""Words that no heading ends with: a line that ends with one continues below."""


def unfinished(text: str) -> bool:
    """Whether a line continues below: it ends with a word such as `if`."""
    last = text.rsplit(None, 1)[-1] if text else ""
    return last in _UNFINISHED


def leads_in(text: str) -> bool:
    """Whether a paragraph right above a list introduces it."""
    return text.endswith(_ENDS) or (bool(text) and not text.endswith(_SENTENCE_ENDS))


def surely_leads_in(text: str) -> bool:
    """Whether a paragraph introduces what is below it, even without list markers."""
    return text.endswith((":", "—", ":**"))


@dataclass(slots=True)
class _Level:
    """One open list: the indent and mark of its items, their lead-in, and the last item."""

    indent: int
    style: str
    lead_in: str
    item: str = ""


class OpenLists:
    """The lists that are open at one place in the document, the innermost last."""

    def __init__(self) -> None:
        self._levels: list[_Level] = []

    def __bool__(self) -> bool:
        return bool(self._levels)

    def clear(self) -> None:
        """Close all lists."""
        self._levels.clear()

    def lead_in(self, indent: int, style: str, above: str) -> str:
        """Return the lead-in of an item; `above` is the paragraph right above it, if any."""
        while self._levels and self._levels[-1].indent > indent:
            self._levels.pop()
        level = self._levels[-1] if self._levels else None
        same = level and (
            level.indent == indent or (level.style == style and indent < level.indent + 2)
        )
        if above:
            lead_in = above
        elif level and not same:
            parent = level.item
            short = len(parent.split()) <= SHORT_PARENT
            lead_in = parent if short or parent.endswith((":", "—")) else level.lead_in
        else:
            lead_in = level.lead_in if level else ""
        if level and same:
            level.lead_in = lead_in
        else:
            self._levels.append(_Level(indent, style, lead_in))
        return lead_in

    def add(self, text: str) -> None:
        """Record the text of the current item."""
        if self._levels:
            self._levels[-1].item = text
