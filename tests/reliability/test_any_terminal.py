"""Any terminal: no output that it would act on, and no need for what it lacks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.paths import user_folder
from assistant.render import lines
from tests.helpers import attacks, sandbox

LEAFLET = ("--folder", str(sandbox.LEAFLET))
PLACES: dict[str, dict[str, str | None]] = {
    "LANG=C": {"LANG": "C"},
    "LC_ALL=POSIX": {"LC_ALL": "POSIX"},
    "PYTHONIOENCODING=ascii": {"PYTHONIOENCODING": "ascii"},
    "no LANG": {"LANG": None},
    "no TERM": {"TERM": None},
    "TERM=nonsense": {"TERM": "nonsense"},
    "HOME is a file": {"HOME": "/etc/passwd"},
    "HOME is read-only": {"HOME": "/proc/self"},
    "HOME is not there": {"HOME": "/proc/nobody"},
    "an empty environment": {"HOME": "/proc/nobody", "LANG": None, "TERM": None, "PATH": None},
}
"""Environments by what each one lacks. Nobody can write below /proc, not even root."""


def place(name: str, home: Path) -> dict[str, str]:
    """The variables of an environment; if HOME is not usable, no other variable names a home."""
    changes = PLACES[name]
    if "HOME" in changes:
        changes = {
            **dict.fromkeys(("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")),
            **changes,
        }
    return sandbox.environment(home, **changes)


def obeyed(output: bytes) -> set[str]:
    """The characters in some output that a terminal may act on, except line breaks."""
    return set(output.decode()) & attacks.OBEYED - {"\n"}


@pytest.mark.parametrize("attack", attacks.ATTACKS.values(), ids=attacks.ATTACKS)
def test_clean(attack: str) -> None:
    """One function removes every known attack from a text, and keeps the words."""
    assert not set(lines.clean(f"before{attack}after")) & attacks.OBEYED
    assert lines.clean(f"before {attack} after").startswith("before ")
    assert lines.clean(f"before {attack} after").endswith(" after")


def test_questions_with_attacks(home: Path) -> None:
    """A question full of attacks is harmless as arguments, in a pipe, in JSON and in an error."""
    env = sandbox.environment(home)
    mean = attacks.ALL.replace("\0", "")
    shown = [
        sandbox.cramps(*LEAFLET, f"cold {mean} cloth", env=env),
        sandbox.cramps(*LEAFLET, "--json", f"cold {mean} cloth", env=env),
        sandbox.cramps(*LEAFLET, env=env, stdin=f"cold {attacks.ALL} cloth\n".encode()),
        sandbox.cramps(*LEAFLET, "--tag", mean, "cloth", env=env),
        sandbox.cramps(*LEAFLET, "--passage", mean, env=env),
        sandbox.cramps(*LEAFLET, "--completions", mean, env=env),
        sandbox.cramps("--folder", mean, "cloth", env=env),
        sandbox.cramps("--evaluate", mean, env=env),
        sandbox.cramps(f"--{mean}", env=env),
    ]
    for done in shown:
        assert not obeyed(done.stdout + done.stderr), done.args
        assert done.stdout or done.stderr
        assert b"Traceback" not in done.stderr


def test_a_hostile_document(home: Path, tmp_path: Path) -> None:
    """A document folder with all attacks in every text shows none of them, on any page."""
    env = sandbox.environment(home)
    folder = ("--folder", str(attacks.hostile_folder(tmp_path / "hostile")))
    for arguments in (
        ("cold", "cloth"),
        ("the", "blood", "won't", "stop"),
        ("--json", "cold", "cloth"),
        ("--help",),
        ("--tags",),
        ("--tags", "--json"),
        ("--passage", "17"),
    ):
        done = sandbox.cramps(*folder, *arguments, env=env)
        assert done.returncode == 0, done.stderr.decode()
        assert not obeyed(done.stdout), arguments
        assert b"WARNING" in done.stdout or b"DANGER" in done.stdout


@pytest.mark.parametrize("mode", [(), ("--plain",)], ids=["prompt", "plain"])
def test_a_hostile_document_in_the_chat(mode: tuple[str, ...], home: Path, tmp_path: Path) -> None:
    """No attack reaches the terminal through the chat, its completions or a saved file."""
    folder = ("--folder", str(attacks.hostile_folder(tmp_path / "hostile")))
    mean = "".join(c for c in attacks.ALL if ord(c) > 0x9F)  # the others would act as keys
    with sandbox.Terminal(*folder, *mode, env=sandbox.environment(home), folder=home) as terminal:
        terminal.ask("cold cloth")
        seen = len(terminal.output)
        for line in ("the blood won't stop", "/tags", "/topics", "/about", "/why 1", "/warnings"):
            terminal.ask(line)
        terminal.send("how do")
        terminal.wait_for("how do")
        terminal.read(0.5)
        terminal.send("\x15")
        terminal.send("/tag ")
        terminal.read(0.5)
        terminal.send("\x15")
        shown = terminal.output[seen:]
        if not mode:
            terminal.send(f"\x1b[200~cloth {mean}\x1b[201~\r")  # a paste
            terminal.wait_for_prompt()
            shown = terminal.output[seen:]
        terminal.ask("/save chat.md")
        terminal.send("\x04")
        assert terminal.end() == 0
    assert not set(shown.decode()) & attacks.OBEYED - set("\x1b\n\r\b\x07")
    for attack in attacks.ATTACKS.values():
        if "\x1b" in attack and attack not in ("\x1b[2J\x1b[H", "\x1b[6n\x1b[c\x1b[>0q"):
            assert attack.encode() not in shown
    assert b"owned\x07" not in shown
    assert not obeyed((home / "chat.md").read_bytes())
    assert not obeyed((home / "state" / "leg-cramp-assistant" / "history").read_bytes())


@pytest.mark.parametrize("name", PLACES)
def test_answers_anywhere(name: str, home: Path) -> None:
    """The command answers wherever it is started, prints nothing else, and leaves nothing there."""
    here = home / "here"
    here.mkdir()
    done = sandbox.cramps(*LEAFLET, "cold cloth", env=place(name, home), folder=here)
    assert done.returncode == 0
    assert done.stdout.startswith(b"WARNING")
    assert b"A cold cloth" in done.stdout
    assert done.stderr == b""
    assert not list(here.iterdir())


@pytest.mark.parametrize("name", PLACES)
def test_chats_anywhere(name: str, home: Path) -> None:
    """The chat works anywhere, says in one sentence what it cannot keep, and leaves no files."""
    here = home / "here"
    here.mkdir()
    with sandbox.Terminal(*LEAFLET, env=place(name, home), folder=here) as terminal:
        terminal.wait_for("WARNING")
        greeting = terminal.screen
        terminal.ask("cold cloth")
        terminal.wait_for("A cold cloth")
        terminal.send("\x04")
        assert terminal.end() == 0
        assert terminal.attributes == terminal.before
        assert b"Traceback" not in terminal.output
    unkept = "HOME" in PLACES[name]
    assert ("No history: " in greeting) == unkept, greeting
    assert not list(here.iterdir())


@pytest.mark.parametrize("changes", [{}, {"TERM": "dumb"}], ids=["plain", "dumb"])
def test_typed_bytes_that_are_not_text(changes: dict[str, str], home: Path) -> None:
    """Without key bindings, typed bytes that are not text are replaced, in any locale."""
    env = sandbox.environment(home, PYTHONIOENCODING="utf-8:strict", **changes)
    mode = () if changes else ("--plain",)
    with sandbox.Terminal(*LEAFLET, *mode, env=env, folder=home) as terminal:
        terminal.wait_for_prompt()
        os.write(terminal.master, b"cold cl\xffth\r")
        terminal.wait_for("line ")
        terminal.wait_for_prompt()
        terminal.send("\x04")
        assert terminal.end() == 0
        assert b"Traceback" not in terminal.output


def test_a_user_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a home, no folder named `~` is made; a relative path in a variable is ignored."""
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    found = user_folder("XDG_STATE_HOME", ".local", "state")
    assert os.path.isabs(found)
    with pytest.raises(OSError, match="Not a directory"):
        os.makedirs(found)


