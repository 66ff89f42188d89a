"""A home for each test, with documents prepared once for all tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.helpers import sandbox


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory, warm_cache: Path) -> Path:
    """A home in which the leaflet and the built-in document are prepared; it is never changed."""
    home = tmp_path_factory.mktemp("warm")
    shutil.copytree(warm_cache, home / "cache")
    return sandbox.warm(home)


@pytest.fixture
def home(tmp_path: Path, warm: Path) -> Path:
    """A separate home for each test, with the documents prepared."""
    (tmp_path / "home").mkdir()
    return sandbox.warmed(tmp_path / "home", warm)
