"""A chat: each answer takes the earlier lines into account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from assistant.answer import Answer
from assistant.answer_types import ShownPassage
from assistant.dialogue.state import State
from index.tables import Column


class Responder(Protocol):
    """What a conversation needs from an assistant. `number` maps the ids of passages to their
    places."""

    number: Column[int]

    def respond(
        self, question: str, state: State, top: int = 5, tags: Iterable[str] = ()
    ) -> tuple[Answer, State]:
        """Answer `question` in a chat in this `state`; return the answer and the new state."""


class Conversation:
    """A chat: each answer takes the earlier lines into account. Use it in one thread only.

    `state` is all that it remembers. States are immutable: to return to an earlier turn, keep its
    state and set it again.
    """

    def __init__(self, assistant: Responder, state: State | None = None) -> None:
        self.assistant = assistant
        self.state = state or State()

    def __repr__(self) -> str:
        return f"<Conversation with {self.assistant!r}>"

    def ask(self, question: str, top: int = 5, tags: Iterable[str] = ()) -> Answer:
        """Answer `question`; a follow-up inherits the chat's topic. Raises the same errors as
        `Assistant.ask`."""
        answer, self.state = self.assistant.respond(question, self.state, top, tags)
        return answer

    def unread(self, passages: Iterable[ShownPassage]) -> None:
        """Mark these passages of the last list as not shown, so that "more" shows them."""
        if self.state.listing:
            numbers = {self.assistant.number[passage.id] for passage in passages}
            self.state = replace(self.state, listing=self.state.listing.unread(numbers))

    def pointed_at(self) -> int:
        """Return the number, on the last page of the list, of the passage that the last line
        pointed at; 0 if it pointed at none."""
        state = self.state
        if not state.pointed or state.listing is None:
            return 0
        page = [entry.passage for entry in state.listing.page]
        return page.index(state.focus[0]) + 1 if state.focus[0] in page else 0

    @property
    def goes_on(self) -> bool:
        """Whether "more" would show anything: whether the last list has passages not shown yet."""
        return bool(self.state.listing and self.state.listing.left)

    def restart(self) -> None:
        """Forget everything said so far."""
        self.state = State()
