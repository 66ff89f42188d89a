"""Saving the chat: Markdown with line numbers, overwriting only after a yes, all or nothing."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from assistant.chat.app import take
from assistant.chat.session import Chat
from assistant.paths import MARK, PART
from tests.helpers.paper import Paper


@pytest.fixture
def asked(chat: Chat, home: Path, monkeypatch: pytest.MonkeyPatch) -> Chat:
    """A chat of two questions, in the folder of the test."""
    monkeypatch.chdir(home)
    take(chat, "sit up and lean forward in *winter*")
    take(chat, "the blood is pouring")
    return chat


def save(chat: Chat, name: str) -> str:
    take(chat, f"/save {name}")
    assert isinstance(chat.screen, Paper)
    return " ".join(chat.screen.text.split("\n\n")[-1].split())


def test_content(asked: Chat, home: Path) -> None:
    """The file has the questions, the warnings of each answer, and the quotations with lines."""
    assert save(asked, "chat.md") == f"Saved to {home}/chat.md."
    text = (home / "chat.md").read_text()
    assert text.startswith("# Nosebleeds: what to do: a chat\n")
    assert r"## sit up and lean forward in \*winter\*" in text
    assert '- **WARNING** Heavy bleeding: "Call an ambulance if the blood pours" (33)' in text
    assert "- **DANGER** Heavy bleeding\n  - “Sit up and lean forward” (line 10)" in text
    assert (
        r"> 1\. **Sit up and lean forward, so that the blood does not run down your throat.**"
        in text
    )
    assert "> — line 10; Stopping a nosebleed; tags: " in text


def test_items_keep_what_introduces_them(chat: Chat, home: Path) -> None:
    """An item that says little alone is saved with the sentence that introduces its list."""
    take(chat, "hot drinks and showers")
    save(chat, f"{home}/chat.md")
    text = (home / "chat.md").read_text()
    assert "> 1\\. For a day after it: **take no hot drinks and no hot showers.**\n" in text


def test_weaker_matches_are_named(chat: Chat, home: Path) -> None:
    """The file says which passages match less well."""
    chat.settings.top = 20
    for line in ("what helps in winter", "", "", "", ""):
        take(chat, line)
    save(chat, f"{home}/chat.md")
    text = (home / "chat.md").read_text()
    assert text.count("\nWeaker matches:\n") == 1


def test_only_what_was_shown(chat: Chat, home: Path) -> None:
    """Passages that were not on the screen are not in the file."""
    chat.settings.top = 1
    take(chat, "nosebleed blood do not")
    save(chat, f"{home}/one.md")
    take(chat, "/more")
    save(chat, f"{home}/two.md")
    one, two = ((home / name).read_text().count("> — line") for name in ("one.md", "two.md"))
    assert (one, two) == (1, 2)


def test_reading_and_refusal(chat: Chat, home: Path) -> None:
    """The file says what was inherited, corrected or refused."""
    for line in ("radiatr in winter", "and why?", "is toothache bad", "can cold air cause asthma"):
        take(chat, line)
    save(chat, f"{home}/chat.md")
    text = (home / "chat.md").read_text()
    assert 'Read "radiatr" as "radiator".' in text
    assert 'The document does not answer this: it does not mention "toothache".' in text
    assert "\n\nThe nearest passages:\n\n> 1" in text


def test_home(asked: Chat, home: Path) -> None:
    """A tilde means the user's home."""
    assert save(asked, "~/chat.md") == f"Saved to {home}/chat.md."


