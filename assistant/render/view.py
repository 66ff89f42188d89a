"""Where a page is read: how wide it is, and what can stand out in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

WIDTH = 80
"""Columns of the widest line, on any terminal: longer ones are hard to read."""

NARROWEST = 30
"""Columns below which lines are wrapped no further."""

TABLE = 60
"""Columns from which there is enough width for tables and for a deep indent."""

Look = Literal["colour", "stars", "spoken"]
"""How the answering sentence is marked: in bold (with colours elsewhere), between stars, or, for
a screen reader, not at all, with words in place of signs."""


@dataclass(frozen=True, slots=True)
class View:
    """A place to read: its columns, its look, and whether commands such as /open work there."""

    columns: int = WIDTH
    look: Look = "stars"
    commands: bool = False

    @property
    def width(self) -> int:
        """The columns that lines are wrapped to."""
        return min(max(self.columns, NARROWEST), WIDTH)

    @property
    def wide(self) -> bool:
        """Whether tables and deep indents fit."""
        return self.width >= TABLE

    def hang(self, columns: int) -> int:
        """The indent of a wrapped line: none for a screen reader."""
        return 0 if self.spoken else columns

    @property
    def spoken(self) -> bool:
        """Whether a screen reader reads the page."""
        return self.look == "spoken"


PIPE = View()
"""A file or a pipe."""
