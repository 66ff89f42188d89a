"""The prepared file: read lazily, used only if it matches, and made again if it is wrong."""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import store
from index.store import DamagedError, Store, Writer, sign
from index.tables import Column, Rows

ROWS: dict[str, list[tuple[store.Key, bytes]]] = {
    "words": [("legs", b"leg"), ("née", bytes(range(256)))],
    "numbers": [(0, b""), (7, b"x" * 100_000)],
}


def written(path: Path, source: str = "s") -> Path:
    """A file that contains ROWS."""
    path.unlink(missing_ok=True)
    writer = Writer(str(path))
    for name, rows in ROWS.items():
        writer.put(name, rows)
    writer.finish(source)
    writer.close()
    path.chmod(0o600)
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with ROWS, made from the sources `s`."""
    tmp_path.chmod(0o700)
    return written(tmp_path / "file.sqlite")


@pytest.fixture
def opened(file: Path) -> Iterator[Store]:
    """The same file, opened."""
    found = Store.open(str(file), "s")
    assert found is not None
    yield found
    found.close()


def spoil(file: Path, statement: str, *values: object) -> None:
    """Change a file as someone who knows its format would."""
    connection = sqlite3.connect(file)
    connection.execute(statement, values)
    connection.commit()
    connection.close()


def test_what_was_written_is_read(opened: Store) -> None:
    """Each row of each table is read by its key, words and numbers alike."""
    for name, rows in ROWS.items():
        for key, value in rows:
            assert opened.table(name).get(key) == value


def test_what_is_not_there(opened: Store) -> None:
    """A key or a table that was never written is empty."""
    assert opened.table("words").get("arms") is None
    assert opened.table("numbers").get(8) is None
    assert opened.table("none").get("legs") is None


def test_the_same_bytes(tmp_path: Path) -> None:
    """The same rows make the same file."""
    one, other = written(tmp_path / "one"), written(tmp_path / "other")
    assert one.read_bytes() == other.read_bytes()


def test_names_are_any_bytes(tmp_path: Path) -> None:
    """The name of the folder may contain any characters, even those special in URIs."""
    folder = tmp_path / "a?b#c%41 é"
    folder.mkdir()
    found = Store.open(str(written(folder / "file")), "s")
    assert found is not None
    assert found.table("words").get("legs") == b"leg"


def test_stale(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file made from other sources, or in another format, is not used."""
    assert Store.open(str(file), "other") is None
    monkeypatch.setattr(store, "FORMAT", store.FORMAT + 1)
    assert Store.open(str(file), "s") is None


@pytest.mark.parametrize("length", [0, 1, 99, 100, 5000, 100_000])
def test_cut(file: Path, length: int) -> None:
    """A truncated file is not used."""
    file.write_bytes(file.read_bytes()[:length])
    assert Store.open(str(file), "s") is None


def test_foreign(tmp_path: Path) -> None:
    """Any other file in its place is not used."""
    (tmp_path / "text").write_text("x" * 9999)
    assert Store.open(str(tmp_path / "text"), "s") is None
    assert Store.open(str(tmp_path), "s") is None
    assert Store.open(str(tmp_path / "none"), "s") is None


@pytest.mark.parametrize(
    "statement",
    ["delete from words where key = 'legs'", "update words set key = 'arm' where key = 'legs'"],
)
def test_forged(file: Path, statement: str) -> None:
    """A file changed by anything but the program is not used, even if its rows look right."""
    spoil(file, statement)
    assert Store.open(str(file), "s") is None


def test_large_files_are_read_lazily(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checksum of a large file is not compared, since that takes time."""
    monkeypatch.setattr(store, "LARGEST_CHECKED", 1000)
    spoil(file, "update words set value = 'arm' where key = 'legs'")
    found = Store.open(str(file), "s")
    assert found is not None
    with pytest.raises(DamagedError):
        found.table("words").get("legs")


def test_any_letter(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever byte is changed, no wrong row is read, even in a file too large to be checked."""
    monkeypatch.setattr(store, "LARGEST_CHECKED", 0)
    content = file.read_bytes()
    for at in range(0, len(content), 1777):
        file.write_bytes(content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :])
        found = Store.open(str(file), "s")
        for name, rows in ROWS.items() if found else ():
            for key, value in rows:
                assert found is not None
                try:
                    read = found.table(name).get(key)
                except DamagedError:
                    continue
                assert read in (value, None), (at, name, key)


