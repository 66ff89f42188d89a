"""Runs the real program for the reliability tests, in a separate home."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.helpers.places import LEAFLET as LEAFLET
from tests.helpers.places import ROOT
from tests.helpers.terminal import Terminal as Terminal

CRAMPS = (sys.executable, "-m", "assistant")
AUTHOR = (sys.executable, "-m", "assistant.authoring.command")
PATIENCE = 120
"""Seconds after which a program counts as hanging, even on a slow machine."""


def environment(home: Path, **more: str | None) -> dict[str, str]:
    """The environment of a program whose home is `home`; None removes a variable."""
    found: dict[str, str | None] = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        **more,
    }
    return {name: value for name, value in found.items() if value is not None}


def cramps(
    *arguments: str,
    env: dict[str, str],
    stdin: bytes | None = None,
    folder: Path | None = None,
    before: tuple[str, ...] = (),
) -> subprocess.CompletedProcess[bytes]:
    """Run the command to completion; `before` is put in front of it, such as `unshare -n`."""
    return subprocess.run(
        [*before, *CRAMPS, *arguments],
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        env=env,
        cwd=folder or Path(env.get("HOME", "/")),
        timeout=PATIENCE,
    )


def shell(script: str, *, env: dict[str, str], folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which `$cramps` and `$leaflet` are the commands."""
    for name, command in (("$cramps", CRAMPS), ("$leaflet", AUTHOR)):
        script = script.replace(name, " ".join(command))
    return subprocess.run(
        ["/bin/sh", "-c", script],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=env,
        cwd=folder,
        timeout=PATIENCE,
    )


def warm(folder: Path) -> Path:
    """Prepare the leaflet and the built-in document once, in `folder`/cache; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for arguments in (("cramps at night",), ("--folder", str(LEAFLET), "cloth")):
        done = cramps(*arguments, env=environment(folder))
        assert done.returncode == 0, done.stderr.decode()
    return folder


def warmed(home: Path, source: Path) -> Path:
    """Make a home with prepared documents in its cache, copied from `source`."""
    shutil.copytree(source / "cache", home / "cache")
    return home


def one_sentence(complaint: bytes, program: str = "cramps") -> str:
    """Check that standard error holds one clear sentence and no traceback; return it."""
    said = complaint.decode()
    assert said.startswith(f"{program}: "), said
    assert said.count("\n") == 1, said
    assert "Traceback" not in said, said
    return said
