"""Lines of styled text: wrapped to a width, safe for a terminal.

A line is a list of (style, text) pairs. The style says what the text is: "danger", "warning",
"mark", "label", "note", "faint" or "". Colour is added later, when lines are written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from assistant.render.view import NARROWEST, WIDTH

Line = list[tuple[str, str]]

ACCENTS = 8
"""Combining marks kept on a letter. No language needs more, and terminals choke on many."""

_ASCII_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NARROW = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff‐-‧→›]*")  # what most documents are written in
_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_EMOJI = "\ufe0f"  # makes the character before it a column wider


def clean(text: str) -> str:
    """Return `text` on one line without anything that could control a terminal.

    White space becomes single spaces. Control and format characters (escape sequences, bidi
    overrides, zero-width marks), lone surrogates, private and unassigned characters become `?`.
    Combining marks beyond ACCENTS on one letter are left out.
    """
    text = " ".join(text.split())
    if text.isascii():
        return _ASCII_CONTROL.sub("?", text)
    if _NARROW.fullmatch(text):
        return text

    kept = []
    accents = 0
    for letter in text:
        category = unicodedata.category(letter)
        accents = accents + 1 if category in ("Mn", "Me") else 0
        if accents <= ACCENTS:
            kept.append("?" if category in _UNSAFE else letter)
    return "".join(kept)


def columns(text: str) -> int:
    """The columns that `text` takes up in a terminal; East Asian characters take two."""
    if _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth

    return max(int(wcswidth(text)), 0)


def width_of(line: Line) -> int:
    """The columns that a line takes up."""
    return sum(columns(text) for _, text in line)


def text_of(line: Line) -> str:
    """The text of a line, without trailing spaces."""
    return "".join(text for _, text in line).rstrip()


def wrap(
    parts: Iterable[tuple[str, str]], width: int, first: Line | None = None, hang: int = 0
) -> Iterator[Line]:
    """Yield `parts` as lines of at most `width` columns, later lines indented by `hang`.

    `first` begins the first line in place of the indent. A word that is wider than a line is split.
    """
    width = min(max(width, NARROWEST), WIDTH)
    line: Line = list(first) if first else _indent(hang)
    used = width_of(line)
    empty = True
    for word in _words(parts):
        size = width_of(word)
        if not empty and used + 1 + size > width:
            yield line
            line, used, empty = _indent(hang), hang, True
        if not empty:
            _append(line, word[0][0], " ")
            used += 1
        for style, text in word:
            for piece, taken in _pieces(text, width - used, width - hang):
                if used + taken > width:
                    yield line
                    line, used = _indent(hang), hang
                _append(line, style, piece)
                used += taken
        empty = False
    if not empty or first:
        yield line


def _indent(hang: int) -> Line:
    return [("", " " * hang)] if hang else []


def _append(line: Line, style: str, text: str) -> None:
    if line and line[-1][0] == style:
        line[-1] = (style, line[-1][1] + text)
    else:
        line.append((style, text))


def _words(parts: Iterable[tuple[str, str]]) -> Iterator[Line]:
    """The words of `parts`, each with the styles of its pieces: a style may end within a word."""
    word: Line = []
    for style, raw in parts:
        pieces = clean(raw).split(" ")
        if word and (raw[:1].isspace() or (raw and not pieces[0])):
            yield word
            word = []
        for number, piece in enumerate(pieces):
            if number and word:
                yield word
                word = []
            if piece:
                word.append((style, piece))
        if word and raw[-1:].isspace():
            yield word
            word = []
    if word:
        yield word


def _pieces(text: str, left: int, whole: int) -> Iterator[tuple[str, int]]:
    """A word split into pieces, each with its width: the first fits into the `left` columns of the
    current line, the others into lines of `whole` columns."""
    size = columns(text)
    if size <= left:
        yield text, size
        return
    room = left
    start = used = 0
    for end, letter in enumerate(text):
        taken = 1 if letter == _EMOJI else columns(letter)
        if used + taken > room:
            if end > start:
                yield text[start:end], used
            start, used, room = end, 0, whole
        used += taken
    yield text[start:], used
