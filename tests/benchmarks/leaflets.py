"""How well questions on documents without annotations are answered, compared with plain BM25.

    python tests/benchmarks/leaflets.py FOLDER

FOLDER holds documents, each with a file of questions of the same name (`NAME.jsonl`): one JSON
object per line with `kind`, `question` and `gold` (quotations with grades). The peers get the
same passages: rank-bm25 and bm25s, both with stop words and Snowball stems.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import Assistant

ENDINGS = (".txt", ".md", ".html", ".docx", ".pdf")

Search = Callable[[str], list[int]]


@dataclass(frozen=True)
class Asked:
    """A question, and the passages that answer it (grade 2) or are part of the answer (1)."""

    kind: str
    question: str
    gold: dict[int, int]


def flat(text: str) -> str:
    return " ".join(re.sub(r"(?m)^\s*>", " ", text).split())


def questions(path: Path, passages: Sequence[str]) -> list[Asked]:
    """Read the questions on a document; quotations say which passages answer."""
    texts = [flat(text) for text in passages]
    found = []
    for line in path.read_text().splitlines():
        row = json.loads(line)
        gold: dict[int, int] = {}
        for place in row["gold"]:
            for number, text in enumerate(texts):
                if flat(place["quote"]) in text:
                    gold[number] = max(gold.get(number, 0), place["grade"])
        if row["gold"] and not gold:
            print(f"  {row['id']}: no passage holds its quotations")
        found.append(Asked(row["kind"], row["question"], gold))
    return found


def rank_bm25(passages: Sequence[str]) -> Search:
    from nltk.stem.snowball import SnowballStemmer
    from rank_bm25 import BM25Okapi

    from index.stop_words import STOP_WORDS

    stem = SnowballStemmer("english").stem

    def terms(text: str) -> list[str]:
        words = re.findall(r"\w+", text.lower())
        return [stem(word) for word in words if word not in STOP_WORDS]

    ranker = BM25Okapi([terms(text) or [""] for text in passages])

    def search(question: str) -> list[int]:
        scores = ranker.get_scores(terms(question))
        return sorted(range(len(passages)), key=lambda n: (-scores[n], n))[:10]

    return search


def bm25s(passages: Sequence[str]) -> Search:
    import bm25s as peer
    import Stemmer

    stemmer = Stemmer.Stemmer("english")
    ranker = peer.BM25()
    tokens = peer.tokenize(list(passages), stopwords="en", stemmer=stemmer, show_progress=False)
    ranker.index(tokens, show_progress=False)

    def search(question: str) -> list[int]:
        query = peer.tokenize([question], stopwords="en", stemmer=stemmer, show_progress=False)
        found, _ = ranker.retrieve(query, k=10, show_progress=False)
        return [int(number) for number in found[0]]

    return search


def hits(asked: Sequence[Asked], search: Search, top: int) -> float:
    topic = [one for one in asked if one.gold]
    return sum(any(n in one.gold for n in search(one.question)[:top]) for one in topic) / len(topic)


def best(asked: Sequence[Asked], search: Search, top: int) -> float:
    topic = [one for one in asked if one.gold]
    good = [any(one.gold.get(n, 0) == 2 for n in search(one.question)[:top]) for one in topic]
    return sum(good) / len(topic)


def measure(document: Path, sums: dict[str, list[list[float]]]) -> None:
    assistant = Assistant(str(document))
    passages = [passage.reading() for passage in assistant.passages]
    asked = questions(document.with_suffix(".jsonl"), [p.text for p in assistant.passages])

    answers = {one.question: assistant.ask(one.question, top=10) for one in asked}

    def ours(question: str) -> list[int]:
        return [assistant.number[passage.id] for passage in answers[question].passages]

    print(document.name, len(passages), "passages")
    for name, search in {
        "ours": ours,
        "rank-bm25": rank_bm25(passages),
        "bm25s": bm25s(passages),
    }.items():
        row = [
            hits(asked, search, 1),
            hits(asked, search, 3),
            best(asked, search, 1),
            best(asked, search, 3),
        ]
        sums.setdefault(name, []).append(row)
        print(f"  {name:10} hit@1 {row[0]:.3f}  hit@3 {row[1]:.3f}")
        print(f"  {'':10} grade 2 only: {row[2]:.3f}  {row[3]:.3f}")
    topic = [one for one in asked if one.gold]
    outside = [one for one in asked if one.kind == "out-of-scope"]
    lost = sum(
        not answers[o.question].answered and not any(n in o.gold for n in ours(o.question))
        for o in topic
    ) / len(topic)
    refused = sum(not answers[o.question].answered for o in outside) / len(outside)
    wrongly = sum(not answers[o.question].answered for o in topic) / len(topic)
    sums.setdefault("lost", []).append([lost, refused, wrongly])
    print(f"  lost {lost:.3f}  out-of-scope refused {refused:.3f}  topic refused {wrongly:.3f}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    folder = options.parse_args().folder
    sums: dict[str, list[list[float]]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        document = next(
            (path.with_suffix(e) for e in ENDINGS if path.with_suffix(e).exists()), None
        )
        if document:
            measure(document, sums)
    print("mean")
    for name, rows in sums.items():
        print(
            f"  {name:10}",
            " ".join(f"{sum(column) / len(column):.3f}" for column in zip(*rows, strict=True)),
        )


if __name__ == "__main__":
    main()
