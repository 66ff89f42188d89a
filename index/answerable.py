"""Whether the document answers: figures about a question and its hits, weighed by a linear model.

The figures mean the same for any document. Their weights are in `answerable.json`, which
`python -m tests.benchmarks.answerable` fits.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from os.path import dirname, join

from index.analysis import is_stop
from index.fields import FIELDS
from index.query import COMMON, Query, Word
from index.search import Hit, Index
from index.spelling import is_common

MOST = 4
"""Words of a kind that are counted, at most: a long question has enough of all kinds."""

BEST = 3
"""Hits that are compared with the question."""

HIGHEST = 8.0
"""Score of a hit, in the weight of the rarest term, above which differences do not count."""

SMALLER = 0.8
"""Logits that a document gains for each e-th of the vocabulary that the model was fitted on: the
fewer words it knows, the more it means that it knows those of a question."""

STRAY = 2.5
"""Logits taken off where an everyday word is all that the document has of a question (unless it
points back, or the document knows few words)."""

POINTERS = frozenset("it its this that these those they them one ones mine".split())
"""Words for what was named already: in a chat about one subject, mostly that."""


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression, and the confidence from which a question is answered and from which
    its nearest passages are shown."""

    vocabulary: int
    bias: float
    weights: Mapping[str, float]
    answered: float
    near: float

    def confidence(self, figures: Mapping[str, float], vocabulary: int) -> float:
        """Return the likelihood that the document answers a question with these figures.

        `vocabulary` is how many different terms the document has.
        """
        smaller = math.log(max(1.0, self.vocabulary / (vocabulary or 1)))
        logit = self.bias + SMALLER * smaller
        logit += sum(self.weights.get(name, 0.0) * value for name, value in figures.items())
        if figures["stray"] and not (figures["pointer"] or figures["inherited"] or smaller > 1):
            logit -= STRAY
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


FITTED = 0.91
"""The weights were fitted when the best asked-as line counted half as much as today; this factor
brings a score to what it was then. A new fit sets it to 1."""


