"""How well other search engines find the same passages, compared with this project.

    python -m tests.benchmarks.peers tests/questions/public.jsonl

asks the questions of kind `topic` and prints a table. All engines rank the same passages, with
headings and lead-ins where the table says so.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from rank_bm25 import BM25Okapi

from assistant import Assistant, ShownPassage
from assistant.evaluation.questions import Question, Tally, judge_ranking, read
from index.analysis import Stemmer

FIGURES = ("hit@1", "hit@3", "MRR", "nDCG@5")
Ranker = Callable[[str], Sequence[int]]


def with_context(passage: ShownPassage) -> str:
    """The text of a passage with its heading and lead-in."""
    return " ".join([*passage.section[-1:], passage.lead_in, passage.text])


def rank_bm25(texts: list[str], terms: Callable[[str], list[str]]) -> Ranker:
    """rank-bm25's BM25Okapi with its defaults."""
    ranker = BM25Okapi([terms(text) for text in texts])

    def rank(question: str) -> list[int]:
        scores = ranker.get_scores(terms(question))
        return sorted(range(len(texts)), key=lambda number: -scores[number])

    return rank


def fts5(texts: list[str]) -> Ranker:
    """SQLite's full-text index with the Porter stemmer; any word of the question matches."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table passages using fts5(text, tokenize = 'porter unicode61')")
    base.executemany("insert into passages(rowid, text) values (?, ?)", enumerate(texts))

    def rank(question: str) -> list[int]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
        rows = base.execute(
            "select rowid from passages where passages match ? order by bm25(passages), rowid",
            [words],
        )
        return [row for (row,) in rows]

    return rank


def ours(assistant: Assistant) -> Ranker:
    """This project's answers."""

    def rank(question: str) -> list[int]:
        answer = assistant.ask(question, top=20)
        return [assistant.number[passage.id] for passage in answer.passages]

    return rank


def measure(rank: Ranker, questions: list[Question], assistant: Assistant) -> dict[str, float]:
    """The mean scores of a ranker over questions."""
    tally = Tally()
    for question in questions:
        found = [assistant.passages[number] for number in rank(question.question)[:20]]
        tally.add(judge_ranking(question.gold, found))
    return tally.figures()


def main() -> None:
    """Print the table for the files given."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("file", type=Path, nargs="+")
    assistant = Assistant()
    questions = [
        question
        for path in options.parse_args().file
        for question in read(str(path), assistant)
        if question.kind == "topic"
    ]
    plain = [passage.text for passage in assistant.passages]
    full = [with_context(passage) for passage in assistant.passages]
    stems = Stemmer().terms
    rankers = {
        "rank_bm25 as its README uses it": rank_bm25(plain, lambda text: text.split(" ")),
        "rank_bm25, Snowball stems, stop list": rank_bm25(plain, stems),
        "… with headings and lead-ins": rank_bm25(full, stems),
        "SQLite FTS5, porter, with the same": fts5(full),
        "this project": ours(assistant),
    }
    print(f"| {len(questions)} topic questions | {' | '.join(FIGURES)} |")
    print("|---" * (len(FIGURES) + 1) + "|")
    for name, rank in rankers.items():
        figures = measure(rank, questions, assistant)
        print(f"| {name} | {' | '.join(f'{figures[figure]:.2f}' for figure in FIGURES)} |")


if __name__ == "__main__":
    main()
