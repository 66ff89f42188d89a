"""The real program in a pseudo-terminal, and an emulator that shows what a user sees."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

import pyte

from tests.helpers.places import ROOT

PATIENCE = 60
"""Seconds that a slow machine may take for something immediate."""

# A new session has no terminal: make standard input its terminal, as a login does.
_TAKE = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
_TAKE += "os.execvp(sys.argv[1], sys.argv[1:])"
CRAMPS = (sys.executable, "-m", "assistant")


def prepare_ahead(env: Mapping[str, str]) -> None:
    """Prepare the built-in document first, as in an installed program."""
    subprocess.run(
        [*CRAMPS, "--tags"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )


class _Emulator(pyte.Screen):
    """Answers the program's queries to its terminal, such as for the cursor position."""

    def __init__(self, columns: int, rows: int, answer: Callable[[str], None]) -> None:
        super().__init__(columns, rows)
        self.answer = answer

    def select_graphic_rendition(self, *codes: int, **more: object) -> None:
        """pyte does not know dim text (2): it becomes bright black (90)."""
        super().select_graphic_rendition(*(90 if code == 2 else code for code in codes), **more)

    def write_process_input(self, data: str) -> None:
        self.answer(data)


class Terminal:
    """A program in a pseudo-terminal; a `deaf` terminal never answers the program's queries."""

    def __init__(
        self,
        *arguments: str,
        env: Mapping[str, str],
        columns: int = 80,
        rows: int = 24,
        program: tuple[str, ...] = CRAMPS,
        folder: Path | None = None,
        deaf: bool = False,
    ) -> None:
        self.master, self.slave = pty.openpty()
        self.emulator = _Emulator(columns, rows, (lambda _: None) if deaf else self.send)
        self.stream = pyte.ByteStream(self.emulator)
        self.output = b""
        self.resize(columns, rows)
        self.before = termios.tcgetattr(self.slave)
        self.process = subprocess.Popen(
            [sys.executable, "-c", _TAKE, *program, *arguments],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            start_new_session=True,
            cwd=folder,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **env},
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        self.hang_up()
        os.close(self.slave)

    def hang_up(self) -> None:
        """Close the terminal, as closing its window does."""
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    def resize(self, columns: int, rows: int) -> None:
        """Resize the window; the system notifies the program."""
        self.emulator.resize(rows, columns)
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, text: str) -> None:
        """Type `text`."""
        os.write(self.master, text.encode())

    def kill(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def read(self, seconds: float = 0.05) -> bool:
        """Read what the program has written, waiting for at most `seconds`."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.output += data
        self.stream.feed(data)
        return bool(data)

    def wait(self, condition: Callable[[], object], what: str = "") -> None:
        """Read until `condition` holds; fail with the screen if it never does."""
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain {what}:\n{self.screen}")
            self.read()

    def wait_for(self, *texts: str) -> None:
        """Wait until all the texts are on the screen."""
        self.wait(lambda: all(text in self.screen for text in texts), f"for {texts}")

    def wait_for_prompt(self) -> None:
        """Wait until the program waits for a line, with nothing typed yet."""
        self.wait(lambda: self.line.rstrip().endswith("?") and self.cursor > 1, "for the prompt")

    def ask(self, line: str) -> None:
        """Type a line at the prompt, send it, and wait for the next prompt."""
        self.wait_for_prompt()
        row = len(self.output)
        if line:
            self.send(line)
            self.wait_for(line)
        self.send("\r")
        self.wait(
            lambda: b"WARNING" in self.output[row:] or b"DANGER" in self.output[row:],
            f"for the answer to {line!r}",
        )
        self.wait_for_prompt()

    def interrupt(self) -> None:
        """Press Ctrl-C, and wait for the next prompt."""
        before = len(self.output)
        self.send("\x03")
        self.wait(lambda: b"?" in self.output[before:], "for the prompt after Ctrl-C")
        self.wait_for_prompt()

    def end(self) -> int:
        """Wait until the program ends; return its exit status."""
        self.wait(lambda: self.process.poll() is not None, "for the end")
        while self.read():
            pass
        return int(self.process.returncode)

    @property
    def screen(self) -> str:
        """What is on the screen."""
        return "\n".join(line.rstrip() for line in self.emulator.display).rstrip()

    @property
    def line(self) -> str:
        """The line that holds the cursor."""
        return str(self.emulator.display[self.emulator.cursor.y])

    @property
    def cursor(self) -> int:
        """The column of the cursor, from 0."""
        return int(self.emulator.cursor.x)

    @property
    def attributes(self) -> list[object]:
        """The settings of the terminal: echo, line mode, and so on."""
        return termios.tcgetattr(self.slave)
