"""A chat: each line is answered in the light of those before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from assistant.answer import Answer
from assistant.dialogue.state import State
from assistant.reply import ShownPassage
from index.tables import Column


class Responder(Protocol):
    """What a conversation needs of an assistant. `number` are the places of passages by id."""

    number: Column[int]

    def respond(
        self, question: str, state: State, top: int = 5, tags: Iterable[str] = ()
    ) -> tuple[Answer, State]:
        """Answer `question` in a chat in this `state`; return the state after it, too."""


class Conversation:
    """A chat: each line is answered in the light of those before it. For one thread.

    `state` is all that it remembers. It never changes: to go back to an earlier turn, keep the
    state after that turn and set it again.
    """

    def __init__(self, assistant: Responder, state: State | None = None) -> None:
        self.assistant = assistant
        self.state = state or State()

    def __repr__(self) -> str:
        return f"<Conversation with {self.assistant!r}>"

    def ask(self, question: str, top: int = 5, tags: Iterable[str] = ()) -> Answer:
        """Answer `question`; a follow-up inherits the topic of the chat. Raises as Assistant."""
        answer, self.state = self.assistant.respond(question, self.state, top, tags)
        return answer

    def unread(self, passages: Iterable[ShownPassage]) -> None:
        """Say that these passages of the last list were not shown after all: "more" gives them."""
        if self.state.listing:
            numbers = {self.assistant.number[passage.id] for passage in passages}
            self.state = replace(self.state, listing=self.state.listing.unread(numbers))

    def restart(self) -> None:
        """Forget all that was said."""
        self.state = State()
