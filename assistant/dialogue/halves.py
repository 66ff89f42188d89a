"""Questions that the document answers only half of: "quinine, and why do cramps occur?"

The parts that name something unknown to the document are set aside. What is left is asked alone,
and the answer says what it does not cover. An aside after a question is set aside, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.dialogue.wording import asks
from index.analysis import normal
from index.query import NAMED, QueryReader
from index.spelling import is_common, is_special
from index.words import Word, content

SURE, LATER = 0.5, 0.8
"""Confidence needed to answer what is left of a question; the second is for when all of that comes
after the part set aside and does not name the subject: it may be about what was set aside."""

SHORT = 4
"""A part of up to this many words may just name a thing; common words in it do not count: "and
pickle juice". A longer part must ask something."""

STRANGE = 0.5
"""What is left must have a smaller share of unknown words than this."""

_JOINT = re.compile(
    r"([.,;:?!&\n…–—]+(?=\D|$)|\s[-/]\s|\b(?:and|but|or|also|plus|n)\b)", re.IGNORECASE
)

_NAMING = re.compile(r"(?:what|how) about\b", re.IGNORECASE)

_SENTENCE = re.compile(r"(?<=[.?!])\s+")

_BACK = frozenset("it its they them their theirs this that".split())
"""Words that stand for what was set aside if nothing came before it: "gout, does lemon help it"."""

_POINTERS = _BACK | frozenset("one ones either both".split())
"""Words that may always stand for what was set aside."""


@dataclass(frozen=True, slots=True)
class Half:
    """The half of a question that the document may answer, and what the other half names.

    `words` are empty if that half cannot be asked alone; `least` is the confidence that its answer
    needs.
    """

    words: tuple[Word, ...]
    missing: tuple[str, ...]
    least: float


def known_half(question: str, reader: QueryReader) -> Half | None:
    """Return the half of a question that the document may answer; None if there is no such half, or
    no other half."""
    parts = _parts(question)
    if len(parts) < 2:
        return None
    unknown = {at: found for at in range(len(parts)) if (found := _unknown(parts, at, reader))}
    if not 0 < len(unknown) < len(parts):
        return None
    first = min(unknown)
    before = parts[:first]
    after = [parts[at] for at in range(first, len(parts)) if at not in unknown]
    words = tuple(reader.words(", ".join((*before, *after))))
    subject = any(word.stem in reader.common for word in words)
    asked = [part for at, part in enumerate(parts) if at in unknown and _asks_itself(part)]
    alone = (not asked or any(map(asks, (*before, *after)))) and _stands_alone(
        words, before, after, reader
    )
    missing = dict.fromkeys(word for found in unknown.values() for word in found)
    return Half(
        words if alone else (), tuple(missing)[:NAMED], SURE if subject or before else LATER
    )


def _parts(question: str) -> list[str]:
    """Return the parts of a question, each with its question mark if it has one."""
    pieces = [*_JOINT.split(question), ""]
    marked = zip(pieces[::2], pieces[1::2], strict=True)
    return [part.strip() + "?" * ("?" in mark) for part, mark in marked if part.strip()]


def before_aside(question: str) -> str:
    """Return the first sentence of a question if it asks something and the other sentences only add
    an aside: "does it help hands? I play the cello." Otherwise return ""."""
    first, *others = _SENTENCE.split(question.strip())
    return first if others and asks(first) and not any(map(asks, others)) else ""


def _stands_alone(
    words: Sequence[Word], before: Sequence[str], after: Sequence[str], reader: QueryReader
) -> bool:
    """Whether `words` are a question without the unknown part that was between the parts `before`
    and `after`: not "why" in "my card was declined, why?"."""
    if reader.read(words).unknown >= STRANGE:
        return False
    subject = any(word.stem in reader.common for word in words)
    asking = any(asks(part) for part in (*before, *after))
    telling = len(_telling(words, reader))
    later = reader.words(", ".join(after))
    if not before and (not any(map(asks, after)) or _points_back(later, reader)):
        return False
    if subject:
        return asking or telling > 0
    points = any(word.read in _POINTERS for word in later)
    return not points and (asking or (bool(before) and telling > 1))


def _asks_itself(part: str) -> bool:
    """Whether a part asks something and does not merely name a thing: "what about ginger"."""
    return asks(part) and not _NAMING.match(part)


def _points_back(words: Sequence[Word], reader: QueryReader) -> bool:
    """Whether, of the `words` that name the subject or stand for something, the first one stands
    for something: "does it stop cramps", but not "my legs cramp, why is that"."""
    for word in words:
        if word.stem in reader.common:
            return False
        if word.read in _BACK:
            return True
    return False


def _unknown(parts: Sequence[str], at: int, reader: QueryReader) -> tuple[str, ...]:
    """Return the words of a part of a question that are beyond the document. Words that are merely
    unknown count only if this part has no other telling word that the other parts lack."""
    words = reader.words(parts[at])
    query = reader.read(words)
    if query.beyond:
        return query.missing
    named = tuple(word for word in query.missing if is_special(normal(word), word))
    if not named or (len(words) > SHORT and not asks(parts[at])):
        return ()
    if len(words) <= SHORT:
        words = [word for word in words if not is_common(word.read)]
    others = reader.words(", ".join((*parts[:at], *parts[at + 1 :])))
    return () if _telling(words, reader) - _telling(others, reader) else named


def _telling(words: Sequence[Word], reader: QueryReader) -> set[str]:
    """Return the stems that the document has and that say more than its subject."""
    stems = {word.stem for word in content(words) if word.stem in reader.idf}
    return stems - reader.common - reader.light
