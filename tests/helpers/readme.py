"""Updates the output shown in the README: `python -m tests.helpers.readme`."""

from __future__ import annotations

import contextlib
import io
import re
import shlex

from assistant.cli import main
from tests.helpers.places import README

_BLOCK = re.compile(r"```console\n\$ cramps (?P<arguments>.*)\n(?P<output>(?:(?!```).*\n)*)```")


def output(arguments: str) -> str:
    """What `cramps` prints for arguments as typed in a shell, perhaps with `| head -N`."""
    arguments, _, lines = arguments.partition(" | head -")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        main(shlex.split(arguments))
    return "".join(printed.getvalue().splitlines(keepends=True)[: int(lines) if lines else None])


def blocks(text: str) -> list[tuple[str, str]]:
    """The arguments and the output of each block that shows a call of `cramps`."""
    return [(match["arguments"], match["output"]) for match in _BLOCK.finditer(text)]


def renewed(text: str) -> str:
    """The text with the output of each block updated."""
    return _BLOCK.sub(
        lambda match: f"```console\n$ cramps {match['arguments']}\n{output(match['arguments'])}```",
        text,
    )


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
