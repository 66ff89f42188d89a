"""Words that a line break divides: `tourni-` at the end of a line, `quet` below."""

from __future__ import annotations

import re
from functools import cached_property

_DIVIDED = re.compile(r"([^\W\d_]+)-$")
_REST = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Hyphens:
    """Tells hyphens that only divide a word from those that belong to it."""

    def __init__(self, document: str) -> None:
        self._document = document

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(match[0].casefold() for match in _WORD.finditer(self._document))

    def divides(self, above: str, below: str) -> bool:
        """Whether a word goes on from the end of the line `above` to that `below`."""
        return bool(_DIVIDED.search(above)) and below[:1].islower()

    def belongs(self, above: str, below: str) -> bool:
        """Whether the hyphen belongs to the word: it has one elsewhere (`low-fiber`)."""
        head, rest = _DIVIDED.search(above), _REST.match(below)
        return bool(head and rest) and f"{head[1]}-{rest[0]}".casefold() in self._words  # type: ignore[index]
