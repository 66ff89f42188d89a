"""The types of an answer: warnings first, then passages, word for word. `Answer` adds printing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.model import Passage, Quote

STANDING = "WARNING"
URGENT = "DANGER"


@dataclass(frozen=True, slots=True)
class ShownPassage(Passage):
    """A passage as an answer shows it.

    `start`, `end` and the pairs in `highlights` count characters of the document, so that
    `document[start:end] == text`. `score` is 0 for the passages of a warning, and for those that
    the document's author puts first.
    """

    score: float = 0.0
    highlights: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(
        cls,
        passage: Passage,
        score: float = 0.0,
        highlights: tuple[tuple[int, int], ...] = (),
    ) -> ShownPassage:
        """Return `passage` with its score and highlights."""
        return cls(
            id=passage.id,
            line=passage.line,
            start=passage.start,
            end=passage.end,
            text=passage.text,
            section=passage.section,
            lead_in=passage.lead_in,
            tags=passage.tags,
            notes=passage.notes,
            score=score,
            highlights=highlights,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the passage as plain data, with the keys in the order of the contract."""
        return {
            "id": self.id,
            "line": self.line,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "section": list(self.section),
            "lead_in": self.lead_in,
            "tags": list(self.tags),
            "notes": list(self.notes),
            "score": self.score,
            "highlights": [list(pair) for pair in self.highlights],
        }


@dataclass(frozen=True, slots=True)
class ShownWarning:
    """A safety warning as an answer shows it: standing (one line) or urgent (in full).

    `steps` say what to do, in the document's words. `because` lists the words of the question, as
    typed, that make it urgent.
    """

    id: str
    label: str
    headline: str
    steps: tuple[Quote, ...] = ()
    passages: tuple[ShownPassage, ...] = ()
    urgent: bool = False
    because: tuple[str, ...] = ()

    @property
    def signal(self) -> str:
        """The level as a word: DANGER if urgent, else WARNING."""
        return URGENT if self.urgent else STANDING

    def to_dict(self) -> dict[str, Any]:
        """Return the warning as plain data, with the keys in the order of the contract."""
        return {
            "id": self.id,
            "urgent": self.urgent,
            "signal": self.signal,
            "headline": self.headline,
            "passages": [passage.to_dict() for passage in self.passages],
            "because": list(self.because),
        }


@dataclass(frozen=True, slots=True)
class Reply:
    """What the document says to a question.

    `answered` is false where the document does not know what the question is about; `passages`
    are then the nearest ones, or none. `missing` are the words of the question that the document
    does not know, `corrections` maps misspelt words to how they were read, and `carried` are the
    words inherited from the chat. `tags` are those that the passages were filtered by.
    """

    warnings: tuple[ShownWarning, ...]
    question: str
    answered: bool
    missing: tuple[str, ...] = ()
    corrections: Mapping[str, str] = field(default_factory=dict)
    carried: tuple[str, ...] = ()
    passages: tuple[ShownPassage, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def urgent_passages(self) -> tuple[ShownPassage, ...]:
        """The passages of the urgent warnings, each once."""
        urgent = (warning for warning in self.warnings if warning.urgent)
        return tuple({p.id: p for warning in urgent for p in warning.passages}.values())

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain data, with the keys in the order of the contract."""
        return {
            "warnings": [warning.to_dict() for warning in self.warnings],
            "question": self.question,
            "answered": self.answered,
            "missing": list(self.missing),
            "corrections": dict(self.corrections),
            "carried": list(self.carried),
            "passages": [passage.to_dict() for passage in self.passages],
        }
