"""One assistant for all tests of this room, and a home of its own for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.prepared import Prepared, prepare


@pytest.fixture(autouse=True)
def home(tmp_path: Path, warm_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test, with a cache in which the document is prepared."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(warm_cache))
    for name in ("CONFIG", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    return tmp_path


@pytest.fixture(scope="session")
def prepared(warm_cache: Path) -> Iterator[Prepared]:
    """The built-in document, as a second start reads it from the cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(warm_cache))
        yield prepare()


@pytest.fixture(scope="session")
def assistant(prepared: Prepared) -> Assistant:
    """The assistant for the built-in document."""
    return Assistant(prepared=prepared)
