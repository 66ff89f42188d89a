"""Where the commands begin, before any other import: our packages have common names.

A wheel has this file under a name of its own, `leg_cramp_assistant`, so that nothing in the current
folder or on PYTHONPATH takes the place of the installed command.
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

PACKAGES = ("assistant", "corpus", "index")


class _Ours:
    """Finds our packages in the folder `root`, whatever else has their names."""

    def __init__(self, root: str) -> None:
        self.root = root

    def find_spec(
        self, name: str, path: object = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a package of ours is, None for any other."""
        return PathFinder.find_spec(name, [self.root]) if name in PACKAGES else None


def prefer_ours(root: str) -> None:
    """Find our packages in `root`, and nothing in the current folder by way of PYTHONPATH."""
    named = os.environ.get("PYTHONPATH", "")
    relative = [name for name in named.split(os.pathsep) if named and not os.path.isabs(name)]
    try:
        unwanted = {os.path.abspath(name) for name in relative} - {root}
    except FileNotFoundError:  # the current folder is gone
        unwanted = set()
    sys.path[:] = [path for path in sys.path if path not in unwanted]
    sys.meta_path.insert(0, _Ours(root))


def cramps() -> int:
    """Run the installed command `cramps`."""
    prefer_ours(os.path.dirname(os.path.abspath(__file__)))
    from assistant.cli import main

    return main()
