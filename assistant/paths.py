"""The user's folders that the program writes to, and how it writes files there."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Iterator, Mapping

MARK = ".leg-cramp-assistant-"
PART = ".part"
"""Prefix and suffix of our unfinished files."""

SHARED = 0o666
"""Mode of new files that are the user's own work; the umask restricts it."""

ABANDONED = 3600
"""Unfinished files at least this old, in seconds, were left by programs that were killed."""


def user_folder(variable: str, *below: str, environ: Mapping[str, str] = os.environ) -> str:
    """Return one of the user's folders: what `variable` names, or else `below` the home folder.

    A relative path is ignored, as the XDG specification says: nothing is kept in the working
    folder. If there is no home folder, the path is under /dev/null, so that writes fail.
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


@contextlib.contextmanager
def unfinished(path: str, mode: int = 0o600) -> Iterator[str]:
    """Make an empty file beside `path` and yield its name. Afterwards it is moved to `path`, or
    deleted if there was an error. Raises OSError."""
    folder = os.path.dirname(path)
    make_private(folder)
    temporary = os.path.join(folder, f"{MARK}{os.urandom(8).hex()}{PART}")
    try:  # a signal may arrive as soon as the file exists
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
        yield temporary
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def write_whole(path: str, content: bytes) -> None:
    """Write a file completely or not at all, as `write_all` does."""
    write_all({path: content})


def write_all(files: Mapping[str, bytes], mode: int = 0o600) -> None:
    """Write files, given by path, completely or not at all: none is replaced before all are
    written. An existing file keeps its mode, and a link remains a link.

    Raises OSError, which names the file that could not be written.
    """
    with contextlib.ExitStack() as moves:
        for path, content in files.items():
            target = os.path.realpath(path)
            try:
                temporary = moves.enter_context(unfinished(target, mode))
                with open(temporary, "wb") as file:
                    file.write(content)
                if os.path.exists(target):
                    os.chmod(temporary, stat.S_IMODE(os.stat(target).st_mode))
            except OSError as error:
                raise OSError(error.errno, error.strerror, path) from None


def remove_abandoned(folder: str) -> None:
    """Delete our unfinished files in `folder`, left by programs that were killed.

    Raises OSError.
    """
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        ours = name.startswith(MARK) and name.endswith(PART)
        if ours and os.lstat(path).st_mtime < time.time() - ABANDONED:
            os.unlink(path)


def is_trusted(path: str) -> bool:
    """Whether a path is an ordinary file that, like its folder, belongs to the user or root and is
    writable by nobody else."""
    try:
        file, folder = os.lstat(path), os.stat(os.path.dirname(path))
    except OSError:
        return False
    return stat.S_ISREG(file.st_mode) and all(
        found.st_uid in (0, os.getuid()) and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        for found in (file, folder)
    )
