"""Answers to questions about leg cramps, quoted from one document, safety warnings first.

from assistant import Assistant
print(Assistant().ask("my calf locks up at night"))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.conversation import Conversation
    from assistant.engine import Assistant
    from assistant.reply import ShownPassage, ShownWarning
    from assistant.tags import UnknownTagError
    from corpus.errors import FolderError

__version__ = "1.0.0"
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
    "ShownPassage": "assistant.reply",
    "ShownWarning": "assistant.reply",
    "UnknownTagError": "assistant.tags",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used (PEP 562): `cramps --version` needs none."""
    if name in _MODULES:
        return getattr(import_module(_MODULES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
