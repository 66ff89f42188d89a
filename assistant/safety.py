"""Which warnings a question makes urgent, how strongly, and because of which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from index.query import Word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from assistant.conversation import Turn


@dataclass(frozen=True, slots=True)
class Danger:
    """That a warning is urgent: how strongly (any positive scale), and the words as typed."""

    strength: float
    because: tuple[str, ...]


class Safety:
    """Judges questions by the data of `assistant.danger`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data

    def judge(
        self, question: str, words: Sequence[Word], best: Sequence[str], turns: Sequence[Turn]
    ) -> dict[str, Danger]:
        """Return the warnings that `question` makes urgent, by id.

        `words` are its words as read, `best` the ids of the passages found first, and `turns`
        the chat before it.
        """
        found: dict[str, Danger] = {}
        swim = tuple(w.typed for w in words if w.stem in ("swim", "sea", "pool"))
        if swim:
            found["swimming"] = Danger(1.0, swim)
        fit = tuple(w.typed for w in words if w.stem in ("epilepsi", "unconsci"))
        if fit:
            found["generalized"] = Danger(1.0, fit)
        return found
