"""Reads a text: its sentences, the concepts in each, and which sentences are read together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from assistant.safety.matcher import CACHED, Automaton, Match, Matcher
from index.analysis import TOKEN, is_stop, normal
from index.normalise import normalise
from index.runs import short_runs
from index.spelling import distance, is_english, letter_bits

LONG = 40
"""Sentences of more words than this are read in windows, because they lack punctuation."""

WINDOW = 24
"""Words in a window."""

STEP = 8
"""Words from the beginning of one window to that of the next."""

SHORT = 12
"""Three or more neighbouring sentences are read together if they have at most this many words:
"Calf! Lake! Help!"."""

SHORTEST_SLIP = 4
"""Letters that a word needs to be read as a misspelt danger word."""

_END = re.compile(r"[!?;\n…]|\.(?=[\s\"'”)\].])")
_TOKEN = re.compile(TOKEN)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a reader knows.

    The kind of a concept's phrases is its number; that of its exceptions is its number plus the
    number of `concepts`. `stems` has the stems of words that differ from their stem;
    `danger_words` are the words that a misspelt word may be corrected to.
    """

    automaton: Automaton
    concepts: int
    stems: dict[str, str]
    danger_words: str


class Written(NamedTuple):
    """A word as typed, and normalised to plain letters."""

    typed: str
    plain: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word as typed, and its forms: as read, and perhaps the danger word that it misspells.

    Stop words have no `stem`.
    """

    typed: str
    forms: str
    stem: str

    @property
    def root(self) -> str:
        """The stem, or the stop word itself."""
        return self.stem or self.forms


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a window of a long one, with the phrases found in it."""

    tokens: Sequence[Token]
    matches: Sequence[Match]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence in a sentence for one warning: its words, the root of each, the places of each
    stem and concept, and the pairs of adjacent roots. What an exception covers is left out: its
    words have the root ""."""

    tokens: Sequence[Token]
    roots: Sequence[str]
    stems: Mapping[str, int]
    pairs: frozenset[str]
    concepts: Mapping[int, tuple[int, ...]]


class Reader:
    """Reads a text into sentences, with their words and phrases."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._matcher = Matcher(vocabulary.automaton)
        self._known: dict[Written, Token] = {}

    def sentences(self, text: str) -> list[list[Sentence]]:
        """Return the sentences of a text, each as a list of windows: one, unless it is long."""
        found = []
        for words in split(text):
            tokens = [self._known.get(word) or self._token(word) for word in words]
            matches = list(self._matcher.matches([token.forms for token in tokens]))
            found.append(list(_windows(tokens, matches)))
        return found

    def _token(self, written: Written) -> Token:
        word = normal(written.plain)
        meant = self._meant(word)
        stem = "" if is_stop(word) else self._vocabulary.stems.get(meant or word, meant or word)
        token = Token(written.typed, f"{word} {meant}" if meant else word, stem)
        if len(self._known) >= CACHED:
            self._known.clear()
        self._known[written] = token
        return token

    def _meant(self, word: str) -> str:
        """The danger word that is one typo away from an unknown word; "" if there is none."""
        if len(word) < SHORTEST_SLIP or not word.isalpha() or is_english(word):
            return ""
        if self._matcher.classes(word):
            return ""
        letters = letter_bits(word)
        near = [
            other
            for length in (len(word) - 1, len(word), len(word) + 1)
            for bits, other in self._danger_words.get((word[0], length), ())
            if (letters ^ bits).bit_count() <= 2 and distance(word, other, 1) == 1
        ]
        return min(near, key=lambda other: (len(other) < len(word), other), default="")

    @cached_property
    def _danger_words(self) -> dict[tuple[str, int], list[tuple[int, str]]]:
        """The danger words by first letter and length, each with its letters as bits: one slip
        changes at most two letters."""
        words: dict[tuple[str, int], list[tuple[int, str]]] = {}
        for word in self._vocabulary.danger_words.split():
            words.setdefault((word[0], len(word)), []).append((letter_bits(word), word))
        return words

    def evidence(self, sentence: Sentence, excepted: int) -> Evidence:
        """Return the evidence in a sentence for the warning whose exceptions are of this kind."""
        concepts = self._vocabulary.concepts
        masked: set[int] = set()
        own: dict[int, set[int]] = {}
        for kind, start, end, _ in sentence.matches:
            if kind == excepted:
                masked.update(range(start, end))
            elif concepts <= kind < 2 * concepts:
                own.setdefault(kind - concepts, set()).update(range(start, end))
        found: dict[int, tuple[int, ...]] = {}
        for kind, start, end, said in sentence.matches:
            if kind < concepts and len(said) > len(found.get(kind, ())):
                places = range(start, end)
                if masked.isdisjoint(places) and own.get(kind, masked).isdisjoint(places):
                    found[kind] = said
        stems: dict[str, int] = {}
        for at, token in enumerate(sentence.tokens):
            if token.stem and at not in masked:
                stems.setdefault(token.stem, at)
        roots = ["" if at in masked else token.root for at, token in enumerate(sentence.tokens)]
        pairs = frozenset(f"{one} {two}" for one, two in pairwise(roots) if one and two)
        return Evidence(sentence.tokens, roots, stems, pairs, found)


def split(text: str) -> Iterator[list[Written]]:
    """Yield the words of each sentence in a text. Where a sentence ends depends only on the text at
    that place, so a sentence is read the same way in every text, unless spaces are missing in the
    text."""
    plain = normalise(text)
    found = list(_TOKEN.finditer(plain.text))
    runs = short_runs([match[0] for match in found])
    words: list[Written] = []
    before = 0
    for match in found:
        start, end = match.span()
        between = plain.text[before:start]
        if words and between != " " and _END.search(between):
            yield words
            words = []
        before = end
        for first, last in runs.get(match[0]) or [(0, end - start)]:
            typed = plain.span(start + first, start + last)
            words.append(Written(text[slice(*typed)], match[0][first:last]))
    if words:
        yield words


def _windows(tokens: list[Token], matches: list[Match]) -> Iterator[Sentence]:
    """Yield the windows of a sentence; `matches` are in the order of their ends."""
    if len(tokens) <= LONG:
        yield Sentence(tokens, matches)
        return
    ends = [match.end for match in matches]
    for start in [*range(0, len(tokens) - WINDOW, STEP), len(tokens) - WINDOW]:
        end = start + WINDOW
        yield Sentence(
            tokens[start:end],
            [
                match._replace(
                    start=match.start - start,
                    end=match.end - start,
                    said=tuple(at - start for at in match.said),
                )
                for match in matches[bisect_right(ends, start) : bisect_right(ends, end)]
                if match.start >= start
            ],
        )


def readings(sentences: Sequence[Sequence[Evidence]]) -> Iterator[tuple[Evidence, ...]]:
    """Yield what is scored: each window, pairs of neighbouring sentences, runs of short ones."""
    for at, windows in enumerate(sentences):
        for window in windows:
            yield (window,)
        run = [windows[-1]]
        size = len(windows[-1].tokens)
        for after in sentences[at + 1 :]:
            run.append(after[0])
            size += len(after[0].tokens)
            if len(run) > 2 and size > SHORT:
                break
            yield tuple(run)
