"""The folders of the user that the program writes to, and how it writes a file there."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Mapping

PART = ".part"
"""Suffix of an unfinished file."""

ABANDONED = 3600
"""Age in seconds at which an unfinished file was left by a program that was killed."""


def user_folder(variable: str, *below: str, environ: Mapping[str, str] = os.environ) -> str:
    """Return a folder of the user's: what `variable` names, or else `below` the home.

    A relative path is ignored, as the XDG specification says: nothing is kept in the working
    folder. Without a home, it is a path under /dev/null, so that writes fail.
    """
    named = environ.get(variable, "")
    if os.path.isabs(named):
        return named
    home = os.path.expanduser("~")
    return os.path.join(home if os.path.isabs(home) else os.devnull, *below)


def cache_folder() -> str:
    """The folder for prepared data: ours below `$XDG_CACHE_HOME` or `~/.cache`."""
    return os.path.join(user_folder("XDG_CACHE_HOME", ".cache"), "leg-cramp-assistant")


def write_whole(path: str, content: bytes) -> None:
    """Write `content` to `path`, mode 0600, completely or not at all. Raises OSError."""
    folder = os.path.dirname(path)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    handle, temporary = tempfile.mkstemp(PART, dir=folder)  # its own name, and mode 0600
    try:
        with open(handle, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def remove_abandoned(folder: str) -> None:
    """Delete unfinished files in `folder` that programs left when killed. Raises OSError."""
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if name.endswith(PART) and os.path.getmtime(path) < time.time() - ABANDONED:
            os.unlink(path)
