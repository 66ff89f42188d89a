"""Completion scripts: what a shell makes of them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from assistant import cli
from assistant import shell_completion as completions

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
    """The shell itself finds no fault with its script."""
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    file = tmp_path / "script"
    file.write_text(completions.script(shell, PARSER))
    subprocess.run([program, "-n", file], check=True)


def complete(*words: str, folder: Path) -> list[str]:
    """What bash offers for the last of the words."""
    script = completions.script("bash", PARSER)
    quoted = " ".join(f"'{word}'" for word in words)
    ask = (
        f'COMP_WORDS=(cramps {quoted}); COMP_CWORD={len(words)}; _cramps; echo "${{COMPREPLY[@]}}"'
    )
    done = subprocess.run(
        ["bash", "-c", f"{script}\n{ask}"], check=False, capture_output=True, text=True, cwd=folder
    )
    assert done.stderr == ""
    return done.stdout.split()


def test_bash_offers_options(tmp_path: Path) -> None:
    """After a dash bash offers the options."""
    assert complete("--t", folder=tmp_path) == ["--top", "--tag", "--tags"]
    assert complete("how", folder=tmp_path) == []


def test_bash_offers_values(tmp_path: Path) -> None:
    """After an option bash offers what can stand there: files, folders, shells, or nothing."""
    (tmp_path / "questions.jsonl").touch()
    (tmp_path / "queries").mkdir()
    assert set(complete("--evaluate", "qu", folder=tmp_path)) == {"questions.jsonl", "queries"}
    assert complete("--folder", "qu", folder=tmp_path) == ["queries"]
    assert complete("--completions", "", folder=tmp_path) == list(completions.SHELLS)
    assert complete("--top", "", folder=tmp_path) == []


def test_unknown_shell(capsys: pytest.CaptureFixture[str]) -> None:
    """For another shell the three are named, and the exit status is 2."""
    assert cli.main(["--completions", "tcsh"]) == 2
    assert capsys.readouterr().err == (
        'cramps: no completions for "tcsh"; there are bash, zsh and fish\n'
    )


def test_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """`cramps --completions zsh` prints the script and nothing else."""
    assert cli.main(["--completions", "zsh"]) == 0
    assert capsys.readouterr().out == completions.script("zsh", PARSER)
