"""Everyday words for what a health leaflet says in others (`english/health.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

HEALTH = Path(__file__).parent / "english" / "health.toml"


@cache
def everyday_groups() -> tuple[tuple[str, ...], ...]:
    """Return groups of words and phrases that mean the same to people who ask."""
    data = tomllib.loads(HEALTH.read_text("utf-8"))
    return tuple(tuple(group["words"]) for group in data["group"])
