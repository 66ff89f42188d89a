"""Fresh environments for these scripts: a snapshot of the checkout, and virtual environments."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tests.helpers.places import ROOT

PARTS = (".ci", "assistant", "corpus", "index", "tests", "pyproject.toml", "README.md")
"""The contents of the source distribution."""


def snapshot(folder: Path) -> Path:
    """Copy the files of a distribution, so that later edits do not mix versions."""
    leave = shutil.ignore_patterns("__pycache__", ".*_cache", ".hypothesis", "prepared.sqlite")
    copy = folder / "source"
    copy.mkdir()
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, copy / part, ignore=leave)
        else:
            shutil.copy(ROOT / part, copy)
    return copy


def home(folder: Path) -> dict[str, str]:
    """The environment variables for a home below `folder`."""
    below = {
        "HOME": folder / "home",
        **{f"XDG_{kind}_HOME": folder / "home" / kind for kind in ("CACHE", "CONFIG", "STATE")},
    }
    (folder / "home").mkdir(parents=True, exist_ok=True)
    return {
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        **{name: str(path) for name, path in below.items()},
    }


def run(command: list[str], folder: Path, env: dict[str, str] | None = None) -> str:
    """Run a command and return its output; on failure, raise SystemExit with the end of it."""
    done = subprocess.run(
        command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout[-3000:]}")
    return done.stdout


def virtual(python: str, folder: Path, *requirements: str) -> str:
    """Make a virtual environment with `requirements`; return its interpreter."""
    run([python, "-m", "venv", str(folder)], folder.parent)
    made = str(folder / "bin" / "python")
    run([made, "-m", "pip", "install", "--quiet", *requirements], folder.parent)
    return made
