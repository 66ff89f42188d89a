"""Threads and processes: short versions of `soak.py`, which describes the checks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import sandbox
from tests.reliability import soak

MEMORY = "import json; from tests.reliability import soak; print(json.dumps(soak.memory(3000, 3)))"


@pytest.fixture(autouse=True)
def prepared_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The documents are prepared already."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    return home


def test_one_assistant_for_many_threads() -> None:
    """An assistant shared by 16 threads gives each question the same answer as one thread."""
    assert soak.threads(600, 16) == 0


def test_memory_does_not_grow(home: Path) -> None:
    """After the first thousand different questions, further thousands take no more memory."""
    env = sandbox.environment(home)
    done = subprocess.run(
        [sys.executable, "-c", MEMORY],
        capture_output=True,
        env=env,
        check=True,
        timeout=sandbox.PATIENCE,
    )
    first, *_, last = map(int, done.stdout.decode().strip("[]\n").split(","))
    assert last < first + 4000, done.stdout  # KiB


def test_many_processes_in_an_empty_home(tmp_path: Path) -> None:
    """Processes that start at once in one empty home all answer, and leave one complete file."""
    empty = tmp_path / "empty"
    empty.mkdir()
    assert soak.processes(6, empty, "--folder", str(sandbox.LEAFLET), "cold cloth") == []
