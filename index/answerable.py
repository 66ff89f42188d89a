"""Decides whether the document answers a question, from features weighed by a linear model.

The features, here called figures, mean the same for any document. Their weights are in
`answerable.json`, which `python -m tests.benchmarks.answerable` fits.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from os.path import dirname, join

from index.analysis import is_stop
from index.fields import FIELDS
from index.query import Query
from index.search import Hit, Index
from index.spelling import SHORT, is_common, is_english, is_special
from index.wording import likeness
from index.words import Word, content

MOST = 4
"""Largest number of words that are counted: a long question shares several with any line."""

BEST = 3
"""Number of hits that are compared with the question."""

HIGHEST = 8.0
"""Score of a hit, in units of the rarest term's weight, above which differences do not count."""

SMALLER = 0.8
"""Logits that a document gains for each factor of e by which its vocabulary is smaller than the
smallest that the model was fitted on: in a small vocabulary, a match means more."""

ELSEWHERE = -1.0
"""A question that shares just one common word with the document is off topic if its wording scores
below this."""

EVERYDAY, ENGLISH = 0.35, 0.7
"""Largest weight of a common and of any other English word, as a share of the rarest term's: such
a word is not significant just because it is rare in the document."""

EVERYDAY_PLAIN = 0.5
"""The same for a common word in a document without asked-as lines: nobody has said how people ask,
so the words of the document itself count for more. Tried from 0.2 to 0.7 on leaflets."""

LACKING = 0.4
"""Confidence needed if a question names something special that the document lacks: it is then
answered only if that is quite likely."""

BEYOND = 0.1
"""Largest confidence if a question names something that the author listed as beyond the document.
Of 531 such questions, the document answered three."""

POINTERS = frozenset("it its this that these those they them one ones mine".split())
"""Words for something named before: in a chat about one subject, mostly that subject."""


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression, the confidence needed to answer a question, and the confidence needed
    to show the nearest passages."""

    vocabulary: int
    bias: float
    weights: Mapping[str, float]
    answered: float
    near: float

    def confidence(self, figures: Mapping[str, float], vocabulary: int) -> float:
        """Return the likelihood that the document answers a question with these figures.

        `vocabulary` is the number of different terms in the document.
        """
        smaller = math.log(max(1.0, self.vocabulary / (vocabulary or 1)))
        logit = self.bias + SMALLER * smaller
        logit += sum(self.weights.get(name, 0.0) * value for name, value in figures.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


@cache
def model(annotated: bool) -> Model:
    """Return the model fitted for documents with asked-as lines, or for those without."""
    with open(join(dirname(__file__), "answerable.json"), encoding="ascii") as file:
        data = json.load(file)
    fitted = data["annotated" if annotated else "plain"]
    return Model(
        fitted["vocabulary"], fitted["bias"], fitted["weights"], fitted["answered"], fitted["near"]
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely the document is to answer a question, whether it counts as answered, and if not,
    whether the best hits are near enough to be shown."""

    confidence: float
    answered: bool
    near: bool


SURE = Verdict(0.99, True, True)
"""The verdict on a question that only names the document's subject."""

EMPTY = Verdict(0.0, False, False)
"""The verdict on a question without hits, or with only conversational words and numbers."""


def decide(
    index: Index, words: Sequence[Word], query: Query, hits: Sequence[Hit], urgent: bool
) -> Verdict:
    """Return whether the document answers the question that consists of `words`; see `figures`.

    Without asked-as lines a refusal is less certain, so the nearest passages are shown more often.
    """
    if not hits or all(_is_light(index, term.stem) for term in query.terms):
        return EMPTY
    fitted = model(index.annotated)
    found = figures(index, words, query, hits, urgent)
    confidence = fitted.confidence(found, index.terms)
    if _is_stray(found, words):
        confidence = min(confidence, fitted.near)
    if query.beyond and not urgent:
        confidence = min(confidence, BEYOND)
    lacks = found["subject"] and _names_special(index, words, query)
    answered = confidence >= max(fitted.answered, LACKING if lacks and not urgent else 0.0)
    near = confidence >= fitted.near or (not index.annotated and found["words together"] >= 1)
    return Verdict(round(confidence, 2), answered, near)


def _is_stray(found: Mapping[str, float], words: Sequence[Word]) -> bool:
    """Whether only one common word connects a question with the document."""
    if any(found[name] for name in ("subject", "pointer", "inherited", "urgent")):
        return False
    common = all(is_common(word.read) for word in content(words) if word.known)
    return common and found["words together"] <= 1 and found["wording"] < ELSEWHERE


def _names_special(index: Index, words: Sequence[Word], query: Query) -> bool:
    """Whether a question names something specific that the document does not know. A short word is
    often a slip instead: "caff"."""
    strange = [word for word in _strange(index, words, query) if len(word.read) > SHORT]
    return any(is_special(word.read, word.typed) for word in strange)


@dataclass(frozen=True, slots=True)
class _Sought:
    """Something that a question asks for: a word of the document, or a thesaurus phrase with the
    document's words for it. `rarity` is its weight without the limit for everyday words."""

    stems: frozenset[str]
    weight: float
    rarity: float


