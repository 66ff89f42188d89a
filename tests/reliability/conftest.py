"""A home for each test, with documents prepared once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import sandbox


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the leaflet and the built-in document are prepared; it is never changed."""
    return sandbox.warm(tmp_path_factory.mktemp("warm"))


@pytest.fixture
def home(tmp_path: Path, warm: Path) -> Path:
    """A separate home for each test, with the documents prepared."""
    (tmp_path / "home").mkdir()
    return sandbox.warmed(tmp_path / "home", warm)
