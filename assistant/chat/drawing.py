"""Our lines and styles in the form that prompt_toolkit needs."""

from __future__ import annotations

from collections.abc import Sequence

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.styles import Style

from assistant.chat.style import PROMPT
from assistant.render.lines import Line
from assistant.render.style import STYLES


def sheet() -> Style:
    """The styles in the form that prompt_toolkit needs."""
    return Style.from_dict({**{name: look for name, look in STYLES.items() if name}, **PROMPT})


def fragments(lines: Sequence[Line]) -> StyleAndTextTuples:
    """Lines in the form that prompt_toolkit needs, with line breaks between them."""
    found: StyleAndTextTuples = []
    for number, line in enumerate(lines):
        found += [("", "\n")] if number else []
        found += [(f"class:{style}" if style else "", text) for style, text in line]
    return found
