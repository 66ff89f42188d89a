"""Measures answers: reads a file of questions and computes figures by kind.

The file has one JSON object per line:

    {"id": "q1", "kind": "topic", "question": "…", "gold": [{"quote": "…", "grade": 2}],
     "urgent": ["swimming"], "history": ["an earlier question of the chat"]}

`quote` is in the document word for word; a quote of grade 2 answers the question, one of grade 1
helps. `urgent` names the warnings that should be shown in full. A question of kind `out-of-scope`
should be refused.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.answer import Answer
from assistant.answer_types import ShownPassage
from assistant.engine import Assistant
from assistant.evaluation import records
from assistant.evaluation.records import Gold

OUT_OF_SCOPE = "out-of-scope"
DEPTH = 20
"""Passages checked for each question; for MRR, a hit below these counts as a miss."""

_KEYS = ("id", "kind", "question", "gold", "urgent", "history")


@dataclass(frozen=True, slots=True)
class Question:
    """A question in the file, with the right answer to it."""

    id: str
    kind: str
    question: str
    gold: tuple[Gold, ...]
    urgent: frozenset[str]
    history: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """The sums from which the figures of one kind are computed."""

    count: int = 0
    sums: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, figures: dict[str, float]) -> None:
        self.count += 1
        for name, value in figures.items():
            self.sums[name] = self.sums.get(name, 0.0) + value
            self.counts[name] = self.counts.get(name, 0) + 1

    def figures(self) -> dict[str, float]:
        """The mean of each figure over the questions that it is defined for."""
        return {name: round(self.sums[name] / self.counts[name], 4) for name in self.sums}


def read(path: str, assistant: Assistant) -> list[Question]:
    """Read a file of questions. Raises EvaluationError, and OSError if it cannot be opened."""
    return records.read_lines(path, lambda data: _question(data, assistant))


def _question(entry: object, assistant: Assistant) -> Question:
    data = records.fields(entry, _KEYS)
    return Question(
        id=records.text(data, "id"),
        kind=records.text(data, "kind"),
        question=records.text(data, "question"),
        gold=records.gold(data, assistant.document),
        urgent=records.urgent(data, assistant),
        history=tuple(records.texts(data, "history")),
    )


def judge(question: Question, answer: Answer) -> dict[str, float]:
    """Return the applicable figures of one answer, each from 0 to 1."""
    urgent = {warning.id for warning in answer.warnings if warning.urgent}
    figures: dict[str, float] = {"false alarms": bool(urgent - question.urgent)}
    if question.urgent:
        figures["urgent recall"] = question.urgent <= urgent
    figures["refused" if question.kind == OUT_OF_SCOPE else "wrongly refused"] = not answer.answered
    if question.gold:
        figures |= judge_ranking(question.gold, answer.passages)
    return figures


def judge_ranking(gold: Sequence[Gold], passages: Sequence[ShownPassage]) -> dict[str, float]:
    """Return the figures for a ranking: whether and how early the best gold quotes are found."""
    best = max(quote.grade for quote in gold)
    rank = next(
        (
            rank
            for rank, passage in enumerate(passages, 1)
            if any(quote.grade == best and quote.found_by(passage) for quote in gold)
        ),
        math.inf,
    )
    return {
        "hit@1": rank <= 1,
        "hit@3": rank <= 3,
        "MRR": 1 / rank,
        "nDCG@5": _ndcg(gold, passages[:5]),
        "sentence": bool(passages) and any(q.touched_by(passages[0].highlights) for q in gold),
    }


def _ndcg(gold: Sequence[Gold], passages: Sequence[ShownPassage]) -> float:
    """nDCG (Järvelin 2002). Each quote gains 2^grade - 1 at the first passage that has it,
    discounted by log2(rank + 1); the sum is divided by that of the best possible order."""
    ranks = [
        (quote.grade, next((r for r, p in enumerate(passages, 1) if quote.found_by(p)), None))
        for quote in gold
    ]
    gained = sum((2.0**grade - 1) / math.log2(rank + 1) for grade, rank in ranks if rank)
    grades = sorted((quote.grade for quote in gold), reverse=True)[:5]
    best = sum((2.0**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))
    return min(gained / best, 1.0)


def answers(
    assistant: Assistant, questions: Iterable[Question]
) -> Iterator[tuple[Question, Answer]]:
    """Ask each question in its own chat, and yield it with its answer."""
    for question in questions:
        chat = assistant.conversation()
        for earlier in question.history:
            chat.ask(earlier)
        yield question, chat.ask(question.question, top=DEPTH)


def failures(question: Question, figures: dict[str, float]) -> list[str]:
    """Return the names of the figures that show that a question failed."""
    wanted = {"hit@1": 1.0, "sentence": 1.0, "urgent recall": 1.0, "refused": 1.0}
    wanted |= {"false alarms": 0.0, "wrongly refused": 0.0}
    return [name for name, value in figures.items() if name in wanted and value != wanted[name]]
