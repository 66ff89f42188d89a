"""How fast the program starts and answers, compared with familiar tools.

    pip install . litecli bm25s && python -m tests.benchmarks.speed tests/questions/public.jsonl

Whole processes are timed from outside, alternating with those they are compared with, so that a
slow moment of the machine affects both; the table gives medians in milliseconds and their ratio.
The second table times one question in a warm process. Compare ratios, not milliseconds.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

BESIDE = Path(sys.executable).parent
CRAMPS = (
    [str(BESIDE / "cramps")]
    if (BESIDE / "cramps").exists()
    else [sys.executable, "-m", "assistant"]
)
KNOWN = ["what", "helps", "against", "cramps", "at", "night"]
UNKNOWN = ["does", "magnezium", "help", "my", "granddad's", "calv", "at", "nihgt"]


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def seconds(command: Sequence[str]) -> float:
    """Run a command once; return its wall-clock time."""
    begun = time.perf_counter()
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begun


def peak_megabytes(command: Sequence[str]) -> float:
    """The peak resident memory of a command, as the operating system reports it."""
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return usage.ru_maxrss / 1024


def processes(runs: int) -> None:
    """Print the table of whole processes."""
    compared = [
        (
            "a question of known words",
            [*CRAMPS, *KNOWN],
            "import numpy",
            python("import numpy"),
            1.5,
        ),
        (
            "a question with unknown words",
            [*CRAMPS, *UNKNOWN],
            "import nltk, rank_bm25",
            python("import nltk, rank_bm25"),
            1.1,
        ),
        ("--version", [*CRAMPS, "--version"], "import argparse", python("import argparse"), 2.0),
        ("--tags", [*CRAMPS, "--tags"], "import argparse", python("import argparse"), 2.0),
        ("--help", [*CRAMPS, "--help"], "import argparse", python("import argparse"), 2.0),
    ]
    if litecli := shutil.which("litecli", path=str(BESIDE)) or shutil.which("litecli"):
        compared.append(
            ("a question of known words", [*CRAMPS, *KNOWN], 'litecli -e "select 1"',
             [litecli, ":memory:", "-e", "select 1"], 1.0)
        )  # fmt: skip
    print("| cramps | ms | against | ms | ratio | at most |")
    print("|---|---|---|---|---|---|")
    for name, command, other_name, other, most in compared:
        seconds(command), seconds(other)
        ours, theirs = [], []
        for _ in range(runs):
            ours.append(seconds(command))
            theirs.append(seconds(other))
        ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
        print(
            f"| {name} | {1e3 * statistics.median(ours):.0f} | {other_name} "
            f"| {1e3 * statistics.median(theirs):.0f} | {ratio:.2f} | {most:.1f} |"
        )
    print(f"\nPeak memory of one answer: {peak_megabytes([*CRAMPS, *KNOWN]):.0f} MB")


def timed(ask: Callable[[str], object], questions: Sequence[str]) -> tuple[float, float]:
    """Median and 99th percentile time of a call in milliseconds, after one warm-up round."""
    for question in questions:
        ask(question)
    times = []
    for _ in range(5):
        for question in questions:
            begun = time.perf_counter()
            ask(question)
            times.append(1e3 * (time.perf_counter() - begun))
    return statistics.median(times), statistics.quantiles(times, n=100)[-1]


def warm(path: str) -> None:
    """Print the table of single questions in a warm process."""
    from rank_bm25 import BM25Okapi

    from assistant import Assistant
    from assistant.evaluation.questions import read
    from index.analysis import Stemmer, tokens

    assistant = Assistant()
    questions = [question.question for question in read(path, assistant)]
    stems = Stemmer()
    texts = [passage.text for passage in assistant.passages]
    documents = [stems.terms(text) for text in texts]
    ranker = BM25Okapi(documents)
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table passages using fts5(text, tokenize = 'porter unicode61')")
    base.executemany("insert into passages(text) values (?)", [(text,) for text in texts])

    def fts5(question: str) -> object:
        words = " OR ".join(f'"{word}"' for word, _, _ in tokens(question))
        query = "select rowid from passages where passages match ? order by rank limit 5"
        return base.execute(query, [words]).fetchall()

    asked: dict[str, Callable[[str], object]] = {
        "Assistant.ask, everything included": assistant.ask,
        "rank_bm25 get_scores": lambda question: ranker.get_scores(stems.terms(question)),
        "SQLite FTS5": fts5,
    }
    if importlib.util.find_spec("bm25s"):
        import bm25s

        retriever = bm25s.BM25()
        retriever.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)
        asked["bm25s"] = lambda question: retriever.retrieve(
            bm25s.tokenize(question, show_progress=False), k=5, show_progress=False
        )
    print(f"\n| one of {len(questions)} questions, warm | median ms | 99th percentile ms |")
    print("|---|---|---|")
    for name, ask in asked.items():
        with contextlib.redirect_stderr(None):
            median, worst = timed(ask, questions)
        print(f"| {name} | {median:.2f} | {worst:.2f} |")


def main() -> None:
    """Print both tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("file", help="questions for the second table (JSONL)")
    options.add_argument("--runs", type=int, default=21, help="runs of each command (21)")
    chosen = options.parse_args()
    processes(chosen.runs)
    warm(chosen.file)


if __name__ == "__main__":
    main()
