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


def guard(buffer: Buffer) -> None:
    """Remove what the line may not contain, before it is drawn."""
    text = buffer.text
    kept = typable(text)
    if kept != text:
        before = typable(text[: buffer.cursor_position])
        buffer.document = Document(kept, min(len(before), len(kept)))
    del buffer._undo_stack[:-UNDO]
