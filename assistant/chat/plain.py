"""Reads lines without prompt_toolkit, for dumb terminals, pipes and screen readers."""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable

from assistant.chat import toolbar
from assistant.chat.session import Chat


class PlainReader:
    """Reads lines with `input()`."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat

    def read(self) -> str:
        """Return the next line. Raises EOFError at the end, KeyboardInterrupt on Ctrl-C."""
        self.chat.load()
        try:
            wait_for_a_line(self._prompt)
            return input()
        except EOFError:
            print()
            raise

    def _prompt(self) -> None:
        """Write the prompt: before a line, and again when the chat resumes after Ctrl-Z."""
        sys.stdout.write(toolbar.question_mark(self.chat.tags))
        sys.stdout.flush()

    def end(self, reason: BaseException) -> bool:
        """There is nothing to tidy up."""
        return False

    def forget(self) -> None:
        """Nothing is remembered."""


def wait_for_a_line(ask: Callable[[], None] = lambda: None) -> None:
    """Call `ask`, then wait for a line or a signal; call `ask` again when the chat resumes after
    Ctrl-Z.

    `input()` alone would miss a signal that arrives just before it starts waiting: the handler
    would not run until after the next line.
    """
    if not sys.stdin.isatty():
        ask()
        return
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    waker = signal.set_wakeup_fd(wake)
    continued = signal.signal(signal.SIGCONT, lambda *_: None)  # no handler, no wake-up
    try:
        waiting = select.poll()  # select.select is limited to descriptors below 1,024
        waiting.register(sys.stdin, select.POLLIN)
        waiting.register(woken, select.POLLIN)
        ask()
        while all(ready != sys.stdin.fileno() for ready, _ in waiting.poll()):
            if os.read(woken, 1) != bytes([signal.SIGCONT]):
                break
            ask()
    finally:
        signal.signal(signal.SIGCONT, continued)
        signal.set_wakeup_fd(waker)
        os.close(woken)
        os.close(wake)
