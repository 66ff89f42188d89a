"""The folders of the user that the program writes to, and how it writes a file there."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Mapping

MARK = ".leg-cramp-assistant-"
PART = ".part"
"""How the name of an unfinished file of ours begins and ends."""

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


def make_private(folder: str) -> None:
    """Make a folder and those above it, as far as they are missing, for the user alone.

    `os.makedirs` makes those above open to everybody where the umask is 0. Raises OSError.
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
    handle, temporary = tempfile.mkstemp(PART, MARK, folder)
    try:
        with open(handle, "wb") as file:
            file.write(content)
            os.fchmod(handle, mode)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def remove_abandoned(folder: str) -> None:
    """Delete our own unfinished files in `folder`, left when a program was killed. Raises
    OSError."""
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        ours = name.startswith(MARK) and name.endswith(PART)
        if ours and os.lstat(path).st_mtime < time.time() - ABANDONED:
            os.unlink(path)
