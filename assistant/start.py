"""Entry points of the commands. They run before any other import: our packages have common names.

In a wheel, this file has a unique name, `leg_cramp_assistant`, so that nothing in the current
folder or on PYTHONPATH can replace the installed command.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

PACKAGES = ("assistant", "corpus", "index")

FAILED, INTERRUPTED = 2, 130
"""Exit statuses when there is not enough memory and after Ctrl-C."""


class _Ours:
    """Finds our packages in these folders, even if other packages have the same names."""

    def __init__(self, folders: list[str]) -> None:
        self.folders = folders

    def find_spec(
        self, name: str, path: object = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where one of our packages is; None for any other package."""
        return PathFinder.find_spec(name, self.folders) if name in PACKAGES else None


def prefer_ours(root: str) -> None:
    """Find our packages in `root` or in an editable install, never through PYTHONPATH.

    Other packages may still come from PYTHONPATH, but not from its relative folders: an empty name
    is the current folder.
    """
    path = os.environ.get("PYTHONPATH")
    named = path.split(os.pathsep) if path else []
    try:
        folders = {os.path.abspath(name) for name in named}
        relative = {os.path.abspath(name) for name in named if not os.path.isabs(name)} - {root}
    except FileNotFoundError:  # the current folder is gone
        folders, relative = set(named), set()
    sys.path[:] = [path for path in sys.path if path not in relative]
    installed = [path for path in sys.path if path not in folders]
    sys.meta_path.insert(0, _Ours([root, *installed]))


def cramps() -> int:
    """Run the installed command `cramps`."""
    return run("assistant.cli", os.path.dirname(os.path.abspath(__file__)))


def leaflet() -> int:
    """Run the installed command `leaflet`."""
    return run("assistant.authoring.command", os.path.dirname(os.path.abspath(__file__)))


def run(module: str, root: str) -> int:
    """Run the `main` of one of our modules, found from `root`, and return its exit status.

    `main` handles Ctrl-C, but the user may press it while our modules are being imported.
    """
    try:
        prefer_ours(root)
        status: int = import_module(module).main()
        return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except MemoryError:
        sys.stderr.write("there is not enough memory; close other programs\n")
        return FAILED
