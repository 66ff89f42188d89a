"""What a question rules out: "without vodka", "not garlic", "other than potassium".

Only things listed in the folder, and all medicine or exercise, can be ruled out: "without a doctor"
and "not enough water" mean something else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.selection.kinds import kinds_of
from corpus.model import Passage
from index.analysis import is_stop
from index.query import Query
from index.search import Index
from index.words import Word

LINES = 2
"""A passage with this many asked-as lines that name a thing is about it: "is there alcohol in the
thyme remedy"."""

DESCRIBED = 2
"""Largest number of words that describe a thing: "raw garlic", "apple cider vinegar"."""

_OPENERS = (
    r"without",
    r"(?:other|rather) than",
    r"apart from|aside from|except(?: for)?|excluding|instead of|besides|anything but|bar",
    r"i (?:hate|dislike|detest)",
    r"(?:dont|do not) (?:like|want)",
    r"(?:cant|cannot|can not) (?:stand|have|eat|take|tolerate)",
    r"allergic to",
    r"^no|(?:but|and) no",
    r"(?:that|which) (?:is|are) not",
)
_OPENS = re.compile(rf"(?<!\S)(?:{'|'.join(_OPENERS)}|not)(?!\S)")

_ASKS = frozenset(
    "do does did is are was were can could should would will have has had may might must am be i "
    "you he she it they we why or if whether".split()
)
"""Words after which "not" negates something else: "does it not help", "why not garlic"."""

_LIVES = frozenset("go goes going gone went get gets live lives living cope been am im".split())
"""Words after which "without" means a lack, not a wish: "I go without salt"."""

_DENIED = {"not": _ASKS, "without": _LIVES}
_NOWHERE: frozenset[str] = frozenset()

_BETWEEN = frozenset(
    "a an any the my some more all using use taking take eating drinking adding having doing of to "
    "with that those these".split()
)
"""Words that may come between "without" and what is ruled out."""

_AMOUNTS = frozenset("enough sufficient much many only just".split())
"""Words after which a lack is meant: "not enough potassium"."""

_JOINS = frozenset(["and", "or", "nor"])

_REASONS = frozenset(["why", "what is it"])
"""Kinds of question in which "without" means a lack: "why do I cramp without salt"."""

_KINDS = frozenset(["which exercise", "which medicine"])
"""Kinds of question about things with many names: "without pills" rules out all medicine."""


@dataclass(frozen=True, slots=True)
class RuledOut:
    """What is ruled out: the words as typed, their stems, and the passages about it."""

    things: tuple[str, ...] = ()
    stems: frozenset[str] = frozenset()
    passages: frozenset[int] = frozenset()

    def words(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """Return the words of a question that are not ruled out."""
        return tuple(word for word in words if word.stem not in self.stems)

    def query(self, query: Query) -> Query:
        """Return a query without what is ruled out."""
        if not self.things:
            return query
        named = {word for thing in self.things for word in thing.casefold().split()}
        terms = (
            term
            for term in query.terms
            if term.stem not in self.stems and named.isdisjoint(term.word.casefold().split())
        )
        return replace(query, terms=tuple(terms))

    def left(self, among: frozenset[int] | None, size: int) -> frozenset[int] | None:
        """Return what remains of `among`, or of all `size` passages of a document."""
        if not self.passages:
            return among
        return (frozenset(range(size)) if among is None else among) - self.passages


NOTHING = RuledOut()
"""Nothing is ruled out."""


class Things:
    """What a question may rule out in one document."""

    def __init__(self, things: Iterable[str], index: Index, passages: Sequence[Passage]) -> None:
        self._index = index
        self._passages = passages
        stems = (tuple(word.stem for word in index.reader.words(thing)) for thing in things)
        self._things = frozenset(stems)
        self._longest = max(map(len, self._things), default=0)

    def ruled_out(self, words: Sequence[Word]) -> RuledOut:
        """Return what a question rules out."""
        named = list(self._named(words)) if self._things else []
        if not named or any(kind.name in _REASONS for kind in kinds_of(words)):
            return NOTHING
        found = NOTHING
        for thing in named:
            about = self._of_kind(thing) or self._about(thing)
            if about:
                found = RuledOut(
                    (*found.things, " ".join(word.typed for word in thing)),
                    found.stems | {word.stem for word in thing},
                    found.passages | about,
                )
        return found

    def _named(self, words: Sequence[Word]) -> Iterator[Sequence[Word]]:
        """Yield the things that come after words such as "without"."""
        reads = [word.read.casefold().replace("'", "").replace("’", "") for word in words]
        text = " ".join(reads)
        for opener in _OPENS.finditer(text):
            before = text[: opener.start()].split()[-1:]
            if not _DENIED.get(opener[0], _NOWHERE).isdisjoint(before):
                continue
            yield from self._after(words[len(text[: opener.end()].split()) :])

    def _after(self, words: Sequence[Word]) -> Iterator[Sequence[Word]]:
        """Yield the things at the beginning of `words`: "vodka or garlic", "the lemon juice"."""
        at = described = 0
        while at < len(words):
            size = self._size(words[at : at + self._longest])
            if size:
                yield words[at : at + size]
                at, described = at + size, 0
                if at < len(words) and words[at].read not in _JOINS:
                    return
            elif words[at].read in _AMOUNTS:
                return
            elif not is_stop(words[at].read) and described < DESCRIBED:
                described += 1
            elif words[at].read not in _BETWEEN | _JOINS:
                return
            at += not size

    def _size(self, words: Sequence[Word]) -> int:
        """How many of `words`, from the first, name a thing."""
        stems = tuple(word.stem for word in words)
        sizes = (size for size in range(len(stems), 0, -1) if stems[:size] in self._things)
        return next(sizes, int(bool(words and self._of_kind(words[:1]))))

    def _of_kind(self, thing: Sequence[Word]) -> frozenset[int]:
        """The passages tagged for a thing with many names, such as pills; else none."""
        tags = {tag for kind in kinds_of(thing) if kind.name in _KINDS for tag in kind.tags}
        if not tags:
            return frozenset()
        return frozenset(
            number
            for number, passage in enumerate(self._passages)
            if not tags.isdisjoint(passage.tags)
        )

    def _about(self, thing: Sequence[Word]) -> frozenset[int]:
        """The passages whose text or at least LINES asked-as lines name a thing."""
        postings = [self._index.postings(word.stem) for word in thing]
        about = frozenset.intersection(
            *(frozenset(map(int, found.fields["text"].documents)) for found in postings)
        )
        if len(thing) == 1:
            lines = Counter(map(int, postings[0].lines.passages))
            about |= {number for number, count in lines.items() if count >= LINES}
        return about
