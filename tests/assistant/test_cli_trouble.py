"""The command in the wrong hands: what it says of bad usage and of trouble outside."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from assistant import cli
from tests.helpers.folders import FolderCopy
from tests.helpers.running import here

ANSWERED, NOT_ANSWERED, USAGE, INTERRUPTED = 0, 1, 2, 130


# Wrong usage


@pytest.mark.parametrize("top", ["0", "-1", "x", "", "1.5", "1001", "1e3", "٣", "9" * 5000])
def test_top_that_is_no_count(top: str) -> None:
    """`--top` needs a whole number from 1 to 1000."""
    ran = here(f"--top={top}", "cramp")
    assert (ran.status, ran.out) == (USAGE, "")
    assert ran.err.startswith("cramps: argument --top: needs a whole number from 1 to 1000, not ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("question", "signal"), [("cramp", "WARNING"), ("", "WARNING"), ("he is drowning", "DANGER")]
)
def test_unknown_tag(question: str, signal: str) -> None:
    """For an unknown tag, the nearest one is named; whoever asks in danger is warned all the
    same."""
    ran = here("--tag", "swiming", "--", question)
    assert (ran.status, ran.err) == (
        USAGE, 'cramps: there is no tag "swiming"; did you mean "swimming"?\n'
    )  # fmt: skip
    assert ran.out.startswith(signal)
    told = json.loads(here("--json", "--tag", "swiming", "--", question).out)
    assert told["warnings"][0]["signal"] == signal


@pytest.mark.parametrize("looking", [["--tags"], ["--passage=117"], ["--evaluate=questions"]])
def test_no_question_where_none_is_answered(looking: list[str]) -> None:
    """A question beside an option that shows something else is not passed over in silence."""
    ran = here(*looking, "cramp")
    assert (ran.status, ran.out) == (USAGE, "")
    assert "take no question" in ran.err


@pytest.mark.parametrize("other", ["--tags", "--evaluate=questions"])
def test_one_look_at_a_time(other: str) -> None:
    """Of two options that show something, none is passed over in silence."""
    ran = here("--json", "--passage=117", other)
    assert (ran.status, ran.out) == (USAGE, "")
    assert "do not go together" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [["--bogus"], ["-x"], ["--to", "3", "cramp"], ["--top"], ["--passage"], ["--json=1"]],
)
def test_unknown_options(arguments: list[str]) -> None:
    """An option that does not exist or lacks its value is named, with where to look."""
    ran = here(*arguments)
    assert (ran.status, ran.out) == (USAGE, "")
    assert ran.err.startswith("cramps: ")
    assert ran.err.endswith("; see cramps --help\n")


def test_no_such_folder(home: Path) -> None:
    """A document folder that does not exist is named."""
    ran = here("--folder", str(home / "none"), "cramp")
    assert (ran.status, ran.out) == (USAGE, "")
    assert ran.err.startswith(f"cramps: {home}/none/document.txt: No such file or directory; ")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("warnings.toml", "[heavy]", "[heavy", "warnings.toml: not valid TOML"),
        ("warnings.toml", "passage = ", "pasage = ", "warnings.toml, heavy."),
        ("tags.toml", "title", "titel", "tags.toml, "),
        ("document.toml", "about", "abuot", 'document.toml, abuot: unknown key; did you mean'),
        ("passages/1.toml", "opens = \"", "opens = \"Xx", "passages/1.toml, "),
    ],
)  # fmt: skip
def test_damaged_folder(file: str, old: str, new: str, said: str, leaflet_copy: FolderCopy) -> None:
    """A damaged file is told in one sentence with file, entry and remedy."""
    leaflet_copy.replace(file, old, new)
    for more in (["cramp"], ["--help"], ["--tags"], ["--json", "--passage", "3"]):
        ran = here("--folder", str(leaflet_copy.path), *more)
        assert (ran.status, ran.out) == (USAGE, "")
        assert ran.err.startswith(f"cramps: {said}")
        assert ran.err.count("\n") == 1


def test_attack_in_a_complaint() -> None:
    """What a complaint quotes is shown without anything that a terminal could obey."""
    for arguments in (["--tag", "\x1b]0;x\x07"], ["--passage", "\x1b[2J"], ["--\x1b[2J"]):
        ran = here(*arguments, "cramp")
        assert ran.status == USAGE
        assert ran.err.rstrip("\n").isprintable()


def test_no_folder_without_warnings(leaflet_copy: FolderCopy) -> None:
    """A document whose warnings are gone does not start."""
    (leaflet_copy.path / "warnings.toml").write_text("")
    ran = here("--folder", str(leaflet_copy.path), "cramp")
    assert (ran.status, ran.out) == (USAGE, "")
    assert ran.err.startswith("cramps: warnings.toml: there is no warning in it; ")


# What goes wrong outside


class Broken:
    """A standard stream that cannot be written."""

    def __init__(self, error: OSError) -> None:
        self.error = error

    def write(self, text: str) -> int:
        raise self.error

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        raise self.error


class CtrlC:
    """A standard input that Ctrl-C interrupts."""

    @property
    def buffer(self) -> CtrlC:
        return self

    def isatty(self) -> bool:
        return False

    def readline(self, size: int) -> bytes:
        raise KeyboardInterrupt


def test_full_disk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An answer that cannot be written is told on standard error."""
    monkeypatch.setattr("sys.stdout", Broken(OSError(28, "No space left on device")))
    assert cli.main(["potassium"]) == USAGE
    assert capsys.readouterr().err.startswith(
        "cramps: cannot write the answer: No space left on device"
    )


def test_closed_stdout(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor can one be given where standard output is closed."""
    monkeypatch.setattr("sys.stdout", None)
    assert cli.main(["potassium"]) == USAGE
    assert capsys.readouterr().err.startswith("cramps: standard output is closed; ")


def test_closed_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    """With standard error closed, a complaint is just the status."""
    for stream in (None, Broken(OSError(9, "Bad file descriptor"))):
        monkeypatch.setattr("sys.stderr", stream)
        assert cli.main(["--bogus"]) == USAGE


def test_reader_gone(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """When whoever reads has gone, the rest goes nowhere, and that is no failure."""
    moved = []
    monkeypatch.setattr("os.dup2", lambda source, target: moved.append(target))
    monkeypatch.setattr("sys.stdout", Broken(BrokenPipeError(32, "Broken pipe")))
    assert cli.main(["potassium"]) == ANSWERED
    assert moved == [1]
    assert capfd.readouterr().err == ""


def test_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends a pipe with status 130 and no word."""
    monkeypatch.setattr("sys.stdin", CtrlC())
    assert cli.main([]) == INTERRUPTED


def test_bugs_are_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that is nobody's usage is not dressed up as one."""

    def broken(arguments: object) -> int:
        raise ValueError("a bug")

    monkeypatch.setattr(cli, "_run", broken)
    with pytest.raises(ValueError, match="a bug"):
        cli.main(["potassium"])


def no_terminal(descriptor: int) -> os.terminal_size:
    raise OSError(25, "Inappropriate ioctl for device")


def test_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """The width is that of the terminal; 80 where there is none or where it does not know."""
    for size, width in (((40, 20), 40), ((0, 0), 80)):
        monkeypatch.setattr("os.get_terminal_size", lambda _, s=size: os.terminal_size(s))
        assert cli._width() == width
    monkeypatch.setattr("os.get_terminal_size", no_terminal)
    assert cli._width() == 80
