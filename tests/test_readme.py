"""What the README shows is what the program does."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from assistant.cli import parser
from tests.helpers.places import README
from tests.helpers.readme import blocks, output

TEXT = README.read_text(encoding="utf-8")
SHOWN = blocks(TEXT)


@pytest.fixture(autouse=True)
def _prepared(warm_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The built-in document need not be prepared again."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(warm_cache))


def test_it_shows_answers() -> None:
    """The README shows an answer, a danger and a refusal."""
    assert len(SHOWN) >= 3


@pytest.mark.parametrize(("arguments", "shown"), SHOWN)
def test_the_output_shown_is_the_output(arguments: str, shown: str) -> None:
    """Each call in the README prints what it shows; `python -m tests.helpers.readme` updates it."""
    assert output(arguments) == shown


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """The Python example runs and prints warnings and passages."""
    (example,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    exec(example, {})
    printed = capsys.readouterr().out
    assert printed.startswith("WARNING")
    assert "bay" in printed.splitlines()[-1]


def test_every_option_named_exists() -> None:
    """Each option that the README names exists."""
    options = {
        option
        for action in parser()._actions
        for option in action.option_strings
        if not isinstance(action, argparse._HelpAction)
    }
    shell = re.sub(r"```(?:console|python).*?```", "", TEXT, flags=re.DOTALL)
    named = {
        option
        for line in re.findall(r"`(cramps [^`]*|--[a-z-]+[^`]*)`", shell)
        for option in re.findall(r"--[a-z-]+", line)
    }
    assert named <= options


def test_both_commands_are_there() -> None:
    """The README has one line to install and get an answer, and one to install and test."""
    lines = [line for line in TEXT.splitlines() if line.startswith("python3 -m venv")]
    assert len(lines) == 2
    assert ".venv/bin/cramps " in lines[0]
    assert "-m pytest" in lines[1]
