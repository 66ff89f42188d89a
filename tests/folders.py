"""Document folders to read and to damage."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus import folder
from corpus.toml import FolderError

LEAFLET = Path(__file__).parent / "leaflet"
"""A small second document, a clinic's leaflet about nosebleeds."""


@dataclass(frozen=True)
class FolderCopy:
    """A document folder that a test may damage."""

    path: Path

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace the first `old` in a file, which must hold it."""
        file = self.path / name
        text = file.read_bytes().decode()
        assert old in text, f"{name} does not hold {old!r}"
        file.write_bytes(text.replace(old, new, 1).encode())

    def append(self, name: str, text: str) -> None:
        """Add `text` at the end of a file."""
        file = self.path / name
        file.write_bytes(file.read_bytes() + text.encode())

    def complaint(self) -> str:
        """What the loader says about the folder."""
        with pytest.raises(FolderError) as caught:
            folder.read(self.path)
        return str(caught.value)
