"""What is known before the first question: a document folder as data that load in milliseconds.

Three sections: the *face* (title, warnings, tags with counts: what a start, `--help` and `--tags`
need), the *body* (passages, index, safety: what an answer needs) and the *words* (asked-as lines
and word counts: what completion and spelling need). A wheel brings them ready; otherwise they are
made once and kept in the user's cache folder, or just in memory where nothing can be written.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from typing import Any
from zlib import crc32

from assistant.paths import cache_folder, remove_abandoned, write_whole
from assistant.sources import BUILT_IN, sources
from index import store

PACKAGED = os.path.join(BUILT_IN, "compiled.jsonl")
"""Where a wheel has the built-in document's data; absent in a checkout."""


class Prepared:
    """The data of one document folder; each section is decoded when it is asked for."""

    def __init__(self, sections: dict[str, bytes]) -> None:
        self._sections = sections
        self.face: Mapping[str, Any] = json.loads(sections["face"])

    def section(self, name: str) -> Any:
        """Decode the section `body` or `words`. Each call decodes anew: keep what you need."""
        return json.loads(self._sections[name])


def prepare(
    folder: str | None = None,
    face_only: bool = False,
    slow: Callable[[], None] | None = None,
) -> Prepared:
    """Return the data of a document folder, the built-in one by default.

    `face_only` may leave out the other sections, for a faster start; `slow` is called before
    the data are made, which takes seconds. Raises corpus.errors.FolderError if the folder cannot
    be used.
    """
    folder = BUILT_IN if folder is None else os.path.abspath(folder)
    source = store.digest(sources(folder))
    kept = os.path.join(cache_folder(), f"{crc32(os.fsencode(folder)):08x}.jsonl")
    for path in [PACKAGED, kept] if folder == BUILT_IN else [kept]:
        if sections := store.load(path, source, 1 if face_only else None):
            return Prepared(sections)
    if slow:
        slow()
    from assistant import preparing  # heavy, and needed once for a document

    content = preparing.compile_folder(folder, source)
    try:
        write_whole(kept, content)
        remove_abandoned(cache_folder())
    except OSError:
        pass  # a home that cannot be written costs the next start, not this one
    head, *bodies = content.split(b"\n")[:-1]
    found = [name for name, _ in json.loads(head)["sections"]]
    return Prepared(dict(zip(found, bodies, strict=True)))
