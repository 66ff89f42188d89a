"""Settings: flags override environment variables, which override the file; errors are clear."""

from __future__ import annotations

import argparse
import os
import tomllib
from pathlib import Path

import pytest

from assistant import cli, terminal
from assistant.chat import settings
from tests.helpers.places import LEAFLET


def write(home: Path, text: str) -> None:
    file = home / "config" / "leg-cramp-assistant" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_bytes(text.encode("latin-1"))


def load(*arguments: str) -> settings.Settings:
    return settings.load(cli.parser().parse_args(arguments))


def complaint(*arguments: str) -> str:
    with pytest.raises(settings.SettingsError) as caught:
        load(*arguments)
    return str(caught.value)


def test_without_any(options: argparse.Namespace) -> None:
    """Without flags, environment variables or a file, the defaults apply."""
    found = settings.load(options)
    assert (found.top, found.plain, found.vi, found.history) == (5, False, False, True)


def test_default_file_says_the_defaults(home: Path) -> None:
    """The file that `--config` prints is valid, and loading it changes nothing."""
    write(home, settings.DEFAULT_FILE)
    assert vars(load()) == vars(settings.Settings())


def test_default_file_names_every_key() -> None:
    """The file that `--config` prints is the manual: it has each key, with its flag."""
    for key in settings.KEYS:
        assert f"{key} = " in settings.DEFAULT_FILE
        assert f"CRAMPS_{key.upper()}" in settings.DEFAULT_FILE
    assert set(tomllib.loads(settings.DEFAULT_FILE)) <= set(settings.KEYS)


def test_flag_over_environment_over_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A flag overrides an environment variable, which overrides the file."""
    write(home, "top = 2")
    assert load().top == 2
    monkeypatch.setenv("CRAMPS_TOP", "3")
    assert load().top == 3
    assert load("--top", "4").top == 4


def test_flags() -> None:
    """Each flag of the chat has its effect, and `--top` is limited to the maximum."""
    found = load("--plain", "--vi", "--no-history", "--top", "1000")
    assert (found.plain, found.vi, found.history) == (True, True, False)
    assert found.top == settings.MOST


def test_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Environment variables can be set to true or false."""
    monkeypatch.setenv("CRAMPS_VI", "True")
    monkeypatch.setenv("CRAMPS_HISTORY", "false")
    found = load()
    assert found.vi
    assert not found.history


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NO_COLOR", "1"),
        ("TERM", ""),
        ("TERM", "../x"),
        ("TERM", "dumb"),
        ("TERM", "no-such-kind"),
        ("TERM", "unknown"),
    ],
)
def test_terminals_that_get_no_escapes(name: str, value: str) -> None:
    """NO_COLOR, a dumb terminal and an unknown one turn escape sequences off."""
    environ = {"TERM": "xterm-256color", name: value}
    assert not terminal.obeys_escapes(environ)
    assert not terminal.obeys_escapes({})


@pytest.mark.parametrize("kind", ["xterm", "xterm-256color", "screen", "tmux-256color", "linux"])
def test_usual_terminals(kind: str) -> None:
    """Common terminals get colours, even without a terminal database."""
    assert terminal.obeys_escapes({"TERM": kind})


def test_terminal_of_the_database(tmp_path: Path) -> None:
    """A terminal that is described only in the user's own terminfo database gets colours."""
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "mine").touch()
    assert terminal.obeys_escapes({"TERM": "mine", "TERMINFO": str(tmp_path)})


def test_inputrc(home: Path) -> None:
    """A user with vi keys in readline has them here, unless the settings say otherwise."""
    (home / ".inputrc").write_text("# mine\nset editing-mode vi\n")
    assert load().vi
    write(home, "vi = false")
    assert not load().vi


@pytest.mark.parametrize(
    ("content", "vi"),
    [
        ("set editing-mode vi\nset editing-mode emacs\n", False),
        ("set editing-mode emacs\n  SET  Editing-Mode  vi  \n", True),
        ("$if Bash\nset editing-mode vi\n$endif\n", False),
        ("$if Bash\nset editing-mode emacs\n$else\nset editing-mode vi\n$endif\n", True),
        ("set editing-mode vi\n$if mode=vi\nset keymap vi-insert\n$endif\n", True),
        ("$if mode=emacs\nset editing-mode vi\n$endif\n", True),
        ("$if term=xterm\n$if Bash\n$endif\nset editing-mode vi\n$endif\n", False),
        ("$endif\n$else\n#set editing-mode vi\n", False),
        ("$\n$if\nset editing-mode vi", False),
    ],
)
def test_inputrc_conditions(home: Path, content: str, vi: bool) -> None:
    """The last line that applies to this program counts; lines within `$if` do not apply."""
    (home / ".inputrc").write_text(content)
    assert load().vi == vi


def test_inputrc_that_is_no_file(home: Path) -> None:
    """A folder or a pipe instead of `.inputrc` is ignored."""
    os.mkfifo(home / ".inputrc")
    assert not load().vi


def test_unknown_key_names_the_nearest(home: Path) -> None:
    """A misspelt key is refused, and the nearest one is named."""
    write(home, "histroy = false")
    assert complaint().endswith('there is no setting "histroy"; did you mean "history"?')


def test_warnings_cannot_be_switched_off(home: Path) -> None:
    """There is no setting for the warnings."""
    write(home, "warnings = false")
    assert complaint().endswith(
        'there is no setting "warnings"; the settings are top, plain, vi, history'
    )


@pytest.mark.parametrize("value", ["0", "21", "true", '"5"', "2.5"])
def test_top_out_of_range(home: Path, value: str) -> None:
    """A number of passages out of range is refused, and the message gives the range."""
    write(home, f"top = {value}")
    assert complaint().endswith("top must be a whole number from 1 to 20")


def test_flag_that_is_no_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error for a wrong environment variable names it."""
    monkeypatch.setenv("CRAMPS_PLAIN", "perhaps")
    assert complaint() == "the environment variable CRAMPS_PLAIN: plain must be true or false"


@pytest.mark.parametrize("text", ["top = ", "t\xe9 = 1", "[" * 5000])
def test_not_toml(home: Path, text: str) -> None:
    """If a file is not TOML, the message names it and says what is wrong."""
    write(home, text)
    assert "config.toml: not valid TOML: " in complaint()


def test_unreadable_file(home: Path) -> None:
    """If a file cannot be read, the message names it and says what to do."""
    (home / "config" / "leg-cramp-assistant" / "config.toml").mkdir(parents=True)
    assert complaint().endswith("Is a directory; make it readable or remove it")


def test_command_line_says_it_in_one_sentence(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong setting ends `cramps` with exit status 2 and one sentence on standard error."""
    write(home, "topp = 5")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        assert cli.main(["--folder", str(LEAFLET)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert 'did you mean "top"?' in err


def test_a_queue_in_place_of_the_settings(options: argparse.Namespace) -> None:
    """A named pipe instead of the settings is refused in one sentence, without waiting."""
    file = Path(settings.config_file())
    file.parent.mkdir(parents=True)
    os.mkfifo(file)
    with pytest.raises(settings.SettingsError, match="not an ordinary file"):
        settings.load(options)