@pytest.mark.parametrize(
    ("script", "status", "said"),
    [
        ("$cramps cloth <&-", 0, ""),
        ("$cramps <&-", 2, "standard input is closed"),
        ("$cramps cloth >&-", 2, "standard output is closed"),
        ("$cramps --help >&-", 2, "standard output is closed"),
        ("$cramps cloth 2>&-", 0, None),
        ("$cramps --top 0 cloth 2>&-", 2, None),
        ("$cramps cloth <&- >&- 2>&-", 2, None),
        ("$cramps cloth >/dev/full", 2, "No space left"),
        ("$cramps --json cloth >/dev/full", 2, "No space left"),
        ("echo cloth | $cramps >/dev/full", 2, "No space left"),
        ("$cramps --help >/dev/full", 2, "No space left"),
        ("$cramps --version >/dev/full", 2, "No space left"),
        ("$cramps --top 0 cloth 2>/dev/full", 2, None),
        ("$cramps cloth >/dev/full 2>/dev/full", 2, None),
    ],
)
def test_streams(script: str, status: int, said: str | None, home: Path) -> None:
    """If a stream is closed or full, one sentence says so; if none can, the exit status does."""
    script = script.replace("$cramps", f"$cramps --folder {sandbox.LEAFLET}", 1)
    done = sandbox.shell(script, env=sandbox.environment(home), folder=home)
    assert done.returncode == status, done.stderr.decode()
    if said:
        assert said in sandbox.one_sentence(done.stderr)
    else:
        assert done.stderr == b""


