"""The command when something is wrong: how it reports misuse and outside trouble."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from assistant import cli, terminal
from tests.helpers.folders import FolderCopy
from tests.helpers.places import LEAFLET, ROOT
from tests.helpers.running import here

ANSWERED, NOT_ANSWERED, USAGE, INTERRUPTED = 0, 1, 2, 130


# Wrong usage


@pytest.mark.parametrize("top", ["0", "-1", "x", "", "1.5", "1001", "1e3", "٣", "9" * 5000])
def test_top_that_is_no_count(top: str) -> None:
    """`--top` must be a whole number from 1 to 1000."""
    ran = here(f"--top={top}", "cramp")
    assert (ran.status, ran.out) == (USAGE, "")
    assert ran.err.startswith("cramps: argument --top: must be a whole number from 1 to 1000, not ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("question", "signal"), [("cramp", "WARNING"), ("", "WARNING"), ("he is drowning", "DANGER")]
)
def test_unknown_tag(question: str, signal: str) -> None:
    """For an unknown tag, the nearest one is named; a person in danger is still warned."""
    ran = here("--tag", "swiming", "--", question)
    assert (ran.status, ran.err) == (
        USAGE, 'cramps: there is no tag "swiming"; did you mean "swimming"?\n'
    )  # fmt: skip
    assert ran.out.startswith(signal)
    data = json.loads(here("--json", "--tag", "swiming", "--", question).out)
    assert data["warnings"][0]["signal"] == signal


@pytest.mark.parametrize("looking", [["--tags"], ["--passage=117"], ["--evaluate=questions"]])
def test_no_question_where_none_is_answered(looking: list[str]) -> None:
    """A question beside an option that shows something else is not silently ignored."""
    ran = here(*looking, "cramp")
    assert ran.status == USAGE
    assert ran.out.startswith("WARNING")
    assert "takes no question" in ran.err


@pytest.mark.parametrize("other", ["--tags", "--evaluate=questions"])
def test_one_look_at_a_time(other: str) -> None:
    """Of two options that each show something, neither is silently ignored."""
    ran = here("--json", "--passage=117", other)
    assert (ran.status, ran.out) == (USAGE, "")
    assert "cannot be combined" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [["--bogus"], ["-x"], ["--to", "3", "cramp"], ["--top"], ["--passage"], ["--json=1"]],
)
def test_unknown_options(arguments: list[str]) -> None:
    """The error for an unknown option, or one without a value, names it and points to the help."""
    ran = here(*arguments)
    assert (ran.status, ran.out) == (USAGE, "")
    assert ran.err.startswith("cramps: ")
    assert ran.err.endswith("; see cramps --help\n")


def test_no_such_folder(home: Path) -> None:
    """The error for a missing document folder names it."""
    ran = here("--folder", str(home / "none"), "cramp")
    assert (ran.status, ran.out) == (USAGE, "")
    assert ran.err.startswith(f"cramps: {home}/none: No such file or directory; ")


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
    """One sentence about a damaged file names the file, the entry and the remedy."""
    leaflet_copy.replace(file, old, new)
    for more in (["cramp"], ["--help"], ["--tags"], ["--json", "--passage", "3"]):
        ran = here("--folder", str(leaflet_copy.path), *more)
        assert (ran.status, ran.out) == (USAGE, "")
        assert ran.err.startswith(f"cramps: {said}")
        assert ran.err.count("\n") == 1


def test_attack_in_a_complaint() -> None:
    """Text quoted in an error message contains nothing that a terminal would act on."""
    for arguments in (["--tag", "\x1b]0;x\x07"], ["--passage", "\x1b[2J"], ["--\x1b[2J"]):
        ran = here(*arguments, "cramp")
        assert ran.status == USAGE
        assert ran.err.rstrip("\n").isprintable()


def test_no_folder_without_its_warnings(leaflet_copy: FolderCopy) -> None:
    """A folder that defines when a warning is urgent, but lacks the warning, is refused."""
    (leaflet_copy.path / "warnings.toml").write_text("")
    ran = here("--folder", str(leaflet_copy.path), "cramp")
    assert (ran.status, ran.out) == (USAGE, "")
    assert 'there is no warning "heavy"' in ran.err


# Outside trouble


class Broken:
    """A standard stream that cannot be written to."""

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
    """A standard input interrupted by Ctrl-C."""

    @property
    def buffer(self) -> CtrlC:
        return self

    def isatty(self) -> bool:
        return False

    def read(self, size: int) -> bytes:
        raise KeyboardInterrupt


def test_full_disk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """If an answer cannot be written, standard error says so."""
    monkeypatch.setattr("sys.stdout", Broken(OSError(28, "No space left on device")))
    assert cli.main(["potassium"]) == USAGE
    assert capsys.readouterr().err.startswith(
        "cramps: cannot write the answer: No space left on device"
    )


def test_closed_stdout(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """If standard output is closed, standard error says so."""
    monkeypatch.setattr("sys.stdout", None)
    assert cli.main(["potassium"]) == USAGE
    assert capsys.readouterr().err.startswith("cramps: standard output is closed; ")


def test_closed_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    """With standard error closed, only the exit status reports an error."""
    for stream in (None, Broken(OSError(9, "Bad file descriptor"))):
        monkeypatch.setattr("sys.stderr", stream)
        assert cli.main(["--bogus"]) == USAGE


def test_reader_gone(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """When the reader closes the pipe, the rest is dropped, and that is not an error."""
    moved = []
    monkeypatch.setattr("os.dup2", lambda source, target: moved.append(target))
    monkeypatch.setattr("sys.stdout", Broken(BrokenPipeError(32, "Broken pipe")))
    assert cli.main(["potassium"]) == ANSWERED
    assert moved == [1]
    assert capfd.readouterr().err == ""


def test_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends a pipe with status 130, silently."""
    monkeypatch.setattr("sys.stdin", CtrlC())
    assert cli.main([]) == INTERRUPTED


