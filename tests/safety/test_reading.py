"""How a text is divided into sentences and words before dangers are sought in it."""

from __future__ import annotations

from assistant.safety.reading import split


def typed(text: str) -> list[list[str]]:
    """The words of each sentence, as typed."""
    return [[word.typed for word in sentence] for sentence in split(text)]


def test_sentences() -> None:
    """A sentence ends at a full stop, a question mark, an exclamation mark or a line break."""
    assert typed("My leg! It hurts. Why?\nhelp me") == [
        ["My", "leg"],
        ["It", "hurts"],
        ["Why"],
        ["help", "me"],
    ]


def test_words_without_blanks() -> None:
    """The words of a run are quoted as they were typed, wherever the run begins in the text."""
    found = typed("please help, iCannotMoveMyFoot")
    assert found == [["please", "help", "i", "Cannot", "Move", "My", "Foot"]]


def test_disguised_words() -> None:
    """A word in disguise is read in its plain form and quoted as it was typed."""
    ((_, word),) = split("my l\u200be\u200bg")
    assert (word.typed, word.plain) == ("l\u200be\u200bg", "leg")
