"""Logistic regression with a penalty on large weights, in numpy."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

PENALTY = 0.1
"""The penalty on a squared weight; it is multiplied by the square root of how often the feature
occurs. With one penalty for all features, "water" gets so large a weight that nothing else in a
sentence can outweigh it, and more of the ordinary stories are called dangers at the same recall."""

OFTEN = 3
"""Examples in which a feature must occur to be learned."""

STEPS = 200
"""Steps of the descent; after these, the weights hardly change."""

NEGLIGIBLE = 0.05
"""Smaller weights are dropped: the score of a question is the sum of about thirty weights."""


@dataclass(frozen=True, slots=True)
class Example:
    """The features of a text, whether it calls for the warning, and its weight."""

    features: Collection[str]
    calls: bool
    counts: float = 1.0


def learn(
    examples: Sequence[Example], steps: int = STEPS, penalty: float = PENALTY
) -> tuple[float, dict[str, float]]:
    """Return the bias and the weight of each feature, in logits. The result is deterministic.

    Uses Nesterov's accelerated gradient (1983) with the step that the largest curvature allows: a
    quarter of the largest eigenvalue, found by power iteration. Each feature is scaled by its own
    curvature, so that rare ones are learned as fast as frequent ones.
    """
    import numpy as np

    # One entry for each feature of each example; the feature "" is the bias.
    entries = list(chain.from_iterable(("", *example.features) for example in examples))
    known = {name: at for at, name in enumerate(dict.fromkeys(entries))}
    columns = np.fromiter(map(known.__getitem__, entries), np.int64, len(entries))
    often = np.bincount(columns)
    names = sorted(name for name, at in known.items() if not name or often[at] >= OFTEN)
    number = np.full(len(known), -1)
    number[[known[name] for name in names]] = np.arange(len(names))
    columns = number[columns]
    rows = np.repeat(np.arange(len(examples)), [1 + len(e.features) for e in examples])
    rows, columns = rows[columns >= 0], columns[columns >= 0]
    row_starts = np.searchsorted(rows, np.arange(len(examples)))
    by_column = rows[np.argsort(columns, kind="stable")]
    column_starts = np.searchsorted(np.sort(columns), np.arange(len(names)))
    calls = np.array([example.calls for example in examples], dtype=float)
    counts = np.array([example.counts for example in examples])
    total = np.add.reduceat(counts[by_column], column_starts)
    ridge = penalty * np.sqrt(total)
    ridge[0] = 0.0
    unit = 1 / np.sqrt(total / 4 + ridge)

    def logits(weights: Any) -> Any:  # numpy's array types would have to be imported early
        return np.add.reduceat(weights[columns], row_starts)

    def slopes(errors: Any) -> Any:
        return np.add.reduceat((errors * counts)[by_column], column_starts)

    direction = np.ones(len(names))
    for _ in range(20):
        moved = unit * direction
        direction = unit * (slopes(logits(moved)) / 4 + ridge * moved)
        curvature = float(np.sum(direction * direction)) ** 0.5
        direction /= curvature
    step = 1 / (curvature * 1.05)
    scaled = ahead = np.zeros(len(names))
    pace = 1.0
    for _ in range(steps):
        errors = 1 / (1 + np.exp(-logits(unit * ahead))) - calls
        slope = unit * (slopes(errors) + ridge * unit * ahead)
        before, scaled = scaled, ahead - step * slope
        if np.sum(slope * (scaled - before)) > 0:
            pace = 1.0  # past the minimum: restart the acceleration
        before_pace, pace = pace, (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = scaled + (before_pace - 1) / pace * (scaled - before)
    weights = unit * scaled
    learned = {
        name: round(float(weight), 2)
        for name, weight in zip(names[1:], weights[1:], strict=True)
        if abs(weight) >= NEGLIGIBLE
    }
    return round(float(weights[0]), 2), learned
