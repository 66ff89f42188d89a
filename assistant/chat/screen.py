"""The terminal as a place to write pages to: its size, and whether it has colour."""

from __future__ import annotations

from assistant import streams, terminal
from assistant.render.page import Page
from assistant.render.view import Look, View


class Screen:
    """Writes pages to standard output in a given look; only "colour" allows menus."""

    def __init__(self, look: Look) -> None:
        self.look = look

    @property
    def plain(self) -> bool:
        """Whether lines are written one after another, without menus or a toolbar."""
        return self.look != "colour"

    @property
    def size(self) -> tuple[int, int]:
        """The current columns and rows of the terminal."""
        return terminal.size()

    @property
    def view(self) -> View:
        """The view for a page at the terminal's current size."""
        return View(self.size[0], self.look, commands=True)

    @property
    def width(self) -> int:
        """The number of columns for a page at the terminal's current size."""
        return self.view.width

    def show(self, page: Page) -> None:
        """Write a page and a blank line together. Raises OSError."""
        streams.write(page.text() + "\n")
