"""Reads and checks TOML files: every complaint names the file, the entry and the remedy."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from corpus.errors import FolderError, did_you_mean
from corpus.files import read_file, require_file

_IGNORED: ContextVar[frozenset[tuple[str, str]]] = ContextVar("ignored", default=frozenset())


@contextmanager
def ignoring(entries: Iterable[tuple[str, str]]) -> Iterator[None]:
    """Read files as if they did not contain these entries (file, dotted path).

    With this, a check can continue after a complaint.
    """
    token = _IGNORED.set(frozenset(entries))
    try:
        yield
    finally:
        _IGNORED.reset(token)


def _remove(data: dict[str, Any], path: list[str]) -> None:
    """Remove what is at `path`; the other entries of an array (`group 3`) keep their numbers."""
    name, _, number = path[0].partition(" ")
    if name not in data:
        return
    value = data[name]
    if number and isinstance(value, list):
        at = int(number) - 1
        if len(path) > 1 and isinstance(value[at], dict):
            _remove(value[at], path[1:])
        else:
            value[at] = None
    elif len(path) > 1 and isinstance(value, dict):
        _remove(value, path[1:])
    else:
        del data[name]


class Table:
    """A table of a TOML file that knows its file and path, so that complaints can name them."""

    def __init__(self, file: str, path: str, data: dict[str, Any]) -> None:
        self.file = file
        self.path = path
        self.data = data

    @classmethod
    def read(cls, folder: Path, name: str) -> Table:
        """Read the file `name` in `folder`; empty if there is none. Raises FolderError."""
        if not os.path.lexists(folder / name):
            return cls(name, "", {})
        require_file(str(folder / name), name)
        if (name, "") in _IGNORED.get():
            return cls(name, "", {})
        try:
            content = read_file(folder / name)
            table = cls(name, "", tomllib.loads(content.decode("utf-8-sig")))
            for file, entry in _IGNORED.get():
                if file == name:
                    _remove(table.data, entry.split("."))
            return table
        except OSError as error:
            reason = error.strerror or "it cannot be read"
            raise FolderError(f"{name}: {reason}; make it readable, or remove it.") from None
        except UnicodeDecodeError as error:
            raise FolderError(
                f"{name}: byte {error.start} is not UTF-8; save the file as UTF-8."
            ) from None
        except ValueError as error:  # from tomllib, or from Python for a number that is too long
            raise FolderError(f"{name}: not valid TOML: {error}; correct that line.") from None
        except RecursionError:
            raise FolderError(f"{name}: nested too deeply; keep to plain tables.") from None

    def error(self, key: str, problem: str) -> FolderError:
        """Return the complaint about the entry `key` of this table."""
        entry = f"{self.path}.{key}".strip(".")
        return FolderError(f"{self.file}, {entry or 'the file'}: {problem}")

    def only(self, *known: str) -> None:
        """Refuse unknown keys: most of them are misspelt."""
        for key in self.data:
            if key not in known:
                raise self.error(key, f"unknown key{did_you_mean(key, known) or '; remove it.'}")

    def text(self, key: str, default: str | None = None) -> str:
        value = self.data.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.error(key, "must be text in quotation marks.")
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.error(key, 'must be a list of strings, such as ["one", "two"].')
        if required and not value:
            raise self.error(key, "needs at least one entry.")
        return tuple(value)

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            raise self.error(key, "must be true or false.")
        return value

    def whole(self, key: str, low: int, high: int) -> int:
        value = self.data.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.error(key, f"must be a whole number from {low} to {high}.")
        return value

    def whole_numbers(self, key: str) -> tuple[int, ...]:
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(type(v) is int for v in value):
            raise self.error(key, "must be a list of line numbers, such as [12, 40].")
        return tuple(value)

    def table(self, key: str) -> Table:
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, "must be a table.")
        return Table(self.file, f"{self.path}.{key}".strip("."), value)

    def tables(self) -> Iterator[tuple[str, Table]]:
        """Yield the tables in this table by name, in file order."""
        for key in self.data:
            yield key, self.table(key)

    def array(self, key: str, *known: str) -> Iterator[Table]:
        """Yield the tables of the array `key`, numbered from 1 in complaints.

        `known` are the keys that each of them may have; without it, keys are not checked.
        """
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, dict | None) for v in value):
            raise self.error(key, "must be a list of tables.")
        for number, entry in enumerate(value, 1):
            if entry is not None:
                table = Table(self.file, f"{self.path}.{key}".strip(".") + f" {number}", entry)
                if known:
                    table.only(*known)
                yield table
