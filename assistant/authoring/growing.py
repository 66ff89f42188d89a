"""`leaflet grow`: adds asked-as lines for questions that are not answered well."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from assistant import Assistant
from assistant.answer import Answer
from assistant.paths import SHARED, write_all
from corpus.anchors import opening
from corpus.errors import UserError
from corpus.files import listed, read_file

DOUBTFUL = 0.5
"""Confidence below which an answer should be checked."""

LARGEST = 100_000_000
"""Size limit of a file of questions, in bytes."""

GROWN = "passages/grown.toml"


def questions(path: Path) -> list[str]:
    """Return the questions in a file: one per line, or JSON objects with a `question`.

    Raises OSError if the file cannot be read, and UserError if it contains anything else.
    """
    found = []
    for number, line in enumerate(read_file(path, LARGEST).split(b"\n"), 1):
        try:
            text = line.decode("utf-8").strip()
            question = json.loads(text)["question"] if text.startswith("{") else text
        except (ValueError, KeyError, RecursionError):
            question = None
        if not isinstance(question, str):
            raise UserError(f"{path}, line {number}: no question; write one per line, in UTF-8")
        if question:
            found.append(question)
    return found


def grow(folder: Path, asked: Iterable[str], choose: Callable[[str], str]) -> Iterator[str]:
    """For each refused or doubtful question, show the three nearest passages and add it to the one
    that `choose` returns (1, 2 or 3); yield what to print."""
    asked = list(asked)
    assistant = Assistant(folder)
    before = _answered(assistant, asked)
    chosen: dict[str, list[str]] = {}
    for question in asked:
        answer = assistant.ask(question, top=3)
        if answer.answered and answer.confidence >= DOUBTFUL:
            continue
        yield from ("", question)
        near = _nearest(assistant, answer)
        for number, id in enumerate(near, 1):
            passage = assistant.passages[assistant.number[id]]
            yield f"  {number}  [{id}] {' '.join(passage.reading().split())[:66]}"
        reply = choose("1, 2, 3, or Enter for none: ").strip() if near else ""
        if reply.isdecimal() and 1 <= int(reply) <= len(near):
            chosen.setdefault(near[int(reply) - 1], []).append(question)
    if chosen:
        yield from ("", _write(folder, assistant, chosen))
        after = _answered(Assistant(folder), asked)
        yield f"answered: {before} of {len(asked)} before, {after} now"


def _nearest(assistant: Assistant, answer: Answer) -> list[str]:
    if answer.passages:
        return [passage.id for passage in answer.passages]
    reader = assistant.index.reader
    hits = assistant.index.search(reader.read(reader.words(answer.question)))
    return [assistant.passages[hit.passage].id for hit in hits[:3]]


def _answered(assistant: Assistant, asked: Iterable[str]) -> int:
    return sum(assistant.ask(question).answered for question in asked)


def _write(folder: Path, assistant: Assistant, chosen: dict[str, list[str]]) -> str:
    """Add the lines to the entries of their passages, or to new entries in GROWN. If it raises
    OSError, no file has changed."""
    (folder / GROWN).parent.mkdir(exist_ok=True)
    names = {GROWN, *(f"passages/{name}" for name in listed(str(folder / "passages"), ".toml"))}
    files = {folder / name: "" for name in sorted(names)}
    for path in files:
        if path.exists():
            files[path] = path.read_text("utf-8")
    before = dict(files)
    for id, lines in chosen.items():
        shown = "\n".join(f"  {json.dumps(line, ensure_ascii=False)}," for line in lines)
        for path, text in files.items():
            if grown := _grown(text, id, shown):
                files[path] = grown
                break
        else:
            passage = assistant.passages[assistant.number[id]]
            opens = json.dumps(opening(passage), ensure_ascii=False)
            files[folder / GROWN] += f"[{id}]\nopens = {opens}\nasked.0 = [\n{shown}\n]\n\n"
    changed = {str(path): text.encode() for path, text in files.items() if text != before[path]}
    write_all(changed, SHARED)
    return f"{sum(map(len, chosen.values()))} asked-as lines written"


def _grown(text: str, id: str, shown: str) -> str:
    """The text of a file with asked-as lines added to a passage's entry; "" if there is no such
    entry."""
    for table, key in ((f"\n[{id}.asked]\n", "0"), (f"\n[{id}]\n", "asked.0")):
        head, found, rest = f"\n{text}".partition(table)
        if not found:
            continue
        entry, mark, others = f"\n{rest}".partition("\n[")
        if f"\n{key} = [" in entry:
            entry = entry.replace(f"\n{key} = [", f"\n{key} = [\n{shown}\n", 1)
        else:
            entry = f"{entry.rstrip()}\n{key} = [\n{shown}\n]\n"
        return f"{head}{found}{entry[1:]}{mark}{others}"[1:]
    return ""
