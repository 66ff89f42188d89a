"""Makes text comparable: disguised, decorated and badly copied letters become plain ones.

Everything that is compared is first passed to `normalise`: the document, its annotations, and each
question. Ordinary text is returned unchanged.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
from itertools import filterfalse, pairwise

from index.lookalikes import latin, variant, written_in_lookalikes
from index.markup import BROKEN, TAG, has_broken_words, shown, undivided
from index.runs import RUN, divided, has_runs

TEXTS_KEPT = 8
"""Number of texts whose comparable form is cached: a question is read several times."""

LONGEST_GAP = 4
"""Largest number of blanks between two spaced-out letters: "m y   s o n"."""

_SUSPECT = tuple(
    map(
        re.compile,
        [
            r"[^\x20-\x7e\n\t]",
            "&[#A-Za-z]",
            "%20",
            "`",
            r"-[ \t]*\n",
            r"[ ._*|/-](?<=(?<![^\W_])[^\W_].)[ ._*|/-]{0,3}[^\W_](?![^\W_])",  # single letters
            r"[<\[][/!A-Za-z]",
            "[A-Z][a-z]+[A-Z]",
            "[A-Z](?<=[a-z].)[a-z]*[A-Z]",
        ],
    )
)
"""Text that none of these matches is ordinary. For speed, each begins with something rare."""

_ENTITY = re.compile(r"%20|&(?:#\d{1,7};?|#[xX][0-9A-Fa-f]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};)")

_ESCAPE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # control sequences: colours, cursor
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]{0,200}(?:\x07|\x1b\\|\x9c)"  # strings
    r"|\x1b[ -/]*[0-~]?"
)

_STRANGE = re.compile(r"[^\x20-\x7e\n\t]|`")
_CAMEL = re.compile(r"\b(?:[A-Z]?[a-z]+|[A-Z])(?:[A-Z][a-z]+|[AI](?=[A-Z])){2,}\b")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[AI])(?=[A-Z][a-z])")
_LETTER = r"[^\W\d_]"
_SPACED = re.compile(
    rf"(?<![^\W_]){_LETTER}(?:[ ]{{1,{LONGEST_GAP}}}{_LETTER}){{3,}}(?![^\W_]|['’])"
    rf"|(?<![^\W_]){_LETTER}(?:([._*|/-]){_LETTER})(?:\1{_LETTER})+(?![^\W_])"
)
_DOTTED = re.compile(rf"(?<![^\W_]){_LETTER}([._*|/-])(?:{_LETTER}\1){{2,}}{_LETTER}(?![^\W_])")
_MIXED = re.compile(r"[^\W\d_]+")
_MARKS = re.compile(r"(?<=[A-Za-z\u00c0-\u024f])(?:(?![ -\u02ff])[^\w\s])+")
"""Characters after a Latin letter that may be combining marks from other scripts."""

_PICTURES = frozenset("🏊🤽🌊🏄🆘🚑")
"""Emoji that a person in danger may type; they are replaced by their names."""

_APOSTROPHES = "`´‘’‛′ʹʻʼʽˈ＇՚"
_DASHES = "‐‑‒–—―−"

_BROKEN = re.compile(rf"(?<=[^\W\d_])[-\u00ad{_DASHES}][ \t]*(?:\r\n?|\n)[ \t]*(?=[a-z])")
"""A word that is divided at the end of a line."""


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in comparable form, and the origin of each of its characters."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    """Start and end of each character in the original text; empty if nothing changed."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the origin of a stretch of at least one character."""
        return (self.spans[start][0], self.spans[end - 1][1]) if self.spans else (start, end)


@lru_cache(TEXTS_KEPT)
def normalise(text: str) -> Normalised:
    """Return `text` in comparable form.

    HTML entities and the blanks in web addresses (%20) are decoded; escape sequences, invisible
    characters, and the tags of HTML and of forums are removed; and compatibility forms are folded
    (full-width letters, ligatures, ℃, ½). All kinds of apostrophe, dash and blank become the plain
    one. Rare Latin letters and look-alikes from other scripts become plain ones, without marks of
    other scripts, and some emoji become words. Divided words (at a line end, as s p a c e d or
    d.o.t.t.e.d letters, or by marks: "sei*zure") are joined; words in camel case (MySonHasCramp) or
    written without blanks are divided. Capitals and accents are kept.
    """
    if is_ordinary(text):
        return Normalised(text)
    draft = _Draft(text)
    draft.replace(_ENTITY, lambda match: unescape(match[0]) if match[0] != "%20" else " ")
    draft.replace(_ESCAPE, lambda match: "")
    draft.replace(_BROKEN, lambda match: "")
    draft.replace(_STRANGE, lambda match: _plain(match[0]))
    if not draft.text.isascii():
        words = _MIXED.findall(draft.text)
        if re.search("[A-Za-z]", draft.text) or written_in_lookalikes(words):
            draft.replace(_MIXED, lambda match: latin(match[0]))
        draft.replace(_MARKS, lambda match: "".join(filterfalse(_is_foreign_mark, match[0])))
    draft.replace(TAG, lambda match: shown(match, draft.text))
    draft.replace(_CAMEL, _humps)
    draft.replace(RUN, lambda match: divided(match[0]))
    dotted = _DOTTED.search(draft.text)
    if dotted and _joined(dotted) != dotted[0]:  # so two-letter words are dotted too
        mark = re.escape(dotted[1])
        draft.replace(re.compile(rf"{mark}'{mark}"), lambda match: "'")
        pair = rf"(?<![^\W_])(?<!\w{mark}){_LETTER}{mark}{_LETTER}(?![^\W_]|{mark}\w)"
        draft.replace(re.compile(pair), lambda match: match[0][0] + match[0][-1])
    draft.replace(_SPACED, _joined)
    draft.replace(BROKEN, lambda match: undivided(match[0]))
    draft.replace(RUN, lambda match: divided(match[0]))  # with nothing but letters to go by
    if draft.text == text:
        return Normalised(text)
    return Normalised(draft.text, tuple(draft.spans))


