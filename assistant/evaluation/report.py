"""`cramps --evaluate`: asks the questions in a file and reports the figures."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import TypeVar

from assistant.answer import Answer
from assistant.answer_types import Plain
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
"""The figures of a table with their column headings. `later` is hit@3 of all turns except the
first of each chat."""

_CELL = 6  # so that the table for our own kinds of question fits in 80 columns

SILENT_SECONDS = 1.0
"""Seconds that a run may take before it shows its progress."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """A question or turn that failed: the figures that show it, what was found, and what was
    wanted."""

    id: str
    kind: str
    question: str
    failed: list[str]
    passages: list[str]
    wanted: list[str]


@dataclass(slots=True)
class Report:
    """The figures of a file by kind. `counts` says what is counted: questions, or turns of chats.

    `failures` is None unless they were asked for.
    """

    counts: str
    failures: list[Failure] | None
    tallies: dict[str, Tally] = field(default_factory=dict)

    def figures(self, kind: str) -> dict[str, float]:
        """Return the mean figures of a kind."""
        return self.tallies[kind].figures()

    def to_dict(self) -> Plain:
        """Return the figures by kind, and the failures if they were asked for, as plain data."""
        kinds = {
            kind: {self.counts: tally.count, **tally.figures()}
            for kind, tally in self.tallies.items()
        }
        if self.failures is None:
            return {"kinds": kinds}
        return {"kinds": kinds, "failures": [asdict(failure) for failure in self.failures]}

    def _add(self, kind: str, figures: dict[str, float]) -> None:
        self.tallies.setdefault(kind, Tally()).add(figures)


def run(assistant: Assistant, path: str, verbose: bool = False) -> Report:
    """Ask all the questions or chats in a file; include the failures if `verbose`.

    Raises EvaluationError, and OSError if the file cannot be read.
    """
    if holds_chats(path):
        return _run_chats(assistant, path, verbose)
    report = Report("questions", [] if verbose else None)
    asked = questions.read(path, assistant)
    for question, answer in _progress(questions.answers(assistant, asked), len(asked)):
        figures = questions.judge(question, answer)
        report._add(question.kind, figures)
        wrong = questions.failures(question, figures)
        if report.failures is not None and wrong:
            report.failures.append(
                _failure(
                    question.id, question.kind, question.question, wrong, answer, question.gold
                )
            )
    return report


def _run_chats(assistant: Assistant, path: str, verbose: bool) -> Report:
    report = Report("turns", [] if verbose else None)
    read = chats.read(path, assistant)
    for chat, judged in _progress(((one, chats.judge(assistant, one)) for one in read), len(read)):
        for one in judged:
            for kind in (one.turn.kind, "all"):
                report._add(kind, one.figures)
            wrong = chats.failures(one)
            if report.failures is not None and wrong:
                turn = one.turn
                report.failures.append(
                    _failure(chat.id, turn.kind, turn.say, wrong, one.answer, turn.gold)
                )
    return report


def _failure(
    id: str, kind: str, question: str, failed: list[str], answer: Answer, gold: Iterable[Gold]
) -> Failure:
    found = [passage.id for passage in answer.passages[:3]]
    return Failure(id, kind, question, failed, found, [one.quote for one in gold if one.grade == 2])


def lines(report: Report, width: int) -> Iterator[Line]:
    """Yield a report as a table, one kind per line, and the failures below."""
    widest = max(len(clean(kind)) for kind in report.tallies)
    heads = CHAT_HEADS if report.counts == "turns" else QUESTION_HEADS
    cells = "".join(f"{head:>{_CELL}}" for head in heads.values())
    yield [("label", " " * widest + "     n" + cells)]
    for kind, tally in report.tallies.items():
        figures = tally.figures()
        cells = "".join(
            f"{figures[name]:{_CELL}.3f}" if name in figures else f"{'·':>{_CELL}}"
            for name in heads
        )
        yield [("", f"{clean(kind):<{widest}}{tally.count:>6}{cells}")]
    for failure in report.failures or ():
        yield []
        yield from wrap(
            [
                ("label", f"{failure.id} {', '.join(failure.failed)}: "),
                ("", f"{failure.question} "),
                ("faint", f"found {', '.join(failure.passages) or 'nothing'}; wanted "),
                ("faint", " | ".join(failure.wanted) or "nothing"),
            ],
            width,
            hang=2,
        )


def _progress(steps: Iterable[T], total: int) -> Iterator[T]:
    """Yield `steps`; if they take a while and standard error is a terminal, show the progress."""
    begun = time.monotonic()
    watched = sys.stderr is not None and sys.stderr.isatty()
    for done, step in enumerate(steps, 1):
        yield step
        if watched and time.monotonic() - begun > SILENT_SECONDS:
            filled = 30 * done // total
            end = "\n" if done == total else ""
            sys.stderr.write(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done} of {total}{end}")
            sys.stderr.flush()
