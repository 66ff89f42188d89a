"""Everyday words for which documents use other words (`general.toml`, `health.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

LISTS = ("general", "health")
"""The files in `english/` that contain groups."""


@cache
def everyday_groups() -> tuple[tuple[str, ...], ...]:
    """Return groups of words and phrases that people use for the same thing."""
    folder = Path(__file__).parent / "english"
    return tuple(
        tuple(group["words"])
        for name in LISTS
        for group in tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))["group"]
    )
