"""Counts the portions of a document one after another, or in several processes at once."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor

from corpus.model import Passage
from index.counting import Counted, Portion, count

PORTION = 1000
"""Number of passages in a portion."""

MOST_PROCESSES = 4

AHEAD = 2
"""Number of portions per process that are handed out before their results are needed."""

SHARED = 10 * PORTION
"""Minimum number of passages for which several processes are used: each takes a second to start."""


def counts(
    passages: Sequence[Passage], titles: Mapping[str, str], annotated: bool
) -> Iterator[Counted]:
    """Count passages, and yield the result for each portion, in order.

    `titles` and `annotated` are as in `Portion`. Raises FolderError.
    """
    portions = _portions(passages, titles, annotated)
    if len(passages) < SHARED or not _can_share():
        yield from map(count, portions)
        return
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    with ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), _start) as pool:
        waiting: deque[Future[Counted]] = deque()
        try:
            for portion in portions:
                waiting.append(pool.submit(count, portion))
                if len(waiting) > AHEAD * processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _portions(
    passages: Sequence[Passage], titles: Mapping[str, str], annotated: bool
) -> Iterator[Portion]:
    lines = 0
    for first in range(0, len(passages), PORTION):
        after = first + PORTION
        some = passages[first:after]
        yield Portion(
            passages=some,
            first=first,
            first_line=lines,
            before=passages[first - 1] if first else None,
            after=passages[after] if after < len(passages) else None,
            titles=titles,
            annotated=annotated,
        )
        lines += sum(len(passage.asked) for passage in some)


def _can_share() -> bool:
    """Whether it is safe to fork: not on macOS, nor while other threads may hold locks."""
    return (
        sys.platform == "linux"
        and threading.active_count() == 1
        and not multiprocessing.current_process().daemon
    )


def _start() -> None:
    """Prepare a process of the pool.

    An interruption is left to the parent, which then hands out no more portions. The garbage
    collector ignores existing objects, so that their memory stays shared with the parent.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
