"""Whether something is safe for a person the question names, where the document does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.model import Note
from index.query import Word


@dataclass(frozen=True, slots=True)
class Person:
    """People whom a question may name: the tag of passages about them, the words that name them,
    the words of a caution for them, and how a note speaks of them."""

    tag: str
    named: str
    caution: str
    phrase: str


ABOUT = 1.2
"""Factor for the score of a passage about the person that a question names."""

CAUTIONS = "see-a-doctor"
"""The tag of passages that caution a person, beside the person's own."""

PERSONS = (
    Person(
        tag="pregnancy",
        named=r"pregnan\w*|expecting|trimester|mum to be|mother to be|with child",
        caution=r"pregnan",
        phrase="in pregnancy",
    ),
)
"""The persons known. A folder without their tags is answered as before."""

_SAFE = re.compile(
    r"\b(?:safe|safely|harm|harmful|risky|allowed|bad for)\b"
    r"|\b(?:can|may|should|could) (?:i|you|she|we|\w+ women|a \w+ woman) (?:still )?"
    r"(?:take|use|do|drink|eat|rub|try|apply|put|swallow|bathe)\b"
)


def person_in(words: Sequence[Word]) -> Person | None:
    """Return the person that a question names, None if it names none."""
    text = _text(words)
    return next((p for p in PERSONS if re.search(rf"\b(?:{p.named})\b", text)), None)


def asks_if_safe(words: Sequence[Word]) -> bool:
    """Whether a question asks if something is safe or allowed."""
    return bool(_SAFE.search(_text(words)))


def unsaid(person: Person) -> Note:
    """The note that the document does not answer the question for a person."""
    return Note(f"The document does not say whether this is safe {person.phrase}.", "caution")


def cautions_first(person: Person, notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return `notes` with the cautions for a person in front."""
    return tuple(
        sorted(notes, key=lambda note: not re.search(person.caution, note.text, re.IGNORECASE))
    )


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.read.replace("'", "") for word in words)
