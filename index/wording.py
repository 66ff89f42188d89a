"""Compares the wording of a question with that of questions the document answers, and others.

Pairs of neighbouring words are counted in the asked-as lines of the document, and in questions
about anything else (`english/wording.txt`, which `python -m tests.benchmarks.answerable` writes).
"does garlic" suggests that a document on home remedies has the answer, "convert pdf" that it has
not.
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
"""Least number of questions with a pair for it to count: one may be chance."""

PRIOR, MOST = 0.5, 1.5
"""What is added to each count, and the largest weight of a pair, so that none decides alone."""

_START, _END = "^", "$"


@dataclass(frozen=True, slots=True)
class Counts:
    """The number of questions with each pair of words, and the number of questions."""

    pairs: Mapping[str, int]
    questions: int


def count(questions: Iterable[Sequence[str]]) -> Counts:
    """Count the pairs in questions, each a sequence of stems that includes stop words."""
    each = [pairs(stems) for stems in questions]
    found = Counter(pair for one in each for pair in one)
    return Counts({pair: times for pair, times in found.items() if times >= SEEN}, len(each))


def pairs(stems: Sequence[str]) -> set[str]:
    """Return the pairs of neighbours, including the start and the end of the question."""
    return {f"{one} {other}" for one, other in zip((_START, *stems), (*stems, _END), strict=True)}


def stems_of(question: str, stemmer: Stemmer) -> list[str]:
    """Return the stems of a question in order, with stop words unstemmed."""
    return [word if is_stop(word) else stemmer(word) for word, _, _ in tokens(question)]


@cache
def elsewhere() -> Counts:
    """Return the counts of questions about anything else."""
    with open(join(dirname(__file__), "english", "wording.txt"), encoding="utf-8") as file:
        questions, *lines = file.read().splitlines()
    counts = (line.rsplit(" ", 1) for line in lines)
    return Counts({pair: int(times) for pair, times in counts}, int(questions))


def compare(asked: Counts, others: Counts) -> dict[str, float]:
    """Return how much likelier each pair is in `asked` than in `others`, as a logarithm."""
    if not asked.questions or not others.questions:
        return {}
    size = math.log(others.questions / asked.questions)
    found = {}
    for pair in sorted({*asked.pairs, *others.pairs}):
        here, there = (counts.pairs.get(pair, 0) + PRIOR for counts in (asked, others))
        found[pair] = round(max(-MOST, min(MOST, math.log(here / there) + size)), 2)
    return found


def likeness(words: Sequence[Word], table: Known[float]) -> float:
    """Return how similar the wording is to that of questions which the document answers: the mean
    over its pairs, with 0 for unknown pairs."""
    found = pairs([word.stem for word in words])
    return sum(table.get(pair) or 0.0 for pair in found) / len(found)
