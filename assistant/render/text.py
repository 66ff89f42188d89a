"""Answers as lines of text.

The answering sentence stands between » and « in the text itself: nothing is told by colour alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from assistant.render.lines import WIDTH, Line, wrap
from assistant.render.page import Page
from assistant.reply import Reply, ShownPassage

SHORT = 240
"""Characters of a passage that a shortened view shows around its answering sentence."""


def tag_lines(tags: Sequence[Sequence[Any]], width: int = WIDTH) -> Iterator[Line]:
    """Yield the tags of a face (id, title, description, count), one to a line where it fits."""
    widest = max((len(name) for name, *_ in tags), default=0)
    for name, _, description, count in tags:
        mark: Line = [("label", name.ljust(widest)), ("faint", f" {count:>4}  ")]
        yield from wrap([("", description)], width, mark, widest + 7 if width >= 60 else 2)


def answer_page(answer: Reply, width: int = WIDTH) -> Page:
    """The whole answer, every passage in full."""
    return Page(answer.warnings, answer_lines(answer, width), width)


def plain(answer: Reply, width: int = WIDTH) -> str:
    """The answer as plain text."""
    return answer_page(answer, width).plain().rstrip("\n")


def answer_lines(answer: Reply, width: int = WIDTH) -> Iterator[Line]:
    """Yield an answer's body: what was read, the urgent passages in full, then the others."""
    body = list(reading_lines(answer, width))
    urgent = list(urgent_lines(answer, width))
    if urgent:
        body += [*([[]] if body else []), *urgent]
    shown = {passage.id for passage in answer.urgent_passages}
    if not answer.answered:
        body += [*([[]] if body else []), *refusal_lines(answer, width)]
    repeated = [
        f"{number} (line {passage.line})"
        for number, passage in enumerate(answer.passages, 1)
        if passage.id in shown
    ]
    if repeated:
        text = f"Found as well, and shown above: {', '.join(repeated)}."
        body += [[], *wrap([("faint", text)], width)]
    for number, passage in enumerate(answer.passages, 1):
        if passage.id not in shown:
            body += [*([[]] if body else []), *passage_lines(passage, number, width)]
    yield from body


def reading_lines(answer: Reply, width: int) -> Iterator[Line]:
    """What the question was read as: taken over from the chat, corrected."""
    if answer.carried:
        yield from wrap([("note", f"(about: {', '.join(answer.carried)})")], width)
    if answer.corrections:
        read = ", ".join(f"{typed} → {taken}" for typed, taken in answer.corrections.items())
        insist = " ".join(f"+{typed}" for typed in answer.corrections)
        yield from wrap([("note", f"(read: {read}; to insist: {insist})")], width)


def urgent_lines(answer: Reply, width: int = WIDTH) -> Iterator[Line]:
    """Yield the passages of the urgent warnings in full, each once.

    A note that only quotes another of these passages is left out.
    """
    quoted = tuple(f"({passage.id})" for passage in answer.urgent_passages)
    done: set[str] = set()
    for warning in answer.warnings:
        if not warning.urgent:
            continue
        if done:
            yield []
        yield from wrap([("label", f"{warning.label}, in the document's words:")], width)
        for passage in warning.passages:
            if passage.id not in done:
                done.add(passage.id)
                mark: Line = [("faint", f"{passage.line:>4}  ")]
                yield from wrap(_marked(passage), width, mark, hang=6)
                notes = [note for note in passage.notes if not note.endswith(quoted)]
                yield from _note_lines(notes, width, 6)


def refusal_lines(answer: Reply, width: int) -> Iterator[Line]:
    """Yield why there is no answer, and what introduces the nearest passages."""
    yield from wrap([("", answer.reply)], width)
    if answer.passages:
        yield from wrap([("", "Nearest passages:")], width)


def passage_lines(
    passage: ShownPassage, number: int | str, width: int = WIDTH, short: bool = False
) -> Iterator[Line]:
    """One numbered passage: its text, section, tags, line and notes."""
    mark: Line = [("label", f"{number}".ljust(2) + " ")]
    yield from wrap(_marked(passage, short), width, mark, 3)
    where = passage.section[-1].rstrip(":") if passage.section else ""
    lead_in = _last_sentence(passage.lead_in) if where else passage.lead_in
    if lead_in not in ("", where) and not short:
        where = f"{where}: {lead_in}" if where else lead_in
    about = [part for part in (where, ", ".join(passage.tags), f"line {passage.line}") if part]
    yield from wrap([("faint", " · ".join(about))], width, hang=3)
    yield from _note_lines(passage.notes, width, 3)


def _note_lines(notes: Iterable[str], width: int, hang: int) -> Iterator[Line]:
    for note in notes:
        yield from wrap([("note", note)], width, [("", " " * hang), ("label", "note  ")], hang + 2)


def _last_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s+", text)[-1].rstrip(":")


def _marked(passage: ShownPassage, short: bool = False) -> Iterator[tuple[str, str]]:
    """The text of a passage with its highlights marked; `short` leaves out what is far away."""
    at = passage.start
    for start, end in passage.highlights:
        before = passage.reading(at, start)
        if short and len(before) > SHORT // 2:
            before = "… "
        if before:
            yield "", before
        yield "mark", f"»{passage.reading(start, end)}«"
        at = end
    rest = passage.reading(at)
    if short and len(rest) > SHORT // 2:
        rest = " …"
    if rest:
        yield "", rest
