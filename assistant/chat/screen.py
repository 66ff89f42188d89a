"""The terminal as a place to write pages to: its size, and whether it takes colour."""

from __future__ import annotations

from assistant import streams, terminal
from assistant.render.page import Page
from assistant.render.view import Look, View


class Screen:
    """Writes pages to standard output in a look; only in colour can it be drawn upon."""

    def __init__(self, look: Look) -> None:
        self.look = look

    @property
    def plain(self) -> bool:
        """Whether lines are written one after the other, without menus or a toolbar."""
        return self.look != "colour"

    @property
    def size(self) -> tuple[int, int]:
        """The columns and rows of the terminal, now."""
        return terminal.size()

    @property
    def view(self) -> View:
        """How a page is read here, now."""
        return View(self.size[0], self.look, commands=True)

    @property
    def width(self) -> int:
        """The columns that a page has, now."""
        return self.view.width

    def show(self, page: Page) -> None:
        """Write a page and a blank line, and have them on the screen. Raises OSError."""
        streams.write(page.text() + "\n")
