"""Answers as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer_types import Reply
from assistant.overview import TagCount
from assistant.render.excerpt import excerpt
from assistant.render.lines import Line, wrap
from assistant.render.notes import NotesSaid
from assistant.render.page import Page
from assistant.render.passage import Place, passage_lines
from assistant.render.view import PIPE, View
from assistant.render.warnings import steps_said
from assistant.selection.lists import announcement, needs_lead_in

NEAREST = "The nearest passages:"
"""The heading above the nearest passages when the question is not answered."""


WEAKER = "Weaker matches:"
"""The heading above passages that match the question less well than those shown before."""


def tag_lines(tags: Sequence[TagCount], view: View = PIPE) -> Iterator[Line]:
    """Yield the tags, one per line where they fit."""
    widest = max((len(tag.id) for tag in tags), default=0)
    for tag in tags:
        mark: Line = [("label", tag.id.ljust(widest)), ("faint", f" {tag.passages:>4}  ")]
        yield from wrap([("", tag.description)], view.width, mark, widest + 7 if view.wide else 2)


def answer_page(answer: Reply, view: View = PIPE) -> Page:
    """The whole answer."""
    return Page(answer.warnings, answer_lines(answer, view), view)


def plain(answer: Reply) -> str:
    """The answer as plain text, 80 columns wide."""
    return answer_page(answer).plain().rstrip("\n")


def answer_lines(answer: Reply, view: View) -> Iterator[Line]:
    """Yield the body of an answer: how the question was read, the program's reply, the passages."""
    said = NotesSaid()
    said.next_page(steps_said(answer.warnings, view))
    opening = list(opening_lines(answer, view))
    yield from opening
    if opening and answer.passages:
        yield []
    for number in range(1, len(answer.passages) + 1):
        yield from numbered_passage(answer, number, said, view)


def numbered_passage(
    answer: Reply, number: int, said: NotesSaid, view: View, first: int = 1
) -> Iterator[Line]:
    """Yield passage `number` (from 1) of an answer, and the notes worth showing. The first one is
    shown with the number `first`."""
    passage = answer.passages[number - 1]
    shown = excerpt(passage, first=number == 1)
    announced = needs_lead_in(passage) and not _introduced(answer, number)
    introduction = f"{announcement(passage)} " if announced else ""
    notes = said.worth_saying(passage, introduction + shown.text)
    last = first + len(answer.passages) - 1
    place = Place("Answer" if answer.answered else "Passage", first + number - 1, last)
    yield from passage_lines(shown, place, notes, view, announced)


def _introduced(answer: Reply, number: int) -> bool:
    """Whether what introduces the list of passage `number` has just been shown."""
    if number == 1:
        return False
    before, passage = answer.passages[number - 2], answer.passages[number - 1]
    if before.text == passage.lead_in:
        return excerpt(before, first=number == 2).closes
    return before.lead_in == passage.lead_in


def opening_lines(answer: Reply, view: View) -> Iterator[Line]:
    """Yield what comes before the passages: how the question was read, and a refusal or talk."""
    yield from reading_lines(answer, view)
    if answer.weaker:
        yield from wrap([("", WEAKER)], view.width)
    if not answer.answered:
        for line in answer.reply.split("\n"):
            indent = len(line) - len(line.lstrip(" "))
            yield from wrap([("", line)], view.width, hang=indent)
        if answer.kind == "refusal" and answer.passages and not answer.reply.endswith(":"):
            yield from wrap([("", NEAREST)], view.width)


def reading_lines(answer: Reply, view: View) -> Iterator[Line]:
    """How the question was read: what it follows on from, what was corrected or cut, and which part
    of it has no answer."""
    if answer.about and all(warning.since != answer.about for warning in answer.warnings):
        yield from wrap([("note", f'Following on from "{answer.about}"')], view.width)
    if answer.corrections:
        read = ", ".join(f'"{typed}" as "{word}"' for typed, word in answer.corrections.items())
        insist = " ".join(f"+{typed}" for typed in answer.corrections)
        text = f"Read {read}. To keep your spelling, type {insist}"
        yield from wrap([("note", text)], view.width)
    if answer.left_out:
        named = " or ".join(answer.left_out)
        text = f"As you asked, passages about {named} are left out."
        yield from wrap([("note", text)], view.width)
    if answer.answered and answer.missing:
        named = " or ".join(f'"{word}"' for word in answer.missing)
        yield from wrap([("note", f"The document does not mention {named}.")], view.width)
    if answer.cut:
        text = f"The search left out the last {answer.cut:,} characters; ask in fewer words."
        yield from wrap([("note", text)], view.width)
