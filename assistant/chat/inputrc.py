"""The editing mode that the user has set for readline, and so for most programs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping

_SETTING = re.compile(r"set\s+editing-mode\s+(\S+)", re.IGNORECASE)

LARGEST = 100_000
"""Characters of the file that are read."""


def says_vi(environ: Mapping[str, str]) -> bool:
    """Whether the user's `.inputrc` chooses vi keys for programs such as this one."""
    path = environ.get("INPUTRC") or os.path.join(os.path.expanduser("~"), ".inputrc")
    try:
        if not os.path.isfile(path):
            return False
        with open(path, encoding="utf-8", errors="replace") as file:
            return _mode(file.read(LARGEST).splitlines()) == "vi"
    except (OSError, ValueError):
        return False


def _mode(lines: Iterable[str]) -> str:
    """The editing mode set by the last line that applies to us: lines within an `$if` for another
    program, terminal or mode do not."""
    mode = "emacs"
    holds: list[bool] = []
    for line in map(str.strip, lines):
        directive = line.split(maxsplit=1)[0].lower() if line.startswith("$") else ""
        if directive == "$if":
            holds.append(_is_for_us(line[3:].strip(), mode))
        elif directive == "$else" and holds:
            holds[-1] = not holds[-1]
        elif directive == "$endif" and holds:
            holds.pop()
        elif all(holds) and (found := _SETTING.match(line)):
            mode = "vi" if found[1].lower() == "vi" else "emacs"
    return mode


def _is_for_us(condition: str, mode: str) -> bool:
    name, _, value = condition.partition("=")
    return name.strip().lower() == "mode" and value.strip().lower() == mode
