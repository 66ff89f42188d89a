"""The chat from its first line to its last, without a terminal."""

from __future__ import annotations

import argparse
import errno
import io
import os
import pty
import signal
import threading
import time

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from assistant import cli
from assistant.chat import app as chats
from assistant.chat.plain import wait_for_a_line
from assistant.chat.screen import Screen
from assistant.chat.session import Chat
from assistant.chat.settings import Settings
from assistant.engine import Assistant
from assistant.prepared import Prepared
from assistant.tags import UnknownTagError
from tests.helpers.paper import Paper
from tests.helpers.places import LEAFLET


def lines(monkeypatch: pytest.MonkeyPatch, *typed: str | BaseException) -> None:
    """Make `input()` return the lines, raise the errors, and then end."""
    left = iter(typed)

    def read(prompt: str = "") -> str:
        line = next(left, EOFError())
        if isinstance(line, BaseException):
            raise line
        print(line)
        return line

    monkeypatch.setattr("builtins.input", read)
    monkeypatch.setattr("assistant.chat.plain.wait_for_a_line", lambda ask: ask())


@pytest.fixture
def plain(options: argparse.Namespace) -> argparse.Namespace:
    """The arguments of a plain chat."""
    options.plain = True
    return options


def test_from_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`cramps` at a terminal opens the chat; leaving it gives exit status 0."""
    lines(monkeypatch, "sit up and lean forward")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert cli.main(["--folder", str(LEAFLET), "--plain"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("WARNING  Heavy bleeding")
    assert "\n? sit up and lean forward\n\nWARNING" in out
    assert "line 10\nSit up and lean forward" in out


def test_output_that_is_no_terminal(
    prepared: Prepared,
    options: argparse.Namespace,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A file or a pipe gets no escape sequences, even if the settings ask for them."""
    lines(monkeypatch, "sit up and lean forward")
    assert chats.run(prepared, options) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_ctrl_c_goes_on(
    prepared: Prepared,
    plain: argparse.Namespace,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Ctrl-C, at the prompt or while an answer is computed, does not end the chat."""
    lines(monkeypatch, KeyboardInterrupt(), "first", "sit up and lean forward")
    respond = Assistant.respond
    failing = iter([True])

    def interrupted(*arguments: object) -> object:
        if next(failing, False) and arguments[1] == "first":
            raise KeyboardInterrupt
        return respond(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Assistant, "respond", interrupted)
    monkeypatch.setattr(Chat, "_load", load_quietly)
    assert chats.run(prepared, plain) == 0
    assert "line 10\nSit up and lean forward" in capsys.readouterr().out


def load_quietly(chat: Chat) -> None:
    """Load the document without a first question."""
    chat._assistant = Assistant(prepared=chat._prepared)


def test_tags_to_begin_with(
    prepared: Prepared,
    plain: argparse.Namespace,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """`--tag` filters the chat from the start; a plain prompt shows the tags."""
    plain.tag = ["home"]
    lines(monkeypatch)
    chats.run(prepared, plain)
    assert capsys.readouterr().out.endswith("\n[home] ? \n")


def test_unknown_tag(prepared: Prepared, plain: argparse.Namespace) -> None:
    """An unknown tag is refused before the chat begins, and the nearest one is named."""
    plain.tag = ["hom"]
    with pytest.raises(UnknownTagError, match='there is no tag "hom"; did you mean "home"'):
        chats.run(prepared, plain)


def test_no_history(
    prepared: Prepared,
    plain: argparse.Namespace,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With `--no-history` nothing is kept, and nothing is said about it."""
    plain.no_history = True
    lines(monkeypatch, "/about")
    chats.run(prepared, plain)
    out = capsys.readouterr().out
    assert "none are kept" in out
    assert "/forget" not in out


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signals(
    prepared: Prepared,
    plain: argparse.Namespace,
    monkeypatch: pytest.MonkeyPatch,
    number: signal.Signals,
) -> None:
    """SIGTERM and SIGHUP end the chat with the usual exit status; handlers are restored."""
    before = signal.getsignal(number)

    def read(prompt: str = "") -> str:
        signal.raise_signal(number)
        return "never read"

    monkeypatch.setattr("builtins.input", read)
    assert chats.run(prepared, plain) == 128 + number
    assert signal.getsignal(number) is before


def test_terminal_that_disappears(
    prepared: Prepared, plain: argparse.Namespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the terminal disappears, the chat ends as on SIGHUP, without a traceback."""
    lines(monkeypatch, OSError(errno.EIO, "Input/output error"))
    assert chats.run(prepared, plain) == 128 + signal.SIGHUP


def test_other_errors_are_not_hidden(
    prepared: Prepared, plain: argparse.Namespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other errors are not mistaken for the loss of the terminal."""
    lines(monkeypatch, ZeroDivisionError("a mistake"))
    with pytest.raises(ZeroDivisionError):
        chats.run(prepared, plain)


def test_document_that_cannot_be_loaded(
    prepared: Prepared, plain: argparse.Namespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the document cannot be loaded, the error is raised where the document is needed."""

    def fail(*_: object, **__: object) -> None:
        raise MemoryError("too large")

    monkeypatch.setattr(Assistant, "__init__", fail)
    lines(monkeypatch, "sit up and lean forward")
    with pytest.raises(MemoryError, match="too large"):
        chats.run(prepared, plain)


def test_with_prompt_toolkit(
    prepared: Prepared,
    options: argparse.Namespace,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In a terminal, prompt_toolkit reads the lines, and the pages are coloured."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text("sit up and lean forward\r/quit\r")
        assert chats.run(prepared, options) == 0
    out = capsys.readouterr().out
    assert "\x1b[1mSit up and lean forward" in out


def test_nothing_more_is_written_to_a_terminal_that_is_gone(
    prepared: Prepared, plain: argparse.Namespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Output and messages not yet written when the terminal disappears are dropped."""
    moved: list[int] = []

    class Gone(io.StringIO):
        def flush(self) -> None:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("sys.stdout", Gone())
    monkeypatch.setattr("sys.stderr", Gone())
    monkeypatch.setattr("os.dup2", lambda _, number: moved.append(number))
    assert chats.run(prepared, plain) == 128 + signal.SIGHUP
    assert moved == [1, 2]


def test_a_signal_while_an_object_is_destroyed(
    prepared: Prepared, plain: argparse.Namespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A signal ends the chat even though Python drops what is raised in a destructor."""

    class Dying:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(0)  # the handler runs here

    class Waiting:
        def read(self) -> str:
            Dying()
            time.sleep(30)
            return ""

        def end(self, _: BaseException) -> bool:
            return False

    monkeypatch.setattr(chats, "AGAIN", 0.05)
    monkeypatch.setattr(chats, "_reader", lambda _: Waiting())
    monkeypatch.setattr("sys.unraisablehook", lambda _: None)
    assert chats.run(prepared, plain) == 128 + signal.SIGTERM


def test_size_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages have the current size of the terminal, or 80 columns without one."""
    screen = Screen("stars")
    assert screen.width == 80
    monkeypatch.setattr("sys.stdout.fileno", lambda: 1, raising=False)
    monkeypatch.setattr("os.get_terminal_size", lambda _: (33, 44))
    assert (screen.width, screen.size) == (33, (33, 44))
    monkeypatch.setattr("os.get_terminal_size", lambda _: (0, 0))
    assert screen.width == 80


def test_signal_just_before_the_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain prompt waits for a line or a signal, and also notices one that came earlier."""
    master, slave = pty.openpty()
    with open(slave) as terminal:
        monkeypatch.setattr("sys.stdin", terminal)
        os.write(master, b"a line\n")
        wait_for_a_line()
        assert terminal.readline() == "a line\n"
        timer = threading.Timer(0.05, signal.raise_signal, [signal.SIGINT])
        timer.start()
        with pytest.raises(KeyboardInterrupt):
            wait_for_a_line()
        timer.join()
    os.close(master)


def test_no_thread(prepared: Prepared, paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the system cannot start a thread, the chat still works, only more slowly."""

    def refuse(_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("threading.Thread.start", refuse)
    chat = Chat(prepared, Settings(plain=True, history=False), paper)
    assert chat.ask("how should I sit").answer.answered
