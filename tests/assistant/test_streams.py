"""Standard input and output: read and written completely, in every encoding."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time

import pytest

from assistant import streams
from tests.helpers.running import environment, process

CRAMPS = (sys.executable, "-m", "assistant")


def test_a_slow_reader_of_a_non_blocking_output() -> None:
    """With a non-blocking standard output and a slow reader, no answer is lost."""
    read, write = os.pipe()
    os.set_blocking(write, False)
    asked = b"potassium\n" * 100
    command = subprocess.Popen(
        [*CRAMPS, "--json"], stdin=subprocess.PIPE, stdout=write, env=environment()
    )
    os.close(write)
    assert command.stdin
    command.stdin.write(asked)
    command.stdin.close()
    time.sleep(2)  # the pipe fills
    output = b""
    while piece := os.read(read, 3000):
        output += piece
        time.sleep(0.001)
    os.close(read)
    assert command.wait() == 0
    assert len([json.loads(line) for line in output.splitlines()]) == 100


def test_half_a_line_of_a_non_blocking_input() -> None:
    """On a non-blocking input, "not yet" is not the end, and half a line is not a line."""
    read, write = os.pipe()
    os.set_blocking(read, False)
    command = subprocess.Popen(
        [*CRAMPS, "--json"], stdin=read, stdout=subprocess.PIPE, env=environment()
    )
    os.close(read)
    os.write(write, b"my son is having a sei")
    time.sleep(1.5)
    os.write(write, b"zure\n")
    os.close(write)
    output, _ = command.communicate(timeout=60)
    answer = json.loads(output)
    assert answer["question"] == "my son is having a seizure"
    assert answer["warnings"][0]["signal"] == "DANGER"


def test_an_input_that_cannot_be_read() -> None:
    """A standard input that cannot be read is reported as such, with status 2."""
    closed = os.open(os.devnull, os.O_WRONLY)
    done = subprocess.run(CRAMPS, stdin=closed, capture_output=True, env=environment(), check=False)
    os.close(closed)
    assert done.returncode == 2
    assert done.stderr.startswith(b"cramps: cannot read standard input: Bad file descriptor")
    assert done.stderr.count(b"\n") == 1


def test_an_output_that_cannot_be_written() -> None:
    """A full disk is reported as such, with status 2."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*CRAMPS, "potassium"], stdout=full, stderr=subprocess.PIPE, env=environment(),
            check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith(b"cramps: cannot write the answer: No space left on device")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    "encoded",
    [
        "naïve\nfoot".encode(),
        "naïve\nfoot\n".encode("utf-8-sig"),
        b"\xff\xfe" + "naïve\nfoot\n".encode("utf-16-le"),
        b"\xfe\xff" + "naïve\r\nfoot\r\n".encode("utf-16-be"),
    ],
    ids=["UTF-8", "UTF-8 with a mark", "UTF-16, little", "UTF-16, big"],
)
def test_encodings(encoded: bytes) -> None:
    """Text is decoded by its byte order mark, or else as UTF-8."""
    assert list(streams.lines(io.BytesIO(encoded))) == ["naïve", "foot"]


def test_the_encoding_of_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes that are not UTF-8 are decoded by the user's locale, or else replaced."""
    monkeypatch.setattr("locale.getencoding", lambda: "iso8859-1")
    assert list(streams.lines(io.BytesIO(b"na\xefve\n"))) == ["naïve"]
    monkeypatch.setattr("locale.getencoding", lambda: "UTF-8")
    assert list(streams.lines(io.BytesIO(b"na\xefve\n"))) == ["na\ufffdve"]


def test_the_width_of_a_pipe() -> None:
    """Output to a pipe is as wide as COLUMNS says."""
    lines = process("self-massage", COLUMNS="40").out.splitlines()
    assert max(map(len, lines)) <= 40
