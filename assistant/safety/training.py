"""Learns the weights of `assistant.safety.model` when a document folder is prepared, unless they
are stored in the folder (`assistant.safety.kept`).

For each warning, its danger sentences are contrasted with its ordinary ones, those of other
warnings, the asked-as lines of passages that no warning shows, and ordinary language. A text is as
urgent as its highest reading, so each round after the first learns only from the highest readings
of the round before. For a warning with few sentences, all concepts have the same weight.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from sys import intern

from assistant.safety.concepts import Dangers, Phrase, Subject, compile_phrases
from assistant.safety.kept import NOTHING_KEPT, Kept, Learned
from assistant.safety.learning import Example, learn
from assistant.safety.model import (
    ConceptData,
    SafetyData,
    WarningWeights,
    concept_features,
    features,
)
from assistant.safety.reading import Reader, Sentence, Vocabulary, readings
from corpus.model import Corpus
from index.analysis import Stemmer, tokens
from index.spelling import english

ORDINARY = Path(__file__).parent / "ordinary"
"""Ordinary language: one sentence per line, in files by subject."""

EMERGENCIES = Path(__file__).parents[1] / "emergencies" / "signs.toml"
"""Sentences that describe emergencies that a document does not cover."""

WITHOUT_FITS = """
    abdomen acute-limb allergic-reaction bleeding blood-clot broken-bone cauda-equina compartment
    eye heart-attack stroke suicidal
    """.split()
"""Kinds of emergencies in which convulsions are rare."""

ROUNDS = (60, 240)
"""Number of steps in each round of learning."""

DROPPED = 5
"""How many times each danger sentence is also learned without some concepts. Its authors knew the
phrases, so it contains more of them than other people's words would."""

SHORT = 3
"""A danger sentence with at most this many readings is first learned with its words, a longer one
only with its concepts."""

ENOUGH = 100
"""Danger sentences needed to learn weights. Fewer would not be representative of what people
write."""

ENDING = 5
"""Letters that may be cut off a word to match a stem, whose own last letter is ignored."""

ALONE = 4.0
"""Score of one concept of a warning with too few sentences to learn from: its author's phrases are
taken at their word, so such a danger is not doubtful (see `assistant.dialogue.danger`)."""


Signs = Mapping[int, Sequence[str]]
"""What each concept that counts for a warning is a sign of."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text to learn from: the features of its readings, and whether it calls for the warning."""

    readings: Sequence[Sequence[str]]
    calls: bool


def build(corpus: Corpus, dangers: Dangers, kept: Kept = NOTHING_KEPT) -> SafetyData:
    """Return the data for recognising the dangers in a document. Raises FolderError.

    The `kept` weights are used if they were learned from the same folder.
    """
    vocabulary = _vocabulary(dangers)
    blanks = _blanks(dangers)
    learned = kept.warnings
    if kept.learned_from != fingerprint(corpus, dangers) or blanks.keys() - learned.keys():
        learned = _learn(corpus, dangers, vocabulary)
    warnings = {
        warning: replace(blank, bias=learned[warning].bias, weights=learned[warning].weights)
        for warning, blank in blanks.items()
    }
    words = {
        word
        for weights in warnings.values()
        for name in weights.weights
        if name[0] in "=~<>"
        for word in name[1:].split("|")[-1].split()
    }
    return SafetyData(
        vocabulary=replace(vocabulary, stems=_forms(words)),
        concepts=[ConceptData(concept.about, concept.silent) for concept in dangers.concepts],
        warnings=warnings,
    )


def learn_weights(corpus: Corpus, dangers: Dangers) -> Kept:
    """Return the weights of all warnings, learned from the folder. Raises FolderError."""
    learned = _learn(corpus, dangers, _vocabulary(dangers))
    return Kept(fingerprint(corpus, dangers), learned)


def _learn(corpus: Corpus, dangers: Dangers, vocabulary: Vocabulary) -> dict[str, Learned]:
    """The weights of each warning, learned from the folder with this `vocabulary`."""
    asked = _asked(corpus)
    reader = Reader(replace(vocabulary, stems=_stems(dangers, asked)))
    teacher = _Teacher(dangers, asked, reader)
    blanks = _blanks(dangers)
    return {s.warning: teacher.learn(s, blanks[s.warning]) for s in dangers.subjects}


def fingerprint(corpus: Corpus, dangers: Dangers) -> str:
    """Return a digest of all texts and phrases that the weights are learned from."""
    source = (dangers, _asked(corpus), ordinary_language(), other_emergencies())
    return sha256(repr(source).encode("utf-8", "backslashreplace")).hexdigest()


def _asked(corpus: Corpus) -> list[str]:
    """The asked-as lines of the passages that no warning shows."""
    shown = {id for warning in corpus.warnings for id in warning.passages}
    return [
        line.text
        for passage in corpus.passages
        if passage.id not in shown
        for line in passage.asked
    ]


def _vocabulary(dangers: Dangers) -> Vocabulary:
    """The phrases of a folder, without the stems of words. Raises FolderError."""
    kinds: list[Iterable[Phrase]] = [concept.phrases for concept in dangers.concepts]
    kinds += [concept.excepted for concept in dangers.concepts]
    kinds += [subject.exceptions for subject in dangers.subjects]
    return Vocabulary(
        automaton=compile_phrases(kinds),
        concepts=len(dangers.concepts),
        stems={},
        danger_words=" ".join(sorted({*dangers.words()} & english())),
    )


