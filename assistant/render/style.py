"""The styles of `assistant.render.lines` as colours.

Only the terminal's own sixteen colours are used, and of these only red and magenta, which can be
read on a black and on a white background alike. What a colour says, a word says as well.
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
"""The styles of a page, in the words of prompt_toolkit."""

_CODES = {
    "bold": "1", "dim": "2", "italic": "3", "reverse": "7", "ansired": "31", "ansimagenta": "35",
}  # fmt: skip


def paint(lines: Iterable[Line]) -> str:
    """Return lines as text with the escape sequences of their styles, each line ended."""
    return "".join("".join(_stretch(*part) for part in line).rstrip() + "\n" for line in lines)


def _stretch(style: str, text: str) -> str:
    codes = ";".join(_CODES[word] for word in STYLES[style].split())
    return f"\x1b[{codes}m{text}\x1b[0m" if codes and text.strip() else text
