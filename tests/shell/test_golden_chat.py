"""A whole chat about the built-in document, compared word for word."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.golden import GOLDEN, chat


def test_golden_chat(tmp_path: Path, warm_cache: Path) -> None:
    """The chat reads as in golden_chat.txt; `python -m tests.helpers.golden` updates it."""
    assert (
        chat(tmp_path, warm_cache).splitlines() == GOLDEN.read_text(encoding="utf-8").splitlines()
    )
