"""Words divided by a line break: `tourni-` at the end of a line, `quet` on the next."""

from __future__ import annotations

import re
from functools import cached_property

_DIVIDED = re.compile(r"([^\W\d_]+)-$")
_REST = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Hyphens:
    """Distinguishes hyphens that only divide a word from those that belong to it."""

    def __init__(self, document: str) -> None:
        self._document = document

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(match[0].casefold() for match in _WORD.finditer(self._document))

    def divides(self, above: str, below: str) -> bool:
        """Whether a word continues from the end of the line `above` to the line `below`."""
        return bool(_DIVIDED.search(above)) and below[:1].islower()

    def belongs(self, above: str, below: str) -> bool:
        """Whether the hyphen belongs to the word: it also has one elsewhere (`low-fiber`)."""
        head, rest = _DIVIDED.search(above), _REST.match(below)
        return bool(head and rest) and f"{head[1]}-{rest[0]}".casefold() in self._words  # type: ignore[index]
