"""The real program in a pseudo-terminal: what a user sees, types, and is left with."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.prepared import prepare
from tests.helpers.places import LEAFLET
from tests.helpers.terminal import CRAMPS, Terminal

Start = Callable[..., Terminal]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache in which the programs of this file find the leaflet prepared."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        prepare(str(LEAFLET))
    return folder


@pytest.fixture
def start(home: Path, cache: Path) -> Iterator[Start]:
    """Starts `cramps` with the leaflet in a pseudo-terminal."""
    running: list[Terminal] = []

    def begin(
        *arguments: str, deaf: bool = False, columns: int = 80, rows: int = 24, **env: str
    ) -> Terminal:
        terminal = Terminal(
            *("--folder", str(LEAFLET), *arguments),
            env={
                "HOME": str(home),
                "XDG_CACHE_HOME": str(cache),
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                **env,
            },
            columns=columns,
            rows=rows,
            folder=home,
            deaf=deaf,
        )
        running.append(terminal)
        terminal.wait_for_prompt()
        return terminal

    yield begin
    for terminal in running:
        terminal.__exit__(None, None, None)


def history(home: Path) -> Path:
    return home / ".local" / "state" / "leg-cramp-assistant" / "history"


def test_a_chat(start: Start, home: Path) -> None:
    """In a whole chat, the warnings come first each time, and the terminal is restored."""
    terminal = start()
    assert terminal.screen.startswith("WARNING  Heavy bleeding")
    terminal.ask("what helps in winter")
    terminal.wait_for("Dry air in winter makes nosebleeds likelier.")
    terminal.ask("and why?")
    terminal.ask("")
    terminal.send("\x04")
    assert terminal.end() == 0
    assert terminal.attributes == terminal.before
    assert history(home).read_text() == "what helps in winter\nand why?\n"


def test_the_warnings_come_before_the_prompt(start: Start) -> None:
    """The first output is a warning, with no escape sequence before its colour."""
    terminal = start()
    assert terminal.output.startswith(b"\x1b[1;35mWARNING")


def test_danger_stays_on_the_screen(start: Start) -> None:
    """However long the page, an urgent warning is still visible when the user types."""
    terminal = start()
    terminal.resize(80, 12)
    terminal.ask("the blood is pouring")
    terminal.ask("/tags")
    terminal.ask("/help")
    terminal.wait_for("DANGER   Heavy bleeding, since")
    terminal.send("hello")
    terminal.wait_for("DANGER  Heavy bleeding", "? hello")


def test_terminal_that_does_not_answer(start: Start) -> None:
    """A terminal that does not report its cursor position works, too."""
    terminal = start(deaf=True)
    terminal.ask("the blood is pouring")
    terminal.wait_for("DANGER   Heavy bleeding\n")
    assert "cursor position" not in terminal.screen


def test_completion(start: Start) -> None:
    """Questions are offered while typing; Tab takes the first."""
    terminal = start()
    terminal.ask("sit up and lean forward")
    terminal.send("sque")
    terminal.wait_for("how long must I squeeze?")
    terminal.send("\t")
    terminal.wait_for("? how long must I squeeze?")


def test_ctrl_c_and_ctrl_d(start: Start) -> None:
    """Ctrl-C clears the line; Ctrl-D on an empty line leaves the chat."""
    terminal = start()
    terminal.send("nonsense")
    terminal.wait_for("? nonsense")
    terminal.send("\x03")
    terminal.wait_for_prompt()
    assert "nonsense" not in terminal.screen
    terminal.send("\x04")
    assert terminal.end() == 0


def test_interrupt_from_outside(start: Start) -> None:
    """`kill -INT` acts like Ctrl-C."""
    terminal = start()
    terminal.send("nonsense")
    terminal.wait_for("? nonsense")
    terminal.kill(signal.SIGINT)
    terminal.wait_for_prompt()
    terminal.ask("sit up and lean forward")
    terminal.wait_for("Sit up and lean forward")


@pytest.mark.parametrize("arguments", [[], ["--plain"]])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_kill(start: Start, number: signal.Signals, arguments: list[str]) -> None:
    """SIGTERM and SIGHUP restore the terminal, and leave nothing but the prompt on it."""
    terminal = start(*arguments)
    terminal.send("half a ques")
    terminal.wait_for("half a ques")
    terminal.kill(number)
    assert terminal.end() == 128 + number
    assert terminal.attributes == terminal.before
    assert "Traceback" not in terminal.screen


@pytest.mark.parametrize("arguments", [[], ["--plain"]])
def test_terminal_that_disappears(start: Start, arguments: list[str]) -> None:
    """When the window is closed, the program ends, too."""
    terminal = start(*arguments)
    terminal.send("half a ques")
    terminal.wait_for("half a ques")
    terminal.hang_up()
    assert terminal.process.wait(60) == 128 + signal.SIGHUP


def test_resize(start: Start) -> None:
    """After a resize, the prompt is redrawn, and the next page has the new width."""
    terminal = start(columns=100)
    terminal.ask("what helps in winter")
    terminal.send("sit up")
    terminal.wait_for("? sit up")
    terminal.resize(40, 24)
    terminal.wait(lambda: "? sit up" in terminal.screen)
    before = len(terminal.output)
    terminal.send(" and lean forward\r")
    terminal.wait(lambda: b"forward, so that" in terminal.output[before:])
    terminal.wait_for_prompt()
    terminal.wait_for("Sit up and lean forward, so that")


def test_suspend(home: Path, cache: Path) -> None:
    """Ctrl-Z returns the terminal to the shell, and after `fg` the line is still there."""
    env = {"HOME": str(home), "XDG_CACHE_HOME": str(cache), "TERM": "xterm-256color", "PS1": "$ "}
    shell = ("bash", "--norc", "--noprofile", "-i")
    with Terminal(env=env, program=shell) as terminal:
        terminal.wait_for("$")
        terminal.send(f"{' '.join(CRAMPS)} --folder {LEAFLET}\r")
        terminal.wait_for("WARNING  Heavy bleeding")
        terminal.wait_for_prompt()
        terminal.send("half a ques")
        terminal.wait_for("? half a ques")
        terminal.send("\x1a")
        terminal.wait_for("Stopped")
        terminal.send("echo $((6 * 7))\r")
        terminal.wait_for("\n42")
        terminal.send("fg\r")
        terminal.wait(lambda: terminal.line.startswith("? half a ques"))
        terminal.send("tion")
        terminal.wait_for("? half a question")


def test_suspend_in_plain_text(home: Path, cache: Path) -> None:
    """After Ctrl-Z and `fg`, a plain chat shows its prompt again."""
    env = {"HOME": str(home), "XDG_CACHE_HOME": str(cache), "TERM": "dumb", "PS1": "$ "}
    shell = ("bash", "--norc", "--noprofile", "-i")
    with Terminal(env=env, program=shell) as terminal:
        terminal.wait_for("$")
        terminal.send(f"{' '.join(CRAMPS)} --plain --folder {LEAFLET}\r")
        terminal.wait_for("WARNING  Heavy bleeding")
        terminal.wait_for_prompt()
        terminal.send("\x1a")
        terminal.wait_for("Stopped")
        terminal.send("fg\r")
        terminal.wait(lambda: terminal.line.startswith("? "), "for the prompt after fg")
        terminal.send("what helps in winter\r")
        terminal.wait_for("Dry air in winter")


@pytest.mark.parametrize(("columns", "rows"), [(80, 5), (40, 7), (40, 12), (80, 24)])
def test_the_menu_takes_only_what_is_left(start: Start, columns: int, rows: int) -> None:
    """Even in a short window, the typed line and the danger stay when the menu opens and closes."""
    terminal = start(columns=columns, rows=rows)
    terminal.ask("the blood is pouring")
    for typed in ("/t", "what helps"):
        terminal.send(typed)
        terminal.wait_for("DANGER", f"? {typed}", "/help")
        for _ in range(10):
            terminal.read()
        terminal.wait_for("DANGER", f"? {typed}")
        terminal.send("\x03")
        terminal.wait_for_prompt()


def test_unknown_terminal(home: Path, cache: Path) -> None:
    """An unknown terminal gets no escape sequence."""
    env = {"HOME": str(home), "XDG_CACHE_HOME": str(cache), "TERM": "unknown", "LANG": "C.UTF-8"}
    with Terminal("--folder", str(LEAFLET), env=env) as terminal:
        terminal.ask("the blood is pouring")
        assert b"\x1b" not in terminal.output


def test_invisible_keys(start: Start) -> None:
    """Characters that reorder or hide text never reach the terminal, even typed key by key."""
    terminal = start()
    before = len(terminal.output)
    for letter in ("c", "\u202e", "r", "\u200b", "a", "\ue000", "m"):
        terminal.send(letter)
    terminal.wait_for("? cram")
    shown = terminal.output[before:].decode()
    assert not set(shown) & set("\u202e\u200b\ue000")


def test_paste(start: Start) -> None:
    """Pasted text with line breaks is one question."""
    terminal = start()
    terminal.send("\x1b[200~sit up\r\nand lean forward\x1b[201~")
    terminal.wait_for("? sit up and lean forward")


def test_clear_screen(start: Start) -> None:
    """Ctrl-L keeps the warnings and the line on the screen."""
    terminal = start()
    terminal.ask("what helps in winter")
    terminal.send("abc\x0c")
    terminal.wait(lambda: "Dry air" not in terminal.screen and "? abc" in terminal.screen)
    assert terminal.screen.startswith("WARNING  Heavy bleeding")


@pytest.mark.parametrize(
    ("arguments", "env"), [(["--plain"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})]
)
def test_plain(start: Start, arguments: list[str], env: dict[str, str]) -> None:
    """Plain text has the same commands, and not one escape sequence."""
    terminal = start(*arguments, **env)
    terminal.ask("what helps in winter")
    terminal.ask("/why 1")
    terminal.ask("/hlep")
    terminal.wait_for('did you mean "/help"?')
    terminal.send("nonsense")
    terminal.interrupt()
    terminal.send("\x04")
    assert terminal.end() == 0
    assert b"\x1b" not in terminal.output


def test_plain_needs_no_prompt_toolkit(home: Path) -> None:
    """The plain chat does not import prompt_toolkit."""
    import subprocess
    import sys

    code = (
        "import sys; sys.stdin.isatty = lambda: True; from assistant import cli\n"
        "cli.main(['--plain', '--folder', sys.argv[1]])\n"
        "assert 'prompt_toolkit' not in sys.modules"
    )
    root = Path(__file__).parent.parent.parent
    subprocess.run(
        [sys.executable, "-c", code, str(LEAFLET)],
        input=b"sit up and lean forward\n",
        cwd=root,
        stdout=subprocess.DEVNULL,
        check=True,
    )


def test_unwritable_home(start: Start, home: Path) -> None:
    """If the home cannot be written to, there is no history, but the chat works."""
    (home / ".local").write_text("a file in the way")
    terminal = start()
    terminal.wait_for("No history:", "cannot be written")
    terminal.ask("sit up and lean forward")
    terminal.wait_for("Sit up and lean forward")


def test_two_chats_at_once(start: Start, home: Path) -> None:
    """Two simultaneous chats both keep their questions."""
    one, two = start(), start()
    one.ask("sit up and lean forward")
    two.ask("what helps in winter")
    one.ask("vaseline")
    assert history(home).read_text() == "sit up and lean forward\nwhat helps in winter\nvaseline\n"


def test_save(start: Start, home: Path) -> None:
    """The chat is saved; an existing file is replaced only after a yes."""
    terminal = start()
    terminal.ask("sit up and lean forward")
    terminal.ask("/save chat.md")
    saved = (home / "chat.md").read_text()
    assert "> 1\\. **Sit up and lean forward" in saved
    terminal.ask("what helps in winter")
    terminal.send("/save chat.md\r")
    terminal.wait_for("Overwrite it", "(yes/no)")
    terminal.send("no\r")
    terminal.wait_for("Not saved; the file is unchanged.")
    assert (home / "chat.md").read_text() == saved


def test_vi_keys(start: Start) -> None:
    """With --vi, Escape and vi commands edit the line."""
    terminal = start("--vi")
    terminal.send("one two")
    terminal.wait_for("? one two")
    terminal.send("\x1b")
    terminal.wait(lambda: terminal.cursor == len("? one tw"), "for vi's normal mode")
    terminal.send("bdw")
    terminal.wait(lambda: terminal.line.rstrip() == "? one")
