"""What several rooms share: the documents as they are read, and copies of folders to damage."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from corpus import folder
from corpus.passage import Corpus, Passage
from index.build import build
from index.search import Index

ROOT = Path(__file__).parent.parent
LEAFLET = Path(__file__).parent / "leaflet"

# No deadline: a slow machine is no error. Derandomised: a run says the same as the one before.
settings.register_profile(
    "steady",
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")


@dataclass(frozen=True)
class FolderCopy:
    """A document folder that a test may damage."""

    path: Path

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace the first `old` in a file, which must hold it."""
        file = self.path / name
        text = file.read_bytes().decode()
        assert old in text, f"{name} does not hold {old!r}"
        file.write_bytes(text.replace(old, new, 1).encode())

    def append(self, name: str, text: str) -> None:
        """Add `text` at the end of a file."""
        file = self.path / name
        file.write_bytes(file.read_bytes() + text.encode())

    def complaint(self) -> str:
        """What the loader says about the folder."""
        with pytest.raises(folder.FolderError) as caught:
            folder.read(self.path)
        return str(caught.value)


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
def built(corpus: Corpus) -> dict[str, Any]:
    """The index of the built-in document, as data."""
    return build(corpus)


@pytest.fixture(scope="session")
def index(built: dict[str, Any]) -> Index:
    """The index of the built-in document, as it is read from a file."""
    data = json.loads(json.dumps(built))
    return Index(data, lambda: data["counts"])


@pytest.fixture
def built_in_copy(tmp_path: Path) -> FolderCopy:
    """A copy of the built-in document folder."""
    return FolderCopy(Path(shutil.copytree(folder.BUILT_IN, tmp_path / "copy")))


@pytest.fixture
def leaflet_copy(tmp_path: Path) -> FolderCopy:
    """A copy of the leaflet's folder."""
    return FolderCopy(Path(shutil.copytree(LEAFLET, tmp_path / "copy")))
