"""Waiting for a long document: a progress bar at a terminal, and a clean end if interrupted."""

from __future__ import annotations

import fcntl
import os
import select
import struct
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import waiting
from assistant.waiting import Bar
from tests.helpers.terminal import Terminal


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A document that takes seconds to prepare, in several processes."""
    path = tmp_path / "long.txt"
    path.write_text(
        "\n\n".join(f"Rest for {n} minutes, then walk {n} steps." for n in range(30_000))
    )
    return path


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, int]]:
    """Both ends of a pseudo-terminal in which the bar appears at once."""
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)
    monkeypatch.setattr(waiting, "PAUSE", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    ends = os.openpty()
    yield ends
    for end in ends:
        os.close(end)


def shown(master: int) -> str:
    """Everything that was written to a terminal."""
    text = b""
    while select.select([master], [], [], 0.2)[0]:
        text += os.read(master, 65536)
    return text.decode()


def test_a_bar(terminal: tuple[int, int]) -> None:
    """The bar grows, and is removed at the end."""
    master, slave = terminal
    with Bar(slave) as bar:
        bar(0.0)
        bar(0.5)
    lines = shown(master).split("\r")
    assert lines[1] == f"preparing the document [{' ' * 30}]  0%"
    assert lines[2] == f"preparing the document [{'=' * 15}{' ' * 15}] 50%"
    assert (lines[3].strip(), lines[4]) == ("", "")


def test_a_moment(terminal: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that takes only a moment shows no bar."""
    monkeypatch.setattr(waiting, "PATIENCE", 60.0)
    master, slave = terminal
    with Bar(slave) as bar:
        bar(0.5)
    os.write(slave, b"nothing")
    assert shown(master) == "nothing"


def test_a_narrow_terminal(terminal: tuple[int, int]) -> None:
    """If the bar does not fit, only the percentage is shown."""
    master, slave = terminal
    with Bar(slave) as bar:
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 20, 0, 0))
        bar(0.5)
    assert shown(master).split("\r")[1] == "50%"


@pytest.mark.parametrize("plain", [True, False])
def test_a_plain_terminal(
    plain: bool,
    terminal: tuple[int, int],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where nothing can be drawn, one sentence says what takes so long."""
    if not plain:
        monkeypatch.setenv("TERM", "dumb")
    with Bar(terminal[1], plain) as bar:
        bar(0.2)
        bar(0.6)
    assert capsys.readouterr().err == "cramps: preparing the document; this is done once\n"


def test_nobody_watches(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """If standard error is a file or closed, there is no bar."""
    with (tmp_path / "file").open("w") as file:
        for stream in (file.fileno(), None):
            with Bar(stream) as bar:
                bar(0.5)
    assert (tmp_path / "file").read_text() == capsys.readouterr().err == ""


def processes(document: Path) -> list[Path]:
    """The processes that are preparing a document."""
    found = []
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if str(document).encode() in command.read_bytes():
                found.append(command)
        except OSError:  # it has just ended
            pass
    return found


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="reads /proc")
def test_ctrl_c(long: Path, tmp_path: Path) -> None:
    """Ctrl-C while a document is prepared ends all processes, and leaves no file and no bar."""
    cache = tmp_path / "cache"
    env = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(cache), "TERM": "xterm"}
    with Terminal("--folder", str(long), "how long do I rest?", env=env) as terminal:
        terminal.wait_for("preparing the document [")
        assert processes(long)
        terminal.send("\x03")
        assert terminal.end() == 130
        assert terminal.screen.replace("^C", "").strip() == ""
    assert [path for path in cache.rglob("*") if path.is_file()] == []
    assert processes(long) == []
