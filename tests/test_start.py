"""The import budget: which modules a start may import, so that it stays instant.

Each path of the program is run as a separate process that reports its imports.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.helpers.running import environment

VERSION = ["--version"]
HELP = ["--help"]
TAGS = ["--tags"]
KNOWN = ["what", "helps", "against", "cramps", "at", "night"]
AS_JSON = ["--json", *KNOWN]
DANGER = ["cramp", "while", "swimming", "in", "the", "lake"]
PASSAGE = ["--passage", "117"]
ENGLISH = ["is", "botox", "any", "good", "for", "trains"]
SLIP = ["magnezium"]
UNKNOWN = ["zorgblatt"]
PATHS = [VERSION, HELP, TAGS, KNOWN, AS_JSON, DANGER, PASSAGE, ENGLISH, SLIP, UNKNOWN]

HEAVY = {"numpy", "nltk", "rank_bm25", "prompt_toolkit"}
"""Packages that are slow to import and that no answer needs."""

PREPARING = {"assistant.preparing", "index.build", "corpus.loader", "tomllib"}
"""Modules that only the preparation of a document needs."""


def imports(*command: str) -> frozenset[str]:
    """The modules that a Python process imports, as `-X importtime` reports them."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *command],
        capture_output=True,
        text=True,
        env=environment(),
        timeout=120,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return frozenset(
        line.rsplit("|", 1)[1].strip()
        for line in done.stderr.splitlines()
        if line.startswith("import time:") and "[us]" not in line
    )


@cache
def _bare() -> frozenset[str]:
    """The modules that Python and `-m` need for a minimal module."""
    return imports("-m", "this")


@cache
def _imported(arguments: tuple[str, ...]) -> frozenset[str]:
    return imports("-m", "assistant", *arguments) - _bare()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, warm_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A separate home, with a cache in which the document is prepared."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(warm_cache))


def imported(arguments: list[str]) -> frozenset[str]:
    """The modules that the program imports with these arguments, beyond those that every start
    imports."""
    return _imported(tuple(arguments))


def packages(arguments: list[str]) -> set[str]:
    """The same modules, and the packages that they belong to."""
    modules = imported(arguments)
    return {*modules, *(module.partition(".")[0] for module in modules)}


def test_version() -> None:
    """The version needs neither the engine nor a document."""
    assert not packages(VERSION) & (HEAVY | PREPARING | {"assistant.engine", "index"})


@pytest.mark.parametrize("arguments", PATHS, ids=" ".join)
def test_nothing_heavy(arguments: list[str]) -> None:
    """No one-shot run needs numpy, NLTK or prompt_toolkit, whether or not its words are known."""
    assert not packages(arguments) & HEAVY


@pytest.mark.parametrize("arguments", PATHS, ids=" ".join)
def test_nothing_of_the_preparation(arguments: list[str]) -> None:
    """If a prepared file exists, no module that reads the document folder is imported."""
    assert not packages(arguments) & PREPARING


@pytest.mark.parametrize("arguments", PATHS, ids=" ".join)
def test_nothing_of_the_chat(arguments: list[str]) -> None:
    """No one-shot run imports anything of the chat."""
    assert not [module for module in imported(arguments) if module.startswith("assistant.chat")]


def test_the_package_is_light() -> None:
    """`import assistant` alone does not import the engine; the first use of a name does."""
    code = (
        "import sys, assistant\n"
        "assert 'assistant.engine' not in sys.modules\n"
        "assistant.Assistant\n"
        "assert 'assistant.engine' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], env=environment(), check=True)


@pytest.mark.parametrize("command", ["cramps", "leaflet"])
@pytest.mark.parametrize(
    ("error", "status", "said"),
    [("KeyboardInterrupt", 130, b""), ("MemoryError", 2, b"there is not enough memory")],
)
def test_stopped_while_it_starts(command: str, error: str, status: int, said: bytes) -> None:
    """If Ctrl-C comes, or memory runs out, while our own modules are imported, the command ends
    without a traceback."""
    code = (
        "import builtins, sys\n"
        f"from assistant.start import {command}\n"
        "real = builtins.__import__\n"
        "def stopped(name, *more):\n"
        "    if name == 'assistant.console':\n"
        f"        raise {error}\n"
        "    return real(name, *more)\n"
        "builtins.__import__ = stopped\n"
        f"sys.exit({command}())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True)
    assert done.returncode == status
    assert done.stderr.partition(b";")[0] == said
