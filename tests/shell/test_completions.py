"""Completion scripts, tested in the shells that they are for."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from assistant import cli
from assistant import shell_completion as completions
from tests.helpers.terminal import Terminal

PARSER = cli.parser()
FLAGS = [flag for action in PARSER._actions for flag in action.option_strings]


@pytest.mark.parametrize("shell", completions.SHELLS)
def test_every_option_is_in_it(shell: str) -> None:
    """Each option of the command is in each script."""
    text = completions.script(shell, PARSER)
    for flag in FLAGS:
        name = flag.lstrip("-") if shell == "fish" else flag
        assert name in text


@pytest.mark.parametrize("shell", completions.SHELLS)
def test_the_shell_can_read_it(shell: str, tmp_path: Path) -> None:
    """The shell itself finds no error in its script."""
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    file = tmp_path / "script"
    file.write_text(completions.script(shell, PARSER))
    subprocess.run([program, "-n", file], check=True)


START = {
    "bash": (
        ("bash", "--norc", "--noprofile", "-i"),
        "bind 'set enable-bracketed-paste off'; . {script}",
    ),
    "zsh": (("zsh", "-f", "-i"), "fpath=({folder} $fpath); autoload -U compinit; compinit -u -D"),
    "fish": (("fish", "--no-config", "--private"), "source {script}"),
}
"""How each shell is started without the user's files, and how it loads the script."""

RECORD = {
    "bash": """cramps() {{ printf '<%s>' "$@" > {seen}; }}""",
    "zsh": """cramps() {{ printf '<%s>' "$@" > {seen}; }}""",
    "fish": """function cramps; printf '<%s>' $argv > {seen}; end""",
}
"""A stand-in for the command that records its arguments."""


def pressed(shell: str, line: str, folder: Path) -> str:
    """What the command receives when `line` is typed in a shell in `folder`, then Tab and Enter."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    own = folder.parent / "own"
    own.mkdir()
    script, seen = own / "_cramps", own / "seen"
    script.write_text(completions.script(shell, PARSER))
    program, take = START[shell]
    env = {"HOME": str(own), "TERM": "xterm", "LANG": "C.UTF-8", "PS1": "$ ", "HISTFILE": ""}
    with Terminal(program=program, folder=folder, env=env, columns=200) as terminal:
        for said in (take.format(script=script, folder=own), RECORD[shell].format(seen=seen)):
            terminal.send(said + "\r")
        terminal.send("echo rea''dy\r")
        terminal.wait_for("\nready")
        terminal.send(f"{line}\t")
        while terminal.read(0.4):
            pass
        terminal.send("\r")
        terminal.wait(lambda: seen.exists() and seen.stat().st_size, "for the command")
    return seen.read_text()


NAMES = {
    "a command": "a$(touch PWNED).jsonl",
    "backquotes": "a`touch PWNED`.jsonl",
    "a separator": "a;touch PWNED;.jsonl",
    "blanks": "a file  with blanks.jsonl",
    "quotation marks": "a'b\"c.jsonl",
    "a backslash": "a\\b.jsonl",
    "a newline": "a\ntouch PWNED.jsonl",
    "a star": "a*[b]?.jsonl",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("shell", completions.SHELLS)
def test_a_file_name_stays_one_word(shell: str, name: str, tmp_path: Path) -> None:
    """Any file name reaches the command as one word, and no part of it is run."""
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / name).touch()
    assert pressed(shell, "cramps --evaluate a", folder) == f"<--evaluate><{name}>"
    assert [path.name for path in folder.iterdir()] == [name]


@pytest.mark.parametrize("shell", completions.SHELLS)
def test_a_folder_name_stays_one_word(shell: str, tmp_path: Path) -> None:
    """Any folder name reaches the command as one word, and files are not offered."""
    folder = tmp_path / "here"
    (folder / "a folder$(touch PWNED)").mkdir(parents=True)
    (folder / "a file").touch()
    got = pressed(shell, "cramps --folder a", folder)
    # zsh removes the slash on Enter.
    assert got.replace("/>", ">") == "<--folder><a folder$(touch PWNED)>"
    assert not (folder / "PWNED").exists()


@pytest.mark.parametrize("shell", completions.SHELLS)
def test_behind_an_equals_sign(shell: str, tmp_path: Path) -> None:
    """`--option=value` is completed like `--option value`."""
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "a;b $(touch PWNED).jsonl").touch()
    assert pressed(shell, "cramps --evaluate=a", folder) == (
        "<--evaluate=a;b $(touch PWNED).jsonl>"
    )


@pytest.mark.parametrize("shell", completions.SHELLS)
@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("cramps --vers", "<--version>"),
        ("cramps --completions z", "<--completions><zsh>"),
        ("cramps how", "<how>"),
    ],
)
def test_options_and_values(shell: str, typed: str, given: str, tmp_path: Path) -> None:
    """Options and the names of shells are completed; the words of a question are left alone."""
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "however").touch()
    assert pressed(shell, typed, folder) == given


def test_unknown_shell(capsys: pytest.CaptureFixture[str]) -> None:
    """Any other shell is refused with status 2, and the message names the three."""
    assert cli.main(["--completions", "tcsh"]) == 2
    assert capsys.readouterr().err == (
        'cramps: no completions for "tcsh"; choose bash, zsh or fish\n'
    )


def test_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """`cramps --completions zsh` prints the script and nothing else."""
    assert cli.main(["--completions", "zsh"]) == 0
    assert capsys.readouterr().out == completions.script("zsh", PARSER)
