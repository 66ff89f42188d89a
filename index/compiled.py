"""A file of plain data prepared ahead: read in milliseconds, or rebuilt when it does not fit.

The file has one line of JSON for its head and one for each section. The head names the format,
the digest of the sources that the data were made from, and the digest of each section, so that
a stale, cut or damaged file is never believed.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

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


def load(path: str, source: str) -> dict[str, bytes] | None:
    """Return the sections of the file as undecoded JSON, None if it does not fit `source`."""
    try:
        with open(path, "rb") as file:
            first, *bodies = file.read().split(b"\n")
        head = json.loads(first)
        if head["format"] != FORMAT or head["source"] != source:
            return None
        sections = dict(zip((name for name, _ in head["sections"]), bodies, strict=False))
        if all(_seal(name, sections[name]) == found for name, found in head["sections"]):
            return sections
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    return None


def _seal(name: str, body: bytes) -> str:
    """The digest of a section: of its name, too, or damage to the head could rename it."""
    return sha256(f"{name}\n".encode() + body).hexdigest()


def write(path: str, content: bytes) -> None:
    """Write `content` to `path`, mode 0600, whole or not at all. Raises OSError."""
    import tempfile  # only where there is something to write

    folder = os.path.dirname(path)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    handle, temporary = tempfile.mkstemp(".part", dir=folder)  # its own name, and mode 0600
    try:
        with open(handle, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
