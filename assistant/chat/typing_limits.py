"""What the line being typed may contain: nothing invisible, and only so much."""

from __future__ import annotations

import unicodedata

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document

from assistant.render.lines import ACCENTS

LONGEST = 10_000
"""Characters that a line may have: as many as the search reads."""

UNDO = 100
"""Steps that can be undone. Each stores a copy of the line, so there must be a limit."""

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def typable(text: str) -> str:
    """Return typed text without what could change how the line looks: control, format and private
    characters, and too many marks on a letter. It is cut at LONGEST."""
    text = text[:LONGEST]
    if text.isascii() and text.isprintable():
        return text

    kept = []
    accents = 0
    for letter in text:
        category = unicodedata.category(letter)
        accents = accents + 1 if category in ("Mn", "Me") else 0
        if accents <= ACCENTS and category not in _UNSEEN:
            kept.append(letter)
    return "".join(kept)


class Guard:
    """Removes what the line may not contain, before it is drawn; it remembers what was cut off, as
    the alarms read entire lines."""

    def __init__(self) -> None:
        self._line = ""
        self._rest = ""

    def __call__(self, buffer: Buffer) -> None:
        """Limit the line after something was inserted."""
        text = buffer.text
        kept = typable(text)
        cut = text[LONGEST:]
        self._rest = self._rest + cut if text[:LONGEST] == self._line else cut
        self._line = kept
        if kept != text:
            before = typable(text[: buffer.cursor_position])
            buffer.document = Document(kept, min(len(before), len(kept)))
        del buffer._undo_stack[:-UNDO]

    def entire(self, line: str) -> str:
        """Return the line that was accepted, with what was cut off unless edited since."""
        return line + self._rest if line == self._line else line
