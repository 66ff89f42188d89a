"""How soon the chat appears: first paint and prompt, compared with other shells.

    python -m tests.benchmarks.start [--runs 10]

starts each program in a pseudo-terminal, in turn, and prints the medians in milliseconds. The
others (litecli, ptpython, IPython) are measured if this Python has them. "First paint" is the
first visible output; for `cramps` it is the first warning. "Prompt" is when the
program has drawn its prompt; `python -c pass` is measured until its end.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import shutil
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.helpers.places import ROOT

BARE = "from prompt_toolkit import PromptSession; PromptSession().prompt('? ')"
PATIENCE = 30


@dataclass(frozen=True)
class Program:
    """A program to start, and what its screen shows when it waits for a line."""

    name: str
    command: Sequence[str]
    prompt: bytes


def programs(home: str) -> list[Program]:
    """The programs installed here; the first two are the baseline."""
    python = sys.executable
    found = [
        Program("python -c pass", [python, "-c", "pass"], b""),
        Program("bare PromptSession", [python, "-c", BARE], b"?"),
        Program("cramps", [python, "-m", "assistant"], b"?"),
        Program("cramps --plain", [python, "-m", "assistant", "--plain"], b"?"),
    ]
    for name, arguments, prompt in (
        ("litecli", [f"{home}/empty.db"], b"empty.db>"),
        ("ptpython", [], b">>>"),
        ("ipython", ["--no-banner"], b"In ["),
    ):
        beside = Path(python).parent / name
        path = str(beside) if beside.exists() else shutil.which(name)
        if path:
            found.append(Program(name, [path, *arguments], prompt))
    return found


def measure(program: Program, env: dict[str, str]) -> tuple[float, float]:
    """Start a program once; return milliseconds to its first byte and to its prompt.

    A program without a prompt is measured until its end.
    """
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    begin = time.perf_counter()
    process = subprocess.Popen(
        program.command, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True
    )
    try:
        if not program.prompt:
            process.wait()
            return (passed := 1000 * (time.perf_counter() - begin)), passed
        shown = b""
        first = 0.0
        while program.prompt not in visible(shown):
            if not select.select([master], [], [], PATIENCE)[0]:
                raise TimeoutError(f"{program.name} shows no prompt: {shown!r}")
            shown += os.read(master, 65536)
            if not first and visible(shown).strip():
                first = 1000 * (time.perf_counter() - begin)
            if b"\x1b[6n" in shown[-200:]:
                os.write(master, b"\x1b[1;1R")  # the cursor position, as a terminal would report it
        return first, 1000 * (time.perf_counter() - begin)
    finally:
        process.kill()
        process.wait()
        os.close(master)
        os.close(slave)


def visible(shown: bytes) -> bytes:
    """The output without its escape sequences."""
    return re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", shown)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description="Measure how soon the chat appears.")
    options.add_argument("--runs", type=int, default=10)
    runs = options.parse_args().runs
    with TemporaryDirectory() as home:
        env = {
            "HOME": home,
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        chosen = programs(home)
        times: dict[str, list[tuple[float, float]]] = {p.name: [] for p in chosen}
        for program in chosen:  # one unmeasured run: files are read, caches made
            measure(program, env)
        for _ in range(runs):
            for program in chosen:
                times[program.name].append(measure(program, env))
    middle = {
        name: [statistics.median(column) for column in zip(*found, strict=True)]
        for name, found in times.items()
    }
    least = middle["python -c pass"][0]
    bare = middle["bare PromptSession"][1]
    print(f"median of {runs} starts | first paint | × python -c pass | prompt | × bare prompt")
    print("---|---:|---:|---:|---:")
    for name, (first, prompt) in middle.items():
        print(
            f"{name} | {first:.0f} ms | {first / least:.1f} | {prompt:.0f} ms | {prompt / bare:.2f}"
        )


if __name__ == "__main__":
    main()
