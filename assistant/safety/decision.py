"""Which warnings a question makes urgent, how strongly, and because of which words.

Three sources are weighed together, all of them data that `assistant.safety.training` prepared: the
rules of the document's author over concepts; weights learned from the author's bank of sentences
for stems, concepts and pairs of concepts; and the chat, where a question follows a dangerous one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.safety.matcher import Match, Matcher
from index.analysis import is_stop, normal
from index.query import Word

RULE = (0.0, 0.5, 1.0, 2.0)
"""What a rule of strength 0 (none) to 3 adds to the learned logit. Tried from 0 to 9: more of it
costs as much in alarms over ordinary sentences as it finds (cross-validated on the banks)."""

CERTAIN = 3
"""The strength of a rule that decides alone, whatever else is said: its author left no doubt."""

AGAINST = -1.6
"""A follow-up whose own words weigh less than this (in logits) is not about the danger any more."""

AGAINST_ALONE = -0.6
"""The same for a question after an urgent one that stands alone: it names no other subject, such
as "my calf is still hard"."""

MOST = 5
"""Words that explain a danger, at most."""

TELLING = 0.1
"""Share of the most telling word's weight from which another explains a danger, too."""

VAGUE = frozenset("went gone off up down help take took put back".split())
"""Words that explain nothing by themselves: they do only where there is no other."""


