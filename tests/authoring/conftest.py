"""What several tests of `leaflet` need."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.folders import FolderCopy


@pytest.fixture
def to_grow(leaflet_copy: FolderCopy, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with a doubtful question, for `leaflet grow`; the user will type 1."""
    questions = leaflet_copy.path / "questions.txt"
    questions.write_text("may I wear a scarf or pinch it?\n")
    monkeypatch.setattr("builtins.input", lambda _: "1")
    monkeypatch.setattr("assistant.authoring.growing.DOUBTFUL", 2.0)
    return questions
