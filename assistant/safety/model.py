"""Decides which warnings a text makes urgent, how urgent they are, and because of which words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.safety.reading import Evidence, Reader, Vocabulary, readings
from index.stop_words import LIGHT_WORDS

MOST = 5
"""Largest number of reasons given."""

TELLING = 0.25
"""Another reason is given only if it has at least this share of the strongest reason's weight."""

A_WORD = "a word associated with this danger"
"""The explanation of a reason that is a learned word, not a concept."""

_VAGUE = LIGHT_WORDS | frozenset(
    "back day down help home hours minutes now off ok okay old put take took up went work".split()
)
"""Words that explain nothing by themselves."""


PIECE, SHARED = 20_000, 400
"""Characters of a text that are read at a time, to save memory, and how many of them the next
piece begins with, so that neighbouring sentences are read together."""


LONGEST = 40
"""Readings of at least this many words count as equally long."""

WITHOUT = 2.25
"""Subtracted from the score of a reading without any of the signs that a warning needs."""


@dataclass(frozen=True, slots=True)
class Danger:
    """How urgent a warning is (a score above zero), and why.

    `because` are words as typed; `concepts` say what each of them means.
    """

    strength: float
    because: tuple[str, ...]
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConceptData:
    """The description of a concept, as shown; a `silent` one is never given as a reason."""

    about: str
    silent: bool


@dataclass(frozen=True, slots=True)
class WarningWeights:
    """The weights of one warning, by feature (see `features`).

    `excepted` is the kind of the phrases whose words do not count. `signs` maps the numbers of the
    concepts that count to their signs. A reading should have one of the signs in `needs`.
    """

    excepted: int
    bias: float
    signs: dict[int, tuple[str, ...]]
    weights: dict[str, float]
    needs: tuple[str, ...] = ()

    def score(self, names: Sequence[str]) -> float:
        """Return the score of a reading with these features."""
        lacks = self.needs and not any(f"#{sign}" in names for sign in self.needs)
        weight = sum(self.weights.get(name, 0.0) for name in names)
        return self.bias + weight - (WITHOUT if lacks else 0.0)


@dataclass(frozen=True, slots=True)
class SafetyData:
    """All the data for a decision, prepared by `assistant.safety.training`."""

    vocabulary: Vocabulary
    concepts: list[ConceptData]
    warnings: dict[str, WarningWeights]


@dataclass(frozen=True, slots=True)
class Reason:
    """Words as typed that call for a warning, what they mean, and their weight."""

    words: str
    concept: str
    weight: float
    places: frozenset[int]

    def repeats(self, other: Reason) -> bool:
        """Whether it has the same words as another reason, in the same place or elsewhere."""
        same = self.words.casefold() == other.words.casefold()
        return same or not self.places.isdisjoint(other.places)


def features(reading: Sequence[Evidence], signs: Mapping[int, Sequence[str]]) -> Iterator[str]:
    """Yield the features of neighbouring sentences, each once, always in the same order.

    `=leg` is a stem, `~left leg` two adjacent words, `|2` the number of sentences (`|3`: three
    or more), `+15` the length (15 to 19 words), `@12` a concept, `#trouble` a sign,
    `#on land+trouble` a pair of signs, and `/on land+trouble` a pair that no sentence has both of.
    `>trouble|in` is a sign followed by the word "in", `<trouble|not` one preceded by "not".
    """
    for stem in sorted({stem for part in reading for stem in part.stems}):
        yield f"={stem}"
    for pair in sorted({pair for part in reading for pair in part.pairs}):
        yield f"~{pair}"
    yield f"|{min(len(reading), 3)}"
    yield f"+{min(sum(len(part.tokens) for part in reading) // 5 * 5, LONGEST)}"
    yield from concept_features({c for part in reading for c in part.concepts}, signs)
    yield from _apart(reading, signs)
    yield from sorted({beside for part in reading for beside in _beside(part, signs)})


def _beside(part: Evidence, signs: Mapping[int, Sequence[str]]) -> Iterator[str]:
    """Yield each sign with the word before it and the word after it: "drowning in emails" is like
    "sank in paperwork"."""
    for concept, places in part.concepts.items():
        before, after = min(places) - 1, max(places) + 1
        for sign in signs.get(concept, ()):
            if before >= 0 and part.roots[before]:
                yield f"<{sign}|{part.roots[before]}"
            if after < len(part.roots) and part.roots[after]:
                yield f">{sign}|{part.roots[after]}"


def _apart(reading: Sequence[Evidence], signs: Mapping[int, Sequence[str]]) -> Iterator[str]:
    """Yield the pairs of signs that are only in different sentences: a swim in one and a cramp in
    the next is often a swim that is over."""
    if len(reading) < 2:
        return
    held = [{s for c in part.concepts if c in signs for s in signs[c]} for part in reading]
    for one, two in combinations(sorted(set[str]().union(*held)), 2):
        if not any(one in part and two in part for part in held):
            yield f"/{one}+{two}"


