"""Favours passages on the same subjects as the best hits.

The answer to a general question is spread over several passages, few of which share its words. The
tags show which belong together; a document without tags is ranked without this step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.search import Hit

VOICES = 5
"""The number of best hits, each of which supports others with the same tags."""

HEARD = 60
"""The number of hits that can be supported: lower ones would not reach the first screen."""

SUPPORT = 0.6
"""The share of the best hits' mean score that a passage gains if it has the tags of all of them.
Tried from 0.3 to 1.0, with 3, 5 and 8 voices, on the public and tuning questions."""


Tags = int
"""The tags of a passage, each a bit."""


def supported(hits: Sequence[Hit], tags_of: Callable[[int], Tags]) -> list[Hit]:
    """Return `hits` with higher scores for those that share tags with the best ones."""
    if not any(tags_of(hit.passage) for hit in hits[:VOICES]):
        return list(hits)  # most documents have no tags, and reading passages takes time
    heard = [(hit, tags_of(hit.passage)) for hit in hits[:HEARD]]
    voices = [(hit.score, tags) for hit, tags in heard[:VOICES]]
    found = []
    for rank, (hit, tags) in enumerate(heard):
        points = sum([score * _likeness(tags, others) for score, others in voices])
        own = hit.score * _likeness(tags, tags) if rank < VOICES else 0.0
        found.append(Hit(hit.passage, hit.score + SUPPORT * (points - own) / len(voices)))
    return [*found, *hits[HEARD:]]


def _likeness(tags: Tags, others: Tags) -> float:
    """The Jaccard similarity of two sets of tags."""
    both = tags & others
    return both.bit_count() / (tags | others).bit_count() if both else 0.0
