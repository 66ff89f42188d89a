"""The files that the prepared data of a document are made from, and their digest."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from corpus.files import document_of, listed

_ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILT_IN = os.path.join(_ROOT, "corpus", "leg_cramps")
"""The folder of the built-in document."""

CHUNK = 2000
"""Characters of the document in a row of the prepared file."""

NOT_READ = frozenset(
    """
    corpus/reference.py
    index/adding.py index/answerable.py index/search.py index/similar.py index/tables.py
    """.split()
)
"""Code in the folders named below that does not affect what is prepared."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file, with a name that does not depend on where the program or the folder is."""

    name: str
    path: str


def sources(path: str) -> list[Source]:
    """Return all that the prepared data are made from: the document, its author's files, and the
    code that reads them. Raises FolderError."""
    names = [
        *_files(_ROOT, "corpus", ".py"),
        *_files(_ROOT, "index", ".py"),
        *_files(_ROOT, "index/english", ".txt"),
        *_files(_ROOT, "index/english", ".toml"),
        *_files(_ROOT, "assistant/safety", ".py"),
        *_files(_ROOT, "assistant/safety/ordinary", ".txt"),
        "assistant/emergencies/signs.toml",
        "assistant/overview.py",
        "assistant/preparing.py",
        "assistant/selection/duplicates.py",
    ]
    code = [Source(name, os.path.join(_ROOT, name)) for name in names if name not in NOT_READ]
    document = document_of(path)
    if document == path:
        return [*code, Source(os.path.basename(path), path)]
    data = [os.path.basename(document)]
    for part in ("", "danger", "passages"):
        data += _files(path, part, ".toml")
    data += _files(path, "danger", ".json")
    return [*code, *(Source(f"folder/{name}", os.path.join(path, name)) for name in data)]


def digest(files: Iterable[Source]) -> str:
    """Return the digest of the names and contents of files, in the given order.

    A missing file counts as empty, so that its appearance changes the digest.
    """
    total = sha256()
    for file in files:
        try:
            with open(file.path, "rb") as opened:
                content = opened.read()
        except OSError:
            content = b""
        total.update(f"{file.name}\n{len(content)}\n".encode("utf-8", "surrogateescape"))
        total.update(content)
    return total.hexdigest()


def _files(root: str, folder: str, ending: str) -> list[str]:
    """The files in a folder whose names have this ending, sorted by name; none if the folder does
    not exist."""
    names = (f"{folder}/{name}".lstrip("/") for name in listed(os.path.join(root, folder), ending))
    return [name for name in names if os.path.isfile(os.path.join(root, name))]