def test_a_reader_that_leaves(home: Path) -> None:
    """Nothing is reported if the reader of a pipe leaves early."""
    script = f"yes cloth | head -n 2000 | $cramps --folder {sandbox.LEAFLET} --json | head -n 1"
    done = sandbox.shell(script, env=sandbox.environment(home), folder=home)
    assert done.stdout.startswith(b'{"warnings"')
    assert done.stderr == b""


def full_disks() -> list[str]:
    """Ways to start a program whose home is full: a limit, and a small disk if permitted."""
    ways = ["ulimit -f 0; exec"]
    mount = 'mount -t tmpfs -o size=64k none "$HOME" && mkdir -p "$HOME/state/leg-cramp-assistant"'
    old = 'printf "# old\\n" > "$HOME/chat.md"'
    fill = 'dd if=/dev/zero of="$HOME/fill" bs=1k count=64 2>/dev/null'
    unshare = shutil.which("unshare")
    probe = [unshare or "false", "-m", "sh", "-c", "mount -t tmpfs -o size=64k none /mnt"]
    if subprocess.run(probe, capture_output=True).returncode == 0:
        ways.append(f'{mount} && {old} && {fill}; cd "$HOME"; exec')
    return ways


@pytest.mark.parametrize("way", full_disks(), ids=lambda way: way.split(" ")[0])
def test_a_full_disk(way: str, home: Path) -> None:
    """On a full disk, history and /save say so, the old file is kept, and the chat continues."""
    (home / "chat.md").write_text("# old\n")
    env = sandbox.environment(home, XDG_CACHE_HOME=str(shutil.move(home / "cache", f"{home}-2")))
    inner = ("sh", "-c", f'{way} "$@"', "sh", *sandbox.CRAMPS)
    program = ("unshare", "-m", *inner) if "mount" in way else inner
    with sandbox.Terminal(*LEAFLET, env=env, folder=home, program=program, rows=60) as terminal:
        terminal.ask("cold cloth")
        terminal.wait_for("No history:", "A cold cloth")
        terminal.wait_for_prompt()
        terminal.send("/save chat.md\r")
        terminal.wait_for("yes/no")
        terminal.send("yes\r")
        terminal.wait_for("Not saved:")
        terminal.ask("how should I sit")
        terminal.send("\x04")
        assert terminal.end() == 0
        assert b"Traceback" not in terminal.output
    assert (home / "chat.md").read_text() == "# old\n"
    assert not list(home.glob("*.part"))


def test_memory_is_enough_for_python(home: Path) -> None:
    """A computer with little memory is enough: an answer takes less than 200 MB."""
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
    script += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run(
        [sys.executable, "-c", script, *sandbox.CRAMPS, "magnezium at night"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=sandbox.environment(home),
        check=True,
        timeout=sandbox.PATIENCE,
    )
    assert int(done.stdout.splitlines()[-1]) < 200_000  # KiB


@pytest.mark.parametrize("look", [["--plain"], []], ids=["plain", "prompt"])
def test_many_open_files(look: list[str], home: Path) -> None:
    """A chat that inherits more than 1,024 open files works, although `select` could not."""
    many = "import os, sys; kept = [os.dup(0) for _ in range(1100)]; "
    many += "[os.set_inheritable(file, True) for file in kept]; os.execv(sys.argv[1], sys.argv[1:])"
    program = ("sh", "-c", 'ulimit -n 2000; exec "$@"', "sh", sys.executable, "-c", many)
    with sandbox.Terminal(
        *LEAFLET,
        *look,
        env=sandbox.environment(home),
        folder=home,
        program=(*program, *sandbox.CRAMPS),
    ) as terminal:
        terminal.ask("cold cloth")
        terminal.wait_for("A cold cloth")
        terminal.wait_for_prompt()
        terminal.send("\x04")
        assert terminal.end() == 0
        assert b"Traceback" not in terminal.output
