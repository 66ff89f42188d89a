"""Favours passages on the same subjects as the best hits.

The answer to a general question is spread over several passages, few of which share its words. The
tags show which belong together; a document without tags is ranked without this step.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from corpus.model import Passage
from index.search import Hit

VOICES = 5
"""The number of best hits, each of which supports others with the same tags."""

HEARD = 60
"""The number of hits that can be supported: lower ones would not reach the first screen."""

LIKENESSES_KEPT = 20_000
"""Number of pairs of tags whose likeness is cached; the built-in document has 7,000."""

SUPPORT = 0.6
"""The share of the best hits' mean score that a passage gains if it has the tags of all of them.
Tried from 0.3 to 1.0, with 3, 5 and 8 voices, on the public and tuning questions."""


def supported(passages: Sequence[Passage], hits: Sequence[Hit]) -> list[Hit]:
    """Return `hits` with higher scores for those that share tags with the best ones."""
    if not any(passages[hit.passage].tags for hit in hits[:VOICES]):
        return list(hits)  # most documents have no tags, and reading passages takes time
    heard = [(hit, passages[hit.passage].tags) for hit in hits[:HEARD]]
    voices = [(hit.score, tags) for hit, tags in heard[:VOICES]]
    points = {tags: _points(tags, voices) for _, tags in heard}
    found = []
    for rank, (hit, tags) in enumerate(heard):
        own = hit.score * _likeness(tags, tags) if rank < VOICES else 0.0
        found.append(Hit(hit.passage, hit.score + SUPPORT * (points[tags] - own) / len(voices)))
    return [*found, *hits[HEARD:]]


def _points(tags: tuple[str, ...], voices: Sequence[tuple[float, tuple[str, ...]]]) -> float:
    """The scores of the voices, weighted by how many tags they share with `tags`."""
    return sum([score * _likeness(tags, others) for score, others in voices])


@lru_cache(LIKENESSES_KEPT)
def _likeness(tags: tuple[str, ...], others: tuple[str, ...]) -> float:
    """The Jaccard similarity of two sets of tags."""
    both = len({*tags} & {*others})
    return both / len({*tags} | {*others}) if both else 0.0
