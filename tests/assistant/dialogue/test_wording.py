"""Whether a line asks something, and how known lines are compared."""

from __future__ import annotations

import pytest

from assistant.dialogue.wording import asks, clauses, plain, without_text


@pytest.mark.parametrize(
    "line",
    [
        "is it far",
        "so can I",
        "the stick thing is that real lol",
        "ten hours standing as well does that matter",
        "after the bath should I rest",
        "ok or not",
        "what a magnet is",
        "nuts, which ones",
        "they say carry a pin, that true",
        "n will it come back",
        "with socks or no",
        "once a month would be fine though right",
        "he says eat bananas is he right about that",
    ],
)
def test_asking(line: str) -> None:
    """A line counts as asking if it, or one of its clauses, is worded as a question, even without
    a question mark."""
    assert asks(line)


@pytest.mark.parametrize(
    "line",
    [
        "might try that",
        "when I sit",
        "that is it",
        "all I can do",
        "the good thing that was",
        "my husband does it",
        "that is rather what I feared",
        "so everything which keeps me alive is forbidden",
        "is better a little",
        "I am sure you are right",
        "what a fright",
        "right am away to ma bed",
    ],
)
def test_not_asking(line: str) -> None:
    """A line may have question words and ask nothing."""
    assert not asks(line)


def test_smileys() -> None:
    """A smiley is compared with all its characters, not as the letter in it."""
    assert plain(":D") != plain("D")
    assert plain("Thanks!") == plain("thanks")


def test_clauses() -> None:
    """A line break ends a clause even if nothing follows it but the next word."""
    assert clauses("wait no\nhis leg") == ["wait no", "his leg"]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("what does the document say about salt", "what does  say about salt"),
        ("According to the leaflet, how much", ", how much"),
        ("is there something in the article on heels", "is there something on heels"),
        ("where do I file the document", "where do I file the document"),
    ],
)
def test_the_text_itself(line: str, left: str) -> None:
    """Words for the text that is asked are not what is asked about."""
    assert without_text(line) == left
