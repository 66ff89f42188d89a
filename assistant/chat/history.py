"""The file of past questions, in the user's state folder, for their eyes only.

One question is one line, appended in one write, so that two chats at once do not spoil it. Where
it cannot be written, the history is lost, not the chat.
"""

from __future__ import annotations

import errno
import os

from assistant.paths import user_folder
from assistant.render.lines import clean

REMEMBERED = 200_000
"""Bytes at the end of the file that a chat reads back: some thousands of questions."""


def history_file() -> str:
    """Where the history is kept: `$XDG_STATE_HOME` or `~/.local/state`, below it our own folder."""
    base = user_folder("XDG_STATE_HOME", ".local", "state")
    return os.path.join(base, "leg-cramp-assistant", "history")


class History:
    """The questions of earlier chats and of this one; `path` is None if none are kept."""

    def __init__(self, path: str | None) -> None:
        self.path = path
        self.problem = ""
        self.new = False
        self._last = ""
        if path is None:
            return
        try:
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
            self.new = not os.path.exists(path)
            self._write(b"")
        except OSError as error:
            self._give_up(error)

    def notice(self) -> str:
        """What the user must know of it when a chat begins; empty if nothing is new."""
        if self.problem:
            return f"No history: {self.problem}."
        if self.new:
            return f"Questions are kept in {self.path}; /forget erases them."
        return ""

    def read(self) -> list[str]:
        """The questions kept, the latest last."""
        if self.path is None:
            return []
        try:
            with open(self.path, "rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(size - REMEMBERED, 0))
                content = file.read()
        except OSError:
            return []
        lines = content.decode("utf-8", errors="replace").split("\n")
        # The first line may be cut where reading began.
        return [line for text in lines[size > REMEMBERED :] if (line := clean(text))]

    def add(self, question: str) -> None:
        """Keep a question, but not the same one twice in a row."""
        if self.path is None or question == self._last:
            return
        self._last = question
        try:
            self._write(f"{question}\n".encode())
        except OSError as error:
            self._give_up(error)

    def erase(self) -> str | None:
        """Delete the file. Return what stands in the way, None if it is gone."""
        if self.path is not None:
            try:
                os.unlink(self.path)
            except FileNotFoundError:
                pass
            except OSError as error:
                return f"{self.path} cannot be erased: {error.strerror}"
        self._last = ""
        return None

    def _write(self, content: bytes) -> None:
        # In append mode the system puts each write at the end, whoever wrote in between.
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NONBLOCK
        file = os.open(self.path or "", flags, 0o600)
        try:
            written = os.write(file, content)
            if written < len(content):  # the disk is full: leave no part of a line
                os.ftruncate(file, os.lseek(file, 0, os.SEEK_CUR) - written)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        finally:
            os.close(file)

    def _give_up(self, error: OSError) -> None:
        self.problem = f"{self.path} cannot be written ({error.strerror})"
        self.path = None
