"""This project and its peers, run as programs that prepare passages and answer questions.

    python -m tests.benchmarks.engines ENGINE build|cold|warm FOLDER

FOLDER holds document.md, its passages and questions (JSON lists); prepared data go into
FOLDER/ENGINE. `warm` prints the median and 99th percentile time per question in milliseconds.
"""

from __future__ import annotations

import json
import os
import pickle
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

Ask = Callable[[str], object]

PATIENCE = 20.0
"""No further round begins after this many seconds of questions."""


def passages(folder: Path) -> list[str]:
    """The passages that an engine ranks."""
    return json.loads((folder.parent / "passages.json").read_text())  # type: ignore[no-any-return]


class Ours:
    """This project with everything: spelling, warnings, answerability, quotations."""

    def build(self, folder: Path) -> None:
        self._assistant(folder)

    def open(self, folder: Path) -> Ask:
        return self._assistant(folder).ask  # type: ignore[no-any-return]

    def export(self, folder: Path) -> None:
        """Write the passages for the other engines."""
        texts = [passage.text for passage in self._assistant(folder).passages]
        (folder.parent / "passages.json").write_text(json.dumps(texts))

    def _assistant(self, folder: Path) -> Any:
        os.environ["XDG_CACHE_HOME"] = str(folder)
        from assistant import Assistant

        return Assistant(folder.parent / "document.md")


class RankBM25:
    """rank-bm25 as its README uses it, kept as a pickle."""

    def build(self, folder: Path) -> None:
        from rank_bm25 import BM25Okapi

        ranker = BM25Okapi([passage.lower().split() for passage in passages(folder)])
        (folder / "index").write_bytes(pickle.dumps(ranker))

    def open(self, folder: Path) -> Ask:
        import numpy as np

        ranker = pickle.loads((folder / "index").read_bytes())

        def ask(question: str) -> object:
            scores = ranker.get_scores(question.lower().split())
            return np.argsort(scores)[::-1][:5]

        return ask


class BM25S:
    """bm25s with its English stop words, memory-mapped from disk as its README advises."""

    def build(self, folder: Path) -> None:
        import bm25s

        retriever = bm25s.BM25()
        retriever.index(
            bm25s.tokenize(passages(folder), stopwords="en", show_progress=False),
            show_progress=False,
        )
        retriever.save(str(folder / "index"))

    def open(self, folder: Path) -> Ask:
        import bm25s

        retriever = bm25s.BM25.load(str(folder / "index"), mmap=True)

        def ask(question: str) -> object:
            found = bm25s.tokenize(question, stopwords="en", show_progress=False)
            return retriever.retrieve(found, k=5, show_progress=False)

        return ask


class FTS5:
    """SQLite's full-text index with the Porter stemmer; any word of the question matches."""

    def build(self, folder: Path) -> None:
        with closing(sqlite3.connect(folder / "index")) as base, base:
            base.execute("create virtual table p using fts5(text, tokenize = 'porter unicode61')")
            base.executemany(
                "insert into p(text) values (?)", ((text,) for text in passages(folder))
            )

    def open(self, folder: Path) -> Ask:
        base = sqlite3.connect(folder / "index")
        query = "select rowid, text from p where p match ? order by rank limit 5"

        def ask(question: str) -> object:
            words = " OR ".join(f'"{word}"' for word in question.replace('"', " ").split())
            return base.execute(query, [words]).fetchall()

        return ask


class Tantivy:
    """tantivy with its English stemmer."""

    def build(self, folder: Path) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
        index = tantivy.Index(builder.build(), path=str(folder))
        writer = index.writer()
        for text in passages(folder):
            writer.add_document(tantivy.Document(text=text))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> Ask:
        import tantivy

        index = tantivy.Index.open(str(folder))
        searcher = index.searcher()

        def ask(question: str) -> object:
            words = "".join(c if c.isalnum() else " " for c in question)
            hits = searcher.search(index.parse_query(words, ["text"]), 5).hits
            return [searcher.doc(address)["text"] for _, address in hits]

        return ask


ENGINES: dict[str, Any] = {  # each has `build` and `open`
    "ours": Ours(),
    "rank-bm25": RankBM25(),
    "bm25s": BM25S(),
    "SQLite FTS5": FTS5(),
    "tantivy": Tantivy(),
}
NEEDS = {"rank-bm25": "rank_bm25", "bm25s": "bm25s", "tantivy": "tantivy"}
"""The package of each engine that may not be installed."""


def warm(ask: Ask, questions: Sequence[str]) -> tuple[float, float]:
    """Median and 99th percentile time per question in milliseconds, after one warm-up round."""
    for question in questions:
        ask(question)
    times: list[float] = []
    begun = time.perf_counter()
    for _ in range(5):
        for question in questions:
            start = time.perf_counter()
            ask(question)
            times.append(1e3 * (time.perf_counter() - start))
        if time.perf_counter() - begun > PATIENCE:
            break
    return statistics.median(times), statistics.quantiles(times, n=100)[-1]


def main() -> None:
    """Run one task of one engine."""
    name, task, place = sys.argv[1:]
    root = Path(place)
    folder = root / name
    questions = json.loads((root / "questions.json").read_text())
    if task == "build":
        ENGINES[name].build(folder)
    elif task == "export":
        ENGINES[name].export(folder)
    elif task == "cold":
        ENGINES[name].open(folder)(questions[0])
    else:
        print(*warm(ENGINES[name].open(folder), questions))
    print(_megabytes())


def _megabytes() -> float:
    """The peak memory of this process (Linux); `getrusage` would include the caller's."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


if __name__ == "__main__":
    main()
