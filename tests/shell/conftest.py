"""A chat about the leaflet, on a simulated screen, with a separate home."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import cli
from assistant.chat.session import Chat
from assistant.chat.settings import Settings
from assistant.prepared import Prepared, prepare
from tests.helpers.paper import Paper
from tests.helpers.places import LEAFLET


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A separate home for each test: none of the user's files are read or written."""
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
    """The simulated screen of the test's chat."""
    return Paper()


@pytest.fixture
def chat(prepared: Prepared, paper: Paper) -> Chat:
    """A chat about the leaflet that has just begun."""
    return Chat(prepared, Settings(plain=True), paper)


@pytest.fixture
def options() -> argparse.Namespace:
    """The arguments of a bare `cramps`."""
    return cli.parser().parse_args([])
