"""Why a passage was found: the words that matched, how they came in, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer import Answer
from assistant.engine import Assistant
from assistant.render.lines import Line, wrap
from index.query import Query
from index.search import Part

FIELDS = {
    "text": "text",
    "context": "section and tags",
    "asked": "asked-as lines",
    "line": "the best of them",
}
"""The fields of a passage in words."""


def why_lines(
    assistant: Assistant, answer: Answer, query: Query, at: int, width: int
) -> Iterator[Line]:
    """Yield what the passage at place `at` (from 0) of an answer was found by."""
    passage = answer.passages[at]
    number = assistant.number[passage.id]
    mark: Line = [("label", f"{at + 1}".ljust(2) + " ")]
    words = assistant.index.reader.words(answer.question)
    if number in assistant.first_for(words, query, bool(answer.urgent_passages)):
        said = "put first by the document's author for whoever just names the subject or cries out."
        yield from wrap([("", f"line {passage.line}, {said}")], width, mark, 3)
        return
    parts = assistant.index.explain(query, number)
    total = sum(part.points for part in parts) or 1.0
    head = f"line {passage.line}, score {passage.score:.1f}. Share of the score by word:"
    yield from wrap([("", head)], width, mark, 3)
    for word in _by_word(parts):
        points = sum(part.points for part in word)
        fields = ", ".join(f"{FIELDS[part.field]} {_percent(part.points, total)}" for part in word)
        mark = [("label", f"{_percent(points, total):>6}  ")]
        said = _how(word[0], answer)
        yield from wrap([("", said), ("faint", f" · {fields}")], width, mark, 8)
    line = assistant.index.best_line(query, number)
    if line is not None:
        asked = assistant.asked[number][line]
        yield from wrap([("note", f'Asked-as line that fits best: "{asked}"')], width, hang=3)


def _by_word(parts: list[Part]) -> list[list[Part]]:
    """The parts of each term together, the term with most points first."""
    terms: dict[tuple[str, str], list[Part]] = {}
    for part in parts:
        terms.setdefault((part.stem, part.source), []).append(part)
    return sorted(terms.values(), key=lambda term: -sum(part.points for part in term))


def _how(part: Part, answer: Answer) -> str:
    """How a term came into the question."""
    if part.source == "carried":
        return f'"{part.word}", taken over from the chat'
    if part.source == "added":
        return f'"{part.stem}", thesaurus for "{part.word}"'
    if part.word in answer.corrections:
        return f'"{part.word}", spelling: read as "{answer.corrections[part.word]}"'
    return f'"{part.word}", typed'


def _percent(points: float, total: float) -> str:
    return f"{100 * points / total:.0f} %"
