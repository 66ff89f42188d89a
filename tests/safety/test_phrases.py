"""Phrases as an author writes them: what they mean, and which are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.safety.phrases import Choice, PhraseError, Sequence, parse, split, words


def test_one_phrase_on_a_line() -> None:
    """Each line of a list is a phrase; empty lines and extra spaces do not matter."""
    assert split("whole body\n\n  all   over \n") == ["whole body", "all over"]


def test_words() -> None:
    """A phrase is its words, in order."""
    assert parse("out of breath") == ("out", "of", "breath")


@pytest.mark.parametrize("text", ["SEA", "séa", "sea's", "sea’s", "sea"])
def test_spellings_of_a_word(text: str) -> None:
    """Capitals, accents, kinds of apostrophe and a possessive do not matter."""
    assert parse(text) == ("sea",)


def test_beginnings_of_words() -> None:
    """A star after a word stands for all words that begin with it, and is kept."""
    assert parse("swim*") == ("swim*",)


def test_digits() -> None:
    """A number sign stands for any digits at the beginning of a word."""
    assert parse("#m out") == ("#m", "out")


def test_placeholders() -> None:
    """`_` stands for one word, `...` for several."""
    assert parse("in _ and ... sea") == ("in", "_", "and", "...", "sea")


def test_choices() -> None:
    """Brackets enclose alternatives of several words or none."""
    assert parse("(in the|at|) sea") == (Choice((("in", "the"), ("at",), ())), "sea")


def test_choices_within_choices() -> None:
    """Alternatives may contain alternatives."""
    assert parse("(a (b|c)|d)") == (Choice((("a", Choice((("b",), ("c",)))), ("d",))),)


def test_the_words_of_a_phrase() -> None:
    """The words of a phrase are those written in it, not its placeholders."""
    assert list(words(parse("my (whole|entire) _ ... shak*"))) == ["my", "whole", "entire", "shak*"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("(a|b", "a bracket is not closed"),
        ("(", "a bracket is not closed"),
        ("(" * 21 + "a" + ")" * 21, "its brackets are nested more than 20 deep"),
        ("a) b", '")" is not inside brackets'),
        ("a | b", '"|" is not inside brackets'),
        ("sea*side", '"sea*side" is not a word of letters, digits and apostrophes'),
        ("a-b", '"a-b" is not a word of letters, digits and apostrophes'),
        ("*", '"*" is not a word of letters, digits and apostrophes'),
        ("", "it has no required word"),
        ("_ ...", "it has no required word"),
        ("(sea|)", "it has no required word"),
        ("(sea|_)", "it has no required word"),
    ],
)
def test_what_cannot_be_read(text: str, complaint: str) -> None:
    """A phrase that cannot be read, or would match anything, is refused with the reason."""
    with pytest.raises(PhraseError) as caught:
        parse(text)
    assert str(caught.value) == complaint


@given(st.text(alphabet="ab_*.'()| ", max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Any text is either read as a phrase with words, or refused."""
    try:
        found = parse(text)
    except PhraseError:
        return
    assert list(words(found))


def _written(sequence: Sequence) -> str:
    return " ".join(
        item
        if isinstance(item, str)
        else "(" + "|".join(_written(option) for option in item.options) + ")"
        for item in sequence
    )


@given(st.text(alphabet="ab_*.'()| ", max_size=20))
def test_phrases_can_be_written_again(text: str) -> None:
    """A phrase that is read, written and read again is the same."""
    try:
        found = parse(text)
    except PhraseError:
        return
    assert parse(_written(found)) == found
