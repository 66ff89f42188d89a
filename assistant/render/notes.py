"""Decides which notes of a passage are worth a line on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer_types import ShownPassage
from corpus.model import Note

_QUOTED = re.compile(r"“([^”]*)”")


class NotesSaid:
    """The notes that a chat has shown. A glossary note appears once in a chat, an author's note
    once on a page, and a caution with every passage that it belongs to."""

    def __init__(self) -> None:
        self._in_chat: set[str] = set()
        self._on_page: set[str] = set()

    def next_page(self) -> None:
        """Begin a page."""
        self._on_page.clear()

    def forget_since(self, earlier: NotesSaid) -> None:
        """Take back what was noted since `earlier`, a copy: it was not shown after all."""
        self._in_chat, self._on_page = earlier._in_chat, earlier._on_page

    def copy(self) -> NotesSaid:
        """Return a copy of what has been shown so far."""
        same = NotesSaid()
        same._in_chat, same._on_page = {*self._in_chat}, {*self._on_page}
        return same

    def worth_saying(self, passage: ShownPassage, excerpt: str) -> Iterator[Note]:
        """Yield the notes to show below an excerpt of a passage, and remember them.

        These are one caution and the notes about words in the excerpt.
        """
        cautions = [note for note in passage.notes if note.kind == "caution"]
        yield from cautions[:1]
        for note in passage.notes:
            if note.kind in ("note", "glossary") and _is_about(note, excerpt):
                said = self._in_chat if note.kind == "glossary" else self._on_page
                if note.text not in said:
                    said.add(note.text)
                    yield note


def _is_about(note: Note, excerpt: str) -> bool:
    """Whether an excerpt contains one of the words that a note quotes, or the note quotes none."""
    quoted = _QUOTED.findall(note.text)
    text = excerpt.casefold()
    return not quoted or any(words.casefold() in text for words in quoted)
