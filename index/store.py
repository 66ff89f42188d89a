"""The prepared file: tables of rows with checksums in one SQLite file, read lazily.

A table maps a key (a word or a number) to bytes. Each row has a checksum, so that damage is found
when the row is read; the entire file has one, too, unless it is too large to be read at once. The
file names its format and the digest of its sources, so that an outdated file is never used. If a
row is damaged or cannot be understood, the file is prepared again.
"""

from __future__ import annotations

import os
import sqlite3
import struct
import threading
from collections.abc import Callable, Iterable
from typing import TypeVar
from zlib import crc32

FORMAT = 4
PAGE = 16384
"""Page size in bytes: long postings are read in few steps, and little is read at start-up."""

ROWS = 5000
"""Number of rows that are written at a time."""

LARGEST_CHECKED = 16_000_000
"""Size in bytes of the largest file whose checksum is compared when it is opened: that takes 15
ms."""

_CHECKSUM = slice(68, 72)
"""Where a file holds its checksum: bytes of the header that SQLite leaves to applications."""

_HEAD = "head"
WRONG = (
    sqlite3.Error, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, struct.error
)  # fmt: skip
"""Errors that reading or using a damaged row may raise."""

Key = str | int
T = TypeVar("T")

_reading = threading.RLock()
"""Held while a row is read and while the process forks, so that no child inherits half a read."""

if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_reading.acquire,
        after_in_parent=_reading.release,
        after_in_child=_reading.release,
    )


class DamagedError(Exception):
    """A prepared file that can neither be read nor prepared again."""


def _seal(key: Key, value: bytes) -> int:
    return crc32(value, crc32(str(key).encode()))


def sign(path: str) -> None:
    """Write the checksum of a finished file into it."""
    with open(path, "r+b") as file:
        found = _checksum(file.read())
        file.seek(_CHECKSUM.start)
        file.write(found)


def _checksum(content: bytes) -> bytes:
    """The checksum of a file, apart from the place of the checksum itself."""
    before = crc32(content[: _CHECKSUM.start])
    return crc32(memoryview(content)[_CHECKSUM.stop :], before).to_bytes(4, "big")


def _is_as_signed(path: str) -> bool:
    """Whether a file is large, or has the right checksum."""
    if os.path.getsize(path) > LARGEST_CHECKED:
        return True
    with open(path, "rb") as file:
        content = file.read()
    return content[_CHECKSUM] == _checksum(content)


class Writer:
    """Writes the tables of a file that is not in use yet. `path` may be `:memory:`."""

    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._path = path
        self._finished = False
        self._tables: set[str] = set()
        for pragma in (
            f"page_size = {PAGE}",
            "journal_mode = off",
            "synchronous = off",
            "locking_mode = exclusive",
        ):
            self.connection.execute(f"pragma {pragma}")

    def put(self, table: str, rows: Iterable[tuple[Key, bytes]]) -> None:
        """Write rows of a table. Its keys are either all words or all numbers."""
        waiting: list[tuple[Key, int, bytes]] = []
        for key, value in rows:
            waiting.append((key, _seal(key, value), value))
            if len(waiting) == ROWS:
                self._insert(table, waiting)
                waiting = []
        if waiting:
            self._insert(table, waiting)

    def _insert(self, table: str, rows: list[tuple[Key, int, bytes]]) -> None:
        if table not in self._tables:
            self._tables.add(table)
            kind, end = ("integer", "") if type(rows[0][0]) is int else ("text", "without rowid")
            columns = f"key {kind} primary key, seal integer, value blob"
            self.connection.execute(f'create table "{table}" ({columns}) {end}')
        self.connection.execute("begin")
        self.connection.executemany(f'insert into "{table}" values (?, ?, ?)', rows)
        self.connection.execute("commit")

    def finish(self, source: str) -> None:
        """Write the head, with the format and the digest `source` of the sources."""
        self.put(_HEAD, [("format", str(FORMAT).encode()), ("source", source.encode())])
        self._finished = True

    def close(self) -> None:
        """Close the file; if it is finished, add its checksum."""
        self.connection.close()
        if self._finished and self._path != ":memory:":
            sign(self._path)
            self._finished = False

    def __del__(self) -> None:
        self.connection.close()


