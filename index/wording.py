"""Compares the wording of a question with that of questions that the document answers, and of
others.

Words and pairs of neighbouring words are counted in the asked-as lines of the document, and in
questions about anything else (`english/wording.txt`, which `python -m tests.benchmarks.answerable`
writes). "does garlic" suggests that a document on home remedies has the answer, "convert pdf" that
it does not.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from os.path import dirname, join

from index.analysis import Stemmer, is_stop, tokens
from index.words import Known, Word

SEEN = 2
"""Minimum number of questions with a word or pair for it to count: one may be chance."""

PRIOR, MOST = 0.5, 1.5
"""What is added to each count, and the largest weight of a word or pair, so that none decides
alone."""

TOTAL = 9.0
"""The largest likeness; the smallest is minus this. So a long question is not decided by its
wording alone. Of the ways tried to add up the weights of words, pairs and triples, the sum over
words and pairs told questions apart as well as any (`tests.benchmarks.answerable`)."""

_START, _END = "^", "$"


@dataclass(frozen=True, slots=True)
class Counts:
    """The number of questions with each word and pair of words, and the number of questions."""

    parts: Mapping[str, int]
    questions: int


def count(questions: Iterable[Sequence[str]]) -> Counts:
    """Count the parts of questions, each a sequence of stems that includes stop words."""
    each = [parts(stems) for stems in questions]
    found = Counter(part for one in each for part in one)
    return Counts({part: times for part, times in found.items() if times >= SEEN}, len(each))


def parts(stems: Sequence[str]) -> set[str]:
    """Return the words that are not stop words, and the pairs of neighbours, including the start
    and the end of the question."""
    pairs = zip((_START, *stems), (*stems, _END), strict=True)
    words = (stem for stem in stems if not is_stop(stem))
    return {*words, *(f"{one} {other}" for one, other in pairs)}


def stems_of(question: str, stemmer: Stemmer) -> list[str]:
    """Return the stems of a question in order, with stop words unstemmed."""
    return [word if is_stop(word) else stemmer(word) for word, _, _ in tokens(question)]


@cache
def elsewhere() -> Counts:
    """Return the counts of questions about anything else."""
    with open(join(dirname(__file__), "english", "wording.txt"), encoding="utf-8") as file:
        questions, *lines = file.read().splitlines()
    counts = (line.rsplit(" ", 1) for line in lines)
    return Counts({part: int(times) for part, times in counts}, int(questions))


def compare(asked: Counts, others: Counts) -> dict[str, float]:
    """Return how much likelier each part is in `asked` than in `others`, as a logarithm."""
    if not asked.questions or not others.questions:
        return {}
    size = math.log(others.questions / asked.questions)
    found = {}
    for part in sorted({*asked.parts, *others.parts}):
        here, there = (counts.parts.get(part, 0) + PRIOR for counts in (asked, others))
        found[part] = round(max(-MOST, min(MOST, math.log(here / there) + size)), 2)
    return found


def likeness(words: Sequence[Word], table: Known[float]) -> float:
    """Return how similar the wording is to that of questions which the document answers: the sum
    over its words and pairs, with 0 for unknown ones."""
    stems = [_START, *(word.stem for word in words), _END]
    weights: dict[str, float | None] = {}
    for stem in stems:
        small = is_stop(stem) or stem in (_START, _END)
        weights[stem] = 0.0 if small else table.get(stem)
    pairs = {
        f"{one} {other}"
        for one, other in pairwise(stems)
        if weights[one] is not None and weights[other] is not None  # else the pair is unknown, too
    }
    return limited(weight or 0.0 for weight in (*weights.values(), *map(table.get, pairs)))


def limited(weights: Iterable[float]) -> float:
    """Return the sum of weights, limited to between -TOTAL and TOTAL; their order does not
    matter."""
    return max(-TOTAL, min(TOTAL, math.fsum(weights)))
