"""Markup inside a paragraph: what readers do not see, and what they see instead."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from corpus.model import Markup

_TAGS = (
    "a abbr article aside b big blockquote body br caption center cite code col colgroup dd del "
    "details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 head header hr html "
    "i img ins kbd li link main mark meta nav ol p pre q s samp section small source span strike "
    "strong style sub summary sup svg table tbody td tfoot th thead time title tr tt u ul var video"
)
_BLOCKS = frozenset("br dd div dl dt h1 h2 h3 h4 h5 h6 hr li p td th tr".split())
_NAME = "|".join(sorted(_TAGS.split(), key=len, reverse=True))

_SPECIAL = re.compile(r"[*_`~<&\[\\!\u00ad\u200b\ufeff]")
_MARK = re.compile(
    r"""
      (?P<escape> \\(?=[!-/:-@\[-`{-~]))
    | (?P<code> (?<!`)(?P<ticks>`{1,3})(?!`) (?P<inside>[^`\n](?:.{0,400}?[^`])??) (?P=ticks)(?!`))
    | (?P<gone> <!-- .{0,2000}? -->
      | !\[ [^\]\n]{0,400} \] \( [^()\s]{0,400} (?:\s+"[^"\n]{0,200}")? \)
      | \[\^ [^\]\s]{1,40} \]
      | [\u00ad\u200b\ufeff])
    | (?P<link> \[ (?= [^\[\]]{1,400} \] (?: \( | \[ ) ))
    | (?P<auto> < (?P<address>(?:https?://|mailto:)[^<>\s]{1,400}) >)
    | (?P<tag> </? (?P<name>NAME) (?: \s [^<>]{0,400} )? /? >)
    | (?P<entity> & (?: \#\d{1,7} | \#[xX][0-9a-fA-F]{1,6} | [A-Za-z][A-Za-z0-9]{1,31} ) ;)
    | (?P<run> (?P<sign>[*_~]) (?P=sign)* )
    """.replace("NAME", _NAME),
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_TARGET = re.compile(
    r"""\] (?: \( [^()\s]{0,400} (?:\([^()\s]{0,100}\)[^()\s]{0,400})? (?:\s+"[^"\n]{0,200}")? \)
           | \[ [^\[\]\n]{0,100} \] )""",
    re.VERBOSE,
)


def markup(document: str, start: int, end: int) -> list[Markup]:
    """Return the Markdown and HTML markup between two places, in text order."""
    if not _SPECIAL.search(document, start, end):
        return []
    found: list[Markup] = []
    runs: list[tuple[int, int]] = []
    at = start
    while match := _MARK.search(document, at, end):
        at = match.end()
        if match["run"]:
            runs.append(match.span())
        elif match["link"]:
            if target := _TARGET.search(document, at, min(end, at + 402)):
                found += [Markup(*match.span()), Markup(*target.span())]
        else:
            found += _seen(match)
            at += bool(match["escape"])  # an escaped character is not markup
    found += _emphasis(document, runs, start, end)
    found.sort(key=lambda mark: mark.start)
    return list(_apart(found))


def reading(document: str, start: int, end: int) -> str:
    """Return the text between two places as readers see it, on one line."""
    parts = []
    for mark in markup(document, start, end):
        parts += [document[start : mark.start], mark.shown]
        start = mark.end
    return " ".join("".join([*parts, document[start:end]]).split())


def _seen(match: re.Match[str]) -> Iterator[Markup]:
    start, end = match.span()
    if match["code"]:
        yield Markup(start, match.start("inside"))
        yield Markup(match.end("inside"), end)
    elif match["auto"]:
        yield Markup(start, start + 1)
        yield Markup(end - 1, end)
    elif match["tag"]:
        yield Markup(start, end, " " if match["name"].lower() in _BLOCKS else "")
    elif match["entity"]:
        shown = html.unescape(match[0])
        if shown != match[0]:
            yield Markup(start, end, shown)
    else:
        yield Markup(start, end)


def _emphasis(document: str, runs: list[tuple[int, int]], start: int, end: int) -> Iterator[Markup]:
    """Yield the runs of stars, underscores and tildes that open and close emphasis."""
    open_: dict[str, int] = {}  # by text: where a run may open emphasis
    for left, right in runs:
        text = document[left:right]
        if text == "~" or len(text) > 3:
            continue
        before = document[left - 1] if left > start else " "
        after = document[right] if right < end else " "
        if text in open_ and not before.isspace() and not after.isalnum():
            opened = open_.pop(text)
            yield Markup(opened, opened + len(text))
            yield Markup(left, right)
        elif not after.isspace() and not before.isalnum():
            open_[text] = left


def _apart(found: list[Markup]) -> Iterator[Markup]:
    """Yield the marks that do not lie inside another."""
    end = -1
    for mark in found:
        if mark.start >= end:
            yield mark
            end = mark.end


def merged(outer: list[Markup], inner: list[Markup]) -> tuple[Markup, ...]:
    """Return both lists as one, in text order, without marks inside other marks."""
    return tuple(_apart(sorted([*outer, *inner], key=lambda mark: (mark.start, -mark.end))))
