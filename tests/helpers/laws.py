"""Laws of every layout, and documents to test them on."""

from __future__ import annotations

from hypothesis import strategies as st

from corpus.model import Corpus, Heading, Layout, Passage

_WORDS = [
    "Rest",
    "your",
    "leg.",
    "Why?",
    "- dash",
    "1990.",
    "äöü",
    "𝔘𝔫𝔦",
    "a_b",
    "#",
    "•",
    "3",
    "1)",
]
_OPENINGS = ["", "", "", "- ", "* ", "• ", "1. ", "2) ", "# ", "### ", "  ", "\t", "\u00a0", "10 "]
_ENDINGS = [
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\n \t\n",
    "\n---\n",
    "\n=====\n",
    ":\n",
    " ##\n",
    "",
]

_LINES = st.builds(
    lambda opening, words, ending: opening + " ".join(words) + ending,
    st.sampled_from(_OPENINGS),
    st.lists(st.sampled_from(_WORDS), max_size=14),
    st.sampled_from(_ENDINGS),
)

DOCUMENTS = st.one_of(st.text(max_size=60), st.lists(_LINES, max_size=12).map("".join))
"""Any text, and text that looks like plain prose and Markdown."""


def parts(whole: Layout | Corpus) -> list[Passage | Heading]:
    """The passages and then the headings of a layout or a corpus."""
    return [*whole.passages, *whole.headings]


def spans(layout: Layout) -> list[tuple[int, int]]:
    """The places of all passages, headings and markers of a layout."""
    return [
        *((part.start, part.end) for part in parts(layout)),
        *layout.markers,
    ]


def wrongly_covered(document: str, places: list[tuple[int, int]]) -> list[tuple[int, str, int]]:
    """Non-blank characters not in exactly one place, and blank ones in more than one."""
    count = [0] * len(document)
    for start, end in places:
        for at in range(start, end):
            count[at] += 1
    return [
        (at, character, count[at])
        for at, character in enumerate(document)
        if count[at] > 1 or (count[at] == 0 and not character.isspace())
    ]
