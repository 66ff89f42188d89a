"""Why a passage was found: which words matched, and where they came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from assistant.answer import Answer
from assistant.answer_types import ShownPassage
from assistant.engine import Assistant
from assistant.render.lines import Line, wrap
from assistant.render.view import View
from index.query import Query
from index.search import Part

SMALLEST = 0.01
"""Words with a smaller share of the score than this are not listed."""


def why_lines(
    assistant: Assistant, answer: Answer, query: Query | None, at: int, view: View
) -> Iterator[Line]:
    """Yield why the passage at place `at` (from 0) of an answer was found."""
    passage = answer.passages[at]
    mark: Line = [("label", f"{at + 1} ".ljust(3))]
    yield from wrap([("", _reason(assistant, answer, query, passage))], view.width, mark, 3)
    number = assistant.number[passage.id]
    if query is not None and passage.score:
        for said, share in _shares(assistant, answer, query, passage):
            yield from wrap([("", said)], view.width, [("label", f"{share:>6.0%}  ")], 8)
        line = assistant.index.best_line(query, number)
        if line is not None:
            asked = f'Closest question that it answers: "{assistant.asked[number][line]}"'
            yield from wrap([("note", asked)], view.width, hang=3)
    separator = ", " if view.spoken else " › "
    if passage.section:
        where = f"Section: {separator.join(passage.section)}"
        yield from wrap([("faint", where)], view.width, hang=3)
    if passage.tags:
        yield from wrap([("faint", f"Tags: {', '.join(passage.tags)}")], view.width, hang=3)


def _reason(
    assistant: Assistant, answer: Answer, query: Query | None, passage: ShownPassage
) -> str:
    where = f"line {passage.line}"
    if query is not None and passage.score:
        return f"{where}, found by these words:"
    if answer.question.startswith("/tag"):
        return f"{where}, listed because of its tag."
    return f"{where}, which the document's author put first."


def _shares(
    assistant: Assistant, answer: Answer, query: Query, passage: ShownPassage
) -> list[tuple[str, float]]:
    """Where each word came from, with its share of the score, largest first."""
    points: dict[str, float] = defaultdict(float)
    for part in assistant.index.explain(query, assistant.number[passage.id]):
        points[_how(part, assistant, answer, passage)] += part.points
    total = sum(points.values()) or 1.0
    shares = [(said, share / total) for said, share in points.items()]
    return sorted((pair for pair in shares if pair[1] >= SMALLEST), key=lambda pair: -pair[1])


def _how(part: Part, assistant: Assistant, answer: Answer, passage: ShownPassage) -> str:
    """Where a term of the query came from, in words."""
    if part.source == "carried":
        return f'"{part.word}", from earlier in the chat'
    if part.source == "added":
        found = _word_of(part.stem, assistant, passage)
        return f'"{found}", related to "{part.word}"' if found else f'"{part.word}"'
    if part.word in answer.corrections:
        return f'"{part.word}", read as "{answer.corrections[part.word]}"'
    return f'"{part.word}"'


def _word_of(stem: str, assistant: Assistant, passage: ShownPassage) -> str:
    """A word with this stem from the passage or the questions that it answers."""
    asked = assistant.asked[assistant.number[passage.id]]
    for text in (passage.text, *passage.section, passage.lead_in, *asked):
        for word in assistant.index.reader.words(text):
            if word.stem == stem:
                return word.read
    return ""
