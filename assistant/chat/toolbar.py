"""What stays on the screen while the user types: an urgent warning, the tags, the next step."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.chat.session import Chat
from assistant.render.lines import Line, columns, wrap
from assistant.render.page import warning_lines
from assistant.reply import ShownWarning

SEPARATOR = " · "


def danger_lines(warnings: Sequence[ShownWarning], width: int) -> list[Line]:
    """The urgent warnings in short: the signal word, the label and the first step of each."""
    lines: list[Line] = []
    for warning in warnings:
        if warning.urgent:
            step = (
                f": “{warning.steps[0].text}” ({warning.steps[0].passage})" if warning.steps else ""
            )
            opening: Line = [("danger", f"{warning.signal}  ")]
            lines += wrap([("danger", f"{warning.label}{step}")], width, opening)
    return lines


def lines(chat: Chat) -> list[Line]:
    """The toolbar: the urgent warnings, then one line on what can be done now."""
    width = chat.screen.width
    parts = [f"tag: {' + '.join(chat.tags)}"] if chat.tags else []
    if chat.readings and (left := chat.readings[-1].left):
        parts.append(f"Enter: {left} more")
    parts += ["/help", "Ctrl-D leaves"]
    while len(parts) > 1 and columns(SEPARATOR.join(parts)) > width:
        parts.pop()
    return [
        *danger_lines(chat.warnings, width),
        *list(wrap([("", SEPARATOR.join(parts))], width))[:1],
    ]


def question_mark(tags: Sequence[str]) -> str:
    """The prompt of a terminal without a toolbar: it names the tags itself."""
    return f"[{' + '.join(tags)}] ? " if tags else "? "


def rows_left(chat: Chat) -> int:
    """Return the rows that a page has below its warnings if these are to stay on the screen."""
    width, height = chat.screen.size
    warnings = len(list(warning_lines(chat.warnings, width)))
    blank, prompt = 3, 1
    return height - warnings - len(lines(chat)) - blank - prompt
