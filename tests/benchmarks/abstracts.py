"""Documents of any size, made at run time from a public collection of abstracts (SMART format)."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

_PART = re.compile(r"^\.([A-Z])\s*(.*)$")


def abstracts(collections: Path) -> list[str]:
    """The abstracts of Cranfield and CISI, as paragraphs."""
    found = []
    for name in ("cranfield/cran.all.1400", "cisi/CISI.ALL"):
        part, text = "", []
        for line in (collections / name).read_text(encoding="latin-1").splitlines():
            if match := _PART.match(line):
                if part == "W" and text:
                    found.append(" ".join(" ".join(text).split()))
                part, text = match[1], []
            elif part == "W":
                text.append(line)
    return found


def questions(collections: Path) -> list[str]:
    """The judged questions of Cranfield."""
    lines = (collections / "cranfield/cran.qry").read_text(encoding="latin-1")
    parts = re.split(r"^\.I.*\n\.W\n", lines, flags=re.MULTILINE)
    return [" ".join(part.split()) for part in parts if part.strip()]


def document(collections: Path, characters: int) -> str:
    """A manual of about `characters` characters: abstracts, then their sentences reshuffled."""
    parts, total = ["# Abstracts"], 0
    for number, paragraphs in enumerate(_sections(abstracts(collections), characters), 1):
        parts += [f"## Section {number}", *paragraphs]
        total += sum(map(len, paragraphs))
        if total >= characters:
            break
    return "\n\n".join(parts) + "\n"


def _sections(source: list[str], seed: int) -> Iterator[list[str]]:
    """The paragraphs of each section, endlessly."""
    for text in source:
        yield [text[start : start + 600] for start in range(0, len(text), 600)]
    sentences = [s for text in source for s in re.split(r"(?<=\.) +", text) if len(s) > 20]
    dice = random.Random(seed)
    while True:
        yield [" ".join(dice.choice(sentences) for _ in range(3)) for _ in range(4)]