class Store:
    """The tables of a prepared file. Threads and forked processes may share it."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: str | None = None,
        writer: Writer | None = None,
    ) -> None:
        """`path` is the file, or None if the connection belongs to a `writer`."""
        self._connection = connection
        self._path = path
        self._writer = writer
        self._process = os.getpid()
        self.repair: Callable[[], Store] | None = None
        """Prepares the tables again; None if this is not possible."""
        self._repaired = self._renewed = False

    @classmethod
    def of(cls, writer: Writer) -> Store:
        """Return the tables that a writer has written so far, to a file or in memory."""
        return cls(writer.connection, writer=writer)

    @classmethod
    def open(cls, path: str, source: str) -> Store | None:
        """Open a file; return None unless it was made from sources with the digest `source`."""
        try:
            connection = _connect(path)
        except (sqlite3.Error, ValueError):
            return None
        store = cls(connection, path)
        try:
            (pages,) = connection.execute("pragma page_count").fetchone()
            (size,) = connection.execute("pragma page_size").fetchone()
            fits = (
                os.path.getsize(path) == pages * size
                and _is_as_signed(path)
                and store._row(_HEAD, "format") == str(FORMAT).encode()
                and store._row(_HEAD, "source") == source.encode()
            )
        except (OSError, *WRONG):
            fits = False
        if not fits:
            store.close()
            return None
        return store

    def table(self, name: str) -> Lookup:
        """Return the table `name`; it has no rows if it was never written."""
        return Lookup(self, name)

    def read(self, table: str, key: Key, decode: Callable[[bytes], T], needed: bool) -> T | None:
        """Return the decoded row of a key; None if there is none and it is not `needed`.

        If the row is damaged, the file is prepared again, and the row is read from the new file.
        """
        try:
            return self._decoded(table, key, decode, needed)
        except WRONG as error:
            if self.repair is None:
                raise DamagedError(f"{table}, {key}: {error}") from error
            self._become(self.repair())
        return self._decoded(table, key, decode, needed)

    def renew(self) -> bool:
        """Prepare the tables again, because their rows do not fit together; return False if that
        was done before, since it would not help again."""
        if self.repair is None or self._renewed:
            return False
        self._renewed = True
        if not self._repaired:
            self._become(self.repair())
        return True

    def _become(self, made: Store) -> None:
        """Take over the tables of another store."""
        self._repaired = True
        with _reading:
            self.close()
            self._connection, self._path = made._connection, made._path
            self._process, self._writer = os.getpid(), made._writer
            made._path = None  # this store owns the connection now

    def _decoded(
        self, table: str, key: Key, decode: Callable[[bytes], T], needed: bool
    ) -> T | None:
        value = self._row(table, key)
        if value is None:
            if needed:
                raise KeyError(key)
            return None
        return decode(value)

    def _row(self, table: str, key: Key) -> bytes | None:
        with _reading:
            if self._path is not None and self._process != os.getpid():
                self._connection = _connect(self._path)
                self._process = os.getpid()
            try:
                row = self._connection.execute(
                    f'select seal, value from "{table}" where key = ?', (key,)
                ).fetchone()
            except UnicodeEncodeError:  # a key from bytes that are not text
                return None
            except sqlite3.OperationalError as error:
                if "no such table" in str(error):
                    return None
                raise
        if row is None:
            return None
        seal, value = row
        if seal != _seal(key, value):
            raise ValueError("the checksum does not match")
        return bytes(value)

    def close(self) -> None:
        """Close the file."""
        if self._path is not None:
            self._connection.close()

    def __del__(self) -> None:
        self.close()


class Lookup:
    """One table: bytes by key."""

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._name = name

    def get(self, key: Key) -> bytes | None:
        """Return the bytes of a key, None if there are none."""
        return self._store.read(self._name, key, bytes, needed=False)

    def read(self, key: Key, decode: Callable[[bytes], T]) -> T | None:
        """Return the decoded bytes of a key, None if there are none."""
        return self._store.read(self._name, key, decode, needed=False)

    def need(self, key: Key, decode: Callable[[bytes], T]) -> T:
        """Return the decoded bytes of a key that every file has; if it is missing, the file is
        prepared again."""
        value = self._store.read(self._name, key, decode, needed=True)
        assert value is not None
        return value


def _connect(path: str) -> sqlite3.Connection:
    name = "".join(
        chr(byte) if (chr(byte).isalnum() and byte < 128) or byte in b"/-_." else f"%{byte:02x}"
        for byte in os.fsencode(path)
    )
    return sqlite3.connect(
        f"file:{name}?mode=ro&immutable=1", uri=True, isolation_level=None, check_same_thread=False
    )
