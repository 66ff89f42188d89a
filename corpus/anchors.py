"""Where an entry belongs: passages found by the words that they open with, quotations by words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from corpus.errors import did_you_mean
from corpus.model import Passage, Quote
from corpus.schema import Table


def opening(passage: Passage, words: int = 5) -> str:
    """Return the first words of a passage, on one line."""
    return " ".join(passage.text.split()[:words])


class Anchors:
    """Finds passages for the entries of a folder. The line number of an entry is a hint: where the
    document moved, the passage with the same opening words is meant."""

    def __init__(self, passages: Iterable[Passage], document: str) -> None:
        self.by_id: Mapping[str, Passage] = {passage.id: passage for passage in passages}
        self.moved: dict[str, str] = {}
        """The entries whose passage is on another line now, with its id."""
        self._lines: dict[int, int] = {}  # of each entry found by its words: its line, as it is now
        self._document = document

    @cached_property
    def _openings(self) -> dict[str, str]:
        """The passages by id, without line breaks. A long document without entries needs none."""
        return {id: _flat(passage.text) for id, passage in self.by_id.items()}

    def passage(self, name: str, opens: str) -> Passage | None:
        """The passage that an entry is for: the one on its line, if that opens with these words,
        else the nearest that does; None if there is none."""
        words = _flat(opens)
        here = self.by_id.get(name)
        if here and self._openings[name].startswith(words):
            self._found(name, here)
            return here
        found = [self.by_id[id] for id, text in self._openings.items() if text.startswith(words)]
        if not words or not found:
            return None
        line = int(name) if name.isdecimal() and len(name) < 9 else 0
        nearest = min(found, key=lambda passage: abs(passage.line - line))
        self._found(name, nearest)
        return nearest

    def id(self, entry: Table, key: str, name: str) -> str:
        """The id of the passage that an entry names. Raises FolderError."""
        id = self._now(name)
        if id not in self.by_id:
            raise entry.error(key, f'there is no passage "{name}"; correct the number.')
        if id != name:
            self.moved[name] = id
        return id

    def ids(self, entry: Table, key: str, *, required: bool = False) -> tuple[str, ...]:
        """The ids of the passages that an entry lists. Raises FolderError."""
        ids = tuple(self.id(entry, key, name) for name in entry.texts(key, required=required))
        if len(set(ids)) < len(ids):
            raise entry.error(key, "lists a passage twice; remove one.")
        return ids

    def quote(self, entry: Table, key: str = "quote") -> Quote:
        """The place of a quotation, in the passage that it names or, if the document moved, in the
        only one that has its words. White space does not count. Raises FolderError."""
        name, text = entry.text("passage"), entry.text(key)
        words = re.compile(r"\s+".join(map(re.escape, text.split())))
        passage = self.by_id.get(self._now(name))
        match = words.search(self._document, passage.start, passage.end) if passage else None
        if not match:
            holders = [
                (other, found)
                for other in self.by_id.values()
                if (found := words.search(self._document, other.start, other.end))
            ]
            if len(holders) != 1:
                if passage is None:
                    raise entry.error(
                        "passage", f'there is no passage "{name}"; correct the number.'
                    )
                raise entry.error(
                    key,
                    f"passage {name} does not contain these words; copy them from the document.",
                )
            passage, match = holders[0]
        assert passage
        self._found(name, passage)
        return Quote(passage.id, match.start(), match.end(), match[0])

    def _found(self, name: str, passage: Passage) -> None:
        """Note where the passage of an entry is now."""
        if name != passage.id:
            self.moved[name] = passage.id
        if name.isdecimal() and len(name) < 9:
            self._lines[int(name)] = passage.line

    def _now(self, name: str) -> str:
        """The id that a passage has now. A mere number moved as far as the entries around it that
        were found by their words; if those disagree, it is kept."""
        if name in self.moved or not self.moved or not name.isdecimal() or len(name) > 8:
            return self.moved.get(name, name)
        line = int(name)
        below = max((old for old in self._lines if old <= line), default=None)
        above = min((old for old in self._lines if old >= line), default=None)
        shifts = {self._lines[old] - old for old in (below, above) if old is not None}
        return str(line + shifts.pop()) if len(shifts) == 1 else name


def known(entry: Table, key: str, tags: Iterable[str]) -> tuple[str, ...]:
    """The tags that an entry lists. Raises FolderError if tags.toml has no such tag."""
    tags = list(tags)
    names = entry.texts(key)
    for name in names:
        if name not in tags:
            remedy = did_you_mean(name, tags) or "; add it there or remove it."
            raise entry.error(key, f'"{name}" is not a tag in tags.toml{remedy}')
    return names


def _flat(text: str) -> str:
    return " ".join(text.split())
