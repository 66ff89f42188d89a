"""Tells passages apart by how people ask for them: naive Bayes over the asked-as lines.

The words of a question say what it is about; its small words and their order say what it wants to
know: "how long do", "is it safe to". For each word and pair of neighbours, the index keeps how many
asked-as lines of each passage contain it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from index.bm25 import LONG, PostingList
from index.wording import SEEN, parts

SHARE = 0.07
"""Exponent of the likelihood of the wording in a passage's score. Tried from 0.04 to 0.15 on the
public and tuning questions; two more questions in a hundred get the right passage first
(`python -m tests.benchmarks.practice`), and more among those that nobody tuned on."""


def count(lines: Iterable[tuple[int, Sequence[str]]]) -> Iterator[tuple[str, PostingList]]:
    """Yield each part of the asked-as lines, in order, with the passages that are asked for with it
    and the logarithm of the likelihood of each.

    `lines` are the passages and stems of the lines, in the order of the passages. Parts of fewer
    than SEEN lines, and of LONG or more passages, say nothing.
    """
    found: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for passage, stems in lines:
        for part in parts(stems):
            found[part][passage] += 1
    for part, counts in sorted(found.items()):
        if counts.total() >= SEEN and len(counts) < LONG:
            yield part, PostingList([*counts], [math.log1p(times) for times in counts.values()])


def factors(found: Iterable[PostingList]) -> dict[int, float]:
    """Return the factor for the score of each passage in the lists of a question's parts."""
    likely: defaultdict[int, float] = defaultdict(float)
    for postings in found:
        for passage, weight in postings:
            likely[passage] += weight
    return {passage: math.exp(SHARE * total) for passage, total in likely.items()}
