"""Where an entry belongs: finds passages by their opening words, and quotations by their words."""

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
    """Finds passages for the entries of a folder.

    The line number of an entry is only a hint: if the document changed, the entry belongs to the
    passage with the same opening words.
    """

    def __init__(self, passages: Iterable[Passage], document: str) -> None:
        self.by_id: Mapping[str, Passage] = {passage.id: passage for passage in passages}
        self.moved: dict[str, str] = {}
        """The entries whose passage is now on another line, with its new id."""
        self._lines: dict[int, int] = {}  # current line of each entry that was found by its words
        self._document = document

    @cached_property
    def _openings(self) -> dict[str, str]:
        """The passages by id, without line breaks; computed only if there are entries."""
        return {id: _flat(passage.text) for id, passage in self.by_id.items()}

    def passage(self, name: str, opens: str) -> Passage | None:
        """Return the passage of an entry: the one on its line if it opens with these words,
        otherwise the nearest one that does, if any."""
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
        """Return the id of the passage that an entry names. Raises FolderError."""
        id = self._now(name)
        if id not in self.by_id:
            raise entry.error(key, f'there is no passage "{name}"; correct the number.')
        if id != name:
            self.moved[name] = id
        return id

    def ids(self, entry: Table, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Return the ids of the passages that an entry lists. Raises FolderError."""
        ids = tuple(self.id(entry, key, name) for name in entry.texts(key, required=required))
        if len(set(ids)) < len(ids):
            raise entry.error(key, "lists a passage twice; remove one.")
        return ids

    def quote(self, entry: Table, key: str = "quote") -> Quote:
        """Return the place of a quotation in the passage that it names or, if the document changed,
        in the only passage that contains it. White space is ignored. Raises FolderError."""
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
        """Record where the passage of an entry is now."""
        if name != passage.id:
            self.moved[name] = passage.id
        if name.isdecimal() and len(name) < 9:
            self._lines[int(name)] = passage.line

    def _now(self, name: str) -> str:
        """Return the id that a passage has now. A number without words moves by as many lines as
        the nearest entries above and below that were found by their words; if these disagree, it
        stays."""
        if name in self.moved or not self.moved or not name.isdecimal() or len(name) > 8:
            return self.moved.get(name, name)
        line = int(name)
        below = max((old for old in self._lines if old <= line), default=None)
        above = min((old for old in self._lines if old >= line), default=None)
        shifts = {self._lines[old] - old for old in (below, above) if old is not None}
        return str(line + shifts.pop()) if len(shifts) == 1 else name


def known(entry: Table, key: str, tags: Iterable[str]) -> tuple[str, ...]:
    """Return the tags that an entry lists. Raises FolderError if one is not in tags.toml."""
    tags = list(tags)
    names = entry.texts(key)
    for name in names:
        if name not in tags:
            remedy = did_you_mean(name, tags) or "; add it there or remove it."
            raise entry.error(key, f'"{name}" is not a tag in tags.toml{remedy}')
    return names


def _flat(text: str) -> str:
    return " ".join(text.split())
