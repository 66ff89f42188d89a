"""Prepared files that are damaged, wrong or not the user's own are made again."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant, preparing
from assistant.finding import Finder
from assistant.prepared import prepare
from index import store
from index.records import packed
from index.store import Writer
from tests.helpers.places import LEAFLET


def _spoil(file: Path, damage: str) -> None:
    content = file.read_bytes()
    middle = len(content) // 2
    changes = {
        "cut": content[:middle],
        "emptied": b"",
        "garbled": os.urandom(1000),
        "zeros": bytes(len(content)),
        "one letter": content.replace(b"Pinch", b"Punch"),
    }
    file.unlink()
    if damage == "folder":
        file.mkdir()
    elif damage == "pipe":
        os.mkfifo(file)
    elif damage == "link":
        file.with_name("other").write_bytes(content)
        file.symlink_to(file.with_name("other"))
    else:
        file.write_bytes(changes[damage])
        file.chmod(0o600)


@pytest.mark.parametrize(
    "damage", ["cut", "emptied", "garbled", "zeros", "folder", "pipe", "link", "one letter"]
)
def test_damaged(damage: str, cache: Path, compilations: list[str]) -> None:
    """A damaged file is not used, and is silently replaced."""
    first = Assistant(LEAFLET).document
    (file,) = cache.iterdir()
    content = file.read_bytes()
    _spoil(file, damage)
    assert Assistant(LEAFLET).document == first
    assert len(compilations) == 2
    if damage != "folder":
        assert file.read_bytes() == content


@pytest.mark.parametrize(
    "statement",
    [
        "drop table {}",
        "delete from {}",
        "update {} set value = 7, seal = 7",
        "update {} set value = '[]'",
        "update {} set value = null",
    ],
)
@pytest.mark.parametrize(
    "table",
    ["overview", "facts", "document", "passages", "warnings", "safety", "sentences", "postings"],
)
def test_wrong_inside(table: str, statement: str, cache: Path, compilations: list[str]) -> None:
    """A well-formed file with wrong content is made again; answers and warnings are the same."""
    first = Assistant(LEAFLET).ask("how do I stop a nosebleed?").to_dict()
    assert first["passages"]
    (file,) = cache.iterdir()
    connection = sqlite3.connect(file)
    connection.execute(statement.format(table))
    connection.commit()
    connection.close()
    assert Assistant(LEAFLET).ask("how do I stop a nosebleed?").to_dict() == first
    assert len(compilations) == 2


def test_no_warning_can_be_left_out(cache: Path, compilations: list[str]) -> None:
    """A well-formed file, checksums included, is made again if its list of warnings was emptied."""
    first = Assistant(LEAFLET).ask("how do I stop a nosebleed?").to_dict()
    assert first["warnings"]
    (file,) = cache.iterdir()
    emptied = replace(prepare(str(LEAFLET)).overview, warnings=())
    writer = Writer(":memory:")
    writer.put("overview", packed([("overview", emptied)]))
    (row,) = writer.connection.execute("select seal, value from overview")
    connection = sqlite3.connect(file)
    connection.execute("update overview set seal = ?, value = ?", row)
    connection.commit()
    connection.close()
    assert Assistant(LEAFLET).ask("how do I stop a nosebleed?").to_dict() == first
    assert len(compilations) == 2


@pytest.mark.parametrize(
    ("table", "before", "after"),
    [
        ("safety", '"bias":', '"bias":"much","b":'),
        ("overview", '"first":["', '"first":["no'),
        ("asked", '"sentence":', '"sentence":99'),
        ("terms", '"postings":', '"postings":999'),
    ],
)
def test_rows_that_do_not_fit_together(
    table: str, before: str, after: str, cache: Path, compilations: list[str]
) -> None:
    """A file with correct checksums whose rows do not fit together is made again."""
    first = Assistant(LEAFLET).ask("how do I stop a nosebleed?").to_dict()
    (file,) = cache.iterdir()
    connection = sqlite3.connect(file)
    for key, value in connection.execute(f"select key, value from {table}").fetchall():
        forged = value.decode().replace(before, after).encode()
        seal = store._seal(key, forged)
        connection.execute(
            f"update {table} set seal = ?, value = ? where key = ?", (seal, forged, key)
        )
    connection.commit()
    connection.close()
    store.sign(str(file))
    assert Assistant(LEAFLET).ask("how do I stop a nosebleed?").to_dict() == first
    assert len(compilations) == 2


@pytest.mark.usefixtures("cache")
def test_a_fault_of_the_program(compilations: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that is not in the data is raised; the data are made again only once."""
    assistant = Assistant(LEAFLET)
    monkeypatch.setattr(Finder, "find", _fault)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            assistant.ask("how do I stop a nosebleed?")
    assert len(compilations) == 2


def _fault(*_: object) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("mode", [0o666, 0o660])
def test_files_that_others_may_write(mode: int, cache: Path, compilations: list[str]) -> None:
    """A file or folder that others may write to is not trusted, and its permissions are fixed."""
    prepare(str(LEAFLET))
    (file,) = cache.iterdir()
    file.chmod(mode)
    prepare(str(LEAFLET))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    cache.chmod(0o777)
    prepare(str(LEAFLET))
    assert len(compilations) == 3
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _full(*_: object) -> None:
    raise sqlite3.OperationalError("database or disk is full")


@pytest.mark.parametrize("failing", [_interrupt, _full])
def test_nothing_is_left_behind(
    failing: Callable[..., None], cache: Path, compilations: list[str]
) -> None:
    """After an interruption, or on a full disk, no unfinished file is left."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(preparing, "write", failing)
        with pytest.raises((KeyboardInterrupt, sqlite3.OperationalError)):
            prepare(str(LEAFLET))
    assert list(cache.iterdir()) == []
