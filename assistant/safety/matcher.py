"""Finds many phrases in a question at once, in time linear in its words.

The phrases are compiled (by `assistant.safety.training`) into one automaton over words. An edge
has a *class* of words, such as sea, lake and river*; a word may be in several classes, so several
nodes are active at a time. No node is active twice, so nothing that anybody types can blow it up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

ANY = "_"
"""The class that every word is in."""


class Match(NamedTuple):
    """A phrase of the kind `kind` found at `start` to `end`; `said` are the places of its words.

    Places count the words of the question from 0. Words that a gap passed over are not `said`.
    """

    kind: int
    start: int
    end: int
    said: tuple[int, ...]


class Matcher:
    """The automaton. Its first nodes are those that end phrases; the last one is the root.

    Classes and edges come as texts, which load six times as fast as lists, and are read when a
    question first needs them.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.words: Mapping[str, str] = data["words"]
        self.prefixes: Mapping[str, str] = data["prefixes"]
        self.nodes: list[str] = data["nodes"]
        self.ends: list[list[int]] = data["ends"]
        self.longest = max(map(len, self.prefixes), default=0)
        self._edges: dict[int, dict[str, int]] = {}

    def edges(self, node: int) -> dict[str, int]:
        """Return the classes that lead on from a node, each with where to."""
        if node not in self._edges:
            text = self.nodes[node].split()
            self._edges[node] = dict(zip(text[::2], map(int, text[1::2]), strict=True))
        return self._edges[node]

    def classes(self, word: str) -> set[str]:
        """Return the classes that a word is in."""
        found = [self.words.get(word, "")]
        for length in range(1, min(len(word), self.longest) + 1):
            found.append(self.prefixes.get(word[:length], ""))
        return set(" ".join(found).split())

    def matches(self, words: Sequence[str]) -> Iterator[Match]:
        """Yield every phrase in `words` (a node reached twice keeps the later, shorter match).

        A word of which it is not sure how it was meant may come as two, with a blank between.
        """
        ends, last, read = self.ends, len(self.ends), self._edges
        root = self.edges(len(self.nodes) - 1)
        known: dict[str, tuple[set[str], list[int]]] = {}
        active: dict[int, tuple[int, ...]] = {}
        for at, word in enumerate(words):
            if word not in known:
                classes = set[str]().union(*map(self.classes, word.split(" ")))
                known[word] = classes, [root[name] for name in sorted(classes) if name in root]
            classes, starts = known[word]
            reached: dict[int, tuple[int, ...]] = {}
            for node, said in active.items():
                for name, target in (read.get(node) or self.edges(node)).items():
                    if name in classes:
                        reached[target] = (*said, at)
                    elif name == ANY:
                        reached.setdefault(target, said)
            reached.update(dict.fromkeys(starts, (at,)))
            for node, said in reached.items():
                if node < last:
                    for kind in ends[node]:
                        yield Match(kind, said[0], at + 1, said)
            active = reached
