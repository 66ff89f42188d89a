"""Decides which warnings a text makes urgent, how strongly, and because of which words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.safety.reading import Evidence, Reader, Vocabulary, readings
from index.analysis import LIGHT_WORDS

MOST = 5
"""Reasons that explain a danger, at most."""

TELLING = 0.25
"""Share of the strongest reason's weight from which another one is given, too."""

A_WORD = "a word of this danger"
"""What a reason stands for that is a learned word, not a concept."""

_VAGUE = LIGHT_WORDS | frozenset(
    "back day down help home hours minutes now off ok okay old put take took up went work".split()
)
"""Words that explain nothing by themselves."""


WITHOUT = 2.0
"""Score that is taken off where a reading has none of the signs that a warning needs."""


@dataclass(frozen=True, slots=True)
class Danger:
    """That a warning is urgent: how strongly (a score above zero), and why.

    `because` are words as typed; `concepts` say what each of them stands for.
    """

    strength: float
    because: tuple[str, ...]
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConceptData:
    """What a concept is, as it is shown; a `silent` one is never given as a reason."""

    about: str
    silent: bool = False


@dataclass(frozen=True, slots=True)
class WarningWeights:
    """The weights of one warning, by feature (see `features`).

    `excepted` is the kind of the phrases whose words do not count; `signs` are those of each
    concept that counts, by its number, and `needs` those of which a reading should have one.
    """

    excepted: int
    bias: float
    signs: dict[int, tuple[str, ...]]
    weights: dict[str, float]
    needs: tuple[str, ...] = ()

    def score(self, reading: Sequence[Evidence]) -> float:
        """Return the score of a reading."""
        names = list(features(reading, self.signs))  # in order: sums depend on it
        lacks = self.needs and not any(f"#{sign}" in names for sign in self.needs)
        weight = sum(self.weights.get(name, 0.0) for name in names)
        return self.bias + weight - (WITHOUT if lacks else 0.0)


@dataclass(frozen=True, slots=True)
class SafetyData:
    """All that decides, as `assistant.safety.training` prepares it."""

    vocabulary: Vocabulary
    concepts: list[ConceptData]
    warnings: dict[str, WarningWeights]


@dataclass(frozen=True, slots=True)
class Reason:
    """Words as typed that speak for a warning, what they stand for, and how much they weigh."""

    words: str
    concept: str
    weight: float
    places: frozenset[int]

    def repeats(self, other: Reason) -> bool:
        """Whether it gives the same words as another one, here or elsewhere in the text."""
        same = self.words.casefold() == other.words.casefold()
        return same or not self.places.isdisjoint(other.places)


def features(reading: Sequence[Evidence], signs: Mapping[int, Sequence[str]]) -> Iterator[str]:
    """Yield the features of neighbouring sentences, each once, always in the same order.

    `=leg` is a stem, `~left leg` two words next to each other, `@12` a concept, `#trouble` a sign,
    and `#trouble+water` two signs together.
    """
    for stem in sorted({stem for part in reading for stem in part.stems}):
        yield f"={stem}"
    for pair in sorted({pair for part in reading for pair in part.pairs}):
        yield f"~{pair}"
    yield from concept_features({c for part in reading for c in part.concepts}, signs)


def concept_features(concepts: set[int], signs: Mapping[int, Sequence[str]]) -> Iterator[str]:
    """Yield the features that a set of concepts makes."""
    counted = sorted(concepts & signs.keys())
    for concept in counted:
        yield f"@{concept}"
    held = sorted({sign for concept in counted for sign in signs[concept]})
    for sign in held:
        yield f"#{sign}"
    for one, two in combinations(held, 2):
        yield f"#{one}+{two}"


class Safety:
    """Decides by the data of `assistant.safety.training`."""

    def __init__(self, data: SafetyData) -> None:
        self._data = data
        self._reader = Reader(data.vocabulary)

    def decide(self, text: str) -> dict[str, Danger]:
        """Return the warnings that a text makes urgent, by id. All of the text is read."""
        found = {}
        for warning, (score, reading) in self._highest(text).items():
            if score > 0:
                found[warning] = self._explained(warning, score, reading)
        return found

    def scores(self, text: str) -> dict[str, float]:
        """Return the score of a text for each warning, which is urgent above zero."""
        return {warning: score for warning, (score, _) in self._highest(text).items()}

    def _highest(self, text: str) -> dict[str, tuple[float, Sequence[Evidence]]]:
        """The highest reading for each warning, with its score."""
        sentences = self._reader.sentences(text)
        found: dict[str, tuple[float, Sequence[Evidence]]] = {}
        for warning, weights in self._data.warnings.items():
            evidence = [
                [self._reader.evidence(window, weights.excepted) for window in windows]
                for windows in sentences
            ]
            best: tuple[float, Sequence[Evidence]] = (weights.bias, ())
            for reading in readings(evidence):
                score = round(weights.score(reading), 2)
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
        """What speaks for a warning: concepts, or learned words if there is none."""
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


def _reason(
    part: Evidence, first: int, places: Sequence[int], stands_for: str, weight: float
) -> Reason:
    words = " ".join(part.tokens[at].typed for at in places)
    return Reason(words, stands_for, weight, frozenset(first + at for at in places))


def _is_vague(part: Evidence, places: Sequence[int]) -> bool:
    return all(part.tokens[at].forms in _VAGUE for at in places)
