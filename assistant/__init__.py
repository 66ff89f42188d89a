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


def __getattr__(name: str) -> object:
    """Import the public names when first used: `cramps --version` needs none of them."""
    if name in ("Answer", "ShownPassage", "ShownWarning"):
        from assistant import answer

        return getattr(answer, name)
    if name in ("Assistant", "Conversation"):
        from assistant import ask

        return getattr(ask, name)
    if name == "UnknownTagError":
        from assistant import tags

        return tags.UnknownTagError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
