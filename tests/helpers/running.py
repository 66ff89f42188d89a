"""The program as a user runs it: as a separate process, or faster, in this one."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from typing import NamedTuple
from unittest import mock

from assistant.cli import main
from tests.helpers.places import ROOT


class Ran(NamedTuple):
    """The result of a run: its exit status and what it wrote."""

    status: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """The environment of the test, homes included, for a process run from any folder."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")},
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        **more,
    }


def process(*arguments: str | bytes, stdin: bytes = b"", **env: str) -> Ran:
    """Run `cramps` with these arguments as a separate process."""
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        input=stdin,
        capture_output=True,
        env=environment(**env),
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def here(*arguments: str, stdin: bytes | None = b"") -> Ran:
    """Run `cramps` in this process; `stdin` None means that it is closed."""
    lines = None if stdin is None else io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(sys, "stdin", lines),
        mock.patch.dict(os.environ, {"COLUMNS": ""}),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        status = main(arguments)
    return Ran(status, out.getvalue(), err.getvalue())
