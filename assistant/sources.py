"""The files that the prepared data of a document are made from."""

from __future__ import annotations

import os

_ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILT_IN = os.path.join(_ROOT, "corpus", "leg_cramps")
"""The folder of the built-in document."""


def sources(folder: str) -> list[str]:
    """All that the prepared data are made from: the folder's files and the code that reads them."""
    code = [
        path
        for package in ("corpus", "index", "assistant")
        for path in _files(os.path.join(_ROOT, package), ".py")
    ]
    code += _files(os.path.join(_ROOT, "index", "english"), ".txt")
    data = [path for part in (folder, *_folders(folder)) for path in _files(part, ".toml")]
    return [*code, os.path.join(folder, "document.txt"), *data]


def _files(folder: str, ending: str) -> list[str]:
    """The files of a folder with this ending, by name; none if there is no such folder."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [os.path.join(folder, name) for name in names if name.endswith(ending)]


def _folders(folder: str) -> list[str]:
    return [os.path.join(folder, name) for name in ("danger", "passages")]
