"""The styles of `assistant.render.lines` as colours.

Of the terminal's own sixteen colours, only red and magenta are used: both are readable on black
and on white. Nothing is shown by colour alone; a word always says it too.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.render.lines import Line

STYLES = {
    "danger": "bold ansired",
    "warning": "bold ansimagenta",
    "mark": "bold",
    "label": "bold",
    "note": "italic",
    "faint": "dim",
    "": "",
}
"""The styles of a page, as prompt_toolkit names them."""

_CODES = {
    "bold": "1", "dim": "2", "italic": "3", "reverse": "7", "ansired": "31", "ansimagenta": "35",
}  # fmt: skip


def paint(lines: Iterable[Line]) -> str:
    """Return lines as text with escape sequences for their styles, each ending with a line
    break."""
    return "".join("".join(_stretch(*part) for part in line).rstrip() + "\n" for line in lines)


def _stretch(style: str, text: str) -> str:
    codes = ";".join(_CODES[word] for word in STYLES[style].split())
    return f"\x1b[{codes}m{text}\x1b[0m" if codes and text.strip() else text
