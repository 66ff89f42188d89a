"""The warnings as lines: urgent ones with what to do, each of the others in one calm line.

`/warnings` shows them with the passages that they quote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from assistant.answer_types import ShownWarning
from assistant.render.excerpt import whole
from assistant.render.lines import Line, columns, text_of, width_of, wrap
from assistant.render.notes import NotesSaid
from assistant.render.passage import marked, note_lines
from assistant.render.view import PIPE, View
from corpus.model import Quote

HANG = 9
"""Columns of "WARNING" and two spaces."""

IN_FORCE = 4
"""Lines that an urgent warning takes when a chat shows it again."""

SINCE = 40
"""Characters of the original question that are quoted when an urgent warning is shown again."""


def warning_lines(warnings: Iterable[ShownWarning], view: View = PIPE) -> Iterator[Line]:
    """Yield the warnings, urgent ones first: in full the first time, then shortened."""
    for warning in sorted(warnings, key=lambda warning: not warning.urgent):
        if not warning.urgent:
            yield from wrap([("", warning.headline)], view.width, _opening(warning), HANG)
        elif warning.since is None:
            yield from _in_full(warning, view)
        else:
            yield from _in_short(warning, warning.since, view)


def _opening(warning: ShownWarning) -> Line:
    style = "danger" if warning.urgent else "warning"
    return [(style, f"{warning.signal:<{HANG}}")]


def _in_full(warning: ShownWarning, view: View) -> Iterator[Line]:
    """What to do, step by step, and why it is urgent."""
    yield from wrap([("danger", warning.label)], view.width, _opening(warning), HANG)
    hang = HANG if view.wide else 0
    for number, step in enumerate(warning.steps, 1):
        if view.spoken:
            said = f"Step {number}, line {step.passage}: {step.text}"
            yield from wrap([("mark", said)], view.width)
        else:
            gap = "  " if view.wide else " "
            mark: Line = [("", " " * hang), ("label", f"{number}{gap}")]
            yield from wrap([("mark", _quoted(step))], view.width, mark, width_of(mark))
    if warning.because:
        yield from wrap([("faint", because(warning))], view.width, hang=view.hang(hang))


def because(warning: ShownWarning) -> str:
    """Why a warning is urgent: the words as typed, and what they mean."""
    reasons = []
    for word, concept in zip_longest(warning.because, warning.concepts):
        explained = concept and concept != word
        reasons.append(f'"{word}" ({concept})' if explained else f'"{word}"')
    others = ", ".join(reasons[:-1])
    return f"Because you wrote {f'{others} and ' if others else ''}{reasons[-1]}"


def _in_short(warning: ShownWarning, since: str, view: View) -> Iterator[Line]:
    """The heading, the question that raised it, and the steps that fit, in at most four lines."""
    asked = shortened(since, SINCE if view.wide else SINCE // 3, "" if view.spoken else " …")
    heading = [("danger", warning.label), ("", f', since "{asked}"')]
    lines = list(wrap(heading, view.width, _opening(warning), HANG))
    hang = view.hang(HANG if view.wide else 0)
    left = IN_FORCE - len(lines)
    brief = warning.brief or warning.steps
    steps = list(_listed(brief, view, hang))
    if len(steps) > left:
        steps = _run_on(brief, view, hang, left)
    yield from [*lines, *steps][:IN_FORCE]


def steps_said(warnings: Iterable[ShownWarning], view: View) -> Iterator[str]:
    """Yield the steps of the urgent warnings that are shown even if the warnings are shortened."""
    for warning in warnings:
        if warning.urgent:
            lines = _in_short(warning, warning.since or "", view)
            said = " ".join(" ".join(map(text_of, lines)).split())
            yield from (step.text for step in warning.brief or warning.steps if step.text in said)


def _listed(steps: Sequence[Quote], view: View, hang: int) -> Iterator[Line]:
    """The steps, each on a line of its own."""
    for number, step in enumerate(steps, 1):
        mark: Line = [("", " " * hang), ("label", f"{number} " if len(steps) > 1 else "")]
        yield from wrap([("mark", _quoted(step))], view.width, mark, width_of(mark))


def _run_on(steps: Sequence[Quote], view: View, hang: int, most: int) -> list[Line]:
    """As many steps as `most` lines hold, one after the other."""
    found: list[Line] = []
    for count in range(1, len(steps) + 1):
        numbers = [f"{number} " for number in range(1, count + 1)] if count > 1 else [""]
        said = " ".join(map(str.__add__, numbers, map(_quoted, steps)))
        longer = list(wrap([("mark", said)], view.width, hang=hang))
        if count > 1 and len(longer) > most:
            break
        found = longer
        more = [("mark", said), ("faint", "  /warnings shows all")]
        longer = list(wrap(more, view.width, hang=hang))
        if view.commands and len(longer) <= most:
            found = longer
    return found


def _quoted(step: Quote) -> str:
    return f'"{step.text}" ({step.passage})'


def shortened(text: str, longest: int, end: str = " …") -> str:
    """The beginning of a text, cut between words, followed by `end` if anything is left out."""
    text = " ".join(text.split())
    if columns(text) <= longest:
        return text
    words = ""
    for word in text.split(" "):
        if columns(f"{words} {word}") > longest - 2:
            break
        words = f"{words} {word}".strip()
    return f"{words or text[: longest - 2]}{end}"


def full_warning_lines(
    warnings: Sequence[ShownWarning], said: NotesSaid, view: View
) -> Iterator[Line]:
    """Yield the passages of each warning in full, each passage once.

    A caution that only quotes another of these passages is left out.
    """
    quoted = tuple(f"({passage.id})" for warning in warnings for passage in warning.passages)
    done: set[str] = set()
    for warning in warnings:
        if done:
            yield []
        yield from wrap([("label", f"{warning.label}: what the document says")], view.width)
        for passage in warning.passages:
            if passage.id not in done:
                done.add(passage.id)
                number = f"Line {passage.line}: " if view.spoken else f"{passage.line:>4}  "
                mark: Line = [("label", number)]
                yield from wrap(marked(whole(passage), view), view.width, mark, view.hang(6))
                notes = [
                    note
                    for note in passage.notes
                    if note.kind != "wording" and not note.text.endswith(quoted)
                ]
                yield from note_lines(said.in_full(notes, passage.text), view, 6)
