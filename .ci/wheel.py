"""Puts the built-in document's prepared data into the wheel, so that its first start is instant."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledDocument(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles the built-in document while a wheel is built; an editable install needs none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the prepared file to a wheel of the `standard` version."""
        if self.target_name != "wheel" or version != "standard":
            return
        sys.path.insert(0, self.root)
        from assistant import prepared, preparing
        from assistant.sources import BUILT_IN, digest, sources

        self.folder = tempfile.TemporaryDirectory()
        file = Path(self.folder.name) / Path(prepared.PACKAGED).name
        prepared.write(preparing.read(BUILT_IN), digest(sources(BUILT_IN)), str(file))
        build_data["force_include"][str(file)] = str(Path(prepared.PACKAGED).relative_to(self.root))
