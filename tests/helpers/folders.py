"""Document folders for tests to read and to damage."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.safety import concepts
from assistant.safety.concepts import Dangers
from corpus import loader as folder
from corpus.errors import FolderError


def dangers(path: Path) -> Dangers:
    """What a document folder says about its dangers."""
    return concepts.read(path, [warning.id for warning in folder.read(path).warnings])


@dataclass(frozen=True)
class FolderCopy:
    """A document folder that a test may damage."""

    path: Path

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace the first `old` in a file, which must contain it."""
        file = self.path / name
        text = file.read_bytes().decode()
        assert old in text, f"{name} does not contain {old!r}"
        file.write_bytes(text.replace(old, new, 1).encode())

    def append(self, name: str, text: str) -> None:
        """Add `text` at the end of a file."""
        file = self.path / name
        file.write_bytes(file.read_bytes() + text.encode())

    def complaint(self) -> str:
        """The error message of the loader about the folder."""
        with pytest.raises(FolderError) as caught:
            dangers(self.path)
        return str(caught.value)