@dataclass(frozen=True, slots=True)
class Danger:
    """That a warning is urgent: how strongly (logits above the threshold), and the words as typed.

    The words are of the question or, where none of it counts, of the question that it leans on.
    """

    strength: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a question says about one warning.

    `concepts` are the numbers of the concepts found, each with the places of its words (those of
    its first mentions); `free` are the places that no exception took out.
    """

    concepts: Mapping[int, tuple[int, ...]]
    free: Sequence[int]


class Reader:
    """Finds the evidence in a question: concepts, exceptions, and what the learned weights count.

    A phrase is of a *kind*: of a concept (its number), of what only looks like that concept (its
    number and `concepts`), or of what only looks like a warning (in the warning's data).
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.matcher = Matcher(data["phrases"])
        self.concepts: int = data["concepts"]
        self.everywhere = frozenset(data["everywhere"])

    def matches(self, words: Sequence[Word]) -> list[Match]:
        """Return all phrases in a question. A corrected word counts as it was typed, too: the
        authors know words ("loch", "tarn") and slips that the speller takes for others."""
        return list(self.matcher.matches([_forms(word) for word in words]))

    def evidence(self, matches: Sequence[Match], length: int, excepted: int) -> Evidence:
        """Sort the `matches` in a question of `length` words for the warning with that kind."""
        taken = bytearray(length)
        own: dict[int, bytearray] = {}
        for kind, start, end, _ in matches:
            if kind == excepted:
                taken[start:end] = b"x" * (end - start)
            elif self.concepts <= kind < 2 * self.concepts:
                places = own.setdefault(kind - self.concepts, bytearray(length))
                places[start:end] = b"x" * (end - start)
        found: dict[int, tuple[int, ...]] = {}
        for kind, start, end, said in matches:
            if kind < self.concepts and len(before := found.get(kind, ())) < MOST:
                free = kind in self.everywhere or not any(taken[start:end])
                if free and (kind not in own or not any(own[kind][start:end])):
                    found[kind] = before + said
        return Evidence(found, [at for at, mark in enumerate(taken) if not mark])


def _forms(word: Word) -> str:
    read = word.read.removesuffix("'s")
    return f"{read} {normal(word.typed)}" if word.corrected else read


def features(words: Sequence[Word], evidence: Evidence) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield what the learned weights count, each once, with the places of its words."""
    seen = set()
    for at in evidence.free:
        word = words[at]
        if word.stem not in seen and not is_stop(word.read):
            seen.add(word.stem)
            yield word.stem, (at,)
    concepts = sorted(evidence.concepts.items())
    for number, (one, places) in enumerate(concepts):
        yield f"@{one}", places
        for other, more in concepts[number + 1 :]:
            yield f"@{one}@{other}", places + more


class Judge:
    """Judges by the rules and weights of one warning."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.excepted: int = data["excepted"]
        self.rules = [
            (strength, frozenset(unless), [(count, frozenset(of)) for count, of in needed])
            for strength, unless, needed in data["rules"]
        ]
        self.bias: float = data["bias"]
        self.weights: Mapping[str, float] = data["weights"]

    def holding(self, evidence: Evidence) -> tuple[int, list[int]]:
        """Return the strength of the first rule that holds, 0 if none does, and its concepts.

        The rules are in order: the strongest first.
        """
        found = frozenset(evidence.concepts)
        for strength, unless, needed in self.rules:
            if found.isdisjoint(unless) and all(len(found & of) >= many for many, of in needed):
                return strength, sorted(found & frozenset().union(*(of for _, of in needed)))
        return 0, []

    def weigh(self, words: Sequence[Word], evidence: Evidence) -> tuple[float, dict[int, float]]:
        """Return what the words of a question weigh, in logits, and each place's share."""
        shares: dict[int, float] = {}
        total = 0.0
        for feature, places in features(words, evidence):
            weight = self.weights.get(feature, 0.0)
            total += weight
            if weight > 0:
                for at in places:
                    shares[at] = shares.get(at, 0.0) + weight / len(places)
        strength, concepts = self.holding(evidence)
        for concept in concepts:
            for at in evidence.concepts[concept]:
                shares[at] = shares.get(at, 0.0) + RULE[strength]
        total += RULE[strength]
        return max(total, 1.0 - self.bias) if strength == CERTAIN else total, shares

    def stays(self, weight: float, leans: bool) -> bool:
        """Whether a danger of the question before stays, though this one's `weight` is too low.

        Without learned weights nothing tells another subject, so only a follow-up keeps it.
        """
        if leans:
            return weight > AGAINST
        return bool(self.weights) and weight > AGAINST_ALONE


class Safety:
    """Judges questions by the data of `assistant.safety.training`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.reader = Reader(data)
        self.judges = {warning: Judge(entry) for warning, entry in data["warnings"].items()}

    def decide(
        self, words: Sequence[Word], chat: Mapping[str, Danger], leans: bool = True
    ) -> dict[str, Danger]:
        """Return the warnings that the question of `words` makes urgent, by id.

        `chat` are the dangers of the question before it, and `leans` tells whether it leans on
        that one. If not, they stay only if it has no subject of its own.
        """
        matches = self.reader.matches(words)
        found: dict[str, Danger] = {}
        for warning, judge in self.judges.items():
            evidence = self.reader.evidence(matches, len(words), judge.excepted)
            weight, shares = judge.weigh(words, evidence)
            strength = weight + judge.bias
            carried = chat.get(warning)
            if strength > 0:
                found[warning] = Danger(round(strength, 2), _because(words, shares))
            elif carried and judge.stays(weight, leans):
                found[warning] = Danger(round(carried.strength / 2, 2), carried.because)
        return found


def _because(words: Sequence[Word], shares: Mapping[int, float]) -> tuple[str, ...]:
    """The words with the largest shares as typed, in the order of the question, each once."""
    telling = {at: share for at, share in shares.items() if not is_stop(words[at].read)}
    telling = {at: s for at, s in telling.items() if words[at].read not in VAGUE} or telling
    telling = telling or dict(shares)
    enough = max(telling.values(), default=0.0) * TELLING
    most: dict[str, int] = {}
    for at in sorted(telling, key=lambda at: (-telling[at], at)):
        if telling[at] < enough:
            break
        most.setdefault(words[at].typed.casefold(), at)
    return tuple(words[at].typed for at in sorted([*most.values()][:MOST]))