def _blanks(dangers: Dangers) -> dict[str, WarningWeights]:
    """The warnings as they are before any weight is learned."""
    number = {concept.name: at for at, concept in enumerate(dangers.concepts)}
    return {
        subject.warning: WarningWeights(
            excepted=2 * len(dangers.concepts) + at,
            bias=0.0,
            signs={
                number[name]: tuple(sorted(subject.signs_of(name))) for name in subject.concepts
            },
            weights={},
            needs=subject.needs if len(subject.sentences.danger) >= ENOUGH else (),
        )
        for at, subject in enumerate(dangers.subjects)
    }


@cache
def other_emergencies() -> tuple[str, ...]:
    """Return sentences that describe other emergencies, or look as if they did."""
    kinds = tomllib.loads(EMERGENCIES.read_text(encoding="utf-8"))
    found = [text for kind in kinds.values() for text in kind["ordinary"]]
    found += [text for name in WITHOUT_FITS for text in kinds[name]["signs"]]
    return tuple(found)


@cache
def ordinary_language() -> tuple[str, ...]:
    """Return the sentences of ordinary language."""
    lines = (
        line.strip()
        for path in sorted(ORDINARY.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    return tuple(line for line in lines if line and not line.startswith("#"))


def _stems(dangers: Dangers, asked: Iterable[str]) -> dict[str, str]:
    """The stems of the words of all sentences to learn from."""
    texts = [*dangers.ordinary, *ordinary_language(), *other_emergencies(), *asked]
    for subject in dangers.subjects:
        texts += (*subject.sentences.danger, *subject.sentences.ordinary)
    stemmer = Stemmer()
    stemmer.learn({word for text in texts for word, _, _ in tokens(text)})
    return stemmer.known


def _forms(stems: Collection[str]) -> dict[str, str]:
    """The English words that have one of these stems but differ from it."""
    begins = {stem[:-1] for stem in stems}
    words = [
        word
        for word in sorted(english())
        if any(word[:-ending] in begins for ending in range(1, ENDING + 1))
    ]
    stemmer = Stemmer()
    stemmer.learn_forms(words, stems)
    return {word: stem for word, stem in stemmer.known.items() if word != stem}


class _Teacher:
    """Makes examples from the sentences in a document folder, and learns from them."""

    def __init__(self, dangers: Dangers, asked: Sequence[str], reader: Reader) -> None:
        self._dangers = dangers
        self._asked = asked
        self._reader = reader
        self._known: dict[str, list[list[Sentence]]] = {}

    def learn(self, subject: Subject, blank: WarningWeights) -> Learned:
        """Return the bias and the weights of one warning."""
        if len(subject.sentences.danger) < ENOUGH:
            return Learned(-ALONE / 2, {f"@{concept}": ALONE for concept in blank.signs})
        texts = list(self._texts(subject, blank))
        plain = [text for text in texts if len(text.readings) == 1 and not text.calls]
        same = [example for text in plain for example in _examples(text, None, blank.signs)]
        others = [text for text in texts if len(text.readings) > 1 or text.calls]
        weights: WarningWeights | None = None
        learned = Learned(0.0, {})
        for steps in ROUNDS:
            examples = [e for text in others for e in _examples(text, weights, blank.signs)]
            bias, found = learn([*same, *examples], steps)
            learned = Learned(round(bias - _logit(subject.urgent_from), 2), found)
            weights = replace(blank, bias=learned.bias, weights=learned.weights)
        return learned

    def _texts(self, subject: Subject, blank: WarningWeights) -> Iterator[Text]:
        danger = dict.fromkeys(subject.sentences.danger)
        ordinary = dict.fromkeys((*subject.sentences.ordinary, *self._dangers.ordinary))
        ordinary |= dict.fromkeys((*ordinary_language(), *self._asked, *other_emergencies()))
        for other in self._dangers.subjects:
            if other is not subject:
                sentences = other.sentences
                ordinary |= dict.fromkeys((*sentences.danger, *sentences.ordinary))
        for sentence in danger:
            yield Text(self._readings(sentence, blank), True)
        for sentence in ordinary:
            if sentence not in danger:
                yield Text(self._readings(sentence, blank), False)

    def _readings(self, text: str, blank: WarningWeights) -> list[list[str]]:
        if text not in self._known:
            self._known[text] = self._reader.sentences(text)
        evidence = [
            [self._reader.evidence(window, blank.excepted) for window in windows]
            for windows in self._known[text]
        ]
        return [[*map(intern, features(reading, blank.signs))] for reading in readings(evidence)]


def _examples(text: Text, weights: WarningWeights | None, signs: Signs) -> Iterator[Example]:
    """The examples from a text: its highest reading by `weights`. Without weights, each reading of
    an ordinary text is one example, and all readings of a dangerous text together are one."""
    if not text.readings:
        return
    chosen = [max(text.readings, key=weights.score)] if weights else text.readings
    if not text.calls:
        for names in chosen:
            yield Example(names, False)
        return
    kinds = "=~|+/<>" if weights or len(text.readings) <= SHORT else "|"
    found = dict.fromkeys(name for names in chosen for name in names)
    rest = [name for name in found if name[0] in kinds]
    concepts = {int(name[1:]) for name in found if name[0] == "@"}
    for part in (None, *range(DROPPED)):
        kept = {concept for concept in concepts if concept % DROPPED != part}
        yield Example([*rest, *concept_features(kept, signs)], True, 1 / (1 + DROPPED))


def _logit(percent: int) -> float:
    return math.log(percent / (100 - percent))
