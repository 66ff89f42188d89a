"""What several test folders share: the documents, and copies of their folders to damage."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from corpus import loader as folder
from corpus.model import Corpus, Passage
from index.build import build
from index.search import Index
from index.store import Store, Writer
from tests.helpers.folders import FolderCopy
from tests.helpers.places import LEAFLET
from tests.helpers.running import process

# No deadline: a slow machine is not an error. Derandomised: every run tests the same examples.
settings.register_profile(
    "steady",
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The built-in document, as it is read."""
    return folder.read()


@pytest.fixture(scope="session")
def by_id(corpus: Corpus) -> dict[str, Passage]:
    """The passages of the built-in document by their ids."""
    return {passage.id: passage for passage in corpus.passages}


@pytest.fixture(scope="session")
def leaflet() -> Corpus:
    """A small second document, a clinic's leaflet about nosebleeds, as it is read."""
    return folder.read(LEAFLET)


@pytest.fixture(scope="session")
def built(corpus: Corpus) -> Store:
    """The tables of the index of the built-in document."""
    writer = Writer(":memory:")
    build(corpus, writer)
    return Store.of(writer)


@pytest.fixture(scope="session")
def index(built: Store) -> Index:
    """The index of the built-in document."""
    return Index(built)


@pytest.fixture
def built_in_copy(tmp_path: Path) -> FolderCopy:
    """A copy of the built-in document folder."""
    return FolderCopy(Path(shutil.copytree(folder.BUILT_IN, tmp_path / "copy")))


@pytest.fixture
def leaflet_copy(tmp_path: Path) -> FolderCopy:
    """A copy of the leaflet's folder."""
    return FolderCopy(Path(shutil.copytree(LEAFLET, tmp_path / "copy")))


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder in which a separate process has prepared the built-in document."""
    cache = tmp_path_factory.mktemp("cache")
    done = process("--tags", XDG_CACHE_HOME=str(cache), PYTHONHASHSEED="12345")
    assert done.status == 0, done.err
    return cache
