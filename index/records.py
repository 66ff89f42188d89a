"""The record types of the prepared file. Each record is stored as one JSON object."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

K = TypeVar("K")
T = TypeVar("T")
Decoder = Callable[[Any], Any]  # takes what JSON returns, which may be anything


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about an index as a whole.

    `passages` and `terms` are the numbers of passages and of different terms. `annotated` tells
    whether most passages have asked-as lines. `rarest` is the weight of the rarest term, `common`
    are the terms of the subject, `light` the stems of conversational words, and `fillers` the
    passages that say nothing on their own.
    """

    passages: int
    terms: int
    annotated: bool
    rarest: float
    common: tuple[str, ...]
    light: tuple[str, ...]
    fillers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A stem that occurs in passages: its idf, and the key of its postings."""

    idf: float
    postings: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage: its place in the document, and its stems without stop words."""

    start: int
    end: int
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedLine:
    """An asked-as line, and the sentence that answers it (from 1; 0 is the entire passage)."""

    text: str
    sentence: int


@dataclass(frozen=True, slots=True)
class AskedLines:
    """The asked-as lines of a passage; `first` is the number of the first of them, counted through
    all passages."""

    first: int
    lines: tuple[AskedLine, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of stems, including stop words, and the stems that it means, if any."""

    stems: tuple[str, ...]
    means: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.stems:  # looking for it would never end
            raise ValueError("a phrase without stems")


@dataclass(frozen=True, slots=True)
class PhraseList:
    """The phrases that begin with the same stem."""

    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Spelling:
    """A known word, and how often it occurs."""

    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Spellings:
    """The known words with the same first letter and length."""

    words: tuple[Spelling, ...]


@dataclass(frozen=True, slots=True)
class SentenceList:
    """The sentences of a passage."""

    sentences: tuple[Sentence, ...]


def spelling_key(letter: str, length: int) -> str:
    """Return the key of the known words with this first letter and length."""
    return f"{letter}{length}"


def pack(record: object) -> bytes:
    """Return a record (a dataclass) as bytes."""
    return json.dumps(_plain(record), separators=(",", ":"), ensure_ascii=False).encode()


def _plain(value: object) -> object:
    names = _names(cast(Hashable, type(value)))
    if names:
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple) and value and type(value[0]) not in (str, int):
        return [_plain(part) for part in value]
    return value


@cache
def _names(kind: Hashable, /) -> tuple[str, ...]:
    """Return the names of the fields of a record."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def unpack(kind: type[T], data: bytes) -> T:
    """Return a record of this kind. Raises ValueError or TypeError if the data is wrong."""
    return cast(T, _decoder(cast(Any, kind))(json.loads(data)))


def packed(rows: Iterable[tuple[K, object]]) -> Iterable[tuple[K, bytes]]:
    """Return the rows of a table with their records as bytes."""
    return ((key, pack(record)) for key, record in rows)


def reader(kind: type[T]) -> Callable[[bytes], T]:
    """Return `unpack` for one kind of record."""
    return lambda data: unpack(kind, data)


@cache
def _decoder(kind: Any, /) -> Decoder:
    """Return a function that checks and converts a JSON value to `kind`."""
    if is_dataclass(kind):
        return _record_decoder(cast(type, kind))
    if get_origin(kind) is tuple:
        return _tuple_decoder(get_args(kind))
    if get_origin(kind) is Literal:
        return _literal_decoder(get_args(kind))

    def exactly(value: object) -> object:
        if type(value) is not kind:
            raise TypeError(f"{value!r} is not of type {kind.__name__}")
        return value

    return exactly


def _literal_decoder(allowed: tuple[Any, ...]) -> Decoder:
    def one_of(value: object) -> object:
        if value not in allowed:
            raise ValueError(f"{value!r} is not one of {allowed}")
        return value

    return one_of


def _record_decoder(kind: type) -> Decoder:
    hints = get_type_hints(kind)
    known = {field.name: _decoder(hints[field.name]) for field in fields(kind)}

    def record(value: Any) -> Any:
        return kind(**{name: known[name](part) for name, part in value.items()})

    return record


def _tuple_decoder(parts: tuple[Any, ...]) -> Decoder:
    if parts[-1] is not Ellipsis:
        inner = [_decoder(part) for part in parts]
        return lambda value: tuple(d(v) for d, v in zip(inner, value, strict=True))
    one = parts[0]
    if one in (str, int):

        def plain(value: object) -> object:
            if type(value) is not list or any(type(part) is not one for part in value):
                raise TypeError(f"not a list of {one.__name__}")
            return tuple(value)

        return plain
    decode = _decoder(one)
    return lambda value: tuple([decode(part) for part in value])