def is_ordinary(text: str) -> bool:
    """Whether `text`, and so each line or sentence of it, is certainly in comparable form."""
    return not any(pattern.search(text) for pattern in _SUSPECT) and not (
        has_runs(text) or has_broken_words(text)
    )


def rejoined(text: str) -> str:
    """Return `text`, rejoining words that are divided at a line end."""
    return _BROKEN.sub("", text)


def visible(text: str) -> str:
    """Return `text` without escape sequences and invisible characters."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in _ESCAPE.sub("", text) if not _is_invisible(c))


class _Draft:
    """A text that is changed step by step, with the original span of each character."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [(at, at + 1) for at in range(len(text))]

    def replace(self, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> None:
        """Replace each match of `pattern` with the result of `change`."""
        pieces: list[str] = []
        spans: list[tuple[int, int]] = []
        last = 0
        for match in pattern.finditer(self.text):
            new = change(match)
            if new == match[0]:
                continue
            start, end = match.span()
            pieces += self.text[last:start], new
            spans += self.spans[last:start]
            spans += _aligned(match[0], new, self.spans[start:end])
            last = end
        if pieces:
            self.text = "".join(pieces) + self.text[last:]
            self.spans = spans + self.spans[last:]


def _aligned(old: str, new: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans of the characters of `new`, which was made from `old` with `spans`.

    Each gets the span of its letter in `old`, or the entire span if the order differs.
    """
    if len(old) == len(new):
        return list(spans)
    aligned = []
    at = 0
    for character in new:
        found = old.find(character, at)
        if found >= 0:
            aligned.append(spans[found])
            at = found + 1
        elif character == " " and at:
            aligned.append((spans[at - 1][1], spans[at - 1][1]))
        else:
            return [(spans[0][0], spans[-1][1])] * len(new)
    return aligned


@cache
def _is_invisible(character: str) -> bool:
    """Whether a character takes no space on the screen and is not white space."""
    if character.isspace():
        return False
    kind = unicodedata.category(character)
    point = ord(character)
    return (
        kind in ("Cc", "Cf")
        or point in (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0)
        or 0x180B <= point <= 0x180F  # Mongolian selectors
        or 0xFE00 <= point <= 0xFE0F  # variation selectors
        or 0xE0000 <= point <= 0xE0FFF  # tags, more selectors
    )


def _is_accent(character: str) -> bool:
    """Whether a character is an accent of a Latin letter."""
    return "\u0300" <= character <= "\u036f"


def _is_foreign_mark(character: str) -> bool:
    """Whether a character is a mark on a letter, but not an accent."""
    return unicodedata.category(character)[0] == "M" and not _is_accent(character)


@cache
def _plain(character: str) -> str:
    """Return the plain form of a character."""
    if character in _APOSTROPHES:
        return "'"
    if character in _DASHES:
        return "-"
    if character in _PICTURES:
        return f" {unicodedata.name(character).lower().removeprefix('squared ')} "
    if _is_invisible(character):
        return ""
    if character.isspace():
        return "\n" if character in "\r\n\u2028\u2029\x85" else " "
    point = ord(character)
    for first in (0x1F150, 0x1F170, 0x1F1E6):  # letters in circles, in squares and in flags
        if first <= point < first + 26:
            return chr(ord("a") + point - first)
    if _is_accent(character):
        return character
    if unicodedata.category(character) == "Me" or unicodedata.combining(character) > 200:
        return ""  # rings and strokes around a letter
    folded = unicodedata.normalize("NFKC", character)
    if "\u2044" in folded:
        return f" {folded.replace(chr(0x2044), '/')} "
    return "".join(map(variant, folded))


def _humps(match: re.Match[str]) -> str:
    """Return a word in camel case as several, unless its capitals are random ("sEiZuRe")."""
    pieces = _HUMP.split(match[0])
    even = len(match[0]) >= 2.3 * len(pieces)
    return " ".join(pieces) if even else match[0]


def _joined(match: re.Match[str]) -> str:
    """Return spaced-out letters as words, unless they are in alphabetical order, as in a list."""
    letters = re.findall(_LETTER, match[0].lower())
    if all(ord(other) - ord(one) == 1 for one, other in pairwise(letters)):
        return match[0]
    if match[1]:
        return match[0].replace(match[1], "")
    return re.sub(r" {2,}", "\n", match[0]).replace(" ", "").replace("\n", " ")
