"""Documents of 40 kB to 100 MB: preparing, opening and asking, compared with other indexes.

    pip install bm25s tantivy
    python -m tests.benchmarks.sizes COLLECTIONS [--sizes 0.04 1 10 100]

COLLECTIONS holds the public collections Cranfield and CISI (SMART format); the documents are made
from them. All engines get the same passages and questions, each in a separate process. This
benchmark measures preparing (time, peak memory of all processes), size on disk, one question from a
cold start (median time with interpreter and imports, peak memory), and warm questions. Only this
project reads the document itself, divides it into passages, checks spelling and warns of danger.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import abstracts
from tests.benchmarks.engines import ENGINES, NEEDS

COLD_RUNS = 7
QUESTIONS = 60


@dataclass(frozen=True, slots=True)
class Run:
    """A finished process: seconds, peak megabytes, and the figures that it printed."""

    seconds: float
    megabytes: float
    figures: list[float]


def run(engine: str, task: str, folder: Path) -> Run:
    """Run one task of an engine in a separate process."""
    command = [sys.executable, "-m", "tests.benchmarks.engines", engine, task, str(folder)]
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        peak = 0.0
        while task == "build" and process.poll() is None:  # the memory of its processes is added up
            peak = max(peak, memory(process.pid))
            time.sleep(0.02)
        process.wait()
        seconds = time.perf_counter() - begun
        assert process.stdout is not None
        output = process.stdout.read()
    if process.returncode:
        raise SystemExit(f"{engine}, {task}: exit status {process.returncode}")
    *figures, own = map(float, output.split())
    return Run(seconds, max(peak, own), figures)


def memory(process: int) -> float:
    """Megabytes of a process and its children, shared memory counted once (Linux)."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:  # it has just ended
        return 0.0
    own = next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return own / 1024 + sum(memory(int(child)) for child in children)


def size(folder: Path) -> float:
    """Megabytes of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def measure(engines: Sequence[str], root: Path) -> None:
    """Measure the engines on one document and print the rows."""
    built: dict[str, Run] = {}
    for engine in engines:
        (root / engine).mkdir()
        built[engine] = run(engine, "build", root)
        if engine == "ours":
            run(engine, "export", root)
    cold: dict[str, list[Run]] = {engine: [] for engine in engines}
    for _ in range(COLD_RUNS):
        for engine in engines:
            cold[engine].append(run(engine, "cold", root))
    for engine in engines:
        p50, p99 = run(engine, "warm", root).figures
        opened = statistics.median(one.seconds for one in cold[engine])
        print(
            f"| {engine} | {built[engine].seconds:.1f} s, {built[engine].megabytes:.0f} MB "
            f"| {size(root / engine):.1f} MB "
            f"| {1e3 * opened:.0f} ms, {max(one.megabytes for one in cold[engine]):.0f} MB "
            f"| {p50:.2f} ms | {p99:.2f} ms |",
            flush=True,
        )


def main() -> None:
    """Print a table for each size."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("collections", type=Path)
    options.add_argument("--sizes", type=float, nargs="+", default=[0.04, 1, 10, 100])
    chosen = options.parse_args()
    missing = [name for name, package in NEEDS.items() if not importlib.util.find_spec(package)]
    for name in missing:
        print(f"{name} is not installed, so it is left out.")
    engines = [name for name in ENGINES if name not in missing]
    for megabytes in chosen.sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            text = abstracts.document(chosen.collections, int(megabytes * 1e6))
            (root / "document.md").write_text(text)
            asked = abstracts.questions(chosen.collections)[:QUESTIONS]
            (root / "questions.json").write_text(json.dumps(asked))
            print(f"\n| {megabytes:g} MB | preparing | on disk | cold question | p50 | p99 |")
            print("|---" * 6 + "|")
            measure(engines, root)


if __name__ == "__main__":
    main()
