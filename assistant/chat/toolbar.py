"""The toolbar below the line being typed: the tags, how to get help and how to leave."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer_types import ShownWarning
from assistant.chat.session import Chat
from assistant.render.lines import Line, columns, wrap
from assistant.render.warnings import warning_lines

SEPARATOR = " · "


def danger_lines(warnings: Sequence[ShownWarning], width: int) -> list[Line]:
    """Each urgent warning in one row: the signal word and the label."""
    lines: list[Line] = []
    for warning in warnings:
        if warning.urgent:
            opening: Line = [("danger", f"{warning.signal}  ")]
            lines += list(wrap([("danger", warning.label)], width, opening))[:1]
    return lines


def lines(chat: Chat, typing: bool = False) -> list[Line]:
    """The toolbar: one line on what the user can do.

    While a line is being typed, the menu may push the page up, so the urgent warnings are
    repeated here.
    """
    width = chat.screen.width
    parts = [f"tag: {' + '.join(chat.tags)}"] if chat.tags else []
    parts += ["/help", "Ctrl-D leaves"]
    while len(parts) > 1 and columns(SEPARATOR.join(parts)) > width:
        parts.pop()
    danger = danger_lines(chat.warnings, width) if typing else []
    return [*danger, *list(wrap([("", SEPARATOR.join(parts))], width))[:1]]


def question_mark(tags: Sequence[str]) -> str:
    """The prompt where there is no toolbar: it shows the tags itself."""
    return f"[{' + '.join(tags)}] ? " if tags else "? "


def rows_left(chat: Chat, warnings: Sequence[ShownWarning]) -> int:
    """Return the rows left for a page below its warnings, so that these stay on the screen."""
    above = len(list(warning_lines(warnings, chat.screen.view)))
    blank, prompt = 3, 1
    return chat.screen.size[1] - above - len(lines(chat)) - blank - prompt
