"""`cramps --evaluate`: runs the questions of a file and reports the figures."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from assistant.engine import Assistant
from assistant.evaluation.questions import Tally, answers, failures, judge, read
from assistant.render.lines import Line, clean, wrap

FIGURES = (
    "hit@1", "hit@3", "MRR", "nDCG@5", "sentence",
    "urgent recall", "false alarms", "refused", "wrongly refused",
)  # fmt: skip

_HEADS = ("hit@1", "hit@3", "MRR", "nDCG", "sent.", "urg.", "alarm", "ref.", "wrong")
_CELL = 6  # so that the table of our own kinds fits into 80 columns

SILENT_SECONDS = 1.0
"""How long a run may take before it shows its progress."""

T = TypeVar("T")


def run(assistant: Assistant, path: str, verbose: bool = False) -> dict[str, Any]:
    """Ask all questions of the file; return the figures by kind, and the failures if wanted.

    Raises EvaluationError, and OSError if the file cannot be read.
    """
    tallies: dict[str, Tally] = {}
    failed = []
    questions = read(path, assistant)
    for question, answer in _progress(answers(assistant, questions), len(questions)):
        figures = judge(question, answer)
        tallies.setdefault(question.kind, Tally()).add(figures)
        if verbose and (wrong := failures(question, figures)):
            failed.append(
                {
                    "id": question.id,
                    "kind": question.kind,
                    "question": question.question,
                    "failed": wrong,
                    "passages": [passage.id for passage in answer.passages[:3]],
                    "wanted": [gold.quote for gold in question.gold if gold.grade == 2],
                }
            )
    kinds = {
        kind: {"questions": tally.questions, **tally.figures()} for kind, tally in tallies.items()
    }
    return {"kinds": kinds, **({"failures": failed} if verbose else {})}


def lines(result: dict[str, Any], width: int) -> Iterator[Line]:
    """Yield the result of `run` as a table, one kind a line, and the failures below."""
    kinds = [(clean(kind), figures) for kind, figures in result["kinds"].items()]
    widest = max(len(kind) for kind, _ in kinds)
    yield [("label", " " * widest + "     n" + "".join(f"{head:>{_CELL}}" for head in _HEADS))]
    for kind, figures in kinds:
        cells = "".join(
            f"{figures[name]:{_CELL}.3f}" if name in figures else f"{'·':>{_CELL}}"
            for name in FIGURES
        )
        yield [("", f"{kind:<{widest}}{figures['questions']:>6}{cells}")]
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
