"""The types of a document: passages, headings, tags, and what a folder adds to them.

All positions are character offsets into the text of the document; lines are counted from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document; `text` does not include its mark (`#`, `1`).

    `guessed` is true if the line only looks like a heading and has no mark.
    """

    line: int
    start: int
    end: int
    text: str
    level: int
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Markup:
    """A stretch of the document that readers see as `shown`: `**` as nothing, `&nbsp;` or a page
    footer in the middle of a sentence as a blank."""

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
"""What a note does: it helps to understand the passage, points to a caution in another passage,
corrects the wording, or explains a word that the document uses in an unusual sense."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note that the author adds to a passage. `str()` returns its text.

    If `about` lists words of the passage, the note belongs only to the part that has one of them.
    """

    text: str
    kind: NoteKind = "note"
    about: tuple[str, ...] = ()

    def concerns(self, text: str) -> bool:
        """Whether the note belongs to this part of the passage."""
        text = text.casefold()
        return not self.about or any(words.casefold() in text for words in self.about)

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
    """What the splitter found: every non-blank character is in one passage, heading or marker.

    `title` is the title from the front matter.
    """

    passages: tuple[Passage, ...]
    headings: tuple[Heading, ...]
    markers: tuple[tuple[int, int], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with its title; `note` is added to every passage that has the tag."""

    id: str
    title: str
    description: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Words that the document uses in an unusual sense, with a note that explains them.

    `exempt` lists the passages in which they have their usual sense.
    """

    words: frozenset[str]
    note: str
    exempt: frozenset[str] = frozenset()

    def explains(self, passage: Passage) -> bool:
        """Whether the passage or its lead-in uses one of the words in the unusual sense."""
        text = f"{passage.lead_in} {passage.text}".casefold()
        words = "".join(c if c.isalnum() else " " for c in text).split()
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
    """A passage and the others that say the same thing.

    `detail` quotes what the passage says and the others do not. A `brief` passage adds nothing to
    any of the others.
    """

    passage: str
    others: tuple[str, ...]
    detail: Quote | None = None
    brief: bool = False


@dataclass(frozen=True, slots=True)
class General:
    """A general question about the subject, such as the one about its causes: the words for what it
    asks, and the ids of the passages that answer it best. `names_subject` is true if the question
    must also name the subject, because the words alone may ask for something else."""

    words: tuple[str, ...]
    first: tuple[str, ...]
    names_subject: bool = False


@dataclass(frozen=True, slots=True)
class SafetyWarning:
    """A safety warning: a label by the author, and quotations from the document.

    `brief` has a shorter form of each step, for use once full steps have been shown. While the
    warning is urgent, other passages with one of the tags in `withholds` are not shown.
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

    `first` lists the passages to show if a question only names the subject, `help` those on getting
    help when nothing else works, and `careful` those on who should be careful. `emergency` quotes
    what to do for signs of an emergency that the document does not cover. `things` are remedies,
    foods and so on that a question may exclude. `beyond` are words and phrases for what people ask
    about but the document never mentions. `together` are groups of passages that answer the same
    questions. `general` are general questions. `everyday_words` says whether the everyday words in
    `index/english/` are understood.
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
    together: tuple[tuple[str, ...], ...] = ()
    general: tuple[General, ...] = ()
    everyday_words: bool = True
