"""Favours passages that answer the same questions as the best hits, as the folder's author says.

The best hit stays first: groups fill the other places. A folder without groups is ranked without
this step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.search import Hit

VOICES = 8
"""The number of best hits, each of which favours those in a group with it."""

HEARD = 100
"""The number of hits that can be favoured: lower ones would not reach the first screen."""

SHARE = 0.5
"""The share of the voices' mean score that a passage gains if it is in a group with all of them.
Tried from 0.3 to 1, with 3, 5 and 8 voices, by nDCG@5 on the tuning questions (0.80 without groups,
0.83 with them) and on practice questions."""

LOUDER = 4
"""How much a voice counts: its score to this power. If the best hit stands out, only those in a
group with it gain. Values tried: 1, 2, 4 and 6."""

GroupFinder = Callable[[int], frozenset[int]]
"""Looks up the passages that answer the same questions as the passage with this number."""


def together(hits: Sequence[Hit], beside: GroupFinder) -> list[Hit]:
    """Return `hits`, best first, with higher scores for those in a group with the best ones."""
    voices = [(hit.score**LOUDER, beside(hit.passage)) for hit in hits[:VOICES]]
    loudness = sum([loud for loud, _ in voices])
    if not loudness or not any(group for _, group in voices):
        return list(hits)
    mean = sum([hit.score for hit in hits[:VOICES]]) / len(voices)
    heard = dict.fromkeys([hit.passage for hit in hits[:HEARD]], 0.0)
    for loud, group in voices:
        for passage in group & heard.keys():
            heard[passage] += loud
    found = [
        Hit(passage, score + SHARE * mean * heard[passage] / loudness)
        for passage, score in hits[:HEARD]
    ]
    first = Hit(hits[0].passage, max(hit.score for hit in found))
    others = sorted(found[1:], key=lambda hit: (-hit.score, hit.passage))
    return [first, *others, *hits[HEARD:]]
