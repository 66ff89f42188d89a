"""Nothing leaves: no network, no other program, and only the documented files."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.helpers import sandbox

AUDITED = (sys.executable, "-m", "tests.helpers.audited")
LEAFLET = ("--folder", str(sandbox.LEAFLET))
OURS = "leg-cramp-assistant"
LINES = (
    "cold cloth", "magnezium xyzzying nose", "and at night?", "the blood won't stop", "/more",
    "/why 1", "/open 1", "/tags", "/tag home", "/topics", "/warnings", "/about", "/help",
    "/nothing", "/save chat.md", "/forget",
)  # fmt: skip
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = ("os.mkdir", "os.remove", "os.rename", "os.chmod", "os.truncate")

Events = list[list[str]]


def events(log: Path) -> Events:
    """What the audit hook recorded."""
    return [json.loads(line) for line in log.read_text().splitlines()]


def readable(home: Path) -> tuple[str, ...]:
    """Where files may be read: Python, what is installed, our own, and the user's files."""
    installed = {sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values()}
    folders = [
        sandbox.ROOT / folder for folder in ("assistant", "corpus", "index", "tests/leaflet")
    ]
    user = [
        home / "cache" / OURS,
        home / "config" / OURS,
        home / "state" / OURS / "history",
        home / ".inputrc",
    ]
    return tuple(map(os.path.realpath, [*installed, *folders, *user]))


def check(found: Events, home: Path) -> None:
    """Check that the program asked the system only for what is documented."""
    assert any(event == "open" for event, *_ in found), "the hook saw nothing"
    may_read = (*readable(home), "/dev/null", "/dev/tty", "/etc/localtime", "/usr/share/zoneinfo")
    may_write = (str(home / "cache"), str(home / "state"), str(home / "chat.md"))
    for event, *arguments in found:
        if event == "open" and not arguments[0].isdecimal():  # a number is an open file
            path = os.path.realpath(os.path.join(home, arguments[0]))
            writes = int(arguments[2]) & WRITES
            unfinished = (str(home / "tmp"), str(home / ".leg-cramp-assistant-"))
            temporary = path.startswith(unfinished) and path.endswith(".part")
            assert path.startswith(may_write if writes else may_read) or temporary, arguments
        elif event.startswith("os."):
            assert event in CHANGES, [event, *arguments]
            assert os.path.join(home, arguments[0]).startswith(str(home)), [event, *arguments]
        elif event == "socket.__new__":
            # asyncio wakes itself through a pair of sockets connected only to each other.
            assert int(arguments[1]) == socket.AF_UNIX, arguments
        elif event == "ctypes.dlopen":
            assert arguments == ["None"], arguments  # what is already loaded
        else:
            assert event in ("open", "tempfile.mkstemp", "fcntl.ioctl"), [event, *arguments]


@pytest.mark.parametrize("mode", [(), ("--plain",)], ids=["prompt", "plain"])
def test_a_whole_chat(mode: tuple[str, ...], home: Path, tmp_path: Path) -> None:
    """A chat with every command makes no connection and uses only documented files."""
    log = tmp_path / "log"
    env = sandbox.environment(home)
    with sandbox.Terminal(
        str(log), *LEAFLET, *mode, env=env, folder=home, program=AUDITED
    ) as terminal:
        for line in LINES:
            terminal.ask(line)
        terminal.send("\x04")
        assert terminal.end() == 0
    assert (home / "chat.md").exists()
    check(events(log), home)


@pytest.mark.parametrize("arguments", [("cold", "cloth"), ("--json", "xyzzying"), ("--help",), ()])
def test_the_command(arguments: tuple[str, ...], home: Path, tmp_path: Path) -> None:
    """An answer, a help page and a pipe open no socket, and use documented files only."""
    log = tmp_path / "log"
    shutil.rmtree(home / "cache")  # preparing and caching are watched, too
    done = subprocess.run(
        [*AUDITED, str(log), *LEAFLET, *arguments],
        input=b"cold cloth\nand then?\n",
        capture_output=True,
        env=sandbox.environment(home),
        cwd=home,
        timeout=sandbox.PATIENCE,
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    assert b"WARNING" in done.stdout
    found = events(log)
    check(found, home)
    assert not [event for event in found if event[0].startswith("socket.")]


def test_the_hook_sees(tmp_path: Path, home: Path) -> None:
    """The hook that these tests rely on does report a file that is not documented."""
    log = tmp_path / "log"
    other = shutil.copytree(sandbox.LEAFLET, tmp_path / "elsewhere")
    subprocess.run(
        [*AUDITED, str(log), "--folder", str(other), "cloth"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=sandbox.environment(home),
        check=True,
        timeout=sandbox.PATIENCE,
    )
    with pytest.raises(AssertionError, match="elsewhere"):
        check(events(log), home)


def test_without_a_network(home: Path) -> None:
    """In a network namespace with nothing in it, everything is answered as usual."""
    unshare = shutil.which("unshare")
    if not unshare or subprocess.run([unshare, "-rn", "true"], capture_output=True).returncode:
        pytest.skip("this system permits no private network namespace")
    env = sandbox.environment(home)
    for arguments in (("my calf locks up at night",), ("--json", *LEAFLET, "xyzzying cloth")):
        ordinary = sandbox.cramps(*arguments, env=env)
        alone = sandbox.cramps(*arguments, env=env, before=(unshare, "-rn"))
        assert alone.stdout == ordinary.stdout != b""
        assert alone.returncode == ordinary.returncode


def test_no_word_of_networks() -> None:
    """Our own code names no module that could reach a network or another program."""
    words = ("socket", "urllib", "http.client", "requests", "subprocess", "os.system", "Popen")
    for folder in ("assistant", "corpus", "index"):
        for path in (sandbox.ROOT / folder).rglob("*.py"):
            lines = [line for line in path.read_text().splitlines() if "import " in line]
            assert not [line for line in lines if any(word in line for word in words)], path
