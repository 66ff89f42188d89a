"""Ways of merging a passage's fields, measured side by side.

    python tests/benchmarks/fields.py tests/questions/public.jsonl tests/questions/tuning.jsonl

prints, for the kinds `topic` and `typo` of each file, what one text, the best single
asked-as line, and a weighted sum of fields reach.
"""

from __future__ import annotations

import argparse
from typing import Any

from assistant import Assistant, prepared
from assistant.evaluation import Question, Tally, judge_ranking, read
from corpus import folder
from index import search
from index.analysis import Stemmer
from index.bm25 import weigh
from index.build import build, field_terms
from index.query import Query

FIGURES = ("hit@1", "hit@3", "MRR", "nDCG@5")
Shares = dict[str, float]


def one_text(data: dict[str, Any]) -> dict[str, Any]:
    """The index with its fields made one text."""
    terms = field_terms(folder.read(), Stemmer())
    texts = [
        [*text, *context, *asked]
        for text, context, asked in zip(*(terms[name] for name in search.FIELDS), strict=True)
    ]
    return data | {"fields": {name: {} for name in search.FIELDS} | {"text": weigh(texts)}}


class BestLine(search.Index):
    """An index that scores a passage by its best asked-as line alone."""

    def search(self, query: Query, *_: object) -> list[search.Hit]:  # type: ignore[override]
        """The passages by their best lines."""
        best = {
            passage: max(self._line_scores(query, passage).values(), default=0.0)
            for passage in range(len(self.sentences))
        }
        hits = [search.Hit(passage, score) for passage, score in best.items() if score]
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage))


def measure(
    index: search.Index, shares: Shares, questions: list[Question], named: Assistant
) -> dict[str, float]:
    """The mean figures over questions with these shares of the fields."""
    search.FIELDS = shares
    tally = Tally()
    for question in questions:
        query = index.reader.read(index.reader.words(question.question))
        hits = index.search(query)[:20]
        tally.add(judge_ranking(question.gold, [named.passages[hit.passage] for hit in hits]))
    return tally.figures()


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("file", nargs="+")
    named = Assistant.of(prepared.prepare())
    questions = [
        question
        for path in options.parse_args().file
        for question in read(path, named)
        if question.kind in ("topic", "typo")
    ]
    data = build(folder.read())
    index = search.Index(data, lambda: data["counts"])
    adopted = dict(search.FIELDS)
    only_text = dict.fromkeys(adopted, 0.0) | {"text": 1.0}
    ways: dict[str, tuple[search.Index, Shares]] = {
        "the passage alone": (index, only_text),
        "passage and context": (index, only_text | {"context": 0.5}),
        "one text": (search.Index(one_text(data), lambda: data["counts"]), only_text),
        "the best asked-as line": (BestLine(data, lambda: data["counts"]), only_text),
        "a weighted sum of fields (adopted)": (index, adopted),
    }
    print(f"| {len(questions)} questions | {' | '.join(FIGURES)} |")
    print("|---" * (len(FIGURES) + 1) + "|")
    for name, way in ways.items():
        figures = measure(*way, questions, named)
        print(f"| {name} | {' | '.join(f'{figures[figure]:.3f}' for figure in FIGURES)} |")


if __name__ == "__main__":
    main()
