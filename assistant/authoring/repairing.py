"""`leaflet repair`: moves entries to where their passages are after the document has changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from assistant.authoring.checking import complaints
from assistant.paths import write_all
from corpus.files import listed
from corpus.loader import read_anchored
from corpus.schema import ignoring

_NAMES = re.compile(
    r"^\s*(?:first|help|careful|passages|fuller|brief|except|passage)\b|passage\s*="
)


def repair(folder: Path) -> Iterator[str]:
    """Move the entries of a folder to the lines of their passages; yield what moved and what is no
    longer in the document."""
    vanished = [
        c
        for c in complaints(folder)
        if c.entry.endswith(".opens") or "contain these words" in c.text
    ]
    with ignoring({(c.file, c.entry.rpartition(".")[0]) for c in vanished}):
        moved = read_anchored(folder)[1].moved
    names = [f"passages/{name}" for name in listed(str(folder / "passages"), ".toml")]
    lists = ["warnings.toml", "same.toml", "together.toml", "general.toml", "document.toml"]
    rewritten: dict[str, bytes] = {}
    for name in [*names, *lists]:
        path = folder / name
        if not path.is_file():
            continue
        before = path.read_bytes().decode()
        after = "\n".join(_moved(line, moved) for line in before.split("\n"))
        if after != before:
            rewritten[name] = after.encode()
    # All at once: once some entries had their new numbers, nothing would show what had moved.
    write_all({str(folder / name): content for name, content in rewritten.items()})
    yield from (f"{name}: rewritten" for name in rewritten)
    yield from (f"{old} is now {new}" for old, new in moved.items())
    yield from (f"not found: {complaint}" for complaint in vanished)
    if not moved and not vanished:
        yield "Nothing has moved."


def _moved(line: str, moved: Mapping[str, str]) -> str:
    """A line of a file with the new numbers of all moved passages."""
    head = re.match(r'\s*\[+"?(\w+)', line)
    if head and head[1] in moved:
        return line[: head.start(1)] + moved[head[1]] + line[head.end(1) :]
    if _NAMES.search(line):
        return re.sub(r'"(\w+)"', lambda m: f'"{moved.get(m[1], m[1])}"', line)
    return line
