"""Scores on the question sets must not fall below these floors.

`python -m assistant --evaluate tests/questions/public.jsonl` prints today's scores. When one rises,
raise its floor in the table below: a floor is the score reached minus 0.02. The tuning sets were
used to choose weights and data. The regression sets were not, but they have been read.
"""

from __future__ import annotations

from functools import cache

import pytest

from assistant import Assistant
from assistant.evaluation import report
from tests.helpers.places import ROOT

AT_LEAST = [
    ("public", "topic", "hit@1", 0.9),
    ("public", "topic", "hit@3", 0.94),
    ("public", "topic", "nDCG@5", 0.88),
    ("public", "topic", "sentence", 0.87),
    ("public", "typo", "hit@3", 0.98),
    ("public", "followup", "hit@3", 0.79),
    ("public", "safety-swim", "urgent recall", 1.0),
    ("public", "safety-generalized", "urgent recall", 1.0),
    ("public", "out-of-scope", "refused", 0.98),
    ("tuning", "topic", "hit@1", 0.86),
    ("tuning", "topic", "hit@3", 0.9),
    ("tuning", "topic", "nDCG@5", 0.85),
    ("tuning", "topic", "sentence", 0.88),
    ("tuning", "typo", "hit@3", 0.88),
    ("tuning", "followup", "hit@3", 0.81),
    ("tuning", "out-of-scope", "refused", 0.86),
    ("second-tuning", "topic", "hit@1", 0.85),
    ("second-tuning", "topic", "hit@3", 0.91),
    ("second-tuning", "topic", "nDCG@5", 0.85),
    ("second-tuning", "topic", "sentence", 0.93),
    ("second-tuning", "typo", "hit@3", 0.86),
    ("second-tuning", "followup", "hit@3", 0.83),
    ("second-tuning", "out-of-scope", "refused", 0.9),
    ("safety-tuning", "safety-swim", "urgent recall", 0.98),
    ("safety-tuning", "safety-generalized", "urgent recall", 0.98),
    ("regression", "topic", "hit@1", 0.87),
    ("regression", "topic", "hit@3", 0.9),
    ("regression", "topic", "nDCG@5", 0.84),
    ("regression", "topic", "sentence", 0.88),
    ("regression", "typo", "hit@3", 0.7),
    ("regression", "followup", "hit@3", 0.86),
    ("regression", "out-of-scope", "refused", 0.78),
    ("second-regression", "topic", "hit@1", 0.9),
    ("second-regression", "topic", "hit@3", 0.92),
    ("second-regression", "topic", "nDCG@5", 0.86),
    ("second-regression", "topic", "sentence", 0.91),
    ("second-regression", "typo", "hit@3", 0.91),
    ("second-regression", "followup", "hit@3", 0.78),
    ("second-regression", "out-of-scope", "refused", 0.9),
    ("safety-regression", "safety-swim", "urgent recall", 0.97),
    ("safety-regression", "safety-generalized", "urgent recall", 0.98),
]

AT_MOST = [
    ("public", "topic", "false alarms", 0.0),
    ("public", "topic", "wrongly refused", 0.021),
    ("public", "safety-negative", "false alarms", 0.0),
    ("tuning", "topic", "false alarms", 0.032),
    ("tuning", "topic", "wrongly refused", 0.05),
    ("second-tuning", "topic", "false alarms", 0.057),
    ("second-tuning", "topic", "wrongly refused", 0.02),
    ("regression", "topic", "false alarms", 0.032),
    ("regression", "topic", "wrongly refused", 0.044),
    ("second-regression", "topic", "false alarms", 0.039),
    ("second-regression", "topic", "wrongly refused", 0.02),
    ("safety-tuning", "safety-swim", "false alarms", 0.032),
    ("safety-tuning", "safety-generalized", "false alarms", 0.02),
    ("safety-tuning", "safety-negative", "false alarms", 0.02),
    ("safety-regression", "safety-swim", "false alarms", 0.043),
    ("safety-regression", "safety-generalized", "false alarms", 0.02),
    ("safety-regression", "safety-negative", "false alarms", 0.032),
]


@cache
def figures(assistant: Assistant, name: str) -> dict[str, dict[str, float]]:
    """The scores on a question set, by kind."""
    path = ROOT / "tests" / "questions" / f"{name}.jsonl"
    measured = report.run(assistant, str(path))
    return {kind: measured.figures(kind) for kind in measured.tallies}


@pytest.mark.parametrize(("name", "kind", "figure", "floor"), AT_LEAST)
def test_at_least(name: str, kind: str, figure: str, floor: float, assistant: Assistant) -> None:
    """Scores that should be high are not below their floors."""
    assert figures(assistant, name)[kind][figure] >= floor


@pytest.mark.parametrize(("name", "kind", "figure", "ceiling"), AT_MOST)
def test_at_most(name: str, kind: str, figure: str, ceiling: float, assistant: Assistant) -> None:
    """Scores that should be low are not above their ceilings."""
    assert figures(assistant, name)[kind][figure] <= ceiling


# Both files of chats were used for tuning.
CHATS_AT_LEAST = [
    ("chats-second-tuning", "talk", "kind", 0.9),
    ("chats-second-tuning", "passages", "kind", 0.98),
    ("chats-second-tuning", "passages", "hit@3", 0.85),
    ("chats-second-tuning", "passages", "later", 0.84),
    ("chats-second-tuning", "all", "next", 1.0),
    ("chats-second-tuning", "all", "nth", 1.0),
    ("chats-tuning", "talk", "kind", 0.95),
    ("chats-tuning", "passages", "kind", 0.97),
    ("chats-tuning", "passages", "hit@3", 0.86),
    ("chats-tuning", "passages", "later", 0.85),
    ("chats-tuning", "all", "next", 1.0),
    ("chats-tuning", "all", "nth", 1.0),
]

CHATS_AT_MOST = [
    ("chats-second-tuning", "all", "lost", 0.02),
    ("chats-second-tuning", "all", "stuck", 0.02),
    ("chats-tuning", "all", "lost", 0.02),
    ("chats-tuning", "all", "stuck", 0.03),
]


@pytest.mark.parametrize(("name", "kind", "figure", "floor"), CHATS_AT_LEAST)
def test_chats_at_least(
    name: str, kind: str, figure: str, floor: float, assistant: Assistant
) -> None:
    """For whole chats, scores that should be high are not below their floors."""
    assert figures(assistant, name)[kind][figure] >= floor


@pytest.mark.parametrize(("name", "kind", "figure", "ceiling"), CHATS_AT_MOST)
def test_chats_at_most(
    name: str, kind: str, figure: str, ceiling: float, assistant: Assistant
) -> None:
    """Scores of whole chats that should be low are not above their ceilings."""
    assert figures(assistant, name)[kind][figure] <= ceiling
