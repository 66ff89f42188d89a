"""Learns weights from labelled examples: logistic regression with a ridge penalty.

Used when a document folder is prepared, never while a question is answered: it needs numpy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

RIDGE = 1.0
"""The penalty on squared weights."""

OFTEN = 2
"""Examples that a feature must occur in, to be learned."""

STEPS = 300
"""Steps of the descent; the loss of the built-in document no longer changes in four digits."""

NEGLIGIBLE = 0.05
"""Weights below it are dropped: a question sums up about thirty."""


@dataclass(frozen=True, slots=True)
class Example:
    """What one sentence holds, whether it calls for the warning, and how much it counts."""

    features: Collection[str]
    calls: bool
    counts: float = 1.0


def learn(examples: Sequence[Example]) -> tuple[float, dict[str, float]]:
    """Return the bias and the weight of each feature, in logits. The same input, the same output.

    Descends by Nesterov's accelerated gradient (1983), with the step that the largest curvature
    allows: a quarter of the largest eigenvalue, by power iteration.
    """
    import numpy as np

    often = Counter(feature for example in examples for feature in set(example.features))
    names = sorted(feature for feature, count in often.items() if count >= OFTEN)
    number = {name: at for at, name in enumerate(names, 1)}  # 0 is the bias
    pairs = [
        (row, column)
        for row, example in enumerate(examples)
        for column in (0, *sorted(number[f] for f in set(example.features) if f in number))
    ]
    rows, columns = np.array(pairs, dtype=np.int64).T
    calls = np.array([example.calls for example in examples], dtype=float)
    counts = np.array([example.counts for example in examples])
    ridge = np.full(len(names) + 1, RIDGE)
    ridge[0] = 0.0

    def logits(weights: Any) -> Any:  # numpy's array types would have to be imported early
        return np.bincount(rows, weights[columns], len(examples))

    def back(errors: Any) -> Any:
        return np.bincount(columns, (errors * counts)[rows], len(names) + 1)

    direction = np.ones(len(names) + 1)
    for _ in range(20):
        direction = back(logits(direction))
        curvature = float(np.linalg.norm(direction))
        direction /= curvature
    step = 1 / (curvature / 4 * 1.05 + RIDGE)
    weights = ahead = np.zeros(len(names) + 1)
    pace = 1.0
    for _ in range(STEPS):
        errors = 1 / (1 + np.exp(-logits(ahead))) - calls
        before, weights = weights, ahead - step * (back(errors) + ridge * ahead)
        before_pace, pace = pace, (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = weights + (before_pace - 1) / pace * (weights - before)
    learned = {
        name: round(float(weight), 2)
        for name, weight in zip(names, weights[1:], strict=True)
        if abs(weight) >= NEGLIGIBLE
    }
    return round(float(weights[0]), 2), learned
