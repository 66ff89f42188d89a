"""How a question is worded: like those that the document answers, or like any others?

Pairs of neighbouring words are counted in the asked-as lines of the document, and in questions that
people ask about anything else (`english/wording.txt`, which `python -m tests.benchmarks.answerable`
writes). "does garlic" speaks for a document on home remedies, "convert pdf" against it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from os.path import dirname, join

from index.analysis import Stemmer, is_stop, tokens
from index.query import Known, Word

SEEN = 2
"""Questions that have a pair, at least, for it to count: one alone is chance."""

PRIOR, MOST = 0.5, 1.5
"""What is added to each count, and the most that a pair may tell: none decides alone."""

_START, _END = "^", "$"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many questions have each pair of words, and how many questions there are."""

    pairs: Mapping[str, int]
    questions: int


def count(questions: Iterable[Sequence[str]]) -> Counts:
    """Count the pairs in questions, each given by its stems in order, stop words included."""
    each = [pairs(stems) for stems in questions]
    found = Counter(pair for one in each for pair in one)
    return Counts({pair: times for pair, times in found.items() if times >= SEEN}, len(each))


def pairs(stems: Sequence[str]) -> set[str]:
    """Return the pairs of neighbours, the start and the end of the question included."""
    return {f"{one} {other}" for one, other in zip((_START, *stems), (*stems, _END), strict=True)}


def stems_of(question: str, stemmer: Stemmer) -> list[str]:
    """Return the stems of a question in order, stop words as they are."""
    return [word if is_stop(word) else stemmer(word) for word, _, _ in tokens(question)]


@cache
def elsewhere() -> Counts:
    """Return the counts of questions about anything."""
    with open(join(dirname(__file__), "english", "wording.txt"), encoding="utf-8") as file:
        questions, *lines = file.read().splitlines()
    counts = (line.rsplit(" ", 1) for line in lines)
    return Counts({pair: int(times) for pair, times in counts}, int(questions))


def compare(asked: Counts, others: Counts) -> dict[str, float]:
    """Return for each pair how much likelier it is in `asked` than in `others`, as a logarithm."""
    if not asked.questions or not others.questions:
        return {}
    size = math.log(others.questions / asked.questions)
    found = {}
    for pair in sorted({*asked.pairs, *others.pairs}):
        here, there = (counts.pairs.get(pair, 0) + PRIOR for counts in (asked, others))
        found[pair] = round(max(-MOST, min(MOST, math.log(here / there) + size)), 2)
    return found


def likeness(words: Sequence[Word], table: Known[float]) -> float:
    """Return how much a question is worded like those that the document answers: the mean over its
    pairs, 0 for those that are in neither."""
    found = pairs([word.stem for word in words])
    return sum(table.get(pair) or 0.0 for pair in found) / len(found)
