"""One assistant for all tests in this folder, and a separate home folder for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant, preparing
from assistant.prepared import Prepared, prepare
from corpus.progress import Progress
from index.store import Store, Writer
from tests.helpers.places import LEAFLET


@pytest.fixture(autouse=True)
def home(tmp_path: Path, warm_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A separate home for each test, with a cache that holds the prepared document."""
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


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that does not exist yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "new" / "cache"))
    return tmp_path / "new" / "cache" / "leg-cramp-assistant"


@pytest.fixture(scope="module")
def leaflet_tables() -> Store:
    """The tables of the leaflet, in memory."""
    writer = Writer(":memory:")
    preparing.write(preparing.read(str(LEAFLET)), writer, "")
    return Store.of(writer)


@pytest.fixture
def compilations(leaflet_tables: Store, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The digests of the documents that were prepared; preparing is instant in these tests."""
    done: list[str] = []

    def quickly(
        document: preparing.Document, writer: Writer, source: str, progress: Progress
    ) -> None:
        done.append(source)
        leaflet_tables._connection.backup(writer.connection)
        writer.connection.execute("delete from head")
        writer._tables.add("head")
        writer.finish(source)

    monkeypatch.setattr(preparing, "write", quickly)
    return done
