"""Output of `cramps` outside the chat: answers, tags, a passage in context, figures."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from assistant.answer import Answer
from assistant.answer_types import Plain, ShownWarning
from assistant.console import ANSWERED, NOT_ANSWERED, UsageError, note, put
from assistant.engine import LONGEST_QUESTION, Assistant
from assistant.evaluation import report
from assistant.prepared import Prepared
from assistant.render import context as browse
from assistant.render.page import Page, json_page, standing_warnings
from assistant.render.text import answer_page, tag_lines
from assistant.render.view import View
from assistant.tags import check


def help_page(prepared: Prepared, text: str, question: str, view: View) -> int:
    """Print the help below the warnings; those that a question calls for come first."""
    warnings = standing_warnings(prepared.overview)
    if question:
        warnings = Assistant(prepared=prepared).ask(question).warnings
    return _show(Page(warnings, ([("", line)] for line in text.splitlines()), view))


def tags(prepared: Prepared, as_json: bool, view: View) -> int:
    """Print the tags with their descriptions and counts."""
    if as_json:
        rows = [asdict(tag) for tag in prepared.overview.tags]
        return _show_json(Assistant(prepared=prepared).warnings, {"tags": rows})

    lines = tag_lines(prepared.overview.tags, view)
    return _show(Page(standing_warnings(prepared.overview), lines, view))


READ, DATA = 3, 5
"""Default number of passages in an answer: as text, to be read at a glance, and as JSON."""


def answers(prepared: Prepared, options: Namespace, questions: Iterable[str], view: View) -> int:
    """Answer the questions as one conversation. Blank lines do not count as unanswered."""
    assistant = Assistant(prepared=prepared)
    check(options.tag, assistant.tags)
    chat = assistant.conversation()
    top = options.top or (DATA if options.json else READ)
    asked = unanswered = 0
    number = -1
    for number, question in enumerate(questions):
        answer = chat.ask(question, top, options.tag)
        _print(answer, options.json, view, below=number > 0)
        if question.strip():
            asked += 1
            unanswered += answer.kind == "refusal"
        if answer.cut:
            read = f"the search read only the first {LONGEST_QUESTION:,} characters"
            note(f"{read}; ask in fewer words")
    if number < 0:
        _print(chat.ask(""), options.json, view, below=False)
    return NOT_ANSWERED if unanswered or not asked else ANSWERED


def _print(answer: Answer, as_json: bool, view: View, below: bool) -> None:
    if as_json:
        _show_json(answer.warnings, answer.to_dict())
    else:
        put(("\n" if below else "") + answer_page(answer, view).text())


def warn(
    prepared: Prepared, questions: Iterable[str], always: bool, as_json: bool, view: View
) -> None:
    """Print only the warnings; those that the questions call for are urgent.

    Unless `always`, print nothing if none is urgent.
    """
    assistant = Assistant(prepared=prepared)
    warnings = {warning.id: warning for warning in assistant.warnings}
    for question in questions:
        for warning in assistant.ask(question).warnings:
            if warning.urgent:
                warnings[warning.id] = warning
    shown = sorted(warnings.values(), key=lambda warning: not warning.urgent)
    if not (always or any(warning.urgent for warning in shown)):
        return
    if as_json:
        _show_json(shown, {})
    else:
        _show(Page(shown, view=view))


def place(prepared: Prepared, options: Namespace, view: View) -> int:
    """Print one passage in its context."""

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
    """Measure the answers to the questions in a file."""

    assistant = Assistant(prepared=prepared)
    try:
        result = report.run(assistant, os.path.expanduser(options.evaluate), options.verbose)
    except OSError as error:
        raise UsageError(f"{options.evaluate}: {error.strerror}; name a readable file") from None
    if options.json:
        return _show_json(assistant.warnings, result.to_dict())
    return _show(Page(assistant.warnings, report.lines(result, view.width), view))


def _show(page: Page) -> int:
    put(page.text())
    return ANSWERED


def _show_json(warnings: Sequence[ShownWarning], rest: Plain) -> int:
    put(json_page(warnings, rest) + "\n")
    return ANSWERED
