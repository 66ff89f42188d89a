"""The answer that `Assistant.ask` returns: a reply that prints itself."""

from __future__ import annotations

from assistant.answer_types import Reply
from assistant.render.text import plain


class Answer(Reply):
    """The answer to a question. `str()` gives it as text, warnings first."""

    __slots__ = ()

    def __str__(self) -> str:
        return plain(self)

    def __repr__(self) -> str:
        urgent = [warning.id for warning in self.warnings if warning.urgent]
        passages = [passage.id for passage in self.passages]
        return (
            f"<Answer to {self.question[:60]!r}: answered={self.answered}, "
            f"urgent={urgent}, passages={passages}>"
        )
