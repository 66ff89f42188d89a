"""Documents of any size, made at run time from a public collection of abstracts (SMART format)."""

from __future__ import annotations

import random
import re
from pathlib import Path

from assistant import Assistant, prepared, preparing
from assistant.safety.knowledge import Knowledge
from corpus.model import Corpus
from corpus.splitter import split
from index.store import Store

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
    """A text of about so many characters: real sentences, put together to paragraphs anew once the
    abstracts are used up. The same size gives the same text."""
    source = abstracts(collections)
    sentences = [s for text in source for s in re.split(r"(?<=\.) +", text) if len(s) > 20]
    dice = random.Random(characters)
    parts, total = ["It is dangerous to stay. Go home at once."], 50
    for text in source:
        if total >= characters:
            break
        for start in range(0, len(text), 600):  # paragraphs as in a manual
            parts.append(text[start : start + 600])
        total += len(text) + 4
    while total < characters:
        text = " ".join(dice.choice(sentences) for _ in range(3))
        parts.append(text)
        total += len(text) + 2
    return "\n\n".join(parts) + "\n"


def prepare(text: str, path: str) -> None:
    """Prepare a document that has no annotations at all."""
    layout = split(text)
    corpus = Corpus(
        title="Abstracts",
        about="abstracts",
        first=(),
        text=text,
        passages=layout.passages,
        headings=layout.headings,
        tags=(),
        thesaurus=(),
        beyond=(),
        warnings=(),
    )
    prepared.write(preparing.Document(corpus, Knowledge()), "benchmark", path)


def open_prepared(path: str) -> Assistant:
    """The assistant of a prepared file."""
    store = Store.open(path, "benchmark")
    assert store is not None
    return Assistant(prepared=prepared.Prepared(store, ""))
