"""The display that a page is made for: its width, and how text can be emphasised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

WIDTH = 80
"""The widest line on any terminal, in columns: longer lines are hard to read."""

NARROWEST = 30
"""Lines are never wrapped to fewer columns than this."""

TABLE = 60
"""Columns that tables and deep indents need."""

Look = Literal["colour", "stars", "spoken"]
"""How the answer is marked: in bold (with colours for other text); between asterisks; or, for a
screen reader, not at all, with words in place of symbols."""


@dataclass(frozen=True, slots=True)
class View:
    """The display that a page is made for: its columns, its look, and whether it has commands."""

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
