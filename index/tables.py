"""Typed and cached access to the tables of a prepared file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

from index.store import Key, Lookup

MOST_KEPT = 4096
"""Default number of rows of a table that are kept in memory."""

T = TypeVar("T")


class Column(Generic[T]):
    """The rows of one table by key, decoded when they are first used."""

    def __init__(
        self,
        table: Lookup,
        decode: Callable[[bytes], T],
        most: int = MOST_KEPT,
        size: Callable[[T], int] | None = None,
    ) -> None:
        """Rows are kept while their sizes add up to at most `most`; the default size is 1."""
        self._table = table
        self._decode = decode
        self._most = most
        self._size = size
        self._kept: dict[Key, T | None] = {}
        self._total = 0

    def get(self, key: Key, /) -> T | None:
        """Return the row of a key, None if there is none."""
        try:
            return self._kept[key]
        except KeyError:
            return self._keep(key, self._table.read(key, self._decode))

    def __getitem__(self, key: Key, /) -> T:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def need(self, key: Key) -> T:
        """Return the row of a key that every file has; if it is missing, the file is prepared
        again."""
        found = self._kept.get(key)
        if found is None:
            found = self._table.need(key, self._decode)
            self._keep(key, found)
        return found

    def __contains__(self, key: object, /) -> bool:
        return isinstance(key, (str, int)) and self.get(key) is not None

    def _keep(self, key: Key, value: T | None) -> T | None:
        """Keep a row; drop the oldest rows if there are too many."""
        self._total += self._cost(value)
        self._kept[key] = value
        while self._total > self._most and len(self._kept) > 1:
            try:
                oldest = next(iter(self._kept))
                self._total -= self._cost(self._kept.pop(oldest))
            except (KeyError, RuntimeError, StopIteration):  # another thread was faster
                break
        return value

    def _cost(self, value: T | None) -> int:
        return 1 if value is None or self._size is None else self._size(value)


class Rows(Sequence[T]):
    """A sequence whose items are read when they are used."""

    def __init__(self, length: int, read: Callable[[int], T]) -> None:
        self._length = length
        self._read = read

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...

    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return [self._read(number) for number in range(*at.indices(self._length))]
        if at < 0:
            at += self._length
        if not 0 <= at < self._length:
            raise IndexError("there is no such item")
        return self._read(at)

    def __iter__(self) -> Iterator[T]:
        return map(self._read, range(self._length))
