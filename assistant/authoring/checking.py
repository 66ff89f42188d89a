"""What an author has to put right, all at once, and what would be worth doing: `leaflet check`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.safety import knowledge
from corpus.errors import FolderError
from corpus.keys import help_for
from corpus.loader import read
from corpus.model import Corpus
from corpus.schema import ignoring

MOST = 200
"""Complaints after which a check gives up."""

_WARNING = re.compile(
    r"\b(?:warning|danger(?:ous)?|emergency|call (?:911|999|112|an ambulance)|do not|never|"
    r"immediately|at once|right away|seek (?:medical )?help|life-threatening|fatal)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?P<file>[\w./-]+\.toml)(?:, (?P<entry>.*?))?: ")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong, where: a file of the folder and a line of it, 0 if none can be named."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.line else ""
        return f"{place}{self.text}"


def complaints(folder: Path) -> list[Complaint]:
    """Return all complaints about a document folder, none if it can be used."""
    found: list[Complaint] = []
    ignored: set[tuple[str, str]] = set()
    while len(found) < MOST:
        try:
            with ignoring(ignored):
                corpus = read(folder)
                knowledge.read(folder, [warning.id for warning in corpus.warnings])
            return found
        except FolderError as error:
            place = _PLACE.match(str(error))
            file, entry = (place["file"], place["entry"] or "") if place else ("", "")
            key = entry.rsplit(".", 1)[-1].split(" ")[0]
            hint = help_for(file, key)
            text = f"{error} ({hint})" if hint else str(error)
            complaint = Complaint(file, _line(folder, file, entry), text)
            if complaint not in found:
                found.append(complaint)
            if (file, entry) in ignored:
                entry = entry.rpartition(".")[0]
            if not file or (file, entry) in ignored:
                return found
            ignored.add((file, entry))
    return found


def _line(folder: Path, file: str, entry: str) -> int:
    """The line of a file on which an entry is, 0 if it is not found."""
    try:
        lines = (folder / file).read_text("utf-8").splitlines() if file else []
    except (OSError, ValueError):
        return 0
    at = 0
    parts = [part.split(" ")[0] for part in entry.split(".")] if entry else []
    for part in parts:
        wanted = re.compile(rf"\s*\[*[\w.\"-]*\b{re.escape(part)}\b")
        at = next((n for n in range(at, len(lines)) if wanted.match(lines[n])), at)
    return at + 1 if parts and lines else 0


def advice(corpus: Corpus) -> Iterator[str]:
    """Yield what would make a document answer better, and what sounds like a warning."""
    bare = [p for p in corpus.passages if not p.asked and not p.filler]
    if bare:
        yield (
            f"{len(bare)} of {len(corpus.passages)} passages have no asked-as lines; "
            "write questions that people ask (asked.0)."
        )
    guessed = [heading for heading in corpus.headings if heading.guessed]
    if guessed:
        lines = ", ".join(str(heading.line) for heading in guessed[:10])
        yield f"{len(guessed)} headings are told by their looks (lines {lines}…); check them."
    seen: dict[str, str] = {}
    for passage in corpus.passages:
        words = " ".join(re.findall(r"\w+", passage.reading().casefold()))
        if len(words) > 40 and words in seen:
            yield f"passage {passage.id} repeats passage {seen[words]}."
        seen.setdefault(words, passage.id)
    known = {quote.passage for warning in corpus.warnings for quote in warning.steps}
    known |= {id for warning in corpus.warnings for id in warning.passages}
    for passage in corpus.passages:
        if passage.id not in known and (match := _WARNING.search(passage.reading())):
            text = " ".join(passage.reading().split())
            yield f'passage {passage.id} sounds like a warning ("{match[0]}"): {text[:70]}'
