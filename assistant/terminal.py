"""What the terminal can do: its size, and whether it supports escape sequences."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping

from assistant.render.view import WIDTH, View

ENDLESS = 10_000
"""Rows of an output that is not a terminal: everything fits."""

_NO_ESCAPES = ("", "dumb", "unknown", "emacs", "network", "switch")
"""Kinds of terminal without escape sequences, even if terminfo says that they have them."""


_USUAL = ("xterm", "screen", "tmux", "rxvt", "linux", "vt100", "vt220", "alacritty", "foot")
"""Beginnings of the names of terminals that support escape sequences, for systems without
terminfo."""

_DATABASES = ("/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/local/share/terminfo")


def size() -> tuple[int, int]:
    """The current columns and rows of the terminal on standard output."""
    try:
        width, height = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):  # not a terminal, or not even a file
        return _columns(), ENDLESS
    return width or WIDTH, height or ENDLESS


def _columns() -> int:
    """The columns for a pipe: those in the user's COLUMNS, or else 80."""
    text = os.environ.get("COLUMNS", "")
    return int(text) if re.fullmatch("[1-9][0-9]{0,3}", text) else WIDTH


def obeys_escapes(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal supports escape sequences and the user wants colours.

    An unknown kind of terminal is assumed not to support them.
    """
    kind = environ.get("TERM", "")
    if environ.get("NO_COLOR") or kind in _NO_ESCAPES:
        return False
    return kind.startswith(_USUAL) or _in_database(kind, environ)


def _in_database(kind: str, environ: Mapping[str, str]) -> bool:
    """Whether terminfo, which has one file per kind of terminal, has this kind."""
    folders = [environ.get("TERMINFO", ""), os.path.expanduser("~/.terminfo")]
    folders += [*environ.get("TERMINFO_DIRS", "").split(":"), *_DATABASES]
    places = (kind[:1], f"{ord(kind[0]):x}")  # by letter, or by its code, as on macOS
    return "/" not in kind and any(
        os.path.exists(os.path.join(folder, place, kind))
        for folder in folders
        if folder
        for place in places
    )


def view(plain: bool) -> View:
    """The view for an answer outside the chat: in colour only on a terminal that supports it."""
    if plain:
        return View(size()[0], "spoken")
    colour = sys.stdout.isatty() and obeys_escapes()
    return View(size()[0], "colour" if colour else "stars")
