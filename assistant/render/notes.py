"""Decides which notes of a passage are worth a line on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.answer_types import ShownPassage
from corpus.model import Note

_LINE = re.compile(r"\(\w+\)$")  # the line that a caution quotes
_QUOTED = re.compile(r"“([^”]*)”")


class NotesSaid:
    """The notes that a chat has shown. A glossary note appears once in a chat, an author's note
    once on a page, and a caution with every passage that it belongs to, but in full only once on a
    page, and not at all if a step of an urgent warning says the same."""

    def __init__(self) -> None:
        self._in_chat: set[str] = set()
        self._on_page: set[str] = set()
        self._steps: tuple[str, ...] = ()

    def next_page(self, steps: Iterable[str] = ()) -> None:
        """Begin a page whose warnings say what to do in these `steps`."""
        self._on_page.clear()
        self._steps = tuple(steps)

    def forget_since(self, earlier: NotesSaid) -> None:
        """Forget the notes recorded since `earlier`, a copy: they were not shown after all."""
        self._in_chat, self._on_page = earlier._in_chat, earlier._on_page

    def copy(self) -> NotesSaid:
        """Return a copy of what has been shown so far."""
        same = NotesSaid()
        same._in_chat, same._on_page = {*self._in_chat}, {*self._on_page}
        same._steps = self._steps
        return same

    def worth_saying(self, passage: ShownPassage, excerpt: str) -> Iterator[Note]:
        """Yield the notes to show below an excerpt of a passage, and remember them.

        These are one caution and the notes about words in the excerpt. A sentence that introduces a
        list needs no notes: they come with the items.
        """
        cautions = [
            note
            for note in passage.notes
            if note.kind == "caution" and note.concerns(excerpt) and not self._is_step(note)
        ]
        yield from map(self._shortened, cautions[:1])
        self._on_page.add(excerpt)
        if excerpt.rstrip().endswith(":"):
            return
        for note in passage.notes:
            if note.kind in ("note", "glossary") and _is_about(note, excerpt):
                said = self._in_chat if note.kind == "glossary" else self._on_page
                if note.text not in said:
                    said.add(note.text)
                    yield note

    def in_full(self, notes: Iterable[Note], text: str) -> Iterator[Note]:
        """Yield all the notes of a passage shown in full, and remember them; a glossary note only
        if the `text` has its words and the chat has not shown it."""
        for note in notes:
            if note.kind == "glossary":
                if note.text in self._in_chat or not _is_about(note, text):
                    continue
                self._in_chat.add(note.text)
            yield note

    def _is_step(self, caution: Note) -> bool:
        """Whether a caution quotes what a step of an urgent warning on the same page says."""
        quoted = _QUOTED.search(caution.text)
        if quoted is None:
            return False
        return any(step in quoted[1] or quoted[1] in step for step in self._steps)

    def _shortened(self, caution: Note) -> Note:
        """A caution, or only its line if what it quotes is already on the same page."""
        line, quoted = _LINE.search(caution.text), _QUOTED.search(caution.text)
        if line and quoted and any(quoted[1] in text for text in self._on_page):
            return Note(f"Caution: as above {line[0]}", "caution")
        self._on_page.add(caution.text)
        return caution


def _is_about(note: Note, excerpt: str) -> bool:
    """Whether an excerpt contains one of the words that a note quotes, or the note quotes none."""
    quoted = _QUOTED.findall(note.text)
    text = excerpt.casefold()
    return not quoted or any(words.casefold() in text for words in quoted)
