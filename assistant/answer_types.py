"""The types of an answer: warnings first, then passages, word for word. `Answer` adds printing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from corpus.model import Note, Passage, Quote

STANDING = "WARNING"
URGENT = "DANGER"

Kind = Literal["passages", "refusal", "talk"]
"""The kinds of answer: passages that answer, a refusal, or one of the program's fixed replies."""

Plain = dict[str, Any]
"""Data that JSON can represent, with the keys in the documented order."""


@dataclass(frozen=True, slots=True)
class Also:
    """A passage with the same content as one shown, and the words in which it differs."""

    id: str
    line: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ShownPassage(Passage):
    """A passage as an answer shows it.

    `start`, `end` and the pairs in `highlights` count characters of the document, so that
    `document[start:end] == text`. `score` is 0 for the passages of a warning, and for those that
    the document's author put first. `also` lists the passages that say the same thing.
    """

    score: float = 0.0
    highlights: tuple[tuple[int, int], ...] = ()
    also: tuple[Also, ...] = ()

    @classmethod
    def of(
        cls,
        passage: Passage,
        score: float = 0.0,
        highlights: tuple[tuple[int, int], ...] = (),
        notes: tuple[Note, ...] | None = None,
        also: tuple[Also, ...] = (),
    ) -> ShownPassage:
        """Return `passage` with its score and highlights, and with other notes if any are given."""
        return cls(
            id=passage.id,
            line=passage.line,
            start=passage.start,
            end=passage.end,
            text=passage.text,
            section=passage.section,
            lead_in=passage.lead_in,
            tags=passage.tags,
            notes=passage.notes if notes is None else notes,
            markup=passage.markup,
            score=score,
            highlights=highlights,
            also=also,
        )

    @property
    def answer(self) -> str:
        """The highlighted text: the sentence that answers."""
        return " ".join(self.text[a - self.start : b - self.start] for a, b in self.highlights)

    def to_dict(self) -> Plain:
        """Return the passage as plain data."""
        return {
            "id": self.id,
            "line": self.line,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "section": list(self.section),
            "lead_in": self.lead_in,
            "tags": list(self.tags),
            "notes": [note.text for note in self.notes],
            "score": self.score,
            "highlights": [list(pair) for pair in self.highlights],
            "answer": self.answer,
            "also": [{"id": other.id, "line": other.line} for other in self.also],
        }


@dataclass(frozen=True, slots=True)
class ShownWarning:
    """A safety warning as an answer shows it: standing (one line) or urgent (in full).

    `steps` say what to do, in the document's words; `brief` says the same more briefly. `because`
    lists the words, as typed, that make it urgent, and `concepts` what they mean, in the same
    order. `since` is the earlier question that raised it; None if this question did.
    """

    id: str
    label: str
    headline: str
    steps: tuple[Quote, ...] = ()
    passages: tuple[ShownPassage, ...] = ()
    urgent: bool = False
    because: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    since: str | None = None
    brief: tuple[Quote, ...] = ()

    @property
    def signal(self) -> str:
        """The level as a word: DANGER if urgent, else WARNING."""
        return URGENT if self.urgent else STANDING

    def to_dict(self) -> Plain:
        """Return the warning as plain data."""
        return {
            "id": self.id,
            "urgent": self.urgent,
            "signal": self.signal,
            "headline": self.headline,
            "label": self.label,
            "steps": [
                {"passage": step.passage, "start": step.start, "end": step.end, "text": step.text}
                for step in self.steps
            ],
            "passages": [passage.to_dict() for passage in self.passages],
            "because": list(self.because),
            "concepts": list(self.concepts),
            "since": self.since,
        }


class Corrections(Mapping[str, str]):
    """Misspelt words and how they were read. Immutable, so that answers are hashable."""

    __slots__ = ("_pairs",)

    def __init__(self, corrections: Mapping[str, str] | None = None) -> None:
        self._pairs = tuple((corrections or {}).items())

    def __getitem__(self, typed: str) -> str:
        for word, read in self._pairs:
            if word == typed:
                return read
        raise KeyError(typed)

    def __iter__(self) -> Iterator[str]:
        return (typed for typed, _ in self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def __hash__(self) -> int:
        return hash(frozenset(self._pairs))

    def __repr__(self) -> str:
        return repr(dict(self._pairs))


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a question.

    `kind` says whether it is passages, a refusal or talk. `reply` is the program's own text for a
    refusal or talk. `confidence` is the likelihood, from 0 to 1, that there is an answer. `missing`
    lists the words that a refusal names because the document does not mention them; in an answer,
    it lists words from the part of the question that the answer leaves out. `corrections` maps
    misspelt words to how they were read. `carried` lists the words inherited from the chat, and
    `about` is the earlier question that they come from. `tags` are those that the passages were
    filtered by. After a refusal, `passages` are the nearest ones, if any are near. `cut` is the
    number of characters at the end of the question that the search left out. `left_out` lists the
    things that the question rules out: passages about them are not shown. `weaker` means that the
    passages are those left over: they match the question less well than those shown before.
    """

    warnings: tuple[ShownWarning, ...]
    question: str
    kind: Kind = "passages"
    reply: str = ""
    confidence: float = 1.0
    missing: tuple[str, ...] = ()
    corrections: Mapping[str, str] = field(default_factory=Corrections)
    carried: tuple[str, ...] = ()
    about: str | None = None
    tags: tuple[str, ...] = ()
    passages: tuple[ShownPassage, ...] = ()
    cut: int = 0
    left_out: tuple[str, ...] = ()
    weaker: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "corrections", Corrections(self.corrections))

    @property
    def answered(self) -> bool:
        """Whether the question is answered: true if `kind` is "passages"."""
        return self.kind == "passages"

    @property
    def urgent_passages(self) -> tuple[ShownPassage, ...]:
        """The passages of the urgent warnings, each once."""
        urgent = (warning for warning in self.warnings if warning.urgent)
        return tuple({p.id: p for warning in urgent for p in warning.passages}.values())

    def to_dict(self) -> Plain:
        """Return the answer as plain data. `cut`, `left_out` and `weaker` are included only if they
        say something."""
        plain: Plain = {
            "warnings": [warning.to_dict() for warning in self.warnings],
            "question": self.question,
            "kind": self.kind,
            "answered": self.answered,
            "reply": self.reply,
            "confidence": self.confidence,
            "missing": list(self.missing),
            "corrections": dict(self.corrections),
            "carried": list(self.carried),
            "about": self.about,
            "tags": list(self.tags),
            "passages": [passage.to_dict() for passage in self.passages],
        }
        if self.cut:
            plain["cut"] = self.cut
        if self.left_out:
            plain["left_out"] = list(self.left_out)
        if self.weaker:
            plain["weaker"] = True
        return plain
