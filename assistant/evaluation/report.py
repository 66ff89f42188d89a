"""`cramps --evaluate`: runs the questions of a file and reports the figures."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from assistant.answer import Answer
from assistant.engine import Assistant
from assistant.evaluation import chats, questions
from assistant.evaluation.questions import Tally
from assistant.evaluation.records import Gold, holds_chats
from assistant.render.lines import Line, clean, wrap

QUESTION_HEADS = {
    "hit@1": "hit@1",
    "hit@3": "hit@3",
    "MRR": "MRR",
    "nDCG@5": "nDCG",
    "sentence": "sent.",
    "urgent recall": "urg.",
    "false alarms": "alarm",
    "refused": "ref.",
    "wrongly refused": "wrong",
}
CHAT_HEADS = {
    "kind": "kind",
    "hit@1": "hit@1",
    "hit@3": "hit@3",
    "later": "later",
    "next": "next",
    "nth": "nth",
    "lost": "lost",
    "stuck": "stuck",
}
"""The figures of a table, each with the head of its column. `later` is hit@3 of all turns but the
first of each chat."""

_CELL = 6  # so that the table of our own kinds fits into 80 columns

SILENT_SECONDS = 1.0
"""How long a run may take before it shows its progress."""

T = TypeVar("T")


def run(assistant: Assistant, path: str, verbose: bool = False) -> dict[str, Any]:
    """Ask all that the file has, questions or chats; return the figures by kind, and the failures
    if wanted.

    Raises EvaluationError, and OSError if the file cannot be read.
    """
    if holds_chats(path):
        return _run_chats(assistant, path, verbose)
    tallies: dict[str, Tally] = {}
    failed = []
    asked = questions.read(path, assistant)
    for question, answer in _progress(questions.answers(assistant, asked), len(asked)):
        figures = questions.judge(question, answer)
        tallies.setdefault(question.kind, Tally()).add(figures)
        if verbose and (wrong := questions.failures(question, figures)):
            failed.append(
                _failure(
                    question.id, question.kind, question.question, wrong, answer, question.gold
                )
            )
    return _result(tallies, "questions", failed if verbose else None)


def _run_chats(assistant: Assistant, path: str, verbose: bool) -> dict[str, Any]:
    tallies: dict[str, Tally] = {}
    failed = []
    read = chats.read(path, assistant)
    for chat, judged in _progress(((one, chats.judge(assistant, one)) for one in read), len(read)):
        for one in judged:
            for kind in (one.turn.kind, "all"):
                tallies.setdefault(kind, Tally()).add(one.figures)
            if verbose and (wrong := chats.failures(one)):
                turn = one.turn
                failed.append(_failure(chat.id, turn.kind, turn.say, wrong, one.answer, turn.gold))
    return _result(tallies, "turns", failed if verbose else None)


def _failure(
    id: str, kind: str, question: str, failed: list[str], answer: Answer, gold: Iterable[Gold]
) -> dict[str, Any]:
    return {
        "id": id,
        "kind": kind,
        "question": question,
        "failed": failed,
        "passages": [passage.id for passage in answer.passages[:3]],
        "wanted": [one.quote for one in gold if one.grade == 2],
    }


def _result(
    tallies: dict[str, Tally], counted: str, failed: list[dict[str, Any]] | None
) -> dict[str, Any]:
    kinds = {kind: {counted: tally.count, **tally.figures()} for kind, tally in tallies.items()}
    return {"kinds": kinds} if failed is None else {"kinds": kinds, "failures": failed}


def lines(result: dict[str, Any], width: int) -> Iterator[Line]:
    """Yield the result of `run` as a table, one kind a line, and the failures below."""
    kinds = [(clean(kind), figures) for kind, figures in result["kinds"].items()]
    widest = max(len(kind) for kind, _ in kinds)
    heads = CHAT_HEADS if any("turns" in figures for _, figures in kinds) else QUESTION_HEADS
    counted = "turns" if heads is CHAT_HEADS else "questions"
    cells = "".join(f"{head:>{_CELL}}" for head in heads.values())
    yield [("label", " " * widest + "     n" + cells)]
    for kind, figures in kinds:
        cells = "".join(
            f"{figures[name]:{_CELL}.3f}" if name in figures else f"{'·':>{_CELL}}"
            for name in heads
        )
        yield [
            (
                "",
                f"{kind:<{widest}}{figures[counted]:>6}{cells}",
            )
        ]
    for failure in result.get("failures", ()):
        yield []
        yield from wrap(
            [
                ("label", f"{failure['id']} {', '.join(failure['failed'])}: "),
                ("", f"{failure['question']} "),
                ("faint", f"found {', '.join(failure['passages']) or 'nothing'}; wanted "),
                ("faint", " | ".join(failure["wanted"]) or "nothing"),
            ],
            width,
            hang=2,
        )


def _progress(steps: Iterable[T], total: int) -> Iterator[T]:
    """Yield `steps`; when they take long and somebody watches, show how far they are."""
    begun = time.monotonic()
    watched = sys.stderr is not None and sys.stderr.isatty()
    for done, step in enumerate(steps, 1):
        yield step
        if watched and time.monotonic() - begun > SILENT_SECONDS:
            filled = 30 * done // total
            end = "\n" if done == total else ""
            sys.stderr.write(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done} of {total}{end}")
            sys.stderr.flush()
