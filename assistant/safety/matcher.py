"""Finds many phrases in a text at once, in time proportional to the number of words.

An author's phrases are compiled into one automaton over words. Its edges are labelled with
*classes* of words, such as sea, lake and river*; a word may be in several classes. The automaton is
nondeterministic: several nodes are active at a time, each only once, and it has at most as many
nodes as its phrases have words, so neither an author nor a user can make it explode.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.safety import phrases as phrase

ANY = "_"
"""The class that every word belongs to."""

BUDGET = 2_000
"""Edges allowed per phrase. The largest phrase of the built-in document has 250."""

TOTAL = 200_000
"""Edges allowed for all phrases together. Those of the built-in document have 20,000."""

CACHED = 2_000
"""Number of words with cached classes."""

_DIGITS = re.compile(r"\d+")


class Match(NamedTuple):
    """A phrase of kind `kind` found from `start` to `end`; `said` are the places of its words.

    A place is the number of a word in the text, from 0. Words matched by a gap are not in `said`,
    unless a phrase begins with one.
    """

    kind: int
    start: int
    end: int
    said: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Automaton:
    """The compiled phrases. Classes and edges are strings, which load faster than lists.

    `words` and `prefixes` map to classes. For each node, `edges` lists classes, each followed by
    the node that it leads to. The first nodes end phrases of the kinds in `ends`; the last node is
    the root.
    """

    words: dict[str, str]
    prefixes: dict[str, str]
    edges: list[str]
    ends: list[list[int]]


@dataclass(frozen=True, slots=True)
class Begun:
    """The phrases that a word begins: the kinds of those that also end with it, the nodes that the
    class of the next word leads to, and those that any word leads to."""

    nodes: frozenset[int]
    ends: tuple[int, ...]
    after: dict[str, list[int]]
    after_any: list[int]


@dataclass(frozen=True, slots=True)
class Word:
    """The classes of a word, and the phrases that begin with it."""

    classes: frozenset[str]
    begun: Begun


class Matcher:
    """Runs an automaton. Classes and edges are decoded when a text first needs them."""

    def __init__(self, automaton: Automaton) -> None:
        self._data = automaton
        self._shortest = min(map(len, automaton.prefixes), default=0)
        self._longest = max(map(len, automaton.prefixes), default=0)
        self._edges: dict[int, dict[str, list[int]]] = {}
        self._root = self._after(len(automaton.edges) - 1)
        self._known: dict[str, Word] = {}
        self._begun: dict[tuple[int, ...], Begun] = {}

    def _after(self, node: int) -> dict[str, list[int]]:
        found = self._edges.get(node)
        if found is None:
            parts = self._data.edges[node].split()
            found = {}
            for name, target in zip(parts[::2], parts[1::2], strict=True):
                found.setdefault(name, []).append(int(target))
            self._edges[node] = found
        return found

    def classes(self, word: str) -> set[str]:
        """Return the classes of a normalised word."""
        words, prefixes = self._data.words, self._data.prefixes
        found = [words[word]] if word in words else []
        if _DIGITS.search(word):
            found.append(words.get(_DIGITS.sub("#", word), ""))
        for length in range(self._shortest, min(len(word), self._longest) + 1):
            if word[:length] in prefixes:
                found.append(prefixes[word[:length]])
        return set(" ".join(found).split())

    def matches(self, words: Sequence[str]) -> Iterator[Match]:
        """Yield every phrase in `words` (a node reached twice keeps the later, shorter match).

        A misspelt word is followed by a space and the word that it was probably meant to be.
        """
        ends, last, edges = self._data.ends, len(self._data.ends), self._edges
        active: dict[int, tuple[int, ...]] = {}
        begun: Begun | None = None
        for at, word in enumerate(words):
            known = self._known.get(word) or self._look_up(word)
            reached: dict[int, tuple[int, ...]] = {}
            for node, said in active.items():
                for name, targets in (edges.get(node) or self._after(node)).items():
                    if name == ANY:
                        for target in targets:
                            reached.setdefault(target, said)
                    elif name in known.classes:
                        for target in targets:
                            reached[target] = (*said, at)
            # Most active nodes are those that a phrase's first word leads to: all of these are
            # advanced together.
            if begun:
                for name in sorted(known.classes.intersection(begun.after)):
                    for target in begun.after[name]:
                        reached[target] = (at - 1, at)
                for target in begun.after_any:
                    reached.setdefault(target, (at - 1,))
            begun = known.begun
            for node in begun.nodes.intersection(reached):
                del reached[node]
            for node, said in reached.items():
                if node < last:
                    for kind in ends[node]:
                        yield Match(kind, said[0], at + 1, said)
            for kind in begun.ends:
                yield Match(kind, at, at + 1, (at,))
            active = reached

    def _look_up(self, word: str) -> Word:
        classes = frozenset[str]().union(*map(self.classes, word.split(" ")))
        names = (*sorted(classes), ANY)
        nodes = tuple(dict.fromkeys(node for name in names for node in self._root.get(name, ())))
        if len(self._known) >= CACHED:
            self._known.clear()
            self._begun.clear()
        if nodes not in self._begun:
            self._begun[nodes] = self._begin(nodes)
        self._known[word] = Word(classes, self._begun[nodes])
        return self._known[word]

    def _begin(self, nodes: Sequence[int]) -> Begun:
        ends = [
            kind for node in nodes if node < len(self._data.ends) for kind in self._data.ends[node]
        ]
        after: dict[str, list[int]] = {}
        for node in nodes:
            for name, targets in self._after(node).items():
                after.setdefault(name, []).extend(targets)
        return Begun(frozenset(nodes), tuple(dict.fromkeys(ends)), after, after.pop(ANY, []))


class Compiler:
    """Compiles phrases. A node is the set of what may follow: pairs of a word class and a node.

    Nodes are made from the end of a phrase to its beginning, and equal nodes are shared.
    """

    def __init__(self) -> None:
        self._classes: dict[frozenset[str], str] = {frozenset([ANY]): ANY}
        self._places: list[tuple[str, frozenset[int]]] = []
        self._number: dict[tuple[str, frozenset[int]], int] = {}
        self._starts: set[int] = set()
        self._spent = 0

    def add(self, sequence: phrase.Sequence, kind: int) -> None:
        """Add a phrase of this kind. Raises PhraseError if it needs too many edges."""
        before = self._spent
        end = self._place(f"end {kind}", frozenset())
        self._starts |= self._before(sequence, frozenset([end]), before)
        if self._spent > TOTAL:
            raise phrase.PhraseError("there are too many phrases in all; leave some out")

    def _place(self, name: str, after: frozenset[int]) -> int:
        key = (name, after)
        if key not in self._number:
            self._number[key] = len(self._places)
            self._places.append(key)
            self._spent += len(after)
        return self._number[key]

    def _one_of(self, words: frozenset[str], after: frozenset[int]) -> frozenset[int]:
        name = self._classes.setdefault(words, str(len(self._classes)))
        return frozenset([self._place(name, after)])

    def _before(
        self, sequence: phrase.Sequence, after: frozenset[int], spent: int
    ) -> frozenset[int]:
        """The places at which `sequence` begins, if `after` follows it."""
        for item in reversed(sequence):
            if item == phrase.SOME:
                more = after
                for _ in range(phrase.MOST):
                    more = after | self._one_of(frozenset([ANY]), more)
                after = more
            elif isinstance(item, str):
                after = self._one_of(frozenset([item]), after)
            else:
                after = self._choice(item, after, spent)
            if self._spent - spent > BUDGET:
                raise phrase.PhraseError("it matches too many wordings; split or shorten it")
        return after

    def _choice(self, choice: phrase.Choice, after: frozenset[int], spent: int) -> frozenset[int]:
        words = set()
        begins: frozenset[int] = frozenset()
        for option in choice.options:
            match option:
                case (str() as word,) if word not in (phrase.ONE, phrase.SOME):
                    words.add(word)
                case _:
                    begins |= self._before(option, after, spent)
        return begins | self._one_of(frozenset(words), after) if words else begins

    def automaton(self) -> Automaton:
        """Return the automaton of the phrases added so far."""
        root = frozenset(self._starts)
        sets = dict.fromkeys(after for _, after in self._places if after)
        ends = {
            node: sorted({int(n.split()[1]) for n, after in self._of(node) if not after})
            for node in sets
        }
        order = sorted(
            sets, key=lambda node: not ends[node]
        )  # a stable sort that puts the ends first
        number = {node: at for at, node in enumerate(order)}
        words: dict[str, list[str]] = {}
        prefixes: dict[str, list[str]] = {}
        for members, name in self._classes.items():
            for word in sorted(members - {ANY}):
                table = prefixes if word.endswith("*") else words
                table.setdefault(word.removesuffix("*"), []).append(name)
        return Automaton(
            words={word: " ".join(names) for word, names in words.items()},
            prefixes={prefix: " ".join(names) for prefix, names in prefixes.items()},
            edges=[
                " ".join(f"{name} {number[after]}" for name, after in self._of(node) if after)
                for node in [*order, root]
            ],
            ends=[ends[node] for node in order if ends[node]],
        )

    def _of(self, node: frozenset[int]) -> list[tuple[str, frozenset[int]]]:
        return [self._places[at] for at in sorted(node)]
