"""Answers to questions about leg cramps, quoted from one document, safety warnings first.

from assistant import Assistant
print(Assistant().ask("my calf locks up at night"))
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.answer_types import ShownPassage, ShownWarning
    from assistant.conversation import Conversation
    from assistant.engine import Assistant
    from assistant.tags import UnknownTagError
    from corpus.errors import FolderError

__version__ = "1.0.0"
__distribution__ = "leg-cramp-assistant"
"""The distribution that this package belongs to: others may be called "assistant" too."""

__all__ = [
    "Answer",
    "Assistant",
    "Conversation",
    "FolderError",
    "ShownPassage",
    "ShownWarning",
    "UnknownTagError",
]

_MODULES = {
    "Answer": "assistant.answer",
    "Assistant": "assistant.engine",
    "Conversation": "assistant.conversation",
    "FolderError": "corpus.errors",
    "ShownPassage": "assistant.answer_types",
    "ShownWarning": "assistant.answer_types",
    "UnknownTagError": "assistant.tags",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562): `cramps --version` needs none of them."""
    if name in _MODULES:
        _check_names()
        return getattr(import_module(_MODULES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _check_names() -> None:
    """Raise ImportError if one of the user's files, such as index.py, hides one of our packages."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for package in ("corpus", "index"):
        loaded = sys.modules.get(package)
        spec = loaded.__spec__ if loaded else PathFinder.find_spec(package)
        place = str(spec.origin) if spec else ""
        if spec and os.path.dirname(os.path.dirname(os.path.abspath(place))) != root:
            raise ImportError(
                f"{place} hides the package {package} of {__distribution__}; rename or move it"
            )


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
