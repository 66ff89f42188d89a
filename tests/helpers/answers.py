"""Prints the answers to all questions under `tests/questions/` as JSON, one per line.

    python -m tests.helpers.answers [EVERY]

EVERY = N asks only every Nth question. The questions before it in its chat are asked first; a chat
counts as one question.
What it prints must be the same in every process and on every Python.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from assistant import Answer, Assistant
from tests.helpers.places import QUESTIONS


def questions(every: int = 1) -> Iterator[tuple[str, list[str]]]:
    """Yield each question with those before it in its chat."""
    for path in sorted(QUESTIONS.glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for line in [line for line in lines if line.strip()][::every]:
            entry = json.loads(line)
            said = [turn["say"] for turn in entry.get("turns", [])]
            *earlier, last = said or [*entry.get("history", []), entry["question"]]
            yield last, earlier


def answers(assistant: Assistant, every: int = 1) -> Iterator[Answer]:
    """Yield the answer to each question, each asked in a new chat."""
    for question, history in questions(every):
        chat = assistant.conversation()
        for earlier in history:
            yield chat.ask(earlier)
        yield chat.ask(question, 20)


if __name__ == "__main__":
    for answer in answers(Assistant(), int(sys.argv[1]) if sys.argv[1:] else 1):
        print(json.dumps(answer.to_dict()))