@pytest.mark.parametrize(
    "statement",
    [
        "update words set value = 'arm' where key = 'legs'",
        "update words set seal = 'x'",
        "update words set value = null",
        "drop table words",
        "delete from words",
    ],
)
def test_wrong_inside(file: Path, statement: str) -> None:
    """If a row is damaged, missing or of the wrong type, the file is made again."""
    spoil(file, statement)
    sign(str(file))
    found = Store.open(str(file), "s")
    assert found is not None

    def repaired() -> Store:
        again = Store.open(str(written(file)), "s")
        assert again is not None
        return again

    found.repair = repaired
    assert found.table("words").need("legs", bytes) == b"leg"


def test_not_understood(opened: Store, file: Path) -> None:
    """If a row cannot be decoded, the file is made again; then the error is raised."""
    made: list[int] = []

    def repaired() -> Store:
        made.append(1)
        again = Store.open(str(file), "s")
        assert again is not None
        return again

    opened.repair = repaired
    with pytest.raises(ValueError, match="invalid literal"):
        opened.table("words").read("legs", int)
    assert made == [1]


def test_no_repair(opened: Store) -> None:
    """If the file cannot be made again, the error names the row."""
    with pytest.raises(DamagedError, match="words, legs"):
        opened.table("words").read("legs", int)


def test_threads(opened: Store) -> None:
    """Several threads can read at once."""
    wrong: list[object] = []

    def read() -> None:
        for _ in range(300):
            if opened.table("numbers").get(7) != b"x" * 100_000:
                wrong.append(1)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_forks(opened: Store, tmp_path: Path) -> None:
    """A forked process reads on its own, while its parent continues to read."""
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            good = all(opened.table("words").get("legs") == b"leg" for _ in range(200))
            os._exit(0 if good else 1)
        children.append(child)
        assert opened.table("numbers").get(7) == b"x" * 100_000
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4


@pytest.mark.skipif(not hasattr(os, "register_at_fork"), reason="this system cannot fork")
def test_a_fork_while_a_thread_reads(opened: Store) -> None:
    """A process that is forked while a thread reads can read, too."""
    held = threading.Event()

    def hold() -> None:
        with store._reading:
            held.set()
            time.sleep(0.3)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    child = os.fork()
    if child == 0:
        signal.alarm(20)  # a child without the lock would wait forever
        os._exit(0 if opened.table("words").get("legs") == b"leg" else 1)
    thread.join()
    assert os.waitpid(child, 0)[1] == 0


def test_columns_keep_few_rows(opened: Store) -> None:
    """A row is read once while there is room; the rows kept longest are dropped and read again."""
    read: list[bytes] = []

    def decode(data: bytes) -> bytes:
        read.append(data)
        return data

    column = Column(opened.table("words"), decode, most=1)
    assert column["legs"] == column["legs"] == b"leg"
    assert len(read) == 1
    assert column.get("arms") is None
    assert "legs" in column
    assert len(read) == 2
    with pytest.raises(KeyError):
        column["arms"]


def test_a_large_row_is_kept_alone(opened: Store) -> None:
    """A row larger than the limit is kept alone until another one is read."""
    read: list[bytes] = []

    def decode(data: bytes) -> bytes:
        read.append(data)
        return data

    column = Column(opened.table("words"), decode, most=1, size=lambda _: 5)
    assert column["legs"] == column["legs"]
    assert len(read) == 1
    column["née"], column["legs"]
    assert len(read) == 3


def test_rows() -> None:
    """A lazy sequence has the items, slices and bounds of any other."""
    rows = Rows(4, lambda number: number * number)
    assert (list(rows), len(rows), rows[-1], list(rows[1:3])) == ([0, 1, 4, 9], 4, 9, [1, 4])
    for at in (4, -5):
        with pytest.raises(IndexError):
            rows[at]
