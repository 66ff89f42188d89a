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
    """Where no history is wanted nothing is kept, and nothing is said."""
    kept = History(history_file(), keeps=False)
    kept.add("one")
    assert kept.read() == []
    assert kept.notice() == ""
    assert kept.place() == "none is kept"
    assert not Path(history_file()).exists()
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
    assert not kept.keeps
    assert "No space left" in kept.problem


def test_file_that_vanishes(home: Path) -> None:
    """A history file that is deleted meanwhile reads as empty."""
    kept = begin()
    os.unlink(history_file())
    assert kept.read() == []


def test_cannot_be_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    """A history that cannot be erased is said to be there still."""
    kept = begin()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    kept.add("one")
    monkeypatch.setattr(os, "unlink", refuse)
    monkeypatch.setattr(os, "ftruncate", refuse)
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


def test_old_questions_are_erased_though_none_is_kept() -> None:
    """A chat that keeps no history erases what earlier ones kept, and says where that is."""
    begin().add("one")
    kept = History(history_file(), keeps=False)
    assert kept.place().startswith(history_file())
    assert kept.erase() is None
    assert not Path(history_file()).exists()


def test_erased_after_it_could_not_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """A history that could not be written any more is erased all the same."""
    begin().add("one")
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", _full)
        kept = begin()
    assert not kept.keeps
    assert kept.erase() is None
    assert not Path(history_file()).exists()


def _full(*_: object) -> int:
    raise OSError(28, "No space left on device")


def test_emptied_where_it_cannot_be_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file cannot be deleted, the questions in it are."""
    kept = begin()
    kept.add("one")

    def refuse(_: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "unlink", refuse)
    assert kept.erase() is None
    assert Path(history_file()).read_bytes() == b""


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """A link to a file elsewhere is not written to; `/forget` says that the file is still there."""
    target = tmp_path / "elsewhere"
    target.write_text("precious\n")
    file = Path(history_file())
    file.parent.mkdir(parents=True)
    file.symlink_to(target)
    kept = begin()
    kept.add("one")
    assert target.read_text() == "precious\n"
    assert "it is a link to" in kept.notice()
    assert str(target) in (kept.erase() or "")
    assert not file.is_symlink()


def test_a_link_within_the_state_folder(home: Path) -> None:
    """A link to a file of the state folder is followed, and `/forget` deletes both."""
    file = Path(history_file())
    file.parent.mkdir(parents=True)
    target = home / "state" / "questions"
    file.symlink_to(target)
    begin().add("one")
    assert target.read_text() == "one\n"
    assert begin().erase() is None
    assert not target.exists()
    assert not file.is_symlink()


def test_an_open_mode_is_put_right(home: Path) -> None:
    """A history that others could read is closed to them, and no folder is made open to all."""
    before = os.umask(0)
    try:
        begin().add("one")
        os.chmod(history_file(), 0o666)
        begin().add("two")
    finally:
        os.umask(before)
    assert stat.S_IMODE(os.stat(history_file()).st_mode) == 0o600
    for folder in ("state", "state/leg-cramp-assistant"):
        assert stat.S_IMODE((home / folder).stat().st_mode) == 0o700


def test_two_questions_are_not_glued() -> None:
    """A file whose last line was not ended gets a new line first."""
    begin()
    Path(history_file()).write_bytes(b"one")
    kept = begin()
    kept.add("two")
    assert kept.read() == ["one", "two"]


def test_a_pasted_page_hides_nothing() -> None:
    """Of a pasted page the beginning is kept; a longer line in the file is passed over."""
    kept = begin()
    kept.add("one")
    kept.add("x" * 250_000)
    assert kept.read() == ["one", "x" * history.LONGEST]
    with open(history_file(), "a") as file:
        file.write("y" * 250_000 + "\nthree\n")
    assert kept.read() == ["one", "x" * history.LONGEST, "three"]


def test_a_queue_in_its_place() -> None:
    """A named pipe in place of the file costs the history, and nothing waits for it."""
    file = Path(history_file())
    file.parent.mkdir(parents=True)
    os.mkfifo(file)
    kept = begin()
    assert "not an ordinary file" in kept.notice()
    assert kept.read() == []
