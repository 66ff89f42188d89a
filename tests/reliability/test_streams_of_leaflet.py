"""`leaflet` with standard streams that are closed, full or not text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.helpers import sandbox

FOLDER = str(sandbox.LEAFLET)


@pytest.mark.parametrize(
    ("script", "status", "said"),
    [
        ("$leaflet keys >&-", 2, "standard output is closed"),
        (f"$leaflet passages {FOLDER} >&-", 2, "standard output is closed"),
        ("$leaflet --help >&-", 2, "standard output is closed"),
        ("$leaflet keys >/dev/full", 2, "No space left"),
        ("$leaflet --help >/dev/full", 2, "No space left"),
        ("$leaflet ask --help >/dev/full", 2, "No space left"),
        ("$leaflet --help | true", 0, ""),
        ("$leaflet keys | true", 0, ""),
        (f"$leaflet ask {FOLDER} <&-", 2, "standard input is closed"),
        (f"$leaflet chat {FOLDER} <&-", 2, "standard input is closed"),
        (f"$leaflet ask {FOLDER} cloth <&- >/dev/null", 0, ""),
        ("$leaflet --help 2>&- >/dev/null", 0, ""),
    ],
)
def test_streams(script: str, status: int, said: str, home: Path) -> None:
    """If a stream is closed or full, one sentence says so; a reader that leaves is not reported."""
    done = sandbox.shell(script, env=sandbox.environment(home), folder=home)
    assert done.returncode == status, done.stderr.decode()
    if said:
        assert said in sandbox.one_sentence(done.stderr, "leaflet")
    else:
        assert done.stderr == b""


@pytest.mark.parametrize("reply", ["\\377\\n", ""], ids=["not text", "nothing"])
def test_replies_that_are_no_number(reply: str, home: Path) -> None:
    """A reply to `leaflet grow` that is not a number, or not text, chooses no passage."""
    shutil.copytree(FOLDER, home / "folder")
    (home / "questions").write_text("how about xyzzy and hot soup\n")
    script = f"printf '{reply}' | $leaflet grow folder questions"
    env = sandbox.environment(home, PYTHONIOENCODING="utf-8:strict")
    done = sandbox.shell(script, env=env, folder=home)
    assert (done.returncode, done.stderr) == (0, b"")


def test_closed_input_of_grow(home: Path) -> None:
    """Without standard input, `leaflet grow` lists the passages and writes nothing."""
    shutil.copytree(FOLDER, home / "folder")
    (home / "questions").write_text("how about xyzzy and hot soup\n")
    script = "$leaflet grow folder questions <&-"
    done = sandbox.shell(script, env=sandbox.environment(home), folder=home)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"xyzzy" in done.stdout
