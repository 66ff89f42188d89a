"""How headings are marked, and which lines may be headings at all."""

from __future__ import annotations

import re

from corpus.lead_ins import unfinished

HEADING_WORDS = 14
"""A plain line with more words is a paragraph: few headings in leaflets are longer."""

TITLE_CASE = 0.8
"""Share of the longer words in a line that must be capitalised for a title."""

RULE = re.compile(r"([-*_=~])[ \t]*(?:\1[ \t]*){2,}")

HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
CLOSING_HASHES = re.compile(r"(?<![ \t])[ \t]+#+$")
UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|\*{3,}|_{3,}|\^{3,}")
BOLD = re.compile(r"(\*\*\*?|__)(?=\S)([^*\n]+?)(?<=\S)(\1:?)")
NUMBERED = re.compile(r"\d{1,2}[ \t]+(?=\S)|\d{1,2}(?:\.\d{1,2}){1,4}\.?[ \t]+(?=\S)")
CHAPTER = re.compile(
    r"(?:chapter|part|section|appendix|annex|article|unit|module|lesson)[ \t]+"
    r"(?:\d{1,3}|[ivxlc]{1,7}|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"(?:[.:]?$|[.:]?[ \t–—-]+.*)",
    re.IGNORECASE,
)
QUESTION = re.compile(r"(?:\*\*|__)?(?:Q|Question)[ \t]*\d{0,3}[ \t]*[:.)](?:\*\*|__)?[ \t]+(?=\S)")
ANSWER = re.compile(r"(?:\*\*|__)?(?:A|Answer)[ \t]*\d{0,3}[ \t]*[:.)](?:\*\*|__)?[ \t]+(?=\S)")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")
_SENTENCE_END = (".", "!", "…", ":", ";", ",", "—", "–", "-")


def may_be_heading(text: str) -> bool:
    """Whether the text of a line may be a heading."""
    words = text.split()
    return (
        0 < len(words) <= HEADING_WORDS
        and not text.rstrip("*_").endswith(_SENTENCE_END)
        and not unfinished(text)
        and not (len(words) == 1 and _ADDRESS.fullmatch(text))
        and any(letter.isalpha() for letter in text)
    )


def is_title(text: str) -> bool:
    """Whether the text of a line is a question or capitalised like a title."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return text.endswith("?") or (len(words) > 1 and capitals >= TITLE_CASE * len(words))
