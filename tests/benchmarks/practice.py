"""Ways of ranking and of refusing, compared on the practice questions.

    python -m tests.benchmarks.practice

prints how often a right passage comes first, or among the first three, for each way of merging
the fields; then how many unanswerable questions are refused, and how many others by mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus import loader as folder
from corpus.model import Corpus
from index import search
from index.answerable import decide
from index.build import build
from index.query import Query
from index.store import Store, Writer
from tests.helpers.places import QUESTIONS

PRACTICE = QUESTIONS / "practice.txt"

WORDED = "the same, and how questions are worded (adopted)"


@dataclass(frozen=True, slots=True)
class Practice:
    """A question, whether the document answers it, and the passages that do, if recorded."""

    question: str
    answerable: bool
    passages: frozenset[str]


def practice() -> Iterator[Practice]:
    """The practice questions."""
    for line in PRACTICE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            question, _, passages = line.rpartition(" |")
            yield Practice(question, bool(passages), frozenset(passages.split()) - {"?"})


def index_of(corpus: Corpus) -> search.Index:
    """The index of a document."""
    writer = Writer(":memory:")
    build(corpus, writer)
    return search.Index(Store.of(writer))


def one_text(corpus: Corpus) -> Corpus:
    """The document with all annotations of a passage added to its text."""
    titles = {tag.id: tag.title for tag in corpus.tags}
    return replace(
        corpus,
        passages=tuple(
            replace(
                passage,
                text=". ".join(
                    [
                        passage.text,
                        *passage.section[-2:],
                        passage.lead_in,
                        *(titles[tag] for tag in passage.tags),
                        *(line.text for line in passage.asked),
                    ]
                ),
                markup=(),
            )
            for passage in corpus.passages
        ),
    )


def read(index: search.Index, question: str) -> Query:
    """The query for a question."""
    return index.reader.read(index.reader.words(question))


def merging(
    index: search.Index, whole: search.Index, ids: list[str], questions: list[Practice]
) -> None:
    """Print hit@1 and hit@3 for ways of merging the fields; `ids` are those of the passages."""
    adopted, line = dict(search.FIELDS), search.LINE
    nothing = dict.fromkeys(adopted, 0.0)
    ways = {
        "the passage alone": (index, nothing | {"text": 1.0}, 0.0),
        "passage and context": (index, nothing | {"text": 1.0, "context": 0.5}, 0.0),
        "the best asked-as line": (index, nothing, 1.0),
        "one text": (whole, nothing | {"text": 1.0}, 0.0),
        "one text, and the best line": (whole, nothing | {"text": 1.0}, line),
        "a weighted sum of fields": (index, adopted, 0.0),
        "the sum, and the best line": (index, adopted, line),
        WORDED: (index, adopted, line),
    }
    print(f"| {len(questions)} answerable questions | hit@1 | hit@3 |\n|---|---|---|")
    for name, (ranker, fields, share) in ways.items():
        search.FIELDS, search.LINE = fields, share
        first = three = 0
        for question in questions:
            hits = ranker.search(read(ranker, question.question))
            if name == WORDED:
                hits = ranker.asked_like(ranker.reader.words(question.question), hits)
                hits.sort(key=lambda hit: -hit.score)
            found = [ids[hit.passage] for hit in hits[:3]]
            first += bool(question.passages.intersection(found[:1]))
            three += bool(question.passages.intersection(found))
        print(f"| {name} | {first / len(questions):.3f} | {three / len(questions):.3f} |")


def refusing(index: search.Index, questions: list[Practice]) -> None:
    """Print how many questions are refused: of those beyond the document, and of the others."""
    refused = {True: 0, False: 0}
    for question in questions:
        words = index.reader.words(question.question)
        query = index.reader.read(words)
        verdict = decide(index, words, query, index.search(query), urgent=False)
        refused[question.answerable] += not verdict.answered
    answerable = sum(question.answerable for question in questions)
    beyond = len(questions) - answerable
    print(f"\n{beyond} questions beyond the document: {refused[False] / beyond:.3f} refused")
    print(f"{answerable} others: {refused[True] / answerable:.4f} refused wrongly")


def main() -> None:
    """Print both tables."""
    questions = list(practice())
    corpus = folder.read()
    index = index_of(corpus)
    refusing(index, questions)
    ids = [passage.id for passage in corpus.passages]
    noted = [question for question in questions if question.passages]
    merging(index, index_of(one_text(corpus)), ids, noted)


if __name__ == "__main__":
    main()
