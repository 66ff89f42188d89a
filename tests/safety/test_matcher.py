"""Many phrases found at once."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.safety import phrases as phrase
from assistant.safety.matcher import Matcher
from assistant.safety.training import automaton

PHRASES = [
    "sea",
    "(in|into) (the|a|) (cold|) water",
    "out of (my|his) depth",
    "_ water",
    "legs (and|or) arms (at the same time|together)",
    "go* under",
]


def _kinds(*texts: str) -> Matcher:
    """A matcher in which each text is of a kind of its own, read from JSON."""
    kinds = [[phrase.parse(part) for part in phrase.split(text)] for text in texts]
    return Matcher(json.loads(json.dumps(automaton(kinds))))


def _said(text: str, question: str) -> list[str]:
    words = question.split()
    return [" ".join(words[at] for at in m.said) for m in _kinds(text).matches(words)]


def test_words_and_beginnings() -> None:
    """A word stands for itself, with `*` for all that begin so."""
    assert _said("swim*; sea", "swimmers swim in the sea of seals") == ["swimmers", "swim", "sea"]


def test_gaps() -> None:
    """`_` is one word, `...` none to three; what they pass over is not said."""
    assert _said("fell _ water", "fell in water") == ["fell water"]
    assert _said("fell _ water", "fell water") == []
    assert _said("fell ... water", "fell water") == ["fell water"]
    assert _said("fell ... water", "fell into the cold water") == ["fell water"]
    assert _said("fell ... water", "fell out of the boat into water") == []


def test_choices() -> None:
    """Brackets give a choice, of several words or of nothing, within each other."""
    text = "in (the|) (open (sea|water)|lake)"
    assert _said(text, "in lake") == ["in lake"]
    assert _said(text, "in the open water") == ["in the open water"]
    assert _said(text, "in the open lake") == []


def test_the_shorter_match() -> None:
    """Of two beginnings that lead to one end, the later one counts."""
    (match,) = _kinds("leg ... water").matches("leg leg in water".split())
    assert (match.start, match.end, match.said) == (1, 4, (1, 3))


def test_kinds() -> None:
    """One phrase may be of several kinds; each is found."""
    matches = _kinds("sea; lake", "sea").matches(["sea", "lake"])
    assert sorted((m.kind, m.start) for m in matches) == [(0, 0), (0, 1), (1, 0)]


def _pattern(sequence: phrase.Sequence) -> str:
    """The phrase as a regular expression over words that each end with a blank."""
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
    """The automaton finds the phrases that regular expressions find, with the same ends."""
    found = {(m.kind, m.end) for m in _kinds(*PHRASES).matches(words)}
    expected = set()
    for kind, text in enumerate(PHRASES):
        pattern = re.compile(_pattern(phrase.parse(text)))
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                if pattern.fullmatch("".join(f"{word} " for word in words[start:end])):
                    expected.add((kind, end))
    assert found == expected
