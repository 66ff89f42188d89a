"""The worked example, from a leaflet to a chat with a warning."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.example import PAGE, renewed


def test_the_example_prints_what_it_shows(tmp_path: Path) -> None:
    """The commands print what the page shows; `python -m tests.helpers.example` updates it."""
    page = PAGE.read_text("utf-8")
    assert renewed(page, tmp_path) == page
    assert page.count("DANGER") == 1
