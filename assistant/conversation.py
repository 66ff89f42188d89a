"""A chat: each question is answered in the light of those before it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from assistant.answer import Answer
from assistant.dialogue.followup import Turn


class Responder(Protocol):
    """What a conversation needs of an assistant."""

    def respond(
        self, question: str, last: Turn | None, top: int = 5, tags: Iterable[str] = ()
    ) -> tuple[Answer, Turn]:
        """Answer `question` after the `last` turn of a chat; return the turn that it makes, too."""


class Conversation:
    """A chat: each question is answered in the light of those before it. For one thread."""

    def __init__(self, assistant: Responder) -> None:
        self.assistant = assistant
        self.last: Turn | None = None

    def ask(self, question: str, top: int = 5, tags: Iterable[str] = ()) -> Answer:
        """Answer `question`; a follow-up inherits the topic of the chat. Raises as Assistant."""
        answer, self.last = self.assistant.respond(question, self.last, top, tags)
        return answer
