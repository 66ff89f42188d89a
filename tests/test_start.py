"""The import budget: what a start may read, so that it stays instant.

Each path of the program is run as a process of its own that reports its imports.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from running import environment

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

COMMAND = {"assistant.cli", "assistant.status", "corpus.errors"}
"""Our modules that any start needs."""

FACE = {"assistant.printing", "assistant.prepared", "assistant.page", "assistant.lines"}
FACE |= {"assistant.text", "index.compiled"}
"""Our modules that a page without an answer may need."""

HEAVY = {"numpy", "nltk", "rank_bm25", "prompt_toolkit", "tomllib", "wcwidth"}
"""Packages that no answer needs."""

SLOW = HEAVY | {
    "difflib", "email", "http", "importlib.metadata", "importlib.resources", "logging", "pathlib",
    "random", "shutil", "socket", "sqlite3", "ssl", "subprocess", "tempfile", "threading", "urllib",
}  # fmt: skip
"""Standard modules that cost a start more than they give."""

ANSWERING = {"assistant.answer", "assistant.ask", "dataclasses", "inspect", "typing"}
"""What only an answer needs."""


def imports(*command: str) -> frozenset[str]:
    """The modules that a process of Python imports, as `-X importtime` tells them."""
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
    """What Python and `-m` need for the smallest of modules."""
    return imports("-m", "this")


@cache
def _imported(arguments: tuple[str, ...]) -> frozenset[str]:
    return imports("-m", "assistant", *arguments) - _bare()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, warm_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of its own, with a cache in which the document is prepared."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(warm_cache))


def imported(arguments: list[str]) -> frozenset[str]:
    """The modules that the program imports with these arguments, beyond those of any start."""
    return _imported(tuple(arguments))


def packages(arguments: list[str]) -> set[str]:
    """The same, with the packages of the modules."""
    modules = imported(arguments)
    return {*modules, *(module.partition(".")[0] for module in modules)}


def ours(arguments: list[str]) -> set[str]:
    """Our own modules among them."""
    return {
        module
        for module in imported(arguments)
        if module.startswith(("assistant.", "index.", "corpus."))
    }


def test_version() -> None:
    """The version needs the arguments, and nothing else of ours."""
    assert ours(VERSION) == COMMAND
    assert not packages(VERSION) & (SLOW | ANSWERING | {"json", "hashlib", "textwrap"})


@pytest.mark.parametrize("arguments", [HELP, TAGS], ids=" ".join)
def test_pages_of_the_face(arguments: list[str]) -> None:
    """Help and tags need the face of the prepared document, not what answers."""
    assert COMMAND <= ours(arguments) <= COMMAND | FACE
    assert not packages(arguments) & (SLOW | ANSWERING)


@pytest.mark.parametrize("arguments", PATHS[3:], ids=" ".join)
def test_answers(arguments: list[str]) -> None:
    """An answer needs no NLTK, whether its words are known, misspelt or unknown, no numpy, and
    nothing of the document folder but the prepared file."""
    assert not packages(arguments) & SLOW
    assert not ours(arguments) & {"corpus.folder", "corpus.splitter", "corpus.danger"}


def test_json_needs_no_text() -> None:
    """An answer as JSON needs nothing that lays out text."""
    assert "assistant.text" not in ours(AS_JSON)
    assert "assistant.text" in ours(KNOWN)


@pytest.mark.parametrize("arguments", PATHS, ids=" ".join)
def test_nothing_of_the_chat(arguments: list[str]) -> None:
    """No one-shot run reads anything of the chat, of measuring or of compiling."""
    far = ("shell", "evaluation", "report", "danger", "learning")
    assert not [module for module in ours(arguments) if module.split(".")[1] in far]
    assert "index.build" not in ours(arguments)


@pytest.mark.parametrize(
    ("arguments", "most"), [(VERSION, 32), (HELP, 46), (TAGS, 46), (KNOWN, 82), (DANGER, 82)]
)
def test_how_many(arguments: list[str], most: int) -> None:
    """A start does not read more and more modules, however small."""
    assert len(imported(arguments)) <= most


def test_the_package_is_light() -> None:
    """Importing the package reads nothing; its names are imported when they are used."""
    own = imports("-c", "import assistant") - imports("-c", "pass")
    assert {module for module in own if not module.startswith("_")} == {"assistant"}