def test_bugs_are_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected error is raised as it is, not reported as misuse."""

    def broken(arguments: object, program: str) -> int:
        raise ValueError("a bug")

    monkeypatch.setattr(cli, "_run", broken)
    with pytest.raises(ValueError, match="a bug"):
        cli.main(["potassium"])


@pytest.mark.parametrize(("columns", "width"), [("40", 40), ("", 80), ("0", 80), ("wide", 80)])
def test_width_of_a_pipe(columns: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a pipe, the width is COLUMNS, or else 80."""
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr("os.get_terminal_size", no_terminal)
    assert terminal.size()[0] == width


def no_terminal(descriptor: int) -> os.terminal_size:
    raise OSError(25, "Inappropriate ioctl for device")


# A danger together with an error


WRONG = [
    ["--config"], ["--version"], ["--completions", "bash"], ["--tags"], ["--passage", "117"],
    ["--evaluate", "questions"], ["--top", "0"], ["--top=x"], ["--bogus"], ["-x"],
    ["--tag", "nihgt"], ["--folder", "/nonexistent"], ["--folder", ""], ["--completions", ""],
    ["--verbose"], ["--tags", "--passage", "3"],
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=" ".join)
def test_whoever_asks_in_danger_is_warned(wrong: list[str]) -> None:
    """Even with wrong options, the warnings for the question come first, then the error."""
    for given in ([*wrong, "my", "son", "has", "a", "seizure"], ["my son has a seizure", *wrong]):
        ran = here(*given)
        assert ran.status == USAGE
        assert ran.out.startswith("DANGER   Whole body cramping")
        assert ran.err.startswith("cramps: ")
        assert ran.err.count("\n") == 1
    data = json.loads(here("--json", *wrong, "--", "my son has a seizure").out)
    assert data["warnings"][0]["signal"] == "DANGER"


