"""What is known before the first question: a document folder as data that load in milliseconds.

Three sections: the *face* (title, warnings, tags with counts: what a start, `--help` and `--tags`
need), the *body* (passages, index, safety: what an answer needs) and the *words* (asked-as lines
and word counts: what completion and spelling need). A wheel brings them ready; otherwise they are
made once and kept in the user's cache folder, or just in memory where nothing can be written.
"""

from __future__ import annotations

import json
import os
from zlib import crc32

from index import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from corpus.passage import Corpus

_HERE = os.path.dirname(os.path.abspath(__file__))
_ROOT = os.path.dirname(_HERE)
BUILT_IN = os.path.join(_ROOT, "corpus", "leg_cramps")
PACKAGED = os.path.join(BUILT_IN, "compiled.jsonl")
"""Where a wheel has the built-in document's data; absent in a checkout."""


class Prepared:
    """The data of one document folder; each section is decoded when it is asked for."""

    def __init__(self, sections: dict[str, bytes]) -> None:
        self._sections = sections
        self.face: Mapping[str, Any] = json.loads(sections["face"])

    def section(self, name: str) -> Any:
        """Decode the section `body` or `words`. Each call decodes anew: keep what you need."""
        return json.loads(self._sections[name])


def prepare(
    folder: str | None = None,
    face_only: bool = False,
    slow: Callable[[], None] | None = None,
) -> Prepared:
    """Return the data of a document folder, the built-in one by default.

    `face_only` may leave out the other sections, for a faster start; `slow` is called before
    the data are made, which takes seconds. Raises corpus.toml.FolderError if the folder cannot
    be used.
    """
    folder = BUILT_IN if folder is None else os.path.abspath(folder)
    source = compiled.digest(_sources(folder))
    kept = os.path.join(cache_folder(), f"{crc32(os.fsencode(folder)):08x}.jsonl")
    for path in [PACKAGED, kept] if folder == BUILT_IN else [kept]:
        if sections := compiled.load(path, source, 1 if face_only else None):
            return Prepared(sections)
    if slow:
        slow()
    content = compile_folder(folder, source)
    try:
        compiled.write(kept, content)
        compiled.tidy(cache_folder())
    except OSError:
        pass  # a home that cannot be written costs the next start, not this one
    head, *bodies = content.split(b"\n")[:-1]
    found = [name for name, _ in json.loads(head)["sections"]]
    return Prepared(dict(zip(found, bodies, strict=True)))


def compile_folder(folder: str = BUILT_IN, source: str | None = None) -> bytes:
    """Read and index a document folder; return the content of its prepared file."""
    from pathlib import Path

    from assistant import danger
    from corpus import folder as folders
    from index.build import build

    corpus = folders.read(Path(folder))
    index = build(corpus)
    safety = danger.build(corpus, index)
    counts = index.pop("counts")
    sections = {
        "face": _face(corpus),
        "body": {"corpus": _passages(corpus), "index": index, "safety": safety},
        "words": {
            "asked": [[line.text for line in passage.asked] for passage in corpus.passages],
            "counts": counts,
        },
    }
    return compiled.dump(source or compiled.digest(_sources(folder)), sections)


def cache_folder() -> str:
    """The folder for prepared data: `$XDG_CACHE_HOME` or `~/.cache`, below it our own."""
    return os.path.join(user_folder("XDG_CACHE_HOME", ".cache"), "leg-cramp-assistant")


def user_folder(variable: str, *below: str, environ: Mapping[str, str] = os.environ) -> str:
    """A folder of the user's: what `variable` names, or else `below` the home.

    A relative path is ignored, as the XDG specification says: nothing is kept where one happens
    to work. A user without a home gets a folder that nobody can make.
    """
    named = environ.get(variable, "")
    if os.path.isabs(named):
        return named
    home = os.path.expanduser("~")
    return os.path.join(home if os.path.isabs(home) else os.devnull, *below)


def _sources(folder: str) -> list[str]:
    """All that the prepared data are made from: the folder's files and the code that reads them."""
    code = [
        path
        for room in ("corpus", "index", "assistant")
        for path in _files(os.path.join(_ROOT, room), ".py")
    ]
    code += _files(os.path.join(_ROOT, "index", "english"), ".txt")
    data = [path for room in (folder, *_folders(folder)) for path in _files(room, ".toml")]
    return [*code, os.path.join(folder, "document.txt"), *data]


def _files(folder: str, ending: str) -> list[str]:
    """The files of a folder with this ending, by name; none if there is no such folder."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [os.path.join(folder, name) for name in names if name.endswith(ending)]


def _folders(folder: str) -> list[str]:
    return [os.path.join(folder, name) for name in ("danger", "passages")]


def _face(corpus: Corpus) -> dict[str, Any]:
    return {
        "title": corpus.title,
        "about": corpus.about,
        "warnings": [
            [w.id, w.label, f'{w.label}: "{w.standing.text}" ({w.standing.passage})']
            for w in corpus.warnings
        ],
        "tags": [
            [tag.id, tag.title, tag.description, sum(tag.id in p.tags for p in corpus.passages)]
            for tag in corpus.tags
        ],
    }


def _passages(corpus: Corpus) -> dict[str, Any]:
    return {
        "text": corpus.text,
        "passages": [
            [p.id, p.line, p.start, p.end, p.section, p.lead_in, p.tags, p.notes]
            for p in corpus.passages
        ],
        "steps": {w.id: [[s.passage, s.start, s.end] for s in w.steps] for w in corpus.warnings},
        "first": corpus.first,
        "shown": {w.id: list(w.passages) for w in corpus.warnings},
    }
