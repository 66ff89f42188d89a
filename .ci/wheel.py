"""Adds to a wheel what a checkout does not have: prepared data, and where the commands begin."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledDocument(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles the built-in document while a wheel is built; an editable install needs none.

    `assistant/start.py` is added once more, under a name that nothing else has.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files to a wheel."""
        if self.target_name != "wheel":
            return
        self.folder = tempfile.TemporaryDirectory()
        start = Path(self.folder.name) / "leg_cramp_assistant.py"
        shutil.copy(Path(self.root) / "assistant" / "start.py", start)
        build_data["force_include"][str(start)] = start.name
        build_data["force_include_editable"][str(start)] = start.name
        if version != "standard":
            return
        sys.path.insert(0, self.root)
        from assistant import prepared, preparing
        from assistant.sources import BUILT_IN, digest, sources

        file = Path(self.folder.name) / Path(prepared.PACKAGED).name
        prepared.write(preparing.read(BUILT_IN), digest(sources(BUILT_IN)), str(file))
        build_data["force_include"][str(file)] = str(Path(prepared.PACKAGED).relative_to(self.root))
