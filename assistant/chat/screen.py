"""The terminal as a place to write pages to: its size, and whether it takes colour."""

from __future__ import annotations

import os
import sys

from assistant.chat import style
from assistant.render.lines import WIDTH
from assistant.render.page import Page

ENDLESS = 10_000
"""Rows of an output that is no terminal: everything fits."""


class Screen:
    """Writes pages to standard output, in colour unless `plain`."""

    def __init__(self, plain: bool) -> None:
        self.plain = plain

    @property
    def size(self) -> tuple[int, int]:
        """The columns and rows of the terminal, now."""
        try:
            width, height = os.get_terminal_size(sys.stdout.fileno())
        except (OSError, ValueError):  # no terminal, or no file at all
            return WIDTH, ENDLESS
        return width or WIDTH, height or ENDLESS

    @property
    def width(self) -> int:
        """The columns of the terminal, now."""
        return self.size[0]

    @property
    def height(self) -> int:
        """The rows of the terminal, now."""
        return self.size[1]

    def show(self, page: Page) -> None:
        """Write a page and a blank line, and have them on the screen. Raises OSError."""
        sys.stdout.write((page.plain() if self.plain else style.paint(page.lines)) + "\n")
        sys.stdout.flush()
