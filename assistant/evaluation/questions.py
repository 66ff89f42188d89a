"""Measuring the answers: a file of questions in, figures by kind out.

The file holds one JSON object a line:

    {"id": "q1", "kind": "topic", "question": "…", "gold": [{"quote": "…", "grade": 2}],
     "urgent": ["swimming"], "history": ["an earlier question of the chat"]}

`quote` stands in the document word for word; grade 2 answers, 1 helps. `urgent` names the
warnings to be shown in full. A question of the kind `out-of-scope` should be refused.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.answer import Answer
from assistant.engine import Assistant
from assistant.reply import ShownPassage
from corpus.errors import UserError, did_you_mean

OUT_OF_SCOPE = "out-of-scope"
DEPTH = 20
"""Passages looked at for each question; MRR counts a later first hit as none."""

LARGEST = 100_000_000
"""Bytes of the largest file of questions."""

_KEYS = ("id", "kind", "question", "gold", "urgent", "history")


class EvaluationError(UserError):
    """A file of questions that cannot be used: file, line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A quote that answers (grade 2) or helps (1); `places` are where it stands."""

    quote: str
    grade: int
    places: tuple[tuple[int, int], ...]

    def found_by(self, passage: ShownPassage) -> bool:
        """Whether the passage holds at least half of the quote."""
        return any(
            2 * (min(passage.end, end) - max(passage.start, start)) >= end - start
            for start, end in self.places
        )

    def touched_by(self, spans: Iterable[tuple[int, int]]) -> bool:
        """Whether one of the spans shares a character with the quote."""
        return any(a < end and start < b for start, end in self.places for a, b in spans)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the file, with what a right answer to it would be."""

    id: str
    kind: str
    question: str
    gold: tuple[Gold, ...]
    urgent: frozenset[str]
    history: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """The sums behind the figures of one kind."""

    questions: int = 0
    sums: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, figures: dict[str, float]) -> None:
        self.questions += 1
        for name, value in figures.items():
            self.sums[name] = self.sums.get(name, 0.0) + value
            self.counts[name] = self.counts.get(name, 0) + 1

    def figures(self) -> dict[str, float]:
        """The mean of each figure over the questions that it is defined for."""
        return {name: round(self.sums[name] / self.counts[name], 4) for name in self.sums}


def read(path: str, assistant: Assistant) -> list[Question]:
    """Read a file of questions. Raises EvaluationError, and OSError if it cannot be opened."""
    with open(path, "rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise EvaluationError(f"{path}: it has more than {LARGEST:,} bytes; divide it")
    lines = content.split(b"\n")
    questions = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                questions.append(
                    _question(
                        json.loads(line.decode("utf-8"), object_pairs_hook=_object), assistant
                    )
                )
            except UnicodeDecodeError:
                raise EvaluationError(
                    f"{path}, line {number}: not UTF-8; save it as UTF-8"
                ) from None
            except json.JSONDecodeError as error:
                raise EvaluationError(f"{path}, line {number}: not JSON: {error.msg}") from None
            except RecursionError:
                raise EvaluationError(f"{path}, line {number}: nested too deeply") from None
            except ValueError as error:  # our own, and Python's of a number too long
                raise EvaluationError(f"{path}, line {number}: {error}") from None
    if not questions:
        raise EvaluationError(f"{path}: there is no question in it")
    return questions


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, none of whose keys is given twice."""
    data = dict(pairs)
    if len(data) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise EvaluationError(f'the key "{twice}" is given twice')
    return data


def _question(data: Any, assistant: Assistant) -> Question:
    if not isinstance(data, dict):
        raise EvaluationError("needs an object in braces")
    for key in data:
        if key not in _KEYS:
            raise EvaluationError(f'unknown key "{key}"{did_you_mean(key, _KEYS)}')
    urgent = _texts(data, "urgent")
    known = [warning.id for warning in assistant.warnings]
    for name in urgent:
        if name not in known:
            raise EvaluationError(f'"urgent" names no warning: "{name}"{did_you_mean(name, known)}')
    return Question(
        id=_text(data, "id"),
        kind=_text(data, "kind"),
        question=_text(data, "question"),
        gold=tuple(_gold(entry, assistant.document) for entry in _list(data, "gold")),
        urgent=frozenset(urgent),
        history=tuple(_texts(data, "history")),
    )


def _text(data: dict[str, Any], key: str) -> str:
    if not isinstance(data.get(key), str):
        raise EvaluationError(f'"{key}" needs a text')
    return str(data[key])


def _list(data: dict[str, Any], key: str) -> list[Any]:
    value = data.get(key, [])
    if not isinstance(value, list):
        raise EvaluationError(f'"{key}" needs a list')
    return value


def _texts(data: dict[str, Any], key: str) -> list[str]:
    value = _list(data, key)
    if not all(isinstance(text, str) for text in value):
        raise EvaluationError(f'"{key}" needs a list of texts')
    return value


def _gold(entry: Any, document: str) -> Gold:
    if not isinstance(entry, dict) or set(entry) - {"quote", "grade"}:
        raise EvaluationError('"gold" needs objects with "quote" and "grade"')
    quote = _text(entry, "quote")
    places = []
    at = document.find(quote) if quote else -1
    while at >= 0:
        places.append((at, at + len(quote)))
        at = document.find(quote, at + 1)
    if not places:
        raise EvaluationError(f'the quote is not in the document: "{quote[:60]}"')
    grade = entry.get("grade")
    if type(grade) is not int or grade not in (1, 2):  # true counts as 1
        raise EvaluationError('"grade" is 2 (answers) or 1 (helps)')
    return Gold(quote, grade, tuple(places))


def judge(question: Question, answer: Answer) -> dict[str, float]:
    """Return the figures of one answer, each from 0 to 1, only those that apply."""
    urgent = {warning.id for warning in answer.warnings if warning.urgent}
    figures: dict[str, float] = {"false alarms": bool(urgent - question.urgent)}
    if question.urgent:
        figures["urgent recall"] = question.urgent <= urgent
    figures["refused" if question.kind == OUT_OF_SCOPE else "wrongly refused"] = not answer.answered
    if question.gold:
        figures |= judge_ranking(question.gold, answer.passages)
    return figures


def judge_ranking(gold: Sequence[Gold], passages: Sequence[ShownPassage]) -> dict[str, float]:
    """Return the figures of a ranking: where the best gold quotes are found, and how early."""
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
    """Gain 2^grade - 1 for each quote at the first passage that finds it, discounted by
    log2(rank + 1), over that of the best order of the quotes' passages (Järvelin 2002)."""
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
    """Yield each question with its answer, asked in a chat of its own."""
    for question in questions:
        chat = assistant.conversation()
        for earlier in question.history:
            chat.ask(earlier)
        yield question, chat.ask(question.question, top=DEPTH)


def failures(question: Question, figures: dict[str, float]) -> list[str]:
    """Return what went wrong with a question, in the names of the figures."""
    wanted = {"hit@1": 1.0, "sentence": 1.0, "urgent recall": 1.0, "refused": 1.0}
    wanted |= {"false alarms": 0.0, "wrongly refused": 0.0}
    return [name for name, value in figures.items() if name in wanted and value != wanted[name]]
