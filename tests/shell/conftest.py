"""A chat about the leaflet, on paper: its pages are kept, its home is a folder of the test."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import cli
from assistant.prepared import Prepared, prepare
from assistant.shell import style
from assistant.shell.screen import Screen
from assistant.shell.settings import Settings
from assistant.shell.state import Chat
from assistant.text import Page

LEAFLET = Path(__file__).parent.parent / "leaflet"


class Paper(Screen):
    """A screen of a given size that keeps the pages shown."""

    def __init__(self, width: int = 80, height: int = 50, plain: bool = True) -> None:
        super().__init__(plain)
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

    @property
    def colours(self) -> str:
        """The last page, with its escape sequences."""
        return style.paint(self.pages[-1].lines)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test: nothing of the user's is read or written."""
    for name in (
        "NO_COLOR",
        "INPUTRC",
        "CRAMPS_TOP",
        "CRAMPS_PLAIN",
        "CRAMPS_VI",
        "CRAMPS_HISTORY",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name, folder in (("CONFIG", "config"), ("STATE", "state"), ("CACHE", "cache")):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / folder))
    return tmp_path


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    """The leaflet, prepared."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield prepare(str(LEAFLET))


@pytest.fixture
def paper() -> Paper:
    """What the chat of the test is written on."""
    return Paper()


@pytest.fixture
def chat(prepared: Prepared, paper: Paper) -> Chat:
    """A chat about the leaflet that has just begun."""
    return Chat(prepared, Settings(plain=True), paper)


@pytest.fixture
def options() -> argparse.Namespace:
    """The arguments of a bare `cramps`."""
    return cli.parser().parse_args([])
