"""The types of a document: passages, headings, tags, and what a folder says of them.

All positions are character offsets into the text of the document; all lines count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document; `text` is without its mark (`#`, `1`).

    `guessed` is true of a line that only looks like a heading: nothing marks it as one.
    """

    line: int
    start: int
    end: int
    text: str
    level: int
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Markup:
    """A stretch of the document that readers see as `shown`: `**` as nothing, `&nbsp;` as a
    blank, a page footer in the middle of a sentence as a blank."""

    start: int
    end: int
    shown: str = ""


@dataclass(frozen=True, slots=True)
class AskedAs:
    """A question that a passage answers, in people's words.

    `sentence` is the sentence of the passage that answers it, from 1; 0 means the whole passage.
    """

    text: str
    sentence: int = 0


NoteKind = Literal["note", "caution", "wording", "glossary"]
"""What a note is for: to understand the passage, to heed another passage with it, to correct its
wording, or to explain a word that the document uses in a sense of its own."""


@dataclass(frozen=True, slots=True)
class Note:
    """What the author adds to a passage. `str()` gives its text."""

    text: str
    kind: NoteKind = "note"

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, list item or table row, word for word: `text == document[start:end]`."""

    id: str
    line: int
    start: int
    end: int
    text: str
    section: tuple[str, ...] = ()
    lead_in: str = ""
    tags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    asked: tuple[AskedAs, ...] = ()
    filler: bool = False
    markup: tuple[Markup, ...] = ()

    def reading(self, start: int | None = None, end: int | None = None) -> str:
        """Return the text as readers see it, from `start` to `end` of the document."""
        at = self.start if start is None else start
        end = self.end if end is None else end
        parts = []
        for mark in self.markup:
            if mark.start >= end:
                break
            if mark.end > at:
                parts += [self._slice(at, mark.start), mark.shown if mark.start >= at else ""]
                at = mark.end
        return "".join([*parts, self._slice(at, end)])

    def _slice(self, start: int, end: int) -> str:
        return self.text[start - self.start : max(start, end) - self.start]


@dataclass(frozen=True, slots=True)
class Layout:
    """What the splitter found: every non-blank character is in exactly one of the first three.

    `title` is the one that the document's front matter gives.
    """

    passages: tuple[Passage, ...]
    headings: tuple[Heading, ...]
    markers: tuple[tuple[int, int], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with what stands on its label; `note` goes to every passage that bears it."""

    id: str
    title: str
    description: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Words that the document uses in a sense of its own, with the note that explains them.

    `exempt` are the passages where they have their usual sense.
    """

    words: frozenset[str]
    note: str
    exempt: frozenset[str] = frozenset()

    def explains(self, passage: Passage) -> bool:
        """Whether the passage uses one of the words in the document's own sense."""
        words = "".join(c if c.isalnum() else " " for c in passage.text.casefold()).split()
        return passage.id not in self.exempt and not self.words.isdisjoint(words)


@dataclass(frozen=True, slots=True)
class Group:
    """A thesaurus group: what people say, and the document's words for it."""

    said: tuple[str, ...]
    means: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of one passage: `text == document[start:end]`."""

    passage: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Same:
    """A passage and the others that say the same.

    `detail` are words of the passage that the others do not have. A `brief` passage says no more
    than each of the others.
    """

    passage: str
    others: tuple[str, ...]
    detail: Quote | None = None
    brief: bool = False


@dataclass(frozen=True, slots=True)
class SafetyWarning:
    """A safety warning: authored labels, and quotations taken from the document by place.

    `brief` are the parts of the steps, one of each, that are enough once they were shown in full.
    While it is urgent, no other passages with one of the tags `withholds` are shown for it.
    """

    id: str
    label: str
    standing: Quote
    steps: tuple[Quote, ...]
    brief: tuple[Quote, ...]
    passages: tuple[str, ...]
    withholds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """A document folder, read and checked.

    `first` are the passages for a question that names no more than the subject, `help` those on
    getting help where nothing else does, `careful` those on who should be careful. `emergency` are
    quotations on getting help, for signs of an emergency that the document does not cover. `things`
    are the remedies, foods and so on that a question may rule out.
    `beyond` are words and phrases for what people ask about and the document never names.
    `everyday_words` is whether the everyday words of `index/english/` are read as the document's.
    """

    title: str
    about: str
    first: tuple[str, ...]
    text: str
    passages: tuple[Passage, ...]
    headings: tuple[Heading, ...]
    tags: tuple[Tag, ...]
    thesaurus: tuple[Group, ...]
    beyond: tuple[str, ...]
    warnings: tuple[SafetyWarning, ...]
    questions: tuple[str, ...] = ()
    help: tuple[str, ...] = ()
    careful: tuple[str, ...] = ()
    emergency: tuple[Quote, ...] = ()
    things: tuple[str, ...] = ()
    same: tuple[Same, ...] = ()
    everyday_words: bool = True
