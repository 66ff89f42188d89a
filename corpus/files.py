"""Reading an ordinary file, without waiting for a pipe and without end."""

from __future__ import annotations

import errno
import os
import stat

from corpus.errors import FolderError

LARGEST = 1 << 30
"""Bytes of the largest file that is read."""


def read_file(path: str | os.PathLike[str], most: int = LARGEST) -> bytes:
    """Return the content of an ordinary file of at most `most` bytes.

    Raises OSError for anything else: a named pipe would never end, nor would a device.
    """
    file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(file, "rb") as opened:
        found = os.fstat(file)
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(path))
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "it is not an ordinary file", os.fspath(path))
        content = opened.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it has more than {most:,} bytes", os.fspath(path))
    return content


def path_of(name: str | bytes | os.PathLike[str]) -> str:
    """The path that a caller names. Raises TypeError, and FolderError if there can be none."""
    path = os.fsdecode(name)
    if not path:
        raise FolderError("the name of the document is empty; name a file or a folder")
    if "\0" in path:
        raise FolderError(f"{path}: a name has no null character; name a file or a folder")
    return path
