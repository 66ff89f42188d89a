"""Sends signals to the program at random moments, and checks what they leave behind.

    python -m tests.reliability.signals --runs 500 [--seed 1] [--jobs 4]

Each run starts the one-shot command, the pipe or the chat (in a pseudo-terminal, with and without
prompt_toolkit) in a separate home, a quarter of them with nothing prepared yet, and sends SIGINT,
SIGTERM, SIGHUP or SIGKILL up to two seconds later. Afterwards, the terminal must be as it was
(except after SIGKILL), with no traceback shown and every file complete, and the next start must
answer.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.helpers import sandbox

KINDS = ("one-shot", "pipe", "chat", "plain chat")
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)
QUESTIONS = ("cold cloth", "how should I sit", "what helps in winter", "the blood won't stop")
OLD = "# an older chat\n"
LEAFLET = ("--folder", str(sandbox.LEAFLET))


class BrokenError(AssertionError):
    """Something was wrong after a signal."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: what is started, the signal, and its delay in seconds."""

    kind: str
    number: signal.Signals
    delay: float
    cold: bool

    def __str__(self) -> str:
        cold = ", nothing prepared" if self.cold else ""
        return f"{self.kind}, {self.number.name} after {self.delay:.3f} s{cold}"


def runs(count: int, seed: int) -> list[Run]:
    """The runs for a seed: every kind with every signal, at random moments."""
    dice = random.Random(seed)
    found = []
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        longest = 0.25 if kind == "one-shot" else 2.0
        cold = dice.random() < 0.25
        delay = dice.random() * (1.5 if cold else longest)
        found.append(Run(kind, SIGNALS[number // len(KINDS) % len(SIGNALS)], delay, cold))
    return found


def heed() -> None:
    """Make programs started from here obey all signals, even if `nohup` or CI ignores some."""
    for number in SIGNALS[:-1]:
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, lambda *_: None)  # a handler is not inherited


def perform(run: Run, home: Path, warm: Path) -> str:
    """Do one run in an empty `home`; return how the program ended, or raise BrokenError."""
    home.mkdir(parents=True)
    if not run.cold:
        sandbox.warmed(home, warm)
    (home / "chat.md").write_text(OLD)
    env = sandbox.environment(home)
    ended = _in_terminal(run, home, env) if "chat" in run.kind else _in_pipes(run, home, env)
    _look_at_files(run, home)
    done = sandbox.cramps(*LEAFLET, "cold cloth", env=env)
    _hold(
        done.returncode == 0 and b"cold cloth" in done.stdout, "the next start fails", done.stderr
    )
    return ended


def _hold(law: object, said: str, output: bytes = b"") -> None:
    if not law:
        raise BrokenError(f"{said}: {output.decode(errors='replace')[-1500:]}")


def _started(process: subprocess.Popen[bytes]) -> None:
    """Wait until Python has reached our program."""
    end = time.monotonic() + sandbox.PATIENCE
    while b"-m\0assistant" not in Path(f"/proc/{process.pid}/cmdline").read_bytes():
        if process.poll() is not None or time.monotonic() > end:
            return
        time.sleep(0.001)


def _in_pipes(run: Run, home: Path, env: dict[str, str]) -> str:
    arguments = [*LEAFLET, QUESTIONS[0]] if run.kind == "one-shot" else [*LEAFLET, "--json"]
    with subprocess.Popen(
        [*sandbox.CRAMPS, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=env,
        cwd=home,
    ) as process:
        assert process.stdin is not None
        _started(process)
        time.sleep(run.delay / 2)
        try:
            process.stdin.write("".join(f"{line}\n" for line in QUESTIONS * 50).encode())
            process.stdin.flush()
        except BrokenPipeError:
            pass
        time.sleep(run.delay / 2)
        process.send_signal(run.number)
        out, err = process.communicate(timeout=sandbox.PATIENCE)
    status = process.returncode
    _hold(status in _ends(run, err), f"status {status}", err)
    ended = _outcome(run, status, err)
    if run.kind == "pipe":
        *whole, _ = out.split(b"\n")
        _hold(
            all(next(iter(json.loads(line))) == "warnings" for line in whole), "a broken line", out
        )
    return ended


def _ends(run: Run, output: bytes) -> tuple[int, ...]:
    """The statuses with which a program may end."""
    if run.number != signal.SIGINT:
        return (0, -run.number)
    # Python's own status, if the signal comes before it has reached our program.
    early = (1,) if b"runpy" in output or b"Fatal Python error" in output else ()
    return (0, 130, -signal.SIGINT, *early)


def _outcome(run: Run, status: int, output: bytes) -> str:
    """How the run ended, in words; a traceback is allowed only before our own first line."""
    if b"Traceback" in output:
        ours = re.search(rb'cli\.py", line \d+, in (?!<module>)', output)
        early = run.number == signal.SIGINT and not ours
        _hold(early, "a traceback", output)
        return "interrupted while Python started"
    return "ended before the signal" if status == 0 else "ended by the signal"


def _in_terminal(run: Run, home: Path, env: dict[str, str]) -> str:
    arguments = [*LEAFLET, "--plain"] if run.kind == "plain chat" else LEAFLET
    with sandbox.Terminal(*arguments, env=env, folder=home) as terminal:
        _started(terminal.process)
        end = time.monotonic() + run.delay
        typed = [*QUESTIONS, "/save new.md", *QUESTIONS, "/save chat.md", "yes", "cold", "/forget"]
        while time.monotonic() < end:
            terminal.read(0.01)
            if typed and (terminal.line.rstrip().endswith("?") or "yes/no" in terminal.line):
                terminal.send(f"{typed.pop(0)}\r")
        terminal.kill(run.number)
        if run.number == signal.SIGINT:
            _leave(terminal)
        status = terminal.end()
        allowed = (*_ends(run, terminal.output), 128 + run.number)
        _hold(status in allowed, f"status {status}", terminal.output)
        if run.number != signal.SIGKILL:
            _hold(terminal.attributes == terminal.before, "the terminal is not as it was")
            shown = terminal.output
            for on, off in ((b"\x1b[?2004h", b"\x1b[?2004l"), (b"\x1b[?25l", b"\x1b[?25h")):
                _hold(shown.rfind(on) <= shown.rfind(off), "a mode is left on", shown)
        return _outcome(run, status, terminal.output)


def _leave(terminal: sandbox.Terminal) -> None:
    """Ctrl-C does not end a chat: leave it with Ctrl-D, whatever the line holds."""
    end = time.monotonic() + sandbox.PATIENCE
    while terminal.process.poll() is None and time.monotonic() < end:
        if terminal.line.rstrip().endswith("?") or "yes/no" in terminal.line:
            terminal.send("\x04")
        terminal.read(0.1)


def _look_at_files(run: Run, home: Path) -> None:
    """Every file must be complete; only a program that could not clean up leaves `.part` files."""
    for path in (path for path in home.rglob("*") if path.is_file()):
        content = path.read_bytes()
        if path.suffix == ".part":
            tidy = run.number == signal.SIGINT or "chat" in run.kind
            _hold(run.cold or not tidy or run.number == signal.SIGKILL, f"{path.name} is left")
        elif path.suffix == ".sqlite":
            with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
                (state,) = file.execute("PRAGMA quick_check").fetchone()
            _hold(state == "ok", f"{path.name} is cut")
        elif path.suffix == ".md":
            text = content.decode()
            whole = text == OLD or (text.startswith("# Nosebleeds") and text.endswith("\n"))
            _hold(
                whole and (text == OLD or "line " in text.splitlines()[-1]), "a cut chat", content
            )
        elif path.name == "history":
            known = {*QUESTIONS, "cold", "yes", "/save new.md", "/save chat.md", "/forget"}
            _hold(set(content.decode().splitlines()) <= known, "a cut history", content)
            _hold(not content or content.endswith(b"\n"), "a cut history", content)
        else:
            _hold(False, f"an unknown file {path}")


def main() -> int:
    """Perform the runs; print what happened, and return 0 if nothing broke."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2 * (os.cpu_count() or 1))
    options = parser.parse_args()
    heed()
    with tempfile.TemporaryDirectory() as name:
        warm = sandbox.warm(Path(name) / "warm")

        def one(numbered: tuple[int, Run]) -> str:
            home = Path(name) / str(numbered[0])
            try:
                return perform(numbered[1], home, warm)
            except AssertionError as error:
                print(f"BROKEN {numbered[1]}: {error}", flush=True)
                return "broken"
            finally:
                shutil.rmtree(home, ignore_errors=True)

        with ThreadPoolExecutor(options.jobs) as pool:
            planned = runs(options.runs, options.seed)
            ends = Counter(pool.map(one, enumerate(planned)))
    print(f"{options.runs} runs, seed {options.seed}: {dict(ends.most_common())}")
    return 1 if ends["broken"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
