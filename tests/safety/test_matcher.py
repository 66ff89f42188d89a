"""Matching many phrases at once."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.safety import phrases as phrase
from assistant.safety.matcher import Compiler, Matcher
from assistant.safety.phrases import PhraseError

PHRASES = [
    "sea",
    "(in|into) (the|a|) (cold|) water",
    "out of (my|his) depth",
    "_ water",
    "legs (and|or) arms (at the same time|together)",
    "go* under",
]


def _kinds(*texts: str) -> Matcher:
    """A matcher in which each text is a separate kind, with `;` between its phrases."""
    compiler = Compiler()
    for kind, text in enumerate(texts):
        for part in text.split(";"):
            compiler.add(phrase.parse(part), kind)
    return Matcher(compiler.automaton())


def _said(text: str, question: str) -> list[str]:
    words = question.split()
    return [" ".join(words[at] for at in m.said) for m in _kinds(text).matches(words)]


def test_words_and_beginnings() -> None:
    """A word matches itself; a word with `*` matches all words that begin with it."""
    assert _said("swim*; sea", "swimmers swim in the sea of seals") == ["swimmers", "swim", "sea"]


def test_digits() -> None:
    """A number sign matches digits."""
    assert _said("#m out", "200m out") == ["200m out"]
    assert _said("# miles", "3 miles or 20 miles") == ["3 miles", "20 miles"]
    assert _said("#m out", "m out") == []


def test_a_word_with_two_meanings() -> None:
    """A word may come with another word that the user may have meant."""
    assert len(list(_kinds("big lake").matches(["big", "lak lake"]))) == 1


def test_gaps() -> None:
    """`_` matches one word, `...` none to three; the match leaves out the words they skip."""
    assert _said("fell _ water", "fell in water") == ["fell water"]
    assert _said("fell _ water", "fell water") == []
    assert _said("fell ... water", "fell water") == ["fell water"]
    assert _said("fell ... water", "fell into the cold water") == ["fell water"]
    assert _said("fell ... water", "fell out of the boat into water") == []


def test_choices() -> None:
    """Brackets give alternatives of several words or none, and may be nested."""
    text = "in (the|) (open (sea|water)|lake)"
    assert _said(text, "in lake") == ["in lake"]
    assert _said(text, "in the open water") == ["in the open water"]
    assert _said(text, "in the open lake") == []


def test_the_shorter_match() -> None:
    """Of two matches with the same end, the one that begins later counts."""
    (match,) = _kinds("leg ... water").matches("leg leg in water".split())
    assert (match.start, match.end, match.said) == (1, 4, (1, 3))


def test_kinds() -> None:
    """One phrase may belong to several kinds; each is found."""
    matches = _kinds("sea; lake", "sea").matches(["sea", "lake"])
    assert sorted((m.kind, m.start) for m in matches) == [(0, 0), (0, 1), (1, 0)]


def _pattern(sequence: phrase.Sequence) -> str:
    """The phrase as a regular expression over words that are each followed by a space."""
    parts = []
    for item in sequence:
        if isinstance(item, phrase.Choice):
            parts.append(f"(?:{'|'.join(map(_pattern, item.options))})")
        elif item == phrase.SOME:
            parts.append(r"(?:\S+ ){0,3}")
        elif item == phrase.ONE:
            parts.append(r"\S+ ")
        else:
            parts.append(re.escape(item.rstrip("*")) + (r"\S*" if "*" in item else "") + " ")
    return "".join(parts)


@given(
    st.lists(
        st.sampled_from(
            "sea swim swimmers lake in into the a cold water out of my his depth legs and or arms "
            "at same time together go goes under x".split()
        ),
        max_size=12,
    )
)
def test_as_regular_expressions(words: list[str]) -> None:
    """The automaton finds the same phrases as regular expressions, with the same ends."""
    found = {(m.kind, m.end) for m in _kinds(*PHRASES).matches(words)}
    expected = set()
    for kind, text in enumerate(PHRASES):
        pattern = re.compile(_pattern(phrase.parse(text)))
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                if pattern.fullmatch("".join(f"{word} " for word in words[start:end])):
                    expected.add((kind, end))
    assert found == expected


def test_patterns_that_would_explode() -> None:
    """Phrases with many gaps and choices need no more nodes than words, and little time."""
    matcher = _kinds(*(f"{'(a|_) ' * 8}a {'(a|_) ' * 8}e{number}" for number in range(22)))
    found = matcher.matches(["a"] * 2_000)
    start = time.process_time()
    assert list(found) == []
    assert time.process_time() - start < 5


def test_a_phrase_beyond_the_budget() -> None:
    """A phrase that could be written in too many ways is refused."""
    options = "|".join(f"a{number} b{number}" for number in range(60))
    with pytest.raises(PhraseError, match="too many wordings"):
        Compiler().add(phrase.parse(f"({options}) " * 3), 0)
