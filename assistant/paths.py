"""The user's folders that the program writes to, and how it writes files there."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Mapping

MARK = ".leg-cramp-assistant-"
PART = ".part"
"""Prefix and suffix of our unfinished files."""

ABANDONED = 3600
"""Unfinished files at least this old, in seconds, were left by programs that were killed."""


def user_folder(variable: str, *below: str, environ: Mapping[str, str] = os.environ) -> str:
    """Return one of the user's folders: what `variable` names, or else `below` the home folder.

    A relative path is ignored, as the XDG specification says: nothing is kept in the working
    folder. Without a home, it is a path under /dev/null, so that writes fail.
    """
    named = environ.get(variable, "")
    if os.path.isabs(named):
        return named
    home = os.path.expanduser("~")
    return os.path.join(home if os.path.isabs(home) else os.devnull, *below)


def cache_folder() -> str:
    """Our folder for prepared data, under `$XDG_CACHE_HOME` or `~/.cache`."""
    return os.path.join(user_folder("XDG_CACHE_HOME", ".cache"), "leg-cramp-assistant")


def make_private(folder: str) -> None:
    """Make a folder and any missing parents, accessible only to the user. Raises OSError.

    With a umask of 0, `os.makedirs` would make the parents accessible to everybody.
    """
    if os.path.isdir(folder):
        return
    above = os.path.dirname(folder)
    if above != folder:
        make_private(above)
    with contextlib.suppress(FileExistsError):
        os.mkdir(folder, 0o700)


def write_whole(path: str, content: bytes, mode: int = 0o600) -> None:
    """Write `content` to `path`, completely or not at all. Raises OSError."""
    folder = os.path.dirname(path)
    make_private(folder)
    temporary = os.path.join(folder, f"{MARK}{os.urandom(8).hex()}{PART}")
    try:  # a signal may arrive as soon as the file exists
        handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with open(handle, "wb") as file:
            file.write(content)
            os.fchmod(handle, mode)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def remove_abandoned(folder: str) -> None:
    """Delete our unfinished files in `folder`, left by programs that were killed.

    Raises OSError.
    """
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        ours = name.startswith(MARK) and name.endswith(PART)
        if ours and os.lstat(path).st_mtime < time.time() - ABANDONED:
            os.unlink(path)
