"""Lines read without prompt_toolkit: for dumb terminals, pipes and screen readers."""

from __future__ import annotations

import os
import select
import signal
import sys

from assistant.chat import toolbar
from assistant.chat.session import Chat


class PlainReader:
    """Asks with `input()`."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat

    def read(self) -> str:
        """Return the next line. Raises EOFError at the end, KeyboardInterrupt on Ctrl-C."""
        self.chat.load()
        try:
            sys.stdout.write(toolbar.question_mark(self.chat.tags))
            sys.stdout.flush()
            wait_for_a_line()
            return input()
        except EOFError:
            print()
            raise

    def end(self, reason: BaseException) -> bool:
        """There is nothing to tidy up."""
        return False

    def forget(self) -> None:
        """Nothing is remembered."""


def wait_for_a_line() -> None:
    """Wait until a line was typed or a signal came.

    `input()` alone loses a signal that comes just before it begins to wait: the handler would run
    after the next line only.
    """
    if not sys.stdin.isatty():
        return
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    before = signal.set_wakeup_fd(wake)
    try:
        waiting = select.poll()  # select.select knows only the first 1,024 descriptors
        waiting.register(sys.stdin, select.POLLIN)
        waiting.register(woken, select.POLLIN)
        waiting.poll()
    finally:
        signal.set_wakeup_fd(before)
        os.close(woken)
        os.close(wake)
