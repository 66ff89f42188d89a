"""The layout of the project: what is where, and what may import what."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.places import ROOT

PACKAGES = {
    "corpus": {"corpus"},
    "index": {"corpus", "index"},
    "assistant": {"corpus", "index", "assistant"},
}
"""The packages, each with those that it may import."""

MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
ENGINE = [path for path in MODULES if path.relative_to(ROOT).parts[0] != "assistant"]
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
LONGEST = 300
"""Maximum number of lines of a module; a few more are tolerated."""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module(path: Path) -> str:
    return name(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports(path: Path) -> Iterator[str]:
    """What a module imports, anywhere in its code."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)} uses a relative import"
            assert node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def files() -> list[str]:
    """The files of the project, including those not yet committed."""
    if not (ROOT / ".git").exists():
        pytest.skip("only a checkout knows which files are its own")
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for path in listed.splitlines() if (ROOT / path).is_file()]


def test_the_top_level() -> None:
    """The top level has three packages, the tests, two files, and dot-files."""
    top = {path.split("/")[0] for path in files()}
    assert {entry for entry in top if not entry.startswith(".")} == {
        *PACKAGES,
        "tests",
        "pyproject.toml",
        "README.md",
    }


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_point_one_way(path: Path) -> None:
    """The assistant may import index and corpus, index may import corpus, and corpus neither."""
    known = PACKAGES[name(path).split("/")[0]]
    ours = {found.split(".")[0] for found in imports(path)} & {*PACKAGES, "tests"}
    assert ours <= known


def test_no_module_needs_itself() -> None:
    """No module imports itself through others, even inside functions."""
    known = {module(path) for path in MODULES}
    graph = {
        module(path): {
            found if found in known else found.rpartition(".")[0] for found in imports(path)
        }
        & known
        for path in MODULES
    }
    for start in graph:
        reached: set[str] = set()
        ahead = set(graph[start])
        while ahead:
            reached |= ahead
            ahead = {further for one in ahead for further in graph[one]} - reached
        assert start not in reached, f"{start} imports itself by way of others"


def test_dependencies() -> None:
    """The project needs three packages, and declares the two of their dependencies it imports."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed = {re.split(r"[<>=!~ ]", entry)[0] for entry in project["dependencies"]}
    assert needed == {"nltk", "numpy", "prompt_toolkit", "rank-bm25", "wcwidth"}


@pytest.mark.parametrize("package", sorted(PACKAGES))
def test_types_are_declared(package: str) -> None:
    """Each package declares that its annotations are complete (PEP 561)."""
    assert (ROOT / package / "py.typed").is_file()


def test_nothing_else_is_imported() -> None:
    """Only Python's own modules, ours and declared dependencies are imported."""
    theirs = {"numpy", "wcwidth"}  # needed by rank-bm25 and prompt_toolkit
    needed = {"nltk", "prompt_toolkit", "rank_bm25", *theirs}
    formats = {"bs4", "mammoth", "markdownify", "pdfplumber"}
    allowed = {*sys.stdlib_module_names, *PACKAGES, *needed, *formats}
    foreign = {found.split(".")[0] for path in MODULES for found in imports(path)} - allowed
    assert foreign == set()


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=name)
def test_modules_are_short(path: Path) -> None:
    """A module has at most about 300 lines, and a docstring that says what it is."""
    source = path.read_text()
    assert source.count("\n") <= LONGEST * 1.2
    assert ast.get_docstring(ast.parse(source)) or not source


@pytest.mark.parametrize("path", TESTS, ids=name)
def test_tests_say_what_they_hold(path: Path) -> None:
    """Every test has a docstring that states the behaviour in a sentence."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
            said = ast.get_docstring(node)
            assert said, f"{node.name} has no docstring"
            assert said.split("\n\n")[0].endswith("."), (
                f"{node.name} has a docstring that does not begin with a sentence"
            )


@pytest.mark.parametrize("path", ENGINE, ids=name)
def test_the_engine_knows_no_word_about_cramps(path: Path) -> None:
    """No string in the code of corpus and index is about the subject of the built-in document."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    said = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}  # docstrings
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            text = node.value.replace("leg_cramps", "")
            assert not re.search(r"(?i)cramp|spasm|seizure|convuls|swim|calf", text)


def test_no_words_of_a_workplace() -> None:
    """No file mentions the place where it was written, or unfinished work."""
    words = ["/" + "work/", "." + "./shared", "reading-" + "notes", "TO" + "DO", "FIX" + "ME"]
    pattern = re.compile("|".join(map(re.escape, words)))
    for path in files():
        found = pattern.search((ROOT / path).read_text(encoding="utf-8", errors="replace"))
        assert not found, f"{path} contains {found[0] if found else ''!r}"
