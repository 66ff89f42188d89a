"""Paths in the checkout."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parent.parent
ROOT = TESTS.parent
README = ROOT / "README.md"
LEAFLET = TESTS / "leaflet"
"""A small second document, a clinic's leaflet about nosebleeds."""

QUESTIONS = TESTS / "questions"
GOLDEN_CHAT = TESTS / "shell" / "golden_chat.txt"
PICTURE = TESTS / "chat.svg"
