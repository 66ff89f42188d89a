"""Many questions, many threads, many processes: checks that take too long for the tests.

    python -m tests.reliability.soak threads --questions 10000 --workers 16
    python -m tests.reliability.soak memory --questions 100000
    python -m tests.reliability.soak processes --workers 20

`threads`: an Assistant answers many threads as it answers one. `memory`: the resident set of a
process after many different questions. `processes`: many start at once in one empty home.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from assistant import Assistant
from assistant.prepared import prepare
from tests.helpers import answers, sandbox


def questions(count: int, seed: int = 1) -> Iterator[str]:
    """Yield different questions: those of the sets, shuffled, with slips and invented words."""
    dice = random.Random(seed)
    words = sorted(
        {
            word
            for question, earlier in answers.questions()
            for line in (question, *earlier)
            for word in line.split()
        }
    )
    for _ in range(count):
        chosen = dice.choices(words, k=dice.randrange(1, 12))
        if dice.random() < 0.3:
            at = dice.randrange(len(chosen))
            chosen[at] = "".join(dice.choices("abcdefghijklmnopqrstuvwxyz'é", k=7))
        yield " ".join(chosen)


def threads(count: int, workers: int) -> int:
    """Return how many answers differ between one thread and many that share an assistant."""
    asked = list(questions(count))
    prepared = prepare()
    alone = Assistant(prepared=prepared)
    expected = [alone.ask(question).to_dict() for question in asked]
    shared = Assistant(prepared=prepared)  # nothing is unpacked yet, so all threads unpack at once
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(workers) as pool:
            found = list(pool.map(lambda question: shared.ask(question).to_dict(), asked))
    finally:
        sys.setswitchinterval(before)
    return sum(one != other for one, other in zip(expected, found, strict=True))


def resident() -> int:
    """The resident set of this process, in KiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def memory(count: int, steps: int = 10) -> list[int]:
    """Return the resident set in KiB after each tenth of `count` questions, half in a chat."""
    assistant = Assistant(prepared=prepare())
    chat = assistant.conversation()
    found = []
    asked = questions(count)
    for _ in range(steps):
        for number in range(count // steps):
            (chat if number % 2 else assistant).ask(next(asked))
        found.append(resident())
    return found


def processes(workers: int, home: Path, *arguments: str) -> list[str]:
    """Start many processes at once in an empty `home`; return differing outputs and leftovers."""
    env = sandbox.environment(home)
    command = [*sandbox.CRAMPS, *arguments]
    started = [
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=env,
        )
        for _ in range(workers)
    ]
    said = [process.communicate(timeout=20 * sandbox.PATIENCE)[0] for process in started]
    wrong = [f"status {p.returncode}" for p in started if p.returncode != started[0].returncode]
    wrong += [output.decode() for output in said if output != said[0] or b"Traceback" in output]
    kept = [path.name for path in (home / "cache" / "leg-cramp-assistant").iterdir()]
    if len(kept) != 1:
        wrong.append(f"left in the cache: {kept}")
    kept_file = home / "cache" / "leg-cramp-assistant" / kept[0]
    with contextlib.closing(sqlite3.connect(f"file:{kept_file}?mode=ro", uri=True)) as file:
        if file.execute("PRAGMA quick_check").fetchone() != ("ok",):
            wrong.append("the prepared file is cut")
    return wrong


def main() -> int:
    """Run what the arguments name; return 0 if all is well."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=("threads", "memory", "processes"))
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=16)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_CACHE_HOME"] = name
        if options.what == "threads":
            wrong = threads(options.questions, options.workers)
            print(f"{options.questions} questions, {options.workers} threads: {wrong} differ")
            return min(wrong, 1)
        if options.what == "memory":
            found = memory(options.questions)
            print(f"{options.questions} questions, KiB after each tenth: {found}")
            return int(found[-1] > found[0] + 10_000)
        complaints = processes(options.workers, Path(name) / "home", "my calf locks up")
        print(f"{options.workers} processes at once: {complaints or 'all alike'}")
        return min(len(complaints), 1)


if __name__ == "__main__":
    raise SystemExit(main())
