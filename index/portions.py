"""The portions of a document, counted one after another, or by several processes at once."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence

from corpus.model import Passage
from index.counting import Counted, Portion, count

PORTION = 1000
"""Passages that are counted at a time."""

MOST_PROCESSES = 4

SHARED = 10 * PORTION
"""Passages from which several processes count them: each takes a second to get ready."""


def counts(
    passages: Sequence[Passage], titles: Mapping[str, str], annotated: bool
) -> Iterator[Counted]:
    """Count passages, and yield what was found in each portion, in order.

    `titles` and `annotated` are as in `Portion`. Raises FolderError.
    """
    portions = _portions(passages, titles, annotated)
    if len(passages) < SHARED or not _can_share():
        yield from map(count, portions)
        return
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    with multiprocessing.get_context("fork").Pool(processes, _start) as pool:
        yield from pool.imap(count, portions)


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
    """Whether it is safe to fork: macOS does not like it, nor do the locks of other threads."""
    return (
        sys.platform == "linux"
        and threading.active_count() == 1
        and not multiprocessing.current_process().daemon
    )


def _start() -> None:
    """Leave an interruption to the first process, which then ends the others. Leave alone what was
    in memory before: a page that is only read stays shared with that process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
