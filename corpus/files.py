"""Finds the document in a folder, and reads files without ever waiting for a pipe."""

from __future__ import annotations

import errno
import os
import stat

from corpus.errors import FolderError

LARGEST = 1 << 30
"""Size in bytes of the largest file that is read."""

_CHUNK = 1 << 20

ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf")
"""File name endings of the documents that can be read."""


def read_file(path: str | os.PathLike[str], most: int = LARGEST) -> bytes:
    """Return the content of an ordinary file of at most `most` bytes.

    Raises OSError for anything else: reading a named pipe or a device might never end.
    """
    file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(file, "rb") as opened:
        found = os.fstat(file)
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(path))
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "it is not an ordinary file", os.fspath(path))
        content = opened.read(
            min(found.st_size, most) + 1
        )  # allocates only as much memory as the file needs
        while len(content) <= most and (more := opened.read(_CHUNK)):  # /proc gives no sizes
            content += more
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it has more than {most:,} bytes", os.fspath(path))
    return content


def path_of(name: str | bytes | os.PathLike[str]) -> str:
    """Return the path that a caller names. Raises TypeError, or FolderError for an invalid name."""
    path = os.fsdecode(name)
    if not path:
        raise FolderError("the name of the document is empty; name a file or a folder")
    if "\0" in path:
        raise FolderError(
            f"{path}: a name cannot contain a null character; name a file or a folder"
        )
    return path


def document_of(path: str) -> str:
    """Return the document file: `path` itself or, in a folder, `document.txt` (or `.md`, …).

    Raises FolderError.
    """
    if not os.path.isdir(path):
        require_file(path, path)
        return path
    found = [
        name for end in ENDINGS if os.path.lexists(os.path.join(path, name := f"document{end}"))
    ]
    if len(found) > 1:
        raise FolderError(f"{path}: it has {' and '.join(found)}; keep only one of them.")
    document = os.path.join(path, found[0] if found else "document.txt")
    require_file(document, document)
    return document


def require_file(path: str, shown: str) -> None:
    """Check that `path` is an ordinary file. Raises FolderError."""
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise FolderError(f"{shown}: {reason}; name a document or a document folder.") from None
    except ValueError:
        raise FolderError(f"{shown!r}: no file can have this name; correct it.") from None
    if stat.S_ISDIR(mode):
        raise FolderError(f"{shown}: Is a directory; a file is needed here.")
    if not stat.S_ISREG(mode):
        raise FolderError(f"{shown}: it is a pipe or a device, not a file; name a file.")


def listed(folder: str, ending: str) -> list[str]:
    """Return the sorted names of the files in a folder with this ending, without hidden ones.

    The list is empty if there is no such folder.
    """
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [name for name in names if name.endswith(ending) and not name.startswith(".")]
