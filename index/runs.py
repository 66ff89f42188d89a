"""Words written without blanks between them ("mysonishavingaseizure"), divided again.

Only long runs are: where a few letters could be two words ("legcramps"), the document's own
vocabulary decides (`index.spelling`), while a run of many letters is hardly ever a word.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from index.spelling import common, english, is_english

SHORTEST = 14
"""Letters from which a run may be several words."""

LONGEST = 400
"""Letters of a run that is divided, at most: nobody types more, and it takes time."""

FEWEST = 3
"""Words of a run, at least: of two, one may be an ending ("leicester shire")."""

RARE = 3
"""Letters of a word that is not common, at least: shorter ones are everywhere in other words."""

LONGEST_WORD = 16
"""Letters of a word, at most."""

SMALL_COST, COMMON_COST, LETTER_COST, RARE_COST, STRANGE_COST = 1.5, 2.0, 4.0, 4.0, 5.0
"""What a small word, another common one, a word of one letter, any other English word and a letter
of no word cost. The cheapest division counts: few and common words, not many and rare ones."""

SMALL = frozenset(
    "am an and are at but can do for he her his if in is it my no not of on or she the to".split()
)
"""Words that are in most sentences."""

CONTRACTIONS = "cant dont hes hows im isnt ive shes thats theres wasnt whats wont youre".split()
"""Common words that the list of them lacks."""

DEAREST = 0.85
"""Cost for each letter, at most: in "dermatomyositis", which is no run, it is nearly twice this."""

RUN = re.compile(rf"\b[A-Za-z]{{{SHORTEST},{LONGEST}}}\b")


def has_runs(text: str) -> bool:
    """Whether a text has words without blanks between them."""
    return any(divided(run) != run for run in RUN.findall(text))


@lru_cache(10_000)
def divided(run: str) -> str:
    """Return a run of letters as words with blanks between them, or as it is if it is one word."""
    letters = run.lower()
    if is_english(letters) or is_english(letters.removesuffix("s")):
        return run
    pieces, cost = _cheapest(letters)
    if len(pieces) < FEWEST or cost > DEAREST * len(run):
        return run
    return " ".join(run[start:end] for start, end in pieces)


def _cheapest(letters: str) -> tuple[list[tuple[int, int]], float]:
    """Return start and end of each piece of the cheapest division, and what it costs."""
    costs = [0.0]
    starts = [0]
    for end in range(1, len(letters) + 1):
        best = costs[-1] + STRANGE_COST, end - 1
        for start in range(max(0, end - LONGEST_WORD), end):
            cost = _cost(letters[start:end])
            if cost and costs[start] + cost < best[0]:
                best = costs[start] + cost, start
        costs.append(best[0])
        starts.append(best[1])
    pieces = []
    end = len(letters)
    while end:
        pieces.append((starts[end], end))
        end = starts[end]
    return pieces[::-1], costs[-1]


def _cost(word: str) -> float:
    """What a word costs, 0 if it is none."""
    if word in SMALL:
        return SMALL_COST
    if word in _common():
        return COMMON_COST if len(word) > 1 else LETTER_COST
    return RARE_COST if len(word) >= RARE and word in english() else 0.0


@cache
def _common() -> frozenset[str]:
    """The common English words that a run is divided into; of single letters, two are words."""
    words = {word for word in common() if len(word) > 1}
    return frozenset(words.union(CONTRACTIONS, "ai"))
