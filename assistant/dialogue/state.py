"""What a chat remembers between turns: one small immutable value."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from assistant.safety.model import Danger
from assistant.selection.duplicates import Entry
from assistant.selection.safe import Person
from assistant.selection.select import Sought
from index.query import Query
from index.words import Word


@dataclass(frozen=True, slots=True)
class TopicWord:
    """A word that names a topic; its weight is below 1 if it comes from an earlier question."""

    word: Word
    weight: float


@dataclass(frozen=True, slots=True)
class Topic:
    """What the chat is about: a question as typed, and the words that name its topic, the most
    telling first."""

    question: str
    words: tuple[TopicWord, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The last list of passages, best first, with the query that found them and what it asks for.

    The first `strong` entries answer the question; those after them match it less well. `page` is
    the part shown last; `shown` are the numbers of all passages shown so far.
    """

    query: Query
    sought: Sought
    entries: tuple[Entry, ...]
    strong: int
    page: tuple[Entry, ...]
    shown: frozenset[int]

    @property
    def left(self) -> tuple[Entry, ...]:
        """The entries that have not been shown yet."""
        return tuple(entry for entry in self.entries if entry.passage not in self.shown)

    @property
    def following(self) -> tuple[Entry, ...]:
        """The entries to show next: the weaker ones only after all the strong ones."""
        strong = self.entries[: self.strong]
        return tuple(entry for entry in strong if entry.passage not in self.shown) or self.left

    def is_weak(self, entry: Entry) -> bool:
        """Whether an entry is one of the weaker ones."""
        return entry in self.entries[self.strong :]

    def unread(self, numbers: Collection[int]) -> Listing:
        """Return the list with some passages of its last page marked as not shown."""
        last = {entry.passage for entry in self.page}
        return replace(self, shown=self.shown - last.intersection(numbers))

    def turned(self, page: tuple[Entry, ...]) -> Listing:
        """Return the list after another `page` was shown."""
        return replace(self, page=page, shown=self.shown.union(entry.passage for entry in page))


@dataclass(frozen=True, slots=True)
class Raised:
    """A warning that the chat has made urgent, and why.

    `since` is the question that raised it; `fresh` says whether that was the last one. `words` are
    the stems of the words that describe the situation.
    """

    warning: str
    danger: Danger
    since: str
    fresh: bool
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class State:
    """A chat after a turn. It can be stored, pickled and returned to.

    `earlier` lists the topics before this one, newest first. `dangers` are in force; `past` dangers
    no longer are. `focus` lists the passages that the last answer opened with, or that were
    `pointed` at. `query` is what found the passages of the last answer. `emergency` has the stems
    of what an emergency outside the document is about, if the chat is about one. `person` is the
    person whom the chat concerns, if one is named.
    """

    topic: Topic | None = None
    earlier: tuple[Topic, ...] = ()
    listing: Listing | None = None
    dangers: tuple[Raised, ...] = ()
    past: tuple[Raised, ...] = ()
    focus: tuple[int, ...] = ()
    pointed: bool = False
    emergency: frozenset[str] | None = None
    person: Person | None = None
    query: Query = field(default_factory=lambda: Query(()))
