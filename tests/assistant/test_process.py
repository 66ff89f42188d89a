"""The command as a separate process: pipes, signals, read-only homes."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.places import LEAFLET
from tests.helpers.running import environment, process

COMMAND = [sys.executable, "-m", "assistant"]


def shell(script: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which `cramps` is the command."""
    cramps = f'cramps() {{ "{sys.executable}" -m assistant "$@"; }}; '
    return subprocess.run(
        ["bash", "-c", cramps + script],
        capture_output=True,
        text=True,
        env=environment(**env),
        timeout=120,
        check=False,
    )


def test_an_answer() -> None:
    """A question gets a plain answer on standard output, and nothing on standard error."""
    ran = process("what", "foods", "contain", "potassium")
    assert ran.status == 0
    assert ran.out.startswith("WARNING  ")
    assert "\x1b" not in ran.out
    assert ran.err == ""


def test_from_another_folder(home: Path) -> None:
    """The command works wherever it is run, and leaves nothing there."""
    (home / "here").mkdir()
    ran = shell(f"cd '{home}/here' && cramps --json potassium | '{sys.executable}' -m json.tool")
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["answered"]
    assert list((home / "here").iterdir()) == []


@pytest.mark.parametrize(("cut", "read"), [("head -1", 40), ("head -c 1", 1), ("true", 0)])
def test_closed_pipe(cut: str, read: int) -> None:
    """A reader that closes the pipe early gets the output that it asked for, and no error is
    reported."""
    ran = shell(f"yes leg cramps at night | head -2000 | cramps | {cut}")
    assert ran.stderr == ""
    assert ran.stdout[:7] == "WARNING"[:read]
    assert len(ran.stdout) >= read


def test_closed_streams() -> None:
    """With a standard stream closed there is an answer or one clear sentence, never a traceback."""
    for script, status in (
        ("cramps potassium <&-", 0),
        ("cramps <&-", 2),
        ("cramps potassium >&-", 2),
        ("cramps --tags >&-", 2),
        ("cramps potassium 2>&-", 0),
        ("cramps --bogus 2>&-", 2),
    ):
        ran = shell(script)
        assert ran.returncode == status, script
        assert "Traceback" not in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_full_disk() -> None:
    """On a full disk, the error is one sentence."""
    for arguments in ("potassium", "--json potassium", "--tags"):
        ran = shell(f"cramps {arguments} > /dev/full")
        assert ran.returncode == 2
        assert ran.stderr.startswith("cramps: cannot write the answer: No space left on device")
        assert ran.stderr.count("\n") == 1


def test_interrupted() -> None:
    """SIGINT ends a waiting pipe with status 130, silently."""
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(),
    ) as running:  # fmt: skip
        assert running.stdin
        assert running.stdout
        assert running.stderr
        running.stdin.write(b"potassium\n")
        running.stdin.flush()
        assert running.stdout.readline().startswith(b"WARNING")
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 130
        assert running.stderr.read() == b""


def test_answers_as_the_lines_come() -> None:
    """Each line is answered at once, so a program can hold a conversation over the pipe."""
    with subprocess.Popen(
        [*COMMAND, "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as running:
        assert running.stdin
        assert running.stdout
        for question in (b"potassium", b"massage"):
            running.stdin.write(question + b"\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["question"] == question.decode()
        running.stdin.close()
        assert running.wait(60) == 0


def test_not_utf8() -> None:
    """Bytes that are not UTF-8 do no harm as an argument or in a pipe."""
    for ran in (process(b"potassium \xff", "--json"), process("--json", stdin=b"potassium \xff")):
        assert ran.status == 0
        assert json.loads(ran.out)["question"] == "potassium \ufffd"


def test_ascii_terminal() -> None:
    """If the output encoding is ASCII, other characters are replaced."""
    ran = process("lemmon", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert ran.status == 0
    assert 'Read "lemmon" as "lemon". To keep your spelling, type +lemmon' in ran.out


def test_very_long_line() -> None:
    """Only the beginning of an enormous line is read, with little time and memory."""
    ran = process("--json", stdin=b"potassium " * 100_000 + b"\nmassage\n")
    assert ran.status == 0
    assert [len(json.loads(line)["question"]) for line in ran.out.splitlines()] == [10_000, 7]


@pytest.mark.parametrize("base", ["/dev/null", "/proc/none"])
def test_home_that_cannot_be_written(base: str) -> None:
    """If nothing can be written, the document is prepared in memory, silently."""
    arguments = ("--folder", str(LEAFLET), "how should I sit")
    ran = process(*arguments, HOME=base, XDG_CACHE_HOME=f"{base}/cache")
    assert (ran.status, ran.err) == (0, "")


def test_no_traceback() -> None:
    """Misuse of the real program ends in one line on standard error."""
    for arguments in (["--top", "x"], ["--passage", "9999"], ["--tags", "--config"]):
        ran = process(*arguments)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith("cramps: ")
        assert ran.err.count("\n") == 1
