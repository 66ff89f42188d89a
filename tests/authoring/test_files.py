"""How `leaflet` writes an author's files: completely or not at all, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.authoring.command import main
from tests.helpers.folders import FolderCopy
from tests.helpers.full import full_disk
from tests.helpers.places import ROOT

DOCUMENT = ROOT / "tests/documents/ankle.txt"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A separate cache for prepared data."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def contents(folder: Path) -> dict[str, bytes]:
    """What is in a folder, by name."""
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_new_on_a_full_disk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """If a folder cannot be made, one sentence names the file, and nothing is left."""
    folder = tmp_path / "a/new"
    arguments = ["new", str(DOCUMENT), str(folder)]
    with full_disk():
        assert main(arguments) == 2
    assert capsys.readouterr().err == f"leaflet: {folder}/document.txt: File too large\n"
    assert not folder.parent.exists()
    assert main(arguments) == 0


def test_grow_on_a_full_disk(
    leaflet_copy: FolderCopy, capsys: pytest.CaptureFixture[str], to_grow: Path
) -> None:
    """If lines cannot be added, no file changes, and one sentence names the file."""
    before = contents(leaflet_copy.path)
    with full_disk():
        assert main(["grow", str(leaflet_copy.path), str(to_grow)]) == 2
    assert "passages/1.toml: File too large\n" in capsys.readouterr().err
    assert contents(leaflet_copy.path) == before


def test_repair_on_a_full_disk(
    leaflet_copy: FolderCopy, capsys: pytest.CaptureFixture[str]
) -> None:
    """If one file cannot be repaired, none is: the next try still finds all that has moved."""
    document = leaflet_copy.path / "document.txt"
    document.write_text("A new first line.\n\n" + document.read_text())
    before = contents(leaflet_copy.path)
    with full_disk():
        assert main(["repair", str(leaflet_copy.path)]) == 2
    assert contents(leaflet_copy.path) == before
    assert main(["repair", str(leaflet_copy.path)]) == 0
    assert "11 is now 13" in capsys.readouterr().out


def test_repair_changes_nothing_else(
    leaflet_copy: FolderCopy, capsys: pytest.CaptureFixture[str]
) -> None:
    """A repaired file keeps its mode, its line endings and the link to it."""
    folder = leaflet_copy.path
    document = folder / "document.txt"
    document.write_text("A new first line.\n\n" + document.read_text())
    linked = folder / "w.toml"
    (folder / "warnings.toml").rename(linked)
    (folder / "warnings.toml").symlink_to("w.toml")
    linked.write_bytes(linked.read_bytes().replace(b"\n", b"\r\n"))
    linked.chmod(0o640)
    assert main(["repair", str(folder)]) == 0
    assert "warnings.toml: rewritten" in capsys.readouterr().out
    assert (folder / "warnings.toml").is_symlink()
    assert linked.stat().st_mode & 0o777 == 0o640
    assert linked.read_bytes().count(b"\r\n") == linked.read_bytes().count(b"\n")
