"""Divides words that were written without blanks between them ("mysonishavingaseizure").

Only long runs are divided here, since they are hardly ever words. For short ones ("legcramps"), the
document's vocabulary decides (`index.words`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from index.spelling import common, english, is_english, is_word

SHORTEST = 14
"""Minimum number of letters in a run that may be several words."""

LONGEST = 400
"""Largest number of letters in a run that is divided: nobody types more, and it takes time."""

FEWEST = 3
"""Minimum number of words in a run: of two, one may be an ending ("leicester shire")."""

RARE = 3
"""Minimum number of letters in an uncommon word: shorter ones occur inside most other words."""

LONGEST_WORD = 16
"""Largest number of letters in a word."""

SHORTEST_PAIR = 4
"""Minimum number of letters in a run of two words, in a text that lacks several blanks: "hasa"."""

FEWEST_RUNS = 2
"""Number of different runs that show that the writer of a text leaves out blanks."""

SMALL_COST, COMMON_COST, LETTER_COST, RARE_COST, STRANGE_COST = 1.5, 2.0, 4.0, 4.0, 5.0
"""Costs of a small word, another common word, a word of one letter, any other English word, and a
letter outside any word. The cheapest division is used: few common words, not many rare ones."""

SMALL = frozenset(
    "am an and are at but can do for he her his if in is it my no not of on or she the to".split()
)
"""Words that occur in most sentences."""

CONTRACTIONS = "cant dont hes hows im isnt ive shes thats theres wasnt whats wont youre".split()
"""Common words that are not in the list of common words."""

DEAREST = 0.85
"""Highest cost per letter of a run; "dermatomyositis", a single word, costs nearly twice this."""

RUN = re.compile(rf"\b[A-Za-z]{{{SHORTEST},{LONGEST}}}\b")


def has_runs(text: str) -> bool:
    """Whether a text contains words without blanks between them."""
    return any(divided(run) != run for run in RUN.findall(text))


@lru_cache(10_000)
def divided(run: str) -> str:
    """Return a run of letters with blanks between its words, unchanged if it is one word."""
    letters = run.lower()
    if is_english(letters) or is_english(letters.removesuffix("s")):
        return run
    pieces, cost = _cheapest(run)
    if len(pieces) < FEWEST or cost > DEAREST * len(run):
        return run
    return " ".join(run[start:end] for start, end in pieces)


def short_runs(words: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
    """Return the start and end of each word in those `words` of a text that are run together, if
    its writer leaves out blanks. A short run may also be a name, so one is not enough."""
    unknown = [word for word in dict.fromkeys(words) if _may_be_run(word)]
    if len(unknown) < FEWEST_RUNS:
        return {}
    found = {word: _short(word) for word in unknown}
    runs = {word: pieces for word, pieces in found.items() if pieces}
    return runs if len(runs) >= FEWEST_RUNS else {}


def _may_be_run(word: str) -> bool:
    known = len(word) < SHORTEST_PAIR or not (word.isascii() and word.isalpha())
    return not known and not is_word(word.lower()) and word.lower() not in CONTRACTIONS


@lru_cache(10_000)
def _short(run: str) -> list[tuple[int, int]]:
    """Return the start and end of each word in a run; none if it is not made of words alone."""
    if len(run) > LONGEST:
        return []
    letters = run.lower()
    cheapest: dict[int, tuple[float, list[tuple[int, int]]]] = {0: (0.0, [])}
    for start in range(len(run)):
        if start in cheapest:
            before, pieces = cheapest[start]
            for end in range(start + 1, min(start + LONGEST_WORD, len(run)) + 1):
                cost = _cost(letters[start:end])
                if cost and (end not in cheapest or before + cost < cheapest[end][0]):
                    cheapest[end] = before + cost, [*pieces, (start, end)]
    cost, pieces = cheapest.get(len(run), (0.0, []))
    return pieces if len(pieces) > 1 and cost <= DEAREST * len(run) else []


def _cheapest(run: str) -> tuple[list[tuple[int, int]], float]:
    """Return the start and end of each piece of the cheapest division, and its cost."""
    letters = run.lower()
    costs = [0.0]
    starts = [0]
    for end in range(1, len(letters) + 1):
        best = costs[-1] + STRANGE_COST, end - 1
        for start in range(max(0, end - LONGEST_WORD), end):
            alone = run[start:end] == "I" and not run.isupper()
            cost = SMALL_COST if alone else _cost(letters[start:end])
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
    """Return the cost of a word, 0 if it is not a word."""
    if word in SMALL:
        return SMALL_COST
    if word in _common():
        return COMMON_COST if len(word) > 1 else LETTER_COST
    return RARE_COST if len(word) >= RARE and word in english() else 0.0


@cache
def _common() -> frozenset[str]:
    """Return the common English words for dividing runs; of single letters, only `a` and `i`."""
    words = {word for word in common() if len(word) > 1}
    return frozenset(words.union(CONTRACTIONS, "ai"))
