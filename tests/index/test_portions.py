"""Portions: several processes share the counting of a long document, with the same result."""

from __future__ import annotations

import multiprocessing
import threading
from dataclasses import replace

import pytest

from corpus.errors import FolderError
from corpus.model import AskedAs, Corpus
from index import portions
from tests.helpers.small import document, stored

TEXTS = [f"Rest number {number}, and don't walk. A calf’s cramp may hurt." for number in range(25)]


def tables(corpus: Corpus) -> bytes:
    """The index of a document, as bytes."""
    store = stored(corpus)
    return store._connection.serialize()


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents long enough for two portions are shared between processes."""
    monkeypatch.setattr(portions, "PORTION", 4)
    monkeypatch.setattr(portions, "SHARED", 8)


def test_processes_count_the_same(
    leaflet: Corpus, shared: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several processes make the same tables as one, byte for byte."""
    made = tables(leaflet)
    monkeypatch.setattr(portions, "_can_share", lambda: False)
    assert made == tables(leaflet)


def test_portions_know_their_neighbours(leaflet: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """A passage at the end of a portion is also found by the words of the next passage."""
    bare = replace(leaflet, passages=tuple(replace(p, asked=()) for p in leaflet.passages))

    def postings() -> list[object]:
        store = stored(bare)
        return store._connection.execute("select * from postings order by key").fetchall()

    at_once = postings()
    monkeypatch.setattr(portions, "PORTION", 1)
    assert postings() == at_once


def test_processes_share(leaflet: Corpus, shared: None) -> None:
    """Only a long document in a process without other threads is shared between several
    processes."""
    counting = portions.counts(leaflet.passages, {tag.id: tag.title for tag in leaflet.tags}, True)
    next(counting)
    assert multiprocessing.active_children()
    counting.close()
    short = portions.counts(leaflet.passages[:7], {tag.id: "" for tag in leaflet.tags}, True)
    next(short)
    assert multiprocessing.active_children() == []
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    alone = portions.counts(leaflet.passages, {tag.id: "" for tag in leaflet.tags}, True)
    next(alone)
    assert multiprocessing.active_children() == []
    stop.set()
    thread.join()


def test_processes_end(leaflet: Corpus, shared: None) -> None:
    """No process is left after the document is counted."""
    tables(leaflet)
    assert multiprocessing.active_children() == []


def test_a_complaint_of_another_process(shared: None) -> None:
    """An error in a passage is reported, whichever process counted it."""
    wrong = document(*TEXTS, asked={20: [AskedAs("how to stroll", 3)]})
    with pytest.raises(FolderError, match=r"asked\.3: the passage has 2 sentences"):
        tables(wrong)
    assert multiprocessing.active_children() == []
