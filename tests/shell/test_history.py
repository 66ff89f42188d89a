"""The history of questions: for the user's eyes only, and never in the way of the chat."""

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
    """Nobody else can read the file, or list its folder."""
    os.umask(0o022)
    begin().add("how do I stop it?")
    file = Path(history_file())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_read_back() -> None:
    """The next chat has the questions of earlier chats, the latest last."""
    first = begin()
    first.add("one")
    first.add("two")
    assert begin().read() == ["one", "two"]


def test_not_twice_in_a_row() -> None:
    """The same question asked twice in a row is kept once."""
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
    """When two chats write in turn, all questions from both are kept."""
    first, second = begin(), begin()
    for number in range(50):
        first.add(f"first {number}")
        second.add(f"second {number}")
    assert len(begin().read()) == 100


def test_two_chats_and_forget() -> None:
    """When one chat erases the history, another continues with a new one."""
    first, second = begin(), begin()
    second.add("one")
    assert first.erase() is None
    second.add("two")
    assert begin().read() == ["two"]


def test_erase_what_is_not_there() -> None:
    """Erasing twice is not an error."""
    kept = begin()
    assert kept.erase() is None
    assert kept.erase() is None


def test_no_history() -> None:
    """If no history is wanted, nothing is kept, and nothing is said."""
    kept = History(history_file(), keeps=False)
    kept.add("one")
    assert kept.read() == []
    assert kept.notice() == ""
    assert kept.place() == "none are kept"
    assert not Path(history_file()).exists()
    assert kept.erase() is None


def test_unwritable_home(home: Path) -> None:
    """If the folder cannot be made, the chat says so once and continues without a history."""
    (home / "state").write_text("a file in the way")
    kept = begin()
    assert kept.notice() == f"No history: {history_file()} cannot be written (Not a directory)."
    kept.add("one")
    assert kept.read() == []


def test_disk_that_fills_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the disk is full, the history stops, but the chat continues."""
    kept = begin()

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    kept.add("one")
    assert not kept.keeps
    assert "No space left" in kept.problem


def test_file_that_vanishes(home: Path) -> None:
    """A history file that is deleted during a chat reads as empty."""
    kept = begin()
    os.unlink(history_file())
    assert kept.read() == []


def test_cannot_be_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the history cannot be erased, the message says that it is still there."""
    kept = begin()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    kept.add("one")
    monkeypatch.setattr(os, "unlink", refuse)
    monkeypatch.setattr(os, "ftruncate", refuse)
    assert kept.erase() == f"{history_file()} cannot be erased: Permission denied"


def test_damaged_file() -> None:
    """Bytes that are not text, and what a terminal would act on, do no harm."""
    begin()
    Path(history_file()).write_bytes(b"one\n\xff\x1b[2J\n\n two \n")
    assert begin().read() == ["one", "\ufffd?[2J", "two"]


def test_long_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the end of a very long history is read, in whole questions."""
    monkeypatch.setattr(history, "REMEMBERED", 12)
    kept = begin()
    for question in ("first one", "second", "third"):
        kept.add(question)
    assert kept.read() == ["third"]


def test_old_questions_are_erased_though_none_is_kept() -> None:
    """A chat that keeps no history can still erase an earlier one, and says where that is."""
    begin().add("one")
    kept = History(history_file(), keeps=False)
    assert kept.place().startswith(history_file())
    assert kept.erase() is None
    assert not Path(history_file()).exists()


def test_erased_after_it_could_not_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """A history that can no longer be written can still be erased."""
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
    """If the file cannot be deleted, the questions in it are."""
    kept = begin()
    kept.add("one")

    def refuse(_: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "unlink", refuse)
    assert kept.erase() is None
    assert Path(history_file()).read_bytes() == b""


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """A link to a file elsewhere is not written to; `/forget` says that the file still exists."""
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
    """A link to a file in the state folder is followed, and `/forget` deletes both."""
    file = Path(history_file())
    file.parent.mkdir(parents=True)
    target = home / "state" / "questions"
    file.symlink_to(target)
    begin().add("one")
    assert target.read_text() == "one\n"
    assert begin().erase() is None
    assert not target.exists()
    assert not file.is_symlink()


def test_a_link_whose_target_cannot_be_erased(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a link in the state folder leads to a file that cannot be erased, `/forget` says so, and
    the link stays for the next try."""
    target = home / "state" / "questions"
    file = Path(history_file())
    file.parent.mkdir(parents=True)
    file.symlink_to(target)
    kept = begin()
    kept.add("one")
    unlink = os.unlink

    def refuse(path: str | int, *_: object) -> None:
        if path == str(file):
            unlink(path)
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "unlink", refuse)
    monkeypatch.setattr(os, "ftruncate", refuse)
    assert kept.erase() == f"{target} cannot be erased: Operation not permitted"
    assert target.read_text() == "one\n"
    assert file.is_symlink()


def test_another_name_of_the_file(home: Path) -> None:
    """`/forget` also erases the questions under another name, a hard link."""
    begin().add("one")
    os.link(history_file(), home / "other")
    assert begin().erase() is None
    assert (home / "other").read_bytes() == b""


def test_what_cannot_be_examined(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the user cannot examine may hold questions: the chat says so."""
    file = Path(history_file())
    file.parent.mkdir(parents=True)
    file.symlink_to(home / "closed" / "questions")
    kept = History(history_file(), keeps=False)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", refuse)  # pytest needs it, too, to report a failure
        place, complaint = kept.place(), kept.erase()
    assert place.startswith(history_file())
    assert "was not erased" in (complaint or "")


def test_an_open_mode_is_put_right(home: Path) -> None:
    """A history that others could read is made private, and no folder is made public."""
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
    """If the last line of the file has no line end, one is added first."""
    begin()
    Path(history_file()).write_bytes(b"one")
    kept = begin()
    kept.add("two")
    assert kept.read() == ["one", "two"]


def test_a_pasted_page_hides_nothing() -> None:
    """The beginning of a pasted page is kept; a longer line in the file is ignored."""
    kept = begin()
    kept.add("one")
    kept.add("x" * 250_000)
    assert kept.read() == ["one", "x" * history.LONGEST]
    with open(history_file(), "a") as file:
        file.write("y" * 250_000 + "\nthree\n")
    assert kept.read() == ["one", "x" * history.LONGEST, "three"]


def test_a_queue_in_its_place() -> None:
    """If the file is a named pipe, there is no history, and the chat does not wait for it."""
    file = Path(history_file())
    file.parent.mkdir(parents=True)
    os.mkfifo(file)
    kept = begin()
    assert "not an ordinary file" in kept.notice()
    assert kept.read() == []