def concept_features(concepts: set[int], signs: Mapping[int, Sequence[str]]) -> Iterator[str]:
    """Yield the features of a set of concepts."""
    counted = sorted(concepts & signs.keys())
    for concept in counted:
        yield f"@{concept}"
    held = sorted({sign for concept in counted for sign in signs[concept]})
    for sign in held:
        yield f"#{sign}"
    for one, two in combinations(held, 2):
        yield f"#{one}+{two}"


class Safety:
    """Decides with the data from `assistant.safety.training`."""

    def __init__(self, data: SafetyData) -> None:
        self._data = data
        self._reader = Reader(data.vocabulary)

    def decide(self, text: str) -> dict[str, Danger]:
        """Return the warnings that a text makes urgent, by id. The entire text is read."""
        found = {}
        for warning, (score, reading) in self._highest(text).items():
            if score > 0:
                found[warning] = self._explained(warning, score, reading)
        return found

    def scores(self, text: str) -> dict[str, float]:
        """Return the score of a text for each warning; above zero, the warning is urgent."""
        return {warning: score for warning, (score, _) in self._highest(text).items()}

    def almost(self, text: str, least: float) -> frozenset[str]:
        """Return the warnings for which a text has at least this score, and any evidence at all: a
        warning recognised only by its concepts gives every text without them its bias as a
        score."""
        return frozenset(
            warning
            for warning, (score, _) in self._highest(text).items()
            if score >= least and score != self._data.warnings[warning].bias
        )

    def _highest(self, text: str) -> dict[str, tuple[float, Sequence[Evidence]]]:
        """The highest-scoring reading for each warning, with its score."""
        highest: dict[str, tuple[float, Sequence[Evidence]]] = {}
        for piece in _pieces(text):
            for warning, best in self._highest_of(piece).items():
                if warning not in highest or best[0] > highest[warning][0]:
                    highest[warning] = best
        return highest

    def _highest_of(self, text: str) -> dict[str, tuple[float, Sequence[Evidence]]]:
        sentences = self._reader.sentences(text)
        found: dict[str, tuple[float, Sequence[Evidence]]] = {}
        for warning, weights in self._data.warnings.items():
            evidence = [
                [self._reader.evidence(window, weights.excepted) for window in windows]
                for windows in sentences
            ]
            best: tuple[float, Sequence[Evidence]] = (weights.bias, ())
            for reading in readings(evidence):
                names = list(features(reading, weights.signs))  # in order: sums depend on it
                score = round(weights.score(names), 2)
                if not best[1] or score > best[0]:
                    best = score, reading
            found[warning] = best
        return found

    def _explained(self, warning: str, score: float, reading: Sequence[Evidence]) -> Danger:
        """The strongest reasons for a danger, in the order of the text."""
        weights = self._data.warnings[warning]
        reasons = sorted(self._reasons(weights, reading), key=lambda reason: -reason.weight)
        chosen: list[Reason] = []
        for reason in reasons:
            if len(chosen) == MOST or (chosen and reason.weight < TELLING * chosen[0].weight):
                break
            if not any(reason.repeats(other) for other in chosen):
                chosen.append(reason)
        chosen.sort(key=lambda reason: min(reason.places))
        return Danger(
            score,
            tuple(reason.words for reason in chosen),
            tuple(reason.concept for reason in chosen),
        )

    def _reasons(self, weights: WarningWeights, reading: Sequence[Evidence]) -> list[Reason]:
        """The reasons for a warning: concepts, or learned words if there are none."""
        told: list[Reason] = []
        rest: list[Reason] = []
        first = 0
        for part in reading:
            stems = {at: weights.weights.get(f"={stem}", 0.0) for stem, at in part.stems.items()}
            for concept, places in part.concepts.items():
                if concept in weights.signs:
                    names = concept_features({concept}, weights.signs)
                    weight = sum(weights.weights.get(name, 0.0) for name in names)
                    weight += sum(stems.get(at, 0.0) for at in places)
                    data = self._data.concepts[concept]
                    reason = _reason(part, first, places, data.about, weight)
                    (rest if data.silent or _is_vague(part, places) else told).append(reason)
            for at, weight in stems.items():
                rest.append(_reason(part, first, (at,), A_WORD, weight))
            first += len(part.tokens)
        speaking = [reason for reason in told if reason.weight > 0]
        return speaking or [reason for reason in rest if reason.weight > 0] or [*told, *rest][:1]


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in overlapping pieces; almost every text is one piece."""
    start = 0
    while len(text) - start > PIECE:
        yield text[start : start + PIECE]
        start += PIECE - SHARED
    yield text[start:]


def _reason(
    part: Evidence, first: int, places: Sequence[int], stands_for: str, weight: float
) -> Reason:
    words = " ".join(part.tokens[at].typed for at in places)
    return Reason(words, stands_for, weight, frozenset(first + at for at in places))


def _is_vague(part: Evidence, places: Sequence[int]) -> bool:
    return all(part.tokens[at].forms in _VAGUE for at in places)
