"""One assistant for all tests of this folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.prepared import prepare

Urgent = Callable[..., dict[str, tuple[str, ...]]]


@pytest.fixture(scope="session")
def assistant(warm_cache: Path) -> Assistant:
    """The assistant for the built-in document."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(warm_cache))
        return Assistant(prepared=prepare())


@pytest.fixture(scope="session")
def urgent(assistant: Assistant) -> Urgent:
    """Ask questions in one chat; return the warnings that the last makes urgent, and why."""

    def ask(*questions: str) -> dict[str, tuple[str, ...]]:
        chat = assistant.conversation()
        *_, answer = [chat.ask(question) for question in questions]
        return {w.id: w.because for w in answer.warnings if w.urgent}

    return ask
