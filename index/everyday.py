"""Everyday words for what documents say in others (`general.toml`, `health.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

LISTS = ("general", "health")
"""The files of `english/` with groups."""


@cache
def everyday_groups() -> tuple[tuple[str, ...], ...]:
    """Return groups of words and phrases that mean the same to people who ask."""
    folder = Path(__file__).parent / "english"
    return tuple(
        tuple(group["words"])
        for name in LISTS
        for group in tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))["group"]
    )
