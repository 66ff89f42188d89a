"""Tells passages apart by how people ask for them, as their asked-as lines show.

The words of a question say what it is about; its small words and their order say what it wants to
know: "how long do", "is it safe to". For each word and pair of neighbours, the index keeps its
tf-idf in the asked-as lines of each passage.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from index.bm25 import LONG, PostingList
from index.wording import SEEN, parts

SHARE = 0.026
"""A passage's score is multiplied by e to the power of SHARE times the total weight of the matching
parts. Tried from 0.022 to 0.03 on the public and tuning questions; it puts the right passage first
for two more questions in a hundred (`python -m tests.benchmarks.practice`), and for more among
those that nobody tuned on."""


def count(
    lines: Iterable[tuple[int, Sequence[str]]], passages: int
) -> Iterator[tuple[str, PostingList]]:
    """Yield each part of the asked-as lines, in order, with its weight in each passage:
    `log(1 + tf) * log(passages / df)`, where `tf` is the number of the passage's lines with the
    part and `df` the number of passages with such lines.

    `lines` are the passages and stems of the lines, in the order of the passages; `passages` is the
    number of passages. Parts that occur in fewer than SEEN lines, or in LONG or more passages, are
    left out.
    """
    found: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for passage, stems in lines:
        for part in parts(stems):
            found[part][passage] += 1
    for part, counts in sorted(found.items()):
        if counts.total() >= SEEN and len(counts) < LONG:
            idf = math.log(passages / len(counts))
            yield part, PostingList([*counts], [idf * math.log1p(tf) for tf in counts.values()])


def factors(found: Iterable[PostingList]) -> dict[int, float]:
    """Return the factor for the score of each passage in the lists of a question's parts."""
    sums: defaultdict[int, float] = defaultdict(float)
    for postings in found:
        for passage, weight in postings:
            sums[passage] += weight
    return {passage: math.exp(SHARE * total) for passage, total in sums.items()}
