"""A file of plain data prepared ahead: read in milliseconds, or rebuilt when it does not fit.

The file has one line of JSON for its head and one for each section. The head names the format,
the digest of the sources that the data were made from, and a checksum of each section, so that
a stale, cut or damaged file is never believed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any
from zlib import crc32

FORMAT = 1


def digest(paths: Iterable[str]) -> str:
    """Return the digest of the contents of files, in the order given.

    A missing file counts as empty, so that its appearance changes the digest.
    """
    total = sha256()
    for path in paths:
        try:
            with open(path, "rb") as file:
                content = file.read()
        except OSError:
            content = b""
        total.update(b"%d\n" % len(content))
        total.update(content)
    return total.hexdigest()


def dump(source: str, sections: Mapping[str, Any]) -> bytes:
    """Return the file for `sections`, made from sources with the digest `source`."""
    bodies = {
        name: json.dumps(data, separators=(",", ":"), sort_keys=True).encode()
        for name, data in sections.items()
    }
    head = {
        "format": FORMAT,
        "source": source,
        "sections": [[name, _seal(name, body)] for name, body in bodies.items()],
    }
    return b"\n".join([json.dumps(head).encode(), *bodies.values()]) + b"\n"


def load(path: str, source: str, first: int | None = None) -> dict[str, bytes] | None:
    """Return the sections of the file as undecoded JSON, None if it does not fit `source`.

    With `first`, only so many sections are read.
    """
    try:
        with open(path, "rb") as file:
            head = json.loads(file.readline())
            if head["format"] != FORMAT or head["source"] != source:
                return None
            sections = {}
            for name, seal in head["sections"][:first]:
                sections[name] = body = file.readline().removesuffix(b"\n")
                if _seal(name, body) != seal:
                    return None
            return sections
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _seal(name: str, body: bytes) -> int:
    """A checksum of a section; of its name, too, or damage to the head could rename it."""
    return crc32(body, crc32(name.encode()))
