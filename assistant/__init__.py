"""Answers to questions about leg cramps, quoted from one document, safety warnings first.

from assistant import Assistant
print(Assistant().ask("my calf locks up at night"))
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from assistant.answer import Answer as Answer
    from assistant.answer import ShownPassage as ShownPassage
    from assistant.answer import ShownWarning as ShownWarning
    from assistant.ask import Assistant as Assistant
    from assistant.ask import Conversation as Conversation
    from assistant.tags import UnknownTagError as UnknownTagError

__version__ = "1.0.0"
__all__ = ["Answer", "Assistant", "Conversation", "ShownPassage", "ShownWarning", "UnknownTagError"]


_ROOMS = {
    **dict.fromkeys(("Answer", "ShownPassage", "ShownWarning"), "answer"),
    **dict.fromkeys(("Assistant", "Conversation"), "ask"),
    "UnknownTagError": "tags",
}


def __getattr__(name: str) -> object:
    """Import the public names when first used: `cramps --version` needs none of them."""
    if name in _ROOMS:
        from importlib import import_module

        return getattr(import_module(f"assistant.{_ROOMS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
