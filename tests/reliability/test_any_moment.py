"""Signals at any moment: a short version of `signals.py`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from assistant.chat.app import Ended
from assistant.chat.prompt import PromptReader
from assistant.chat.screen import Screen
from assistant.chat.session import Chat
from assistant.chat.settings import Settings
from assistant.prepared import prepare
from tests.helpers import sandbox
from tests.reliability import signals

RUNS = 14


def test_signals(tmp_path: Path, warm: Path) -> None:
    """After a signal at any moment, the terminal is restored and all files are complete."""
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


def test_a_signal_while_a_line_is_taken(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal between Enter and the answer is not lost: the chat ends."""
    for kind in ("CACHE", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    chat = Chat(prepare(str(sandbox.LEAFLET)), Settings(), Screen("spoken"))
    with create_pipe_input() as pipe:
        reader = PromptReader(chat, pipe, DummyOutput())
        app = reader.session.app

        def signal_after_enter(_: object) -> None:
            if app.future and app.future.done():
                assert reader.end(Ended(15))

        app.key_processor.after_key_press += signal_after_enter
        pipe.send_text("cold cloth\r")
        with pytest.raises(Ended):
            reader.read()
