"""Lines of styled text: wrapped to a width, safe for a terminal.

A line is a list of (style, text) pairs. Styles say what a stretch is: "danger", "warning",
"mark", "label", "note", "faint" or "". Colour is added, if at all, where lines are written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

Line = list[tuple[str, str]]

WIDTH = 80
"""Columns where the width is not known, as in a pipe."""

NARROWEST = 30
"""Columns below which lines are wrapped no further."""

_ASCII_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NARROW = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff‐-‧→›]*")  # what our documents are written in
_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean(text: str) -> str:
    """Return `text` on one line without anything that a terminal could obey.

    White space becomes single blanks. Control and format characters (escape sequences, bidi
    overrides, zero-width marks), lone surrogates, private and unassigned characters become `?`.
    """
    text = " ".join(text.split())
    if text.isascii():
        return _ASCII_CONTROL.sub("?", text)
    if _NARROW.fullmatch(text):
        return text

    return "".join("?" if unicodedata.category(c) in _UNSAFE else c for c in text)


def columns(text: str) -> int:
    """The columns that `text` takes in a terminal; East Asian characters take two."""
    if _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth

    return max(int(wcswidth(text)), 0)


def wrap(
    parts: Iterable[tuple[str, str]], width: int, first: Line | None = None, hang: int = 0
) -> Iterator[Line]:
    """Yield `parts` as lines of at most `width` columns, later lines indented by `hang`.

    `first` begins the first line in place of the indent. A word wider than a line is cut.
    """
    width = max(width, NARROWEST)
    line: Line = list(first) if first else [("", " " * hang)] if hang else []
    used = sum(columns(text) for _, text in line)
    empty = True
    for word in _words(parts):
        if not empty and used + 1 + sum(columns(text) for _, text in word) > width:
            yield line
            line, used, empty = ([("", " " * hang)] if hang else []), hang, True
        blank = "" if empty else " "
        for style, text in word:
            while columns(blank + text) > width - used:
                head = _cut(text, width - used) or (text[0] if empty else "")
                yield [*line, (style, head)] if head else line
                text = text[len(head) :]
                line, used, empty = ([("", " " * hang)] if hang else []), hang, True
            if line and line[-1][0] == style:
                line[-1] = (style, line[-1][1] + blank + text)
            elif text:
                line.append((style, blank + text))
            used += columns(blank + text)
            blank, empty = "", False
    if not empty or first:
        yield line


def _words(parts: Iterable[tuple[str, str]]) -> Iterator[Line]:
    """The words of `parts`, each with the styles of its pieces: a mark may end within a word."""
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


def _cut(word: str, width: int) -> str:
    """The beginning of `word` that fits into `width` columns."""
    end = 0
    while end < len(word) and columns(word[: end + 1]) <= width:
        end += 1
    return word[:end]