@pytest.mark.parametrize("answer", ["", "no", "yess", "n"])
def test_never_over_a_file(
    asked: Chat, home: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    """Anything but a clear yes leaves the file unchanged."""
    (home / "chat.md").write_text("mine")
    monkeypatch.setattr("builtins.input", lambda _: answer)
    assert save(asked, "chat.md") == "Not saved; the file is unchanged."
    assert (home / "chat.md").read_text() == "mine"


@pytest.mark.parametrize("error", [EOFError, KeyboardInterrupt])
def test_no_answer_is_no_yes(
    asked: Chat, home: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    """Ctrl-C and Ctrl-D do not mean yes."""
    (home / "chat.md").write_text("mine")

    def interrupt(_: str) -> str:
        raise error

    monkeypatch.setattr("builtins.input", interrupt)
    save(asked, "chat.md")
    assert (home / "chat.md").read_text() == "mine"


def test_yes(asked: Chat, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a yes the file is replaced."""
    (home / "chat.md").write_text("mine")
    questions = []

    def yes(question: str) -> str:
        questions.append(question)
        return " Yes "

    monkeypatch.setattr("builtins.input", yes)
    save(asked, "chat.md")
    assert questions == [f"{home}/chat.md exists. Overwrite it? (yes/no) "]
    assert (home / "chat.md").read_text().startswith("# Nosebleeds")


def test_full_disk(asked: Chat, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk, no partial file is left, and one sentence says so."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert save(asked, "chat.md") == f"Not saved: {home}/chat.md: No space left on device."
    assert not list(home.glob("chat*"))


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("", "Name a file, for example: /save cramps.md"),
        ("no/chat.md", "Not saved: there is no folder {home}/no."),
        (".", "Not saved: {home} is not an ordinary file."),
        ("/dev/null", "Not saved: /dev/null is not an ordinary file."),
        ("a" * 300, "Not saved: {home}/" + "a" * 300 + ": File name too long."),
    ],
)
def test_no_place_for_a_file(asked: Chat, home: Path, name: str, complaint: str) -> None:
    """A name that no file can have is refused in one sentence."""
    assert "".join(save(asked, name).split()) == "".join(complaint.format(home=home).split())


def test_nothing_to_save(chat: Chat) -> None:
    """Before the first question there is nothing to save."""
    assert save(chat, "chat.md") == "Ask a question about nosebleeds first."


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ('"two  blanks.md"', "two  blanks.md"),
        ("two  blanks.md", "two  blanks.md"),
        ("'a b.md'", "a b.md"),
        (r"a\ b.md", "a b.md"),
        ("mum's chat.md", "mum's chat.md"),
    ],
)
def test_names_as_in_a_shell(asked: Chat, home: Path, typed: str, name: str) -> None:
    """A name is read as a shell would read it; two spaces remain two."""
    save(asked, typed)
    assert (home / name).is_file()


def test_names_that_cannot_be_shown(asked: Chat, home: Path) -> None:
    """A name with a control character is refused, not changed."""
    before = set(home.iterdir())
    assert save(asked, "a\x07b.md").startswith("Not saved: the name contains a character")
    assert set(home.iterdir()) == before


def test_the_mode_stays(asked: Chat, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An overwritten file keeps its mode; a new one is private to the user."""
    monkeypatch.setattr(asked, "reply", lambda _: "yes")
    old = home / "old.md"
    old.touch()
    old.chmod(0o644)
    save(asked, "old.md")
    save(asked, "new.md")
    assert stat.S_IMODE(old.stat().st_mode) == 0o644
    assert stat.S_IMODE((home / "new.md").stat().st_mode) == 0o600


def test_markdown_is_escaped(chat: Chat, home: Path) -> None:
    """HTML entities and list marks in a question appear as typed."""
    take(chat, "- &lt; and <b>")
    save(chat, f"{home}/chat.md")
    assert r"## \- \&lt; and \<b\>" in (home / "chat.md").read_text()


def test_only_our_own_leavings_are_removed(asked: Chat, home: Path) -> None:
    """What a killed chat left is removed at the next save; other files are kept."""
    ours, others = home / f"{MARK}x{PART}", home / f"x{PART}"
    for file in (ours, others):
        file.touch()
        os.utime(file, (0, 0))
    save(asked, "chat.md")
    assert not ours.exists()
    assert others.exists()


def test_without_a_current_folder(asked: Chat, tmp_path: Path) -> None:
    """If the current folder no longer exists, the message asks for the full path."""
    gone = tmp_path / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    try:
        assert save(asked, "chat.md") == (
            "Not saved: the current folder is gone; give the full path."
        )
    finally:
        os.chdir(tmp_path)
