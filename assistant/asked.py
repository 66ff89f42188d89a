"""A line of a chat, in the form that the search for an answer needs."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.dialogue.followup import Inherited
from assistant.dialogue.state import Raised, State
from assistant.dialogue.turns import Line


@dataclass(frozen=True, slots=True)
class Asked:
    """A line in its chat: what it inherits, and the dangers in force. `alarms` says whether its own
    words raise one of them, and `partly` whether only part of it is asked."""

    line: Line
    inherited: Inherited
    raised: tuple[Raised, ...]
    alarms: bool
    state: State
    partly: bool = False
