"""Questions about whether something is safe for a person, if the document does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.model import Note
from index.words import Word


@dataclass(frozen=True, slots=True)
class Person:
    """People that a question may name: the tag of passages about them, the words for them, the
    words that a caution for them contains, and the phrase for them in a note."""

    tag: str
    named: str
    caution: str
    phrase: str


ABOUT = 1.2
"""Factor for the score of a passage about the person named in a question."""

CAUTIONS = "see-a-doctor"
"""The tag that, together with the person's tag, marks passages that caution the person."""

PERSONS = (
    Person(
        tag="pregnancy",
        named=r"pregnan\w*|expecting|trimester|mum to be|mother to be|with child|"
        r"(?:im|i am|shes|she is) [1-4]\d (?:weeks|wks)|^[1-4]\d (?:weeks|wks)",
        caution=r"pregnan",
        phrase="in pregnancy",
    ),
)
"""The people that are recognised. They have no effect in a folder without their tags."""

_SAFE = re.compile(
    r"\b(?:safe|safely|harm|harmful|risky|allowed|bad for|be careful|suitable for"
    r"|ok|okay|alright|all right|avoid|stay away from)\b"
    r"|\b(?:dangerous|a danger|a risk) (?:for|to)\b"
    r"|\b(?:can|may|should|could) (?:i|you|she|we|\w+ women|a \w+ woman) (?:still )?"
    r"(?:take|use|drink|eat|rub|try|apply|put|swallow|bathe|soak|have)\b"
    r"|(?<!what )\b(?:can|may|should|could) (?:i|you|she|we) (?:still )?do\b"
)

_MAY_DO = re.compile(r"\bwhat (?:can|may|should|could) (?:i|she|we) (?:still )?do\b")
"""What somebody may do: a question about safety if the chat, but not the line, says for whom."""

_ALSO = re.compile(r"(?:(?:and|or|but|so) )?(?:what|how) about\b|(?:and|or)\b")

FEW = 5
"""A line of more words than this asks something new."""


def person_in(words: Sequence[Word]) -> Person | None:
    """Return the person that a question names; None if it names none."""
    text = _text(words)
    return next((p for p in PERSONS if re.search(rf"\b(?:{p.named})\b", text)), None)


def asks_if_safe(words: Sequence[Word]) -> bool:
    """Whether a question asks if something is safe or allowed."""
    text = _text(words)
    return bool(_SAFE.search(text) or (_MAY_DO.search(text) and person_in(words) is None))


def asks_also(words: Sequence[Word]) -> bool:
    """Whether a line asks the last question about something else: "and herbs?"."""
    return len(words) <= FEW and bool(_ALSO.match(_text(words)))


def unsaid(person: Person) -> Note:
    """Return a note saying that the document does not answer the question for a person."""
    return Note(f"The document does not say whether this is safe {person.phrase}.", "caution")


def cautions_first(person: Person, notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return `notes` with the cautions for a person first."""
    return tuple(
        sorted(notes, key=lambda note: not re.search(person.caution, note.text, re.IGNORECASE))
    )


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.read.replace("'", "") for word in words)
