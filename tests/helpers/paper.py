"""A simulated screen with the size that a test wants, which keeps its pages."""

from __future__ import annotations

from assistant.chat.screen import Screen
from assistant.render.page import Page
from assistant.render.view import Look


class Paper(Screen):
    """A screen of a given size that keeps the pages shown."""

    def __init__(self, width: int = 80, height: int = 50, look: Look = "stars") -> None:
        super().__init__(look)
        self.dimensions = (width, height)
        self.pages: list[Page] = []

    @property
    def size(self) -> tuple[int, int]:
        return self.dimensions

    def show(self, page: Page) -> None:
        self.pages.append(page)

    @property
    def text(self) -> str:
        """The last page, as text."""
        return self.pages[-1].plain()