@cache
def model(annotated: bool) -> Model:
    """Return the fitted model for documents with asked-as lines, or without."""
    with open(join(dirname(__file__), "answerable.json"), encoding="ascii") as file:
        data = json.load(file)
    fitted = data["annotated" if annotated else "plain"]
    return Model(
        fitted["vocabulary"], fitted["bias"], fitted["weights"], data["answered"], data["near"]
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely the document answers a question, and whether it does; if not, whether the best
    hits are near enough to be shown."""

    confidence: float
    answered: bool
    near: bool


SURE = Verdict(0.99, True, True)
"""The verdict on a question that names no more than the document's subject."""

EMPTY = Verdict(0.0, False, False)
"""The verdict on a question of talk and numbers, or with no hit."""


def decide(
    index: Index, words: Sequence[Word], query: Query, hits: Sequence[Hit], urgent: bool
) -> Verdict:
    """Return whether the document answers the question of `words`; see `figures`.

    Without asked-as lines a refusal is less certain, so the nearest passages are shown more often.
    """
    if not hits or all(_is_light(index, term.stem) for term in query.terms):
        return EMPTY
    fitted = model(index.annotated)
    found = figures(index, words, query, hits, urgent)
    confidence = fitted.confidence(found, index.terms)
    answered = confidence >= fitted.answered
    near = confidence >= fitted.near or (not index.annotated and found["matched words"] >= 1)
    return Verdict(round(confidence, 2), answered, near)


@dataclass(frozen=True, slots=True)
class _Sought:
    """Something that a question asks for: a word of the document, or a phrase of the thesaurus
    with the document's words for it."""

    stems: frozenset[str]
    weight: float
    telling: bool
    own: bool


@dataclass(frozen=True, slots=True)
class _Strange:
    """How many different words of a question the document does not know: rare ones, common ones."""

    unknown: int
    chatter: int


def figures(
    index: Index, words: Sequence[Word], query: Query, hits: Sequence[Hit], urgent: bool
) -> dict[str, float]:
    """Return what the model weighs, by name.

    `words` are those of the question, `query` what was read, `hits` what was found, `urgent`
    whether the question raises an alarm.
    """
    rarest = index.reader.rarest
    sought = list(_sought(index, words, query))
    strange = _strange(index, words)
    known_weight = sum(item.weight for item in sought)
    unknown_weight = (strange.unknown + COMMON * strange.chatter) * rarest
    total = known_weight + unknown_weight or 1.0
    held = [[item for item in sought if _holds(index, item, hit.passage)] for hit in hits[:BEST]]
    covered = max((sum(item.weight for item in items) for items in held), default=0.0)
    matched = max(map(_telling, held), default=0)
    own = max(map(_own, held), default=0)
    lines = _line_words(index, sought) if index.annotated else matched
    subject = _names_subject(index, words, query)
    length = len(sought) + strange.unknown + strange.chatter
    best = min(_scaled(index, hits[0].score) / rarest, HIGHEST) if hits else 0.0
    return {
        "unknown share": unknown_weight / total,
        "unknown words": float(min(strange.unknown, MOST)),
        "known words": float(min(sum(item.telling for item in sought), MOST)),
        "beyond": float(query.beyond),
        "subject": float(subject),
        "pointer": float(any(word.read in POINTERS for word in words)),
        "inherited": float(any(term.source == "carried" for term in query.terms)),
        "urgent": float(urgent),
        "length": math.log1p(length),
        "covered": covered / total,
        "left out": (known_weight - covered) / total,
        "matched words": float(min(matched, MOST)),
        "matched own words": float(min(own, MOST)),
        "stray": float(matched < 2 and not own and not subject),
        "line words": float(min(lines, MOST)),
        "score": best,
        "score per word": best / max(length, 1),
    }


def _sought(index: Index, words: Sequence[Word], query: Query) -> Iterator[_Sought]:
    """What a question asks for, as far as the document or its thesaurus knows it."""
    asked = {term.stem: term for term in query.terms if term.source != "added"}
    common = {word.stem for word in words if is_common(word.read)}
    usual = common | {word.stem for word in words if is_stop(word.read)}
    for stem, term in asked.items():
        telling = not _is_light(index, stem)
        own = telling and stem not in index.common and stem not in common
        yield _Sought(frozenset([stem]), term.weight * (index.idf.get(stem) or 0.0), telling, own)
    stems = [word.stem for word in words]
    for start, end, means in index.reader.thesaurus.matches(stems):
        if asked.keys().isdisjoint(stems[start:end]):
            weight = max(map(index.reader.weight, stems[start:end]))
            own = index.annotated or not all(word.stem in usual for word in words[start:end])
            yield _Sought(frozenset(means), weight, telling=True, own=own)


def _strange(index: Index, words: Sequence[Word]) -> _Strange:
    unknown = chatter = 0
    stems = [word.stem for word in words]
    said = {
        stem for start, end, _ in index.reader.thesaurus.matches(stems) for stem in stems[start:end]
    }
    for word in {word.stem: word for word in words if not is_stop(word.read)}.values():
        if not (_is_light(index, word.stem) or word.stem in index.idf or word.stem in said):
            chatter += is_common(word.read)
            unknown += not is_common(word.read)
    return _Strange(unknown, chatter)


def _is_light(index: Index, stem: str) -> bool:
    """Whether a stem is one of talk, a number or a letter: it makes no answer."""
    return stem in index.reader.light or stem.isdecimal() or len(stem) == 1


def _names_subject(index: Index, words: Sequence[Word], query: Query) -> bool:
    """Whether a question names what the document is about, in its words or in the thesaurus'."""
    if any(term.stem in index.common for term in query.terms):
        return True
    stems = [word.stem for word in words]
    return any(
        not index.common.isdisjoint(means) for _, _, means in index.reader.thesaurus.matches(stems)
    )


def _holds(index: Index, item: _Sought, passage: int) -> bool:
    """Whether a passage, or what belongs to it, holds what is sought."""
    return any(
        field.weight(passage)
        for stem in item.stems
        for field in index.postings(stem).fields.values()
    )


def _telling(items: Sequence[_Sought]) -> int:
    return sum(item.telling for item in items)


def _own(items: Sequence[_Sought]) -> int:
    return sum(item.own for item in items)


def _line_words(index: Index, sought: Sequence[_Sought]) -> int:
    """How many of the telling words are in one asked-as line, at most."""
    counts: Counter[int] = Counter()
    for item in sought:
        if item.telling:
            counts.update(
                {line for stem in item.stems for line in index.postings(stem).lines.documents}
            )
    return max(counts.values(), default=0)


def _scaled(index: Index, score: float) -> float:
    """A score as if the document had all fields: without asked-as lines it can only be lower."""
    if index.annotated:
        return FITTED * score
    filled = FIELDS["text"] + FIELDS["whole"] + FIELDS["near"] + FIELDS["heading"]
    return score * (FIELDS["text"] + FIELDS["context"] + FIELDS["asked"]) / filled
