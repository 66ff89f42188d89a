"""How often the first screen of an answer holds a best-graded quote, and how long answers are.

    python -m tests.benchmarks.first_screen tests/questions/public.jsonl …

A screen has 80 columns and 24 rows, two of which are taken by the prompt and the toolbar.
"""

from __future__ import annotations

import sys

from assistant import Assistant
from assistant.answer import Answer
from assistant.evaluation.questions import Gold, read

ROWS = 22
"""Rows that show the answer, in a terminal of 24 rows."""


def holds(screen: str, gold: Gold) -> bool:
    """Whether a screen holds at least half of a quote: its first half or its last."""
    words = gold.quote.split()
    half = (len(words) + 1) // 2
    return any(" ".join(part) in screen for part in (words[:half], words[-half:]))


def rows(answer: Answer) -> list[str]:
    """The rows of an answer at 80 columns, without marks."""
    return str(answer).replace("*", "").splitlines()


def measure(assistant: Assistant, path: str) -> tuple[int, float, float]:
    """Return the number of questions, the share of good first screens, and the mean row count."""
    held = total = 0
    questions = [q for q in read(path, assistant) if q.kind == "topic" and q.gold]
    for question in questions:
        shown = rows(assistant.ask(question.question, top=SHOWN))
        screen = " ".join(" ".join(shown[:ROWS]).split())
        best = max(gold.grade for gold in question.gold)
        held += any(holds(screen, gold) for gold in question.gold if gold.grade == best)
        total += len(shown)
    return len(questions), held / len(questions), total / len(questions)


SHOWN = 3
"""Number of passages in a first answer."""


def main() -> None:
    """Print the results for the files named on the command line."""
    assistant = Assistant()
    print(f"{'':44}     n  held  rows")
    for path in sys.argv[1:]:
        number, held, mean = measure(assistant, path)
        print(f"{path:44}{number:6}{held:6.2f}{mean:6.1f}")


if __name__ == "__main__":
    main()