@pytest.mark.parametrize("wrong", [["--top", "0"], ["--bogus"]])
@pytest.mark.parametrize("named", [["--folder", str(LEAFLET)], [f"--folder={LEAFLET}"]])
def test_the_folder_has_its_own_dangers(named: list[str], wrong: list[str]) -> None:
    """With wrong options, too, the warnings are those of the folder that was named."""
    ran = here(*named, *wrong, "the blood is pouring")
    assert ran.status == USAGE
    assert ran.out.startswith("DANGER   Heavy bleeding")
    assert here(*named, *wrong, "my son has a seizure").out == ""


def test_a_document_without_dangers_and_something_wrong() -> None:
    """With wrong options, a document without warnings shows none, not those of another."""
    ran = here(
        "--folder", str(ROOT / "tests/documents/ankle.txt"), "--bogus", "my son has a seizure"
    )
    assert (ran.status, ran.out) == (USAGE, "")
    assert "--bogus" in ran.err


@pytest.mark.parametrize("value", [["--passage"], ["--evaluate"], ["--tag"], ["--folder"]])
def test_a_danger_as_a_value(value: list[str]) -> None:
    """A question given by mistake as an option's value still raises its warnings."""
    ran = here(*value, "my son has a seizure")
    assert ran.status == USAGE
    assert ran.out.startswith("DANGER")


@pytest.mark.parametrize("wrong", [["--top", "0"], ["--bogus"], ["--tag", "nihgt"]])
def test_a_piped_danger_and_something_wrong(wrong: list[str]) -> None:
    """Questions from a pipe get their warnings, too, even with wrong options."""
    ran = here(*wrong, stdin=b"what helps\nmy son has a seizure\nand tea?\n")
    assert ran.status == USAGE
    assert ran.out.startswith("DANGER")


def test_help_with_a_danger() -> None:
    """`--help` shows the warnings that a question beside it calls for."""
    ran = here("--help", "my", "son", "has", "a", "seizure")
    assert ran.status == ANSWERED
    assert ran.out.startswith("DANGER")
    assert "usage: cramps" in ran.out


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--verbose"], "--evaluate"),
        (["--tag", "nihgt", "--passage", "117"], "--tag cannot be combined with --passage"),
        (["--folder", ""], "--folder is empty"),
        (["--evaluate", ""], "--evaluate is empty"),
        (["--completions", ""], "no completions for"),
    ],
)
def test_nothing_is_ignored(given: list[str], said: str) -> None:
    """An option without effect, or with an empty value, is refused."""
    ran = here(*given)
    assert (ran.status, ran.out) == (USAGE, "")
    assert said in ran.err


def test_the_tilde_of_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tilde that the shell does not expand, as in `--folder=~/x`, is the user's home."""
    monkeypatch.setenv("HOME", str(LEAFLET.parent))
    assert here(f"--folder=~/{LEAFLET.name}", "how should I sit").status == ANSWERED


def test_no_current_folder(tmp_path: Path) -> None:
    """In a deleted folder, the built-in document answers; another document needs its full path."""
    before = os.getcwd()
    gone = tmp_path / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    try:
        assert here("potassium").status == ANSWERED
        ran = here("--folder", "here", "potassium")
    finally:
        os.chdir(before)
    assert ran == (USAGE, "", "cramps: the current folder is gone; give the full path\n")


def test_a_damaged_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing file of the installation is reported as such, not as a failure to write."""
    file = str(ROOT / "index" / "english" / "common_words.txt")

    def missing(*_: object) -> None:
        raise FileNotFoundError(2, "No such file or directory", file)

    monkeypatch.setattr(cli, "_answer", missing)
    ran = here("potassium")
    assert ran.status == USAGE
    assert ran.err.startswith(f"cramps: the installation is damaged: {file}: No such file")


def test_blank_lines_are_no_questions() -> None:
    """Blank lines in a pipe do not cause status 1, unless there is nothing else."""
    assert here(stdin=b"\npotassium\n\n").status == ANSWERED
    assert here(stdin=b"\n\n").status == NOT_ANSWERED
