"""Reads and checks the JSONL files of an evaluation; error messages name the file and line."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from assistant.answer_types import ShownPassage
from assistant.engine import Assistant
from corpus.errors import UserError, did_you_mean
from corpus.files import read_file

T = TypeVar("T")

LARGEST = 100_000_000
"""Size limit of a file of questions, in bytes."""


class EvaluationError(UserError):
    """A file of questions cannot be used; the message gives the file, the line and the reason."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A quote that answers (grade 2) or helps (1), with its `places` in the document."""

    quote: str
    grade: int
    places: tuple[tuple[int, int], ...]

    def found_by(self, passage: ShownPassage) -> bool:
        """Whether the passage contains at least half of the quote."""
        return any(
            2 * (min(passage.end, end) - max(passage.start, start)) >= end - start
            for start, end in self.places
        )

    def touched_by(self, spans: Iterable[tuple[int, int]]) -> bool:
        """Whether one of the spans shares a character with the quote."""
        return any(a < end and start < b for start, end in self.places for a, b in spans)


def read_lines(path: str, entry: Callable[[object], T]) -> list[T]:
    """Return the entries of a file, one JSON value per line; blank lines are skipped.

    Raises EvaluationError, and OSError if the file cannot be read.
    """
    lines = read_file(path, LARGEST).split(b"\n")
    entries = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                entries.append(entry(json.loads(line.decode("utf-8"), object_pairs_hook=_object)))
            except UnicodeDecodeError:
                problem = "not UTF-8; save it as UTF-8"
            except json.JSONDecodeError as error:
                problem = f"not JSON: {error.msg}"
            except RecursionError:
                problem = "nested too deeply"
            except ValueError as error:  # ours, or Python's for a number that is too long
                problem = str(error)
            else:
                continue
            raise EvaluationError(f"{path}, line {number}: {problem}")
    if not entries:
        raise EvaluationError(f"{path}: it contains no questions")
    return entries


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object without duplicate keys."""
    data = dict(pairs)
    if len(data) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise EvaluationError(f'the key "{twice}" is given twice')
    return data


def holds_chats(path: str) -> bool:
    """Whether a file contains chats, not questions: its first entry has turns.

    Raises OSError if the file cannot be read.
    """
    first = next((line for line in read_file(path, LARGEST).split(b"\n") if line.strip()), b"")
    try:
        entry = json.loads(first.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    return isinstance(entry, dict) and "turns" in entry


def fields(data: object, keys: Collection[str]) -> Mapping[str, object]:
    """Return an object that has only these keys. Raises EvaluationError."""
    if not isinstance(data, dict):
        raise EvaluationError("must be a JSON object, in braces")
    for key in data:
        if key not in keys:
            raise EvaluationError(f'unknown key "{key}"{did_you_mean(key, keys)}')
    return data


def text(data: Mapping[str, object], key: str) -> str:
    """Return a text. Raises EvaluationError."""
    value = data.get(key)
    if not isinstance(value, str):
        raise EvaluationError(f'"{key}" must be a string')
    return value


def listed(data: Mapping[str, object], key: str) -> list[object]:
    """Return a list, empty if there is none. Raises EvaluationError."""
    value = data.get(key, [])
    if not isinstance(value, list):
        raise EvaluationError(f'"{key}" must be a list')
    return value


def texts(data: Mapping[str, object], key: str) -> list[str]:
    """Return a list of texts. Raises EvaluationError."""
    values = [value for value in listed(data, key) if isinstance(value, str)]
    if len(values) < len(listed(data, key)):
        raise EvaluationError(f'"{key}" must be a list of strings')
    return values


def urgent(data: Mapping[str, object], assistant: Assistant) -> frozenset[str]:
    """Return the ids of the warnings that should be urgent. Raises EvaluationError."""
    names = texts(data, "urgent")
    known = [warning.id for warning in assistant.warnings]
    for name in names:
        if name not in known:
            raise EvaluationError(
                f'"urgent" names an unknown warning: "{name}"{did_you_mean(name, known)}'
            )
    return frozenset(names)


def gold(data: Mapping[str, object], document: str) -> tuple[Gold, ...]:
    """Return the quotes that answer, each with its places. Raises EvaluationError."""
    return tuple(_gold(entry, document) for entry in listed(data, "gold"))


def _gold(entry: object, document: str) -> Gold:
    if not isinstance(entry, dict) or set(entry) - {"quote", "grade"}:
        raise EvaluationError('"gold" must contain objects with "quote" and "grade"')
    quote = text(entry, "quote")
    places = []
    at = document.find(quote) if quote else -1
    while at >= 0:
        places.append((at, at + len(quote)))
        at = document.find(quote, at + 1)
    if not places:
        raise EvaluationError(f'the quote is not in the document: "{quote[:60]}"')
    grade = entry.get("grade")
    if type(grade) is not int or grade not in (1, 2):  # true counts as 1
        raise EvaluationError('"grade" must be 2 (answers) or 1 (helps)')
    return Gold(quote, grade, tuple(places))
