"""A whole chat with the real program, as a terminal shows it.

    python -m tests.helpers.golden

writes it to `golden_chat.txt` again: do so after an intended change, and check the diff.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.helpers.places import GOLDEN_CHAT as GOLDEN
from tests.helpers.terminal import Terminal, prepare_ahead

LINES = (
    "/help",
    "my calf locks up in bed",
    "",
    "/why 2",
    "/open 1",
    "what can I do with bay leaf?",
    "for how many days?",
    "how much magnezium should I take",
    "/tag nigth",
    "/tag night",
    "",
    "what helps",
    "/tag",
    "is botox any good",
    "mum just had a fit",
    "/topics",
    "",
    "/new",
    "a cramp got me while swimming in the lake",
    "/save chat.md",
    "/hlep",
)


def chat(home: Path, cache: Path | None = None) -> str:
    """Run the chat in plain text, 80 columns wide; return all of the output."""
    env = {"HOME": str(home), "TERM": "dumb", "LANG": "C.UTF-8"}
    env["XDG_CACHE_HOME"] = str(cache or home / "cache")
    prepare_ahead(env)
    with Terminal("--no-history", env=env, columns=80, rows=30, folder=home) as terminal:
        for line in LINES:
            terminal.ask(line)
        terminal.send("\x04")
        terminal.end()
        shown = terminal.output.decode().replace("\r\n", "\n").replace(str(home), "~")
    return f"$ cramps --no-history\n{shown}"


def main() -> None:
    """Write the chat to its file."""
    with TemporaryDirectory() as home:
        GOLDEN.write_text(chat(Path(home)), encoding="utf-8")
    print(f"wrote {GOLDEN}", file=sys.stderr)


if __name__ == "__main__":
    main()
