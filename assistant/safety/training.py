"""The knowledge of `assistant.safety.knowledge` made into plain data for `assistant.safety`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assistant.safety import phrases as phrase
from assistant.safety.decision import Judge, Reader, features
from assistant.safety.knowledge import Knowledge, Rule
from assistant.safety.learning import Example, learn
from assistant.safety.matcher import ANY, Match
from corpus.model import Corpus
from index.query import QueryReader, Word

PARTS = 3
"""Each sentence of a bank is learned from once as it is, and so many times without a part of the
concepts. The authors wrote the phrases with the bank at hand, so there the concepts are found more
surely than in a stranger's words: without this, the other words would learn too little (as in
dropout, Srivastava et al. 2014)."""

EVERYDAY = 3.0
"""What an everyday sentence counts: of the questions that people ask, most are like these."""

NO_BANK = -0.75
"""The bias of a warning without a bank: rules of strength 2 and 3 make it urgent."""

SURE = 2
"""Strength of a rule from which a sentence that nobody labelled is not taken for ordinary."""


def build(corpus: Corpus, knowledge: Knowledge, reader: QueryReader) -> dict[str, Any]:
    """Return `knowledge` as data that JSON can hold; `reader` reads its sentences."""
    number = {concept.name: at for at, concept in enumerate(knowledge.concepts)}
    kinds = [concept.phrases for concept in knowledge.concepts]
    kinds += [concept.excepted for concept in knowledge.concepts]
    warnings: dict[str, Any] = {}
    for warning in (w.id for w in corpus.warnings):
        warnings[warning] = {
            "excepted": len(kinds),
            "rules": [
                _rule(rule, number)
                for rule in sorted(knowledge.rules, key=lambda rule: -rule.strength)
                if rule.warning == warning
            ],
            "bias": NO_BANK,
            "weights": {},
        }
        kinds.append(knowledge.exceptions.get(warning, ()))
    data = {
        "phrases": automaton(kinds),
        "concepts": len(number),
        "everywhere": [number[c.name] for c in knowledge.concepts if c.everywhere],
        "warnings": warnings,
    }
    teacher = _Teacher(corpus, knowledge, data, reader)
    for warning, entry in warnings.items():
        if warning in knowledge.banks:
            bias, entry["weights"] = learn(list(teacher.examples(warning)))
            entry["bias"] = round(bias - _logit(knowledge.urgent_from[warning]), 2)
    return data


def _logit(percent: int) -> float:
    return math.log(percent / (100 - percent))


def _rule(rule: Rule, number: Mapping[str, int]) -> list[Any]:
    """A rule as its strength, what must not be found, and how many of which must."""
    needed = [(len(rule.all), rule.all), (1, rule.any), (rule.at_least, rule.of)]
    return [
        rule.strength,
        [number[name] for name in rule.unless],
        [[count, [number[name] for name in names]] for count, names in needed if names],
    ]


class _Teacher:
    """Makes examples to learn from of the sentences in a document folder."""

    def __init__(
        self, corpus: Corpus, knowledge: Knowledge, data: Mapping[str, Any], reader: QueryReader
    ) -> None:
        self.corpus = corpus
        self.everyday = knowledge.everyday
        self.banks = knowledge.banks
        self.shown = {w.id: w.passages for w in corpus.warnings}
        self.judges = {warning: Judge(entry) for warning, entry in data["warnings"].items()}
        self.reader = Reader(data)
        self.words = reader.words
        self.known: dict[str, tuple[list[Word], list[Match]]] = {}

    def examples(self, warning: str) -> Iterator[Example]:
        """Yield the examples for one warning."""
        bank = self.banks[warning]
        for calls, sentences in ((True, bank.danger), (False, bank.ordinary)):
            for sentence in sentences:
                found = self._features(warning, sentence)[0]
                for part in (found, *_parts(found)):
                    yield Example(part, calls, 1 / (1 + PARTS))
        for sentence in self.everyday:
            yield Example(self._features(warning, sentence)[0], False, EVERYDAY)
        own = {*bank.danger, *bank.ordinary}
        for other, bank in self.banks.items():
            if other != warning:
                for sentence in (*bank.danger, *bank.ordinary):
                    if sentence not in own:
                        yield from self._ordinary(warning, sentence)
        for passage in self.corpus.passages:
            if all(passage.id not in shown for shown in self.shown.values()):
                for line in passage.asked:
                    yield from self._ordinary(warning, line.text)

    def _ordinary(self, warning: str, sentence: str) -> Iterator[Example]:
        found, strength = self._features(warning, sentence)
        if strength < SURE:
            yield Example(found, False)

    def _read(self, sentence: str) -> tuple[list[Word], list[Match]]:
        if sentence not in self.known:
            words = self.words(sentence)
            self.known[sentence] = words, self.reader.matches(words)
        return self.known[sentence]

    def _features(self, warning: str, sentence: str) -> tuple[list[str], int]:
        words, matches = self._read(sentence)
        judge = self.judges[warning]
        evidence = self.reader.evidence(matches, len(words), judge.excepted)
        return [name for name, _ in features(words, evidence)], judge.holding(evidence)[0]


def _parts(found: Sequence[str]) -> Iterator[list[str]]:
    """The features of a sentence without every third concept, and so on (see `PARTS`)."""
    concepts = {name: [int(c) for c in name.split("@")[1:]] for name in found if "@" in name}
    for part in range(PARTS):
        yield [
            name
            for name in found
            if all(concept % PARTS != part for concept in concepts.get(name, ()))
        ]


class _Automaton:
    """Builds the automaton of `assistant.safety.matcher` from phrases.

    A *place* is a class of words and what may follow it: places are made from the end of a phrase
    to its beginning, and equal ones are one. A node of the automaton is a set of places (subset
    construction: Rabin and Scott 1959, over classes instead of words).
    """

    def __init__(self) -> None:
        self.classes: dict[frozenset[str], str] = {frozenset([ANY]): ANY}
        self.places: dict[tuple[str, frozenset[int]], int] = {}
        self.starts: set[int] = set()

    def add(self, sequence: phrase.Sequence, kind: int) -> None:
        """Add a phrase, of which a match is of this kind."""
        end = self._place(f"end {kind}", frozenset())
        self.starts |= self._before(sequence, frozenset([end]))

    def _place(self, name: str, after: frozenset[int]) -> int:
        return self.places.setdefault((name, after), len(self.places))

    def _one_of(self, words: frozenset[str], after: frozenset[int]) -> frozenset[int]:
        name = self.classes.setdefault(words, str(len(self.classes)))
        return frozenset([self._place(name, after)])

    def _before(self, sequence: phrase.Sequence, after: frozenset[int]) -> frozenset[int]:
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
                after = self._choice(item, after)
        return after

    def _choice(self, choice: phrase.Choice, after: frozenset[int]) -> frozenset[int]:
        words = set()
        begins: frozenset[int] = frozenset()
        for option in choice.options:
            match option:
                case (str() as word,) if word not in (phrase.ONE, phrase.SOME):
                    words.add(word)
                case _:
                    begins |= self._before(option, after)
        return begins | self._one_of(frozenset(words), after) if words else begins

    def data(self) -> dict[str, Any]:
        """Return the automaton as data that JSON can hold."""
        places = list(self.places)
        nodes: dict[frozenset[int], dict[str, frozenset[int]]] = {}
        waiting = [frozenset(self.starts)]
        while waiting:
            node = waiting.pop()
            if node not in nodes:
                edges: dict[str, frozenset[int]] = {}
                for name, after in map(places.__getitem__, sorted(node)):
                    if after:
                        edges[name] = edges.get(name, frozenset()) | after
                nodes[node] = edges
                waiting += edges.values()
        ends = {
            node: sorted(int(places[at][0].split()[1]) for at in node if not places[at][1])
            for node in nodes
        }
        order = sorted(nodes, key=lambda node: not ends[node])  # stable: ends first
        order.remove(frozenset(self.starts))
        order.append(frozenset(self.starts))
        number = {node: at for at, node in enumerate(order)}
        words: dict[str, list[str]] = {}
        prefixes: dict[str, list[str]] = {}
        for members, name in self.classes.items():
            for word in sorted(members - {ANY}):
                table = prefixes if word.endswith("*") else words
                table.setdefault(word.removesuffix("*"), []).append(name)
        return {
            "words": {word: " ".join(names) for word, names in words.items()},
            "prefixes": {prefix: " ".join(names) for prefix, names in prefixes.items()},
            "nodes": [
                " ".join(f"{name} {number[after]}" for name, after in nodes[node].items())
                for node in order
            ],
            "ends": [ends[node] for node in order if ends[node]],
        }


def automaton(kinds: Iterable[Iterable[phrase.Sequence]]) -> dict[str, Any]:
    """Return the automaton that finds the phrases of each kind, numbered from 0."""
    result = _Automaton()
    for kind, phrases in enumerate(kinds):
        for sequence in phrases:
            result.add(sequence, kind)
    return result.data()
