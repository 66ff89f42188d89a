"""The part of a passage to highlight: the sentence that answers, and any others that it needs.

A recipe keeps its name and what introduces it, "then …" keeps what comes before it, an instruction
keeps its end, and a statement its exception ("However, …") and its reason ("Why? …").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import Passage

Span = tuple[int, int]
"""Start and end in characters of the document."""

LABEL_WORDS, ITEM_LABEL_WORDS = 2, 5
"""A first sentence of at most this many words names what follows ("Garlic infusion."); in a list
item it may have a few more ("Oil compress from bay leaf.")."""

_INGREDIENT = re.compile(r"\b\d+ (?:g|grams?|ml|liters?|litres?|tea ?spoons?|table ?spoons?)\b")
"""An amount that shows that a list item is a recipe."""

LONGEST = 420
"""Largest number of characters in a highlight."""

OPENING = 60
"""Characters of a sentence that are compared with the openings below."""

_LEADING = re.compile(r"(?:(?:and|but|also|so|well|yes|however),? )+")
"""Small words that are skipped: "And then …", "But this …"."""

_STEP = r"""
    (?!(?:when|if|as|because|since|while|although|though|before|after|until|is|does|can|for|with|of
        |to|in|on|at|by|do|did|will|would|should)\b)[a-z]+\ (?:it|them)\b
    | do\ not\b[^.]*\b(?:this|so)\.
    | if\ relieved\b
    | (?:then|next|only|afterwards|finally)\b(?!,?\ (?:a|an|the)\ )
    | (?:repeat|leave|hold|freeze|close|rinse|dissolve|add|pour|lower|wrap|remove|move|pull|use\ as
        |place\ in|drink|take|apply|do\ \d+|mix|stir|strain|let|swallow|chew)\b
    | (?:stay|lie\ down)\ (?:in|like)\b
    | (?:after\ drying|or\ at\ least|otherwise|on\ the\ count|every\ day\ for|when\ it\ is)\b
"""
"""Openings of a step that follows another: "Then …", "Leave for 12 days.", "Warm it up …"."""

_REFERENCE = r"""
    (?:this|these|that|those|such|they|them|he|she|the\ latter|its|their|another\ reason)\b
    | (?:in|during|at|under|after|with|without|for|like|of|some\ of)\ (?:this|that|these|those)\b
    | (?:at\ the\ same\ time|for\ example|after\ that|helps\ a\ lot)\b
    | the\ cramps?\ (?:will|should)\b
    | the\ reason\ for\ (?:this|it)\b
    | it\b(?!\ (?:is|was|will|can|would)\ (?:also\ )?
        (?:be\ )?(?:important|necessary|recommended|good|better|best|possible|desirable|advisable
        |useful|effective|helpful|worth))
    | if\ (?:it|this|these|they|not|so|that)\b
"""
"""Openings that point to the sentence before: "This …", "It …", "If it …"."""

_COMPLETION = r"""
    (?:however|although|but)\b(?!\ what\b)
    | why\?
    | this\ is\ (?:due\ to|because)\b
    | (?:the|a|your)\ doctor\ (?:must|should)\b
"""
"""Openings that limit or explain the sentence before: "However, …", "Why? …"."""

_NEXT_STEP = re.compile(_STEP, re.VERBOSE)
_COMPLETES = re.compile(_COMPLETION, re.VERBOSE)
_NEEDS_EARLIER = re.compile(f"{_STEP}|{_REFERENCE}", re.VERBOSE)


def highlight(passage: Passage, sentences: Sequence[Span], chosen: int) -> tuple[Span, ...]:
    """Return the spans to highlight in a passage whose `chosen` sentence (from 0) answers."""
    texts = [passage.reading(a, b) for a, b in sentences]
    labelled = len(texts) > 1 and _is_label(texts[0], bool(passage.lead_in))
    first = last = max(chosen, 1) if labelled else chosen

    def fits(start: int, end: int) -> bool:
        return sentences[end][1] - sentences[start][0] <= LONGEST

    while first and _NEEDS_EARLIER.match(_opening(texts[first])) and fits(first - 1, last):
        first -= 1
    if not last and passage.lead_in and _INGREDIENT.search(" ".join(texts)):
        while last + 1 < len(texts) and fits(first, last + 1):
            last += 1  # what introduces a recipe is highlighted with the recipe
    while (
        last + 1 < len(texts) and _goes_on(texts[last], texts[last + 1]) and fits(first, last + 1)
    ):
        last += 1
    if labelled and first == 1:
        first = 0
    span = (sentences[first][0], sentences[last][1])
    return (sentences[0], span) if labelled and first > 1 else (span,)


def _opening(sentence: str) -> str:
    """The beginning of a sentence in lower case, without leading small words."""
    return _LEADING.sub("", sentence[:OPENING].casefold(), count=1)


def _goes_on(sentence: str, following: str) -> bool:
    """Whether a sentence is incomplete without the next: a question, a step before another, or a
    statement that the next one limits or explains."""
    if sentence.endswith("?") or _COMPLETES.match(following[:OPENING].casefold()):
        return True
    return bool(_NEXT_STEP.match(_opening(following)))


def _is_label(sentence: str, item: bool) -> bool:
    """Whether the first sentence of a passage is the name of what follows."""
    words = len(sentence.split())
    return sentence.endswith(".") and words <= (ITEM_LABEL_WORDS if item else LABEL_WORDS)
