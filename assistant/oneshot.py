"""What `cramps` prints outside the chat: answers, the tags, a passage where it stands, figures."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import BinaryIO

from assistant.answer import Answer
from assistant.console import ANSWERED, NOT_ANSWERED, UsageError, note
from assistant.engine import LONGEST_QUESTION, Assistant
from assistant.evaluation import report
from assistant.prepared import Prepared
from assistant.render import context as browse
from assistant.render.page import Page, face_warnings, json_page
from assistant.render.text import answer_page, tag_lines
from assistant.render.view import View
from assistant.reply import Plain, ShownWarning
from assistant.tags import UnknownTagError

LONGEST_LINE = 1 << 20
"""Bytes of a piped line that are read; the rest of the line is passed over."""


def help_page(prepared: Prepared, text: str, view: View) -> int:
    """Print the help below the warnings."""

    body = ([("", line)] for line in text.splitlines())
    return _show(Page(face_warnings(prepared.face), body, view))


def tags(prepared: Prepared, as_json: bool, view: View) -> int:
    """Print the tags with their descriptions and counts."""
    if as_json:
        rows = [asdict(tag) for tag in prepared.face.tags]
        return _show_json(Assistant(prepared=prepared).warnings, {"tags": rows})

    lines = tag_lines(prepared.face.tags, view)
    return _show(Page(face_warnings(prepared.face), lines, view))


def answers(prepared: Prepared, options: Namespace, questions: Iterable[str], view: View) -> int:
    """Answer the questions as one conversation."""

    assistant = Assistant(prepared=prepared)
    chat = assistant.conversation()
    status = ANSWERED
    for number, question in enumerate(questions):
        if number and not options.json:
            print()
        try:
            answer = chat.ask(question, options.top or 5, options.tag)
        except UnknownTagError:
            # Whoever asks in danger is warned, whatever else is wrong.
            _warn(assistant.ask(question), options.json, view)
            raise
        _print(answer, assistant, options.json, view)
        if not answer.answered:
            status = NOT_ANSWERED
        if len(question) > LONGEST_QUESTION:
            note(f"only the first {LONGEST_QUESTION:,} characters were read; ask in fewer words")
    return status


def _print(answer: Answer, assistant: Assistant, as_json: bool, view: View) -> None:
    if as_json:
        print(json_page(answer.warnings, answer.to_dict()), flush=True)
    else:
        _show(answer_page(answer, view))
        sys.stdout.flush()


def _warn(answer: Answer, as_json: bool, view: View) -> None:
    """Print just the warnings of an answer."""

    if as_json:
        _show_json(answer.warnings, {})
    else:
        _show(Page(answer.warnings, view=view))


def place(prepared: Prepared, options: Namespace, view: View) -> int:
    """Print one passage within its surroundings."""

    assistant = Assistant(prepared=prepared)
    try:
        found, at = browse.surroundings(assistant, options.passage)
    except KeyError:
        raise UsageError(browse.no_passage(assistant, options.passage)) from None
    if options.json:
        shown = [passage.to_dict() for passage in found]
        rest = {"passage": shown[at], "before": shown[:at], "after": shown[at + 1 :]}
        return _show_json(assistant.warnings, rest)
    around = browse.surrounding_lines(assistant, options.passage, view)
    return _show(Page(assistant.warnings, around, view))


def figures(prepared: Prepared, options: Namespace, view: View) -> int:
    """Measure the answers to the questions of a file."""

    assistant = Assistant(prepared=prepared)
    try:
        result = report.run(assistant, options.evaluate, options.verbose)
    except OSError as error:
        raise UsageError(f"{options.evaluate}: {error.strerror}; name a readable file") from None
    if options.json:
        return _show_json(assistant.warnings, result)
    return _show(Page(assistant.warnings, report.lines(result, view.width), view))


def lines(source: BinaryIO) -> Iterator[str]:
    """The lines of standard input; a blank one if there is none. Long ones are cut."""
    line = source.readline(LONGEST_LINE) or b"\n"
    while line:
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")
        while not line.endswith(b"\n") and (line := source.readline(LONGEST_LINE)):
            pass
        line = source.readline(LONGEST_LINE)


def _show(page: Page) -> int:
    sys.stdout.write(page.text())
    return ANSWERED


def _show_json(warnings: Sequence[ShownWarning], rest: Plain) -> int:
    print(json_page(warnings, rest))
    return ANSWERED