def figures(
    index: Index, words: Sequence[Word], query: Query, hits: Sequence[Hit], urgent: bool
) -> dict[str, float]:
    """Return the figures that the model weighs, by name.

    `words` are the words of the question, `query` its terms, and `hits` the passages found.
    `urgent` tells whether the question raises an alarm.
    """
    sought = list(_sought(index, words, query))
    strange = sum(_most(index, word) for word in _strange(index, words, query))
    best = [hit.passage for hit in hits[:BEST]]
    held = [0.0] * len(best)
    for item in sought:
        places = [index.postings(stem) for stem in item.stems]
        for at, passage in enumerate(best):
            if any(place.holds(passage) for place in places):
                held[at] += item.weight
    covered = max(held, default=0.0)
    known = sum(item.weight for item in sought)
    rarity = sum(item.rarity for item in sought)
    total = known + strange or 1.0
    score = _scaled(index, hits[0].score) if hits else 0.0
    together = _line_words(index, sought) if index.annotated else _text_words(index, sought, best)
    return {
        "unknown": strange / total,
        "beyond": float(query.beyond),
        "subject": float(_names_subject(index, query)),
        "pointer": float(any(word.read in POINTERS for word in words)),
        "inherited": float(any(term.source == "carried" for term in query.terms)),
        "urgent": float(urgent),
        "left out": (known - covered) / total,
        "words together": float(min(together, MOST)),
        "score": min(score * known / (rarity or 1.0) / index.reader.rarest, HIGHEST),
        "wording": likeness(words, index.wording) if words else 0.0,
    }


def _sought(index: Index, words: Sequence[Word], query: Query) -> Iterator[_Sought]:
    """Yield each thing that a question asks for and that the document or its thesaurus knows,
    except conversational words and numbers. A phrase such as "play a part" asks for one thing."""
    most = {word.stem: _most(index, word) for word in words}
    asked = {term.stem: term for term in query.terms if term.source != "added"}
    stems = [word.stem for word in words]
    phrases = [(stems[start:end], means) for start, end, means in query.phrases]
    said = {stem for phrase, _ in phrases if _is_idiom(index, phrase) for stem in phrase}
    for stem, term in asked.items():
        if not _is_light(index, stem) and stem not in said:
            idf = index.idf.get(stem) or 0.0
            weight = term.weight * min(idf, most.get(stem, index.reader.rarest))
            yield _Sought(frozenset([stem]), weight, term.weight * idf)
    for phrase, means in phrases:
        if _is_idiom(index, phrase) or asked.keys().isdisjoint(phrase):
            weight = max(most[stem] for stem in phrase)
            typed = (stem for stem in phrase if stem in asked)
            yield _Sought(frozenset((*means, *typed)), weight, weight)


def _is_idiom(index: Index, phrase: Sequence[str]) -> bool:
    """Whether a thesaurus phrase names a single thing: it has several words, and none of them
    names the document's subject."""
    return len(phrase) > 1 and index.common.isdisjoint(phrase)


def _strange(index: Index, words: Sequence[Word], query: Query) -> list[Word]:
    """Return the words that the document does not know, each once."""
    said = {word.stem for start, end, _ in query.phrases for word in words[start:end]}
    different = {word.stem: word for word in words if not is_stop(word.read)}
    return [
        word
        for stem, word in different.items()
        if not (_is_light(index, stem) or stem in index.idf or stem in said)
    ]


def _most(index: Index, word: Word) -> float:
    """Return the largest weight that a word may have."""
    everyday = EVERYDAY if index.annotated else EVERYDAY_PLAIN
    share = everyday if is_common(word.read) else ENGLISH if is_english(word.read) else 1.0
    return share * index.reader.rarest


def _is_light(index: Index, stem: str) -> bool:
    """Whether a stem is not something to ask for: a conversational word, a number or a letter."""
    return stem in index.reader.light or stem.isdecimal() or len(stem) == 1


def _names_subject(index: Index, query: Query) -> bool:
    """Whether a question names the document's subject, directly or through the thesaurus."""
    if any(term.stem in index.common for term in query.terms):
        return True
    return any(not index.common.isdisjoint(means) for _, _, means in query.phrases)


def _text_words(index: Index, sought: Sequence[_Sought], passages: Sequence[int]) -> int:
    """Return the largest number of things sought that occur in the text itself of a passage."""
    texts = [[index.postings(stem).fields["text"] for stem in item.stems] for item in sought]
    return max(
        (sum(any(t.weight(passage) for t in found) for found in texts) for passage in passages),
        default=0,
    )


def _line_words(index: Index, sought: Sequence[_Sought]) -> int:
    """Return the largest number of things sought that occur in one asked-as line, up to MOST."""
    with_at_least: list[set[int]] = [set() for _ in range(MOST)]  # one, two … of them
    for item in sought:
        lines = set().union(*(index.postings(stem).lines.postings.documents for stem in item.stems))
        for found in with_at_least:
            both = found & lines
            found |= lines
            lines = both
    return sum(map(bool, with_at_least))


def _scaled(index: Index, score: float) -> float:
    """Return a score scaled as if the document had all fields; without asked-as lines, scores are
    lower."""
    if index.annotated:
        return score
    filled = FIELDS["text"] + FIELDS["whole"] + FIELDS["near"] + FIELDS["heading"]
    return score * (FIELDS["text"] + FIELDS["context"] + FIELDS["asked"]) / filled
