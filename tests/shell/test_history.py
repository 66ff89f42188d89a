"""The history of questions: kept for one pair of eyes, and never in the way of the chat."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from assistant.chat import history
from assistant.chat.history import History, history_file


def begin() -> History:
    return History(history_file())


def test_place(home: Path) -> None:
    """The history is kept in the user's state folder."""
    assert history_file() == str(home / "state" / "leg-cramp-assistant" / "history")


def test_place_without_xdg(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without XDG_STATE_HOME the state folder is ~/.local/state."""
    monkeypatch.delenv("XDG_STATE_HOME")
    assert history_file().startswith(str(home / ".local" / "state"))


def test_for_the_owner_only(home: Path) -> None:
    """Nobody else can read the file, nor list its folder."""
    os.umask(0o022)
    begin().add("how do I stop it?")
    file = Path(history_file())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_read_back() -> None:
    """What one chat asked, the next one has, the latest last."""
    first = begin()
    first.add("one")
    first.add("two")
    assert begin().read() == ["one", "two"]


def test_not_twice_in_a_row() -> None:
    """The same question twice in a row is kept once."""
    kept = begin()
    for question in ("one", "one", "two", "one"):
        kept.add(question)
    assert kept.read() == ["one", "two", "one"]


def test_announced_once() -> None:
    """Only the first chat says that questions are kept, where, and how to erase them."""
    notice = begin().notice()
    assert history_file() in notice
    assert "/forget" in notice
    assert begin().notice() == ""


def test_two_chats_at_once() -> None:
    """Two chats that write in turn keep all questions of both."""
    first, second = begin(), begin()
    for number in range(50):
        first.add(f"first {number}")
        second.add(f"second {number}")
    assert len(begin().read()) == 100


def test_two_chats_and_forget() -> None:
    """When one chat erases the history, another goes on with a new one."""
    first, second = begin(), begin()
    second.add("one")
    assert first.erase() is None
    second.add("two")
    assert begin().read() == ["two"]


def test_erase_what_is_not_there() -> None:
    """Erasing twice is no error."""
    kept = begin()
    assert kept.erase() is None
    assert kept.erase() is None


def test_no_history() -> None:
    """Without a file nothing is kept, and nothing is said."""
    kept = History(None)
    kept.add("one")
    assert kept.read() == []
    assert kept.notice() == ""
    assert kept.erase() is None


def test_unwritable_home(home: Path) -> None:
    """Where the folder cannot be made, the chat says so once and goes on without a history."""
    (home / "state").write_text("a file in the way")
    kept = begin()
    assert kept.notice() == f"No history: {history_file()} cannot be written (Not a directory)."
    kept.add("one")
    assert kept.read() == []


def test_disk_that_fills_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full costs the history, not the chat."""
    kept = begin()

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    kept.add("one")
    assert kept.path is None
    assert "No space left" in kept.problem


def test_file_that_vanishes(home: Path) -> None:
    """A history file that is deleted meanwhile reads as empty."""
    kept = begin()
    os.unlink(history_file())
    assert kept.read() == []


def test_cannot_be_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    """A history that cannot be erased is said to be there still."""
    kept = begin()

    def refuse(_: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "unlink", refuse)
    assert kept.erase() == f"{history_file()} cannot be erased: Permission denied"


def test_damaged_file() -> None:
    """Bytes that are no text, and what a terminal could obey, do no harm."""
    begin()
    Path(history_file()).write_bytes(b"one\n\xff\x1b[2J\n\n two \n")
    assert begin().read() == ["one", "\ufffd?[2J", "two"]


def test_long_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a very long history the end is read, in whole questions."""
    monkeypatch.setattr(history, "REMEMBERED", 12)
    kept = begin()
    for question in ("first one", "second", "third"):
        kept.add(question)
    assert kept.read() == ["third"]
