"""Reads standard input and writes standard output without losing data.

Either may be non-blocking, because another program shares it. "Not ready" then means neither the
end of input nor an output error, but Python's own streams lose data.
"""

from __future__ import annotations

import codecs
import locale
import os
import select
import sys
from collections.abc import Iterator
from typing import BinaryIO

from corpus.errors import UserError

LONGEST_LINE = 1 << 24
"""Largest number of bytes in a piped line."""

_CHUNK = 1 << 16

_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class StreamError(UserError):
    """Standard input cannot be read or standard output cannot be written."""


def write(text: str) -> None:
    """Write all of `text` to standard output. Raises OSError."""
    stream = sys.stdout
    try:
        stream.flush()
        descriptor, encoding = stream.fileno(), stream.encoding
    except (AttributeError, OSError, ValueError):  # not a file, but a test's stand-in
        stream.write(text)
        stream.flush()
        return
    rest = memoryview(text.encode(encoding, "replace"))
    while rest:
        try:
            rest = rest[os.write(descriptor, rest) :]
        except BlockingIOError:
            _wait(descriptor, select.POLLOUT)


def lines(source: BinaryIO, patience: float | None = None) -> Iterator[str]:
    """Yield the lines of `source`, decoded.

    Reading stops when nothing arrives for `patience` seconds. Raises StreamError.
    """
    line = bytearray()
    for chunk in _as_utf8(_chunks(source, patience)):
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            line += piece
            yield from _line(line)
            line.clear()
        line += rest
        if len(line) > LONGEST_LINE:
            break
    if line:
        yield from _line(line)


def _line(line: bytearray) -> Iterator[str]:
    yield decoded(bytes(line[:LONGEST_LINE])).rstrip("\r")
    if len(line) > LONGEST_LINE:
        raise StreamError(f"a line is longer than {LONGEST_LINE >> 20} MB; make it shorter")


def decoded(text: bytes) -> str:
    """Decode bytes as UTF-8, or else in the user's locale; invalid bytes become U+FFFD."""
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        encoding = locale.getencoding()
        return text.decode("utf-8" if encoding == "ANSI_X3.4-1968" else encoding, "replace")


def _as_utf8(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The chunks; if they begin with a byte order mark, they are converted to UTF-8 without it."""
    first = next(chunks, b"")
    for mark, encoding in _MARKS.items():
        if first.startswith(mark):
            decoder = codecs.getincrementaldecoder(encoding)("replace")
            for chunk in (first[len(mark) :], *chunks):
                yield decoder.decode(chunk).encode()
            yield decoder.decode(b"", final=True).encode()
            return
    yield first.removeprefix(codecs.BOM_UTF8)
    yield from chunks


def _chunks(source: BinaryIO, patience: float | None) -> Iterator[bytes]:
    try:
        descriptor = source.fileno()
    except (AttributeError, OSError):  # not a file, but a test's stand-in
        while chunk := source.read(_CHUNK):
            yield chunk
        return
    while True:
        if patience is not None and not _wait(descriptor, select.POLLIN, patience):
            return
        try:
            chunk = os.read(descriptor, _CHUNK)
        except BlockingIOError:
            _wait(descriptor, select.POLLIN)
            continue
        except OSError as error:
            raise StreamError(
                f"cannot read standard input: {error.strerror}; write the question after the "
                "command"
            ) from None
        if not chunk:
            return
        yield chunk


def _wait(descriptor: int, what: int, patience: float | None = None) -> bool:
    """Wait until a stream is ready; return false if that takes longer than `patience` seconds.

    `select.select` is limited to descriptors below 1,024.
    """
    waiting = select.poll()
    waiting.register(descriptor, what)
    return bool(waiting.poll(None if patience is None else patience * 1000))
