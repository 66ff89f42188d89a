"""What we distribute: the same bytes from the same source, and only what belongs in them."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.helpers import environments

PACKAGES = (
    r"(assistant|corpus|index)/py\.typed",
    r"assistant/[a-z_]+\.py",
    r"assistant/[a-z]+/[a-z_]+\.py",
    r"corpus/[a-z_]+\.py",
    r"corpus/leg_cramps/(beyond|document|general|questions|same|tags|thesaurus|together|warnings)\.toml",
    r"corpus/leg_cramps/document\.txt",
    r"corpus/leg_cramps/passages/[1-5]\.toml",
    r"corpus/leg_cramps/danger/[a-z-]+\.toml",
    r"index/[a-z0-9_]+\.py",
    r"assistant/dialogue/(languages|phrases|talk)\.txt",
    r"assistant/dialogue/talk\.json",
    r"corpus/LEAFLET\.md",
    r"assistant/emergencies/(signs\.toml|weights\.json)",
    r"corpus/leg_cramps/danger/weights\.json",
    r"assistant/safety/ordinary/[a-z-]+\.txt",
    r"index/(answerable\.json|lookalikes\.txt)",
    r"index/english/(COPYRIGHT|(common_words|rare_words|wording|words)\.txt|(general|health)\.toml)",
)
"""What both distributions contain, relative to their root."""

WHEEL = (
    *PACKAGES,
    r"corpus/leg_cramps/prepared\.sqlite",
    r"leg_cramp_assistant\.py",
    r"leg_cramp_assistant-[\d.]+\.dist-info/(METADATA|RECORD|WHEEL|entry_points\.txt)",
)
SOURCE = (
    *PACKAGES,
    r"PKG-INFO",
    r"README\.md",
    r"pyproject\.toml",
    r"\.gitignore",
    r"\.ci/(run|wheel\.py)",
    r"tests/([a-z]+/)*[a-z0-9_]+\.py",
    r"tests/chat\.svg",
    r"tests/questions/[a-z-]+\.(jsonl|json|toml|md|txt)",
    r"tests/leaflet/([a-z]+/)?[a-z0-9-]+\.(toml|txt)",
    r"tests/fuzz/seeds/[a-z_]+/[a-z0-9-]+",
    r"tests/([a-z]+/)*[a-z0-9_-]+\.(jsonl|json|toml|md|txt)",
)
OPTIONAL = {r"\.gitignore", SOURCE[-1], r"corpus/leg_cramps/danger/[a-z-]+\.toml"}
"""Patterns that may match nothing."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two folders, each with a wheel and a source distribution, built in different ways."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling, which builds the distributions, is not installed")
    taken = environments.snapshot(tmp_path_factory.mktemp("taken"))
    folders = []
    for seed in ("1", "2"):
        folder = tmp_path_factory.mktemp("built") / ("deeper" * int(seed))
        source = shutil.copytree(taken, folder / "source", copy_function=shutil.copy)
        env = {**environments.home(folder), "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder / "dist")]
        environments.run(command, source, env)
        folders.append(folder / "dist")
    return folders


def names(distribution: Path) -> set[str]:
    """The files in a distribution, relative to its root."""
    if distribution.suffix == ".whl":
        with zipfile.ZipFile(distribution) as wheel:
            return set(wheel.namelist())
    with tarfile.open(distribution) as archive:
        return {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}


def check(found: Iterable[str], patterns: Iterable[str]) -> None:
    """Check that every file matches a pattern, and every pattern some file."""
    left = set(patterns) - OPTIONAL
    for name in found:
        matching = {pattern for pattern in patterns if re.fullmatch(pattern, name)}
        assert matching, f"{name} does not belong there"
        left -= matching
    assert not left, "no file matches these patterns"


@pytest.mark.parametrize("pattern", ["*.whl", "*.tar.gz"])
def test_reproducible(built: list[Path], pattern: str) -> None:
    """The same source gives the same bytes, wherever and whenever it is built."""
    digests = {sha256(path.read_bytes()).hexdigest() for one in built for path in one.glob(pattern)}
    assert len(digests) == 1


def test_what_is_in_the_wheel(built: list[Path]) -> None:
    """The wheel holds the packages, their data, the prepared document and its four metadata
    files."""
    (wheel,) = built[0].glob("*.whl")
    check(names(wheel), WHEEL)


def test_what_is_in_the_source(built: list[Path]) -> None:
    """The source distribution holds the packages, the tests, and what builds and runs them."""
    (archive,) = built[0].glob("*.tar.gz")
    check(names(archive), SOURCE)


def test_every_module_is_handed_out(built: list[Path]) -> None:
    """Every module of the packages is in the wheel and in the source distribution."""
    (wheel,), (archive,) = built[0].glob("*.whl"), built[0].glob("*.tar.gz")
    source = built[0].parent / "source"
    modules = {
        str(path.relative_to(source))
        for folder in ("assistant", "corpus", "index")
        for path in (source / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name != "prepared.sqlite"
    }
    assert modules <= names(wheel)
    assert modules <= names(archive)


def test_the_wheel_alone(built: list[Path], tmp_path: Path) -> None:
    """The files of the wheel alone are enough to answer at once, without preparing anything."""
    (wheel,) = built[0].glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    env = {**environments.home(tmp_path), "PYTHONPATH": str(tmp_path / "site")}
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "my calf locks up at night"],
        capture_output=True,
        env=env,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.startswith(b"WARNING")
    assert not list((tmp_path / "home").rglob("*.sqlite"))
