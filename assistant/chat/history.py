"""The file of past questions, in the user's state folder, readable only by them.

Each question is one line, appended in one write, so that two chats at once do not corrupt it. If
the file cannot be written, the chat goes on without a history.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat

from assistant.paths import make_private, user_folder
from assistant.render.lines import clean

REMEMBERED = 1_000_000
"""A chat reads this many bytes from the end of the file: many thousands of questions."""

LONGEST = 2_000
"""Characters of a question that are kept. Longer lines in the file are pasted pages and are
skipped."""

_FLAGS = os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW


def history_file() -> str:
    """The path of the history: in our own folder under `$XDG_STATE_HOME` or `~/.local/state`."""
    base = user_folder("XDG_STATE_HOME", ".local", "state")
    return os.path.join(base, "leg-cramp-assistant", "history")


class History:
    """The questions of earlier chats and of this one, in the file `path`.

    `keeps` says whether this chat adds to it: not if the user opted out or writing fails.
    """

    def __init__(self, path: str, keeps: bool = True) -> None:
        self.path = path
        self.keeps = keeps
        self.problem = ""
        self.new = False
        self._last = ""
        if not keeps:
            return
        try:
            make_private(os.path.dirname(path))
            self.new = not os.path.lexists(path)
            self._write(b"")
        except OSError as error:
            self._give_up(error)

    def notice(self) -> str:
        """What the user must know about the history when a chat begins; empty if nothing."""
        if self.problem:
            return f"No history: {self.problem}."
        if self.new:
            return f"Your questions are kept in {self.path}; /forget erases them."
        return ""

    def place(self) -> str:
        """Where questions are stored, as a phrase."""
        if self.keeps:
            return self.path
        if _may_hold(self.path):
            return f"{self.path}, from earlier chats; this chat adds none"
        return "none are kept"

    def read(self) -> list[str]:
        """The questions that are kept, newest last."""
        if not self.keeps:
            return []
        try:
            with open(self._open(os.O_RDONLY), "rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(size - REMEMBERED, 0))
                content = file.read()
        except OSError:
            return []
        lines = content.decode("utf-8", errors="replace").split("\n")
        # The first line may be cut where reading began.
        found = (clean(line) for line in lines[size > REMEMBERED :] if len(line) <= LONGEST)
        return [line for line in found if line]

    def add(self, question: str) -> None:
        """Keep a question, but not the same one twice in a row."""
        question = question[:LONGEST]
        if not self.keeps or question == self._last:
            return
        self._last = question
        try:
            self._write(f"{question}\n".encode())
        except OSError as error:
            self._give_up(error)

    def erase(self) -> str | None:
        """Delete the stored questions, whether or not this chat adds to them.

        Return what is left and where; None if nothing is.
        """
        self._last = ""
        target = os.path.realpath(self.path)
        outside = os.path.islink(self.path) and not _inside(target, self._base())
        kept = outside and _may_hold(target)
        for path in (self.path,) if outside else (target, self.path):
            if trouble := _erase(path):
                return f"{path} cannot be erased: {trouble}"
        if kept:
            return f"{self.path} was a link to {target}, which was not erased; delete it yourself"
        return None

    def _base(self) -> str:
        """The user's state folder, which contains our own folder."""
        return os.path.realpath(os.path.dirname(os.path.dirname(self.path)))

    def _open(self, flags: int) -> int:
        """Open the file if it is an ordinary one within the state folder. Raises OSError."""
        path = os.path.realpath(self.path)
        if not _inside(path, self._base()):
            raise OSError(errno.ELOOP, f"it is a link to {path}")
        file = os.open(path, flags | _FLAGS, 0o600)
        if not stat.S_ISREG(os.fstat(file).st_mode):
            os.close(file)
            raise OSError(errno.EINVAL, "it is not an ordinary file")
        return file

    def _write(self, content: bytes) -> None:
        # In append mode, each write goes to the end even if another process writes too.
        file = self._open(os.O_RDWR | os.O_CREAT | os.O_APPEND)
        try:
            found = os.fstat(file)
            if stat.S_IMODE(found.st_mode) & 0o077:
                os.fchmod(file, 0o600)
            if content and found.st_size and os.pread(file, 1, found.st_size - 1) != b"\n":
                content = b"\n" + content
            written = os.write(file, content)
            if written < len(content):  # the disk is full: leave no part of a line
                os.ftruncate(file, os.lseek(file, 0, os.SEEK_CUR) - written)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        finally:
            os.close(file)

    def _give_up(self, error: OSError) -> None:
        self.problem = f"{self.path} cannot be written ({error.strerror})"
        self.keeps = False


def _inside(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip("/") + "/")


def _may_hold(path: str) -> bool:
    """Whether a file has any contents, or may have because the user cannot examine it."""
    try:
        return os.stat(path).st_size > 0
    except PermissionError:
        return True
    except OSError:
        return False


def _erase(path: str) -> str | None:
    """Delete a file, or at least its contents. Return why anything is left; None if nothing
    is."""
    with contextlib.suppress(
        OSError
    ):  # erase the contents first: the file may have another name too
        file = os.open(path, os.O_WRONLY | _FLAGS)
        try:
            os.ftruncate(file, 0)
        finally:
            os.close(file)
    with contextlib.suppress(OSError):
        os.unlink(path)
    try:
        if os.lstat(path).st_size:
            os.unlink(path)  # try again to learn the reason
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return error.strerror or "unknown error"
    return None
