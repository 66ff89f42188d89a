"""Lines that are not text for readers: front matter, page headers and footers, contents, tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import pairwise

from corpus.lines import Lines

LONGEST_FRONT_MATTER = 60
"""Number of lines within which front matter must end."""

BESIDE_BREAK = 3
"""Number of lines above and below a page break that may be headers and footers."""

FEWEST_PAGES = 3
"""Number of pages on which a lone line must recur if the document has no other page breaks."""

CONTENTS = re.compile(r"(?:table of )?contents:?", re.IGNORECASE)

_PAGE = re.compile(
    r"[-–—|\s]*(?:page|pg\.?|p\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)
_FOLIO = re.compile(r"[-–—|\s]*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—|\s]*")
_NUMBER = re.compile(r"\d+")
_LEADERS = re.compile(r"(?:\.[ ]?){4,}\s*(?:\d{1,4}|[ivxlc]{1,6})$|…{2,}\s*\d{1,4}$")
_FENCE = re.compile(r"(`{3,}|~{3,})([^`]*)$")
_TITLE = re.compile(r"title\s*:\s*(\S.*)", re.IGNORECASE)
_KEY = re.compile(r"[A-Za-z][\w -]{0,40}:(?:\s|$)")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]{0,400})?/?>|<![A-Za-z][^<>]{0,200}>")
_COMMENT = re.compile(r"<!--.*?(?:-->|$)")
_PICTURE = re.compile(r"\[?!\[[^\]\n]{0,400}\]\([^()\n]{0,400}\)(?:\]\([^()\s]{0,400}\))?")
_DEFINITION = re.compile(r"\[[^\]\n]{1,100}\]:\s*\S+.{0,200}")
_PLACEHOLDER = re.compile(r"\[\[?_?toc_?\]\]?|\\newpage|\\pagebreak|\{[.#:][^{}]*\}", re.IGNORECASE)
_INNER_LINK = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s+\[[^\]\n]{1,300}\]\(#[^()\s]{0,300}\)")


class Role(Enum):
    """What a line is for."""

    TEXT = "text"
    CODE = "a line of a code block"
    MARK = "a mark, which ends a paragraph"
    PAGE = "a page header or footer, which a sentence may continue across"


def roles(lines: Lines) -> tuple[list[Role], str]:
    """Return the role of each line, and the title from the front matter."""
    found = [Role.TEXT] * len(lines)
    title, begins = _front_matter(lines, found)
    _code(lines, begins, found)
    _tags(lines, found)
    _contents(lines, found)
    for at in _pages(lines, found):
        found[at] = Role.PAGE
    return found, title


def _front_matter(lines: Lines, found: list[Role]) -> tuple[str, int]:
    """Mark the front matter; return its title and the line after it."""
    first = next((at for at in range(len(lines)) if not lines[at].blank), 0)
    if not len(lines) or lines[first].text != "---":
        return "", 0
    title = ""
    for at in range(first + 1, min(first + LONGEST_FRONT_MATTER, len(lines))):
        text = lines[at].text
        if text in ("---", "...") and at > first + 1:
            found[first : at + 1] = [Role.MARK] * (at + 1 - first)
            return title, at + 1
        if at == first + 1 and not _KEY.match(text):
            break
        if match := _TITLE.fullmatch(text):
            title = match[1].strip("\"' ")
    return "", 0


def _code(lines: Lines, begins: int, found: list[Role]) -> None:
    """Mark code fences and the code between them; a fence that is never closed is text."""
    opened, fence = -1, ""
    for at in range(begins, len(lines)):
        if (text := lines[at].text)[:3] not in ("```", "~~~"):
            continue
        match = _FENCE.match(text)
        if opened < 0:
            if match:
                opened, fence = at, match[1]
        elif match and match[1].startswith(fence) and not match[2].strip():
            found[opened] = found[at] = Role.MARK
            found[opened + 1 : at] = [Role.CODE] * (at - opened - 1)
            opened = -1


def _tags(lines: Lines, found: list[Role]) -> None:
    """Mark lines that contain only HTML tags, comments, pictures or link definitions."""
    comment = False
    for at, line in enumerate(lines.all):
        if found[at] is not Role.TEXT or line.blank:
            continue
        text = line.text
        if comment:
            if "-->" not in text:
                found[at] = Role.MARK
                continue
            text = text.partition("-->")[2]
            comment = False
        rest = _COMMENT.sub("", text) if "<!--" in text else text
        comment = text.rfind("<!--") > text.rfind("-->") and _closes(lines, at + 1)
        if "<" in rest:
            rest = _TAG.sub("", rest)
        if "![" in rest:
            rest = _PICTURE.sub("", rest)
        if (
            not rest.strip()
            or _DEFINITION.fullmatch(rest)
            or _PLACEHOLDER.fullmatch(rest)
            or _INNER_LINK.fullmatch(rest)
        ):
            found[at] = Role.MARK


def _closes(lines: Lines, at: int) -> bool:
    """Whether a comment that is open above line `at` is closed soon."""
    return any("-->" in line.text for line in lines.all[at : at + LONGEST_FRONT_MATTER])


def _contents(lines: Lines, found: list[Role]) -> None:
    """Mark tables of contents: lines with dot leaders, and wrapped lines among them."""
    at = 0
    while at < len(lines):
        if lines.blank(at):
            at += 1
            continue
        end = at
        while not lines.blank(end):
            end += 1
        leaders = [n for n in range(at, end) if _LEADERS.search(lines[n].text)]
        marked: Iterable[int] = leaders
        if len(leaders) >= 2 and 2 * len(leaders) >= end - at:
            marked = range(at, end)
            above = at - 1
            while above > 0 and lines.blank(above):
                above -= 1
            if above >= 0 and CONTENTS.fullmatch(lines[above].text):
                found[above] = Role.MARK
        for n in marked:
            if found[n] is Role.TEXT:
                found[n] = Role.MARK
        at = end


def _pages(lines: Lines, found: list[Role]) -> Iterator[int]:
    """Yield the lines that are page headers and footers."""
    numbered = [
        at for at, line in enumerate(lines.all)
        if found[at] is Role.TEXT and _PAGE.fullmatch(line.text)
    ]  # fmt: skip
    yield from numbered
    feeds = [at for at, line in enumerate(lines.all) if line.feed]
    near: dict[int, int] = {}  # a line beside a page break, and which break
    breaks = sorted({*numbered, *feeds})
    if breaks:
        breaks.insert(0, 0)  # the first page begins with the document
    for number, at in enumerate(breaks):
        for beside in _beside(lines, at):
            near.setdefault(beside, number)
    shapes: dict[str, set[int]] = {}
    for at, number in near.items():
        if found[at] is Role.TEXT:
            shapes.setdefault(_shape(lines[at].text), set()).add(number)
    repeated = {shape for shape, pages in shapes.items() if len(pages) >= 2}
    for at in near:
        text = lines[at].text
        if found[at] is Role.TEXT and (_shape(text) in repeated or _FOLIO.fullmatch(text)):
            yield at
    yield from _lone(lines, found)


def _beside(lines: Lines, at: int) -> Iterator[int]:
    """Yield the lines with text around a page break, and the line at the break."""
    for step in (1, -1):
        beside, left = at if step > 0 else at - 1, BESIDE_BREAK
        while 0 <= beside < len(lines) and left:
            if not lines.blank(beside):
                yield beside
                left -= 1
            beside += step


def _shape(text: str) -> str:
    """Return what a header or footer has in common on all pages: everything but the numbers."""
    text = " ".join(text.split())
    return text if text.endswith((".", "?", "!", ":")) else _NUMBER.sub("#", text)


def _lone(lines: Lines, found: list[Role]) -> Iterator[int]:
    """Yield lone lines that number the pages or repeat the first line of the document."""
    counting: dict[str, list[tuple[int, int]]] = {}
    lone = [
        at for at, line in enumerate(lines.all)
        if found[at] is Role.TEXT and not line.blank
        and lines.blank(at - 1) and lines.blank(at + 1) and len(line.text) <= 100
    ]  # fmt: skip
    for at in lone:
        text = lines[at].text
        numbers = _NUMBER.findall(text)
        if numbers and len(numbers[-1]) <= 4 and not text.endswith((".", "!", ":")):
            counting.setdefault(_shape(text), []).append((at, int(numbers[-1])))
    for places in counting.values():
        numbers_only = [number for _, number in places]
        steps = [b - a for a, b in pairwise(numbers_only)]
        if len(places) >= FEWEST_PAGES and all(step == 1 for step in steps):
            yield from (at for at, _ in places if not _numbered_item(lines[at].text))
    first = next((line.text for line in lines.all if not line.blank), "")
    times = Counter(lines[at].text for at in lone)
    if times[first] >= FEWEST_PAGES:
        yield from [at for at in lone if lines[at].text == first][1:]


def _numbered_item(text: str) -> bool:
    """Whether a line numbers an item (`Step 1`, `1 Rest`), not a page (`Leaflet 12  3`)."""
    return not (_FOLIO.fullmatch(text) or re.search(r"\S.*\s{3,}\d{1,4}$|[|–—-]\s*\d{1,4}$", text))
