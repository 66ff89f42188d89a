"""Undoes what divides a word: markup and stray marks inside it ("<b>sei</b>zure", "sei*zure")."""

from __future__ import annotations

import re

from index.spelling import is_english

_NAMES = (
    "a|abbr|b|big|center|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u"
    "|wbr|color|colour|size|url"
)
_BLOCKS = "br|div|h[1-6]|hr|li|ol|p|pre|quote|table|td|th|tr|ul"

TAG = re.compile(
    rf"(?i:<!--[^<>\n]{{0,200}}-->|<(/?)({_NAMES}|{_BLOCKS})(?:[\s/][^<>\n]{{0,200}})?>"
    rf"|\[(/?)({_NAMES}|{_BLOCKS})(=[^\[\]\n]{{0,200}})?\])"
)
"""An HTML comment, an HTML tag, or a tag as used in forums ("[b]")."""

_MARK = r"(?:\[[A-Za-z]{1,6}\]|[^\w\s]|_)"
BROKEN = re.compile(rf"(?<![A-Za-z])[A-Za-z]++(?:{_MARK}{{1,3}}[A-Za-z]++)+")
"""Words, or pieces of a word, joined by marks without blanks."""

SHORTEST = 4
"""Minimum number of letters in a divided word; "e.g." and "a.m." are ordinary."""

LONGEST_ENDING = 2
"""Number of letters in the longest ending after an apostrophe: "they've"."""

_EMPHASIS = re.compile("[*~]")
_LETTERS = re.compile("[A-Za-z]+")


def has_broken_words(text: str) -> bool:
    """Whether a text contains words with marks inside."""
    return any(undivided(found) != found for found in BROKEN.findall(text))


def shown(match: re.Match[str], text: str) -> str:
    """Return what is displayed for a TAG in `text`: nothing, or a blank where the tag ends a line.

    A tag in square brackets that is never closed may be a letter that an editor changed: "[i]t
    hurts".
    """
    name = (match[2] or match[4] or "").lower()
    if match[4] and not match[3] and not match[5] and f"[/{name}]" not in text.lower():
        return match[0]
    return " " if re.fullmatch(_BLOCKS, name) else ""


def undivided(text: str) -> str:
    """Return a BROKEN text as the word that its letters make; unchanged if they make none, or if
    the marks are known to stand between words or inside one: "his/her", "e-mail", "don't"."""
    pieces = _LETTERS.findall(text)
    if "'" in text and len(pieces[-1]) <= LONGEST_ENDING:
        return text
    words = [len(piece) > 1 and is_english(piece.lower()) for piece in pieces]
    ordinary = words[-1] if "-" in text or "'" in text else all(words)
    if ordinary and not _EMPHASIS.search(text):
        return text
    for word in ("".join(pieces), "".join(_LETTERS.findall(re.sub(r"\[\w+\]", "", text)))):
        if len(word) >= SHORTEST and is_english(word.lower()):
            return word
    return text
