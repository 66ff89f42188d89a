"""Any moment: a short version of `signals.py`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import signals

RUNS = 20


def test_signals(tmp_path: Path, warm: Path) -> None:
    """Whatever signal comes, whenever: terminal as before, whole files, a next start."""
    signals.heed()
    planned = signals.runs(RUNS, seed=20)
    assert {run.kind for run in planned} == set(signals.KINDS)
    assert {run.number for run in planned} == set(signals.SIGNALS)

    def perform(numbered: tuple[int, signals.Run]) -> str:
        number, run = numbered
        return signals.perform(run, tmp_path / str(number), warm)

    with ThreadPoolExecutor(4) as pool:
        ends = list(pool.map(perform, enumerate(planned)))
    assert len(ends) == RUNS
