"""The program warns of a danger wherever it is typed, even where no question is expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chat import commands
from assistant.chat.history import history_file
from assistant.chat.session import Chat
from tests.helpers.talking import STANDING, flat, say

CRY = "the blood is pouring"
ALARM = "DANGER   Heavy bleeding\n"
NAMES = [command.name for command in commands.TABLE]


@pytest.mark.parametrize("name", [*NAMES, "foo", "my", "HELP!", "/"])
def test_behind_a_slash(name: str, chat: Chat, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A danger after the name of a command, known or not, gives the urgent page, and the danger
    stays in force."""
    monkeypatch.chdir(home)
    say(chat, "sit up and lean forward")
    assert say(chat, f"/{name} {CRY}").startswith(ALARM)
    assert say(chat, "/help").startswith("DANGER   Heavy bleeding, since ")


@pytest.mark.parametrize("line", ["/the blood is pouring", "/blood is pouring"])
def test_a_slash_by_mistake(line: str, chat: Chat) -> None:
    """A danger typed with a slash by mistake is answered as if the slash were not there."""
    text = say(chat, line)
    assert text.startswith(ALARM)
    assert "There is no command" not in text


def test_such_a_command_is_not_run(chat: Chat) -> None:
    """A command that needs no more words is not run if the words after it mention a danger."""
    say(chat, "sit up and lean forward")
    assert say(chat, f"/forget {CRY}").startswith(ALARM)
    assert Path(history_file()).read_text() == "sit up and lean forward\n"


def test_a_file_may_have_such_a_name(
    chat: Chat, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chat is saved under a name that mentions a danger, below the urgent warning."""
    monkeypatch.chdir(home)
    text = say(chat, "sit up and lean forward", f"/save {CRY}.md")
    assert text.startswith(ALARM)
    assert "Saved to" in text
    assert (home / f"{CRY}.md").exists()


@pytest.mark.parametrize("line", ["/tag bleeding", "/open 33", "/open line 33", "/tags", "/xyz"])
def test_ordinary_commands(line: str, chat: Chat) -> None:
    """The words of ordinary commands raise no alarm."""
    assert say(chat, line).startswith(STANDING)


def test_instead_of_yes_or_no(chat: Chat, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A danger typed when the chat asks whether to overwrite a file gives the urgent page, and the
    file stays as it is."""
    monkeypatch.chdir(home)
    (home / "chat.md").write_text("old")
    monkeypatch.setattr("builtins.input", lambda _: CRY)
    assert say(chat, "sit up and lean forward", "/save chat.md").startswith(ALARM)
    assert (home / "chat.md").read_text() == "old"


def test_behind_a_long_line(chat: Chat) -> None:
    """A danger beyond the part of a long line that the search reads gives the urgent page, which
    says that not everything was read."""
    text = say(chat, "sit up and lean forward. " * 500 + CRY)
    assert text.startswith(ALARM)
    assert "The search left out the last" in flat(text)
