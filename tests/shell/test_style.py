"""The look: sixteen colours, always backed by words, and styles known to prompt_toolkit."""

from __future__ import annotations

import re

from prompt_toolkit.styles import ANSI_COLOR_NAMES

from assistant.answer_types import ShownWarning
from assistant.chat import drawing, style
from assistant.render.page import Page
from assistant.render.style import STYLES, paint

PAGE = Page(
    (ShownWarning("w", "Fire", "Fire: run"),),
    [[("mark", "so"), ("", " it "), ("danger", "is")], [("faint", "  ")]],
)


def test_only_the_sixteen_colours() -> None:
    """Every colour is one of the terminal's sixteen, by name."""
    words = {word for look in (*STYLES.values(), *style.PROMPT.values()) for word in look.split()}
    plain = {"bold", "dim", "italic", "reverse", "noreverse", "nodim", "noinherit"}
    assert words - plain <= set(ANSI_COLOR_NAMES)


def test_paint() -> None:
    """A coloured page is the plain page plus escape sequences, each ended on its line."""
    painted = paint(PAGE.lines)
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == PAGE.plain()
    assert "\x1b[1mso\x1b[0m it \x1b[1;31mis\x1b[0m\n" in painted
    for line in painted.splitlines():
        assert line.count("\x1b[") == 2 * line.count("\x1b[0m")


def test_sheet() -> None:
    """prompt_toolkit knows every style by its name."""
    rules = [name for name, _ in drawing.sheet().style_rules]
    assert "danger" in rules
    assert "bottom-toolbar" in rules
