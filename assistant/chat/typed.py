"""What may stand in the line that is being typed: nothing invisible, and not without end."""

from __future__ import annotations

import unicodedata

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document

from assistant.render.lines import ACCENTS

LONGEST = 10_000
"""Characters that a line may have: as many as of a question are read."""

UNDO = 100
"""Steps that can be undone. Each keeps the line as it was, so there must be an end."""

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def typable(text: str) -> str:
    """Return what of a typed text goes to the terminal: no control, format or private characters,
    which could change how the line looks, few marks on a letter, and no more than LONGEST."""
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
    """Take out of the line what was typed and may not stand in it, before it is drawn."""
    text = buffer.text
    kept = typable(text)
    if kept != text:
        before = typable(text[: buffer.cursor_position])
        buffer.document = Document(kept, min(len(before), len(kept)))
    del buffer._undo_stack[:-UNDO]
