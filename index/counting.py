"""Reads and counts passages: the terms of each field, the words, the sentences.

Passages are counted in portions, so that several processes can share a long document.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from corpus.errors import FolderError
from corpus.model import Passage
from index.analysis import Stemmer, is_stop, normal, runs, sentences
from index.bm25 import Frequencies
from index.fields import FIELDS
from index.normalise import is_ordinary
from index.records import AskedLine, AskedLines, Sentence, SentenceList, pack

KNOWN = 500_000
"""Number of tokens whose terms a process caches."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Consecutive passages, with the numbers of the first one and of its first asked-as line.

    `before` and `after` are the passages around them, if any; `titles` are the titles of the tags.
    `annotated` tells whether the document is annotated; if not, passages are found by their
    surroundings.
    """

    passages: Sequence[Passage]
    first: int
    first_line: int
    before: Passage | None
    after: Passage | None
    titles: Mapping[str, str]
    annotated: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted in a portion: `df` is the number of passages with each term, `words` the
    number of times each word occurs in the text. Sentences and asked-as lines are packed."""

    fields: Mapping[str, Frequencies]
    lines: Frequencies
    line_passages: array[int] = field(default_factory=lambda: array("I"))
    df: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    sentences: list[tuple[int, bytes]] = field(default_factory=list)
    asked: list[tuple[int, bytes]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Read:
    """The terms of a passage, of its surroundings, and of its asked-as lines."""

    text: list[str]
    context: list[str]
    asked: list[str]


class _Terms(dict[str, str]):
    """The term of each token as typed; that of a stop word is empty."""

    def __init__(self) -> None:
        self._stem = Stemmer()

    def __missing__(self, token: str) -> str:
        if len(self) > KNOWN:
            self.clear()
        word = normal(token)
        term = "" if is_stop(word) else self._stem(word)
        self[token] = term
        return term

    def of(self, tokens: Iterable[str]) -> list[str]:
        """Return the terms of tokens, without stop words."""
        return [term for term in map(self.__getitem__, tokens) if term]


@cache
def _terms() -> _Terms:
    return _Terms()


def count(portion: Portion) -> Counted:
    """Count the passages of a portion. Raises FolderError."""
    counted = Counted(
        {name: Frequencies(portion.first) for name in FIELDS}, Frequencies(portion.first_line)
    )
    typed: Counter[str] = Counter()
    found = [
        _read(number, passage, portion.titles, typed, counted)
        for number, passage in enumerate(portion.passages, portion.first)
    ]
    for token, times in typed.items():
        counted.words[normal(token)] += times
    for at, read in enumerate(found):
        counted.df.update({*read.text, *read.context, *read.asked})
        terms: dict[str, Sequence[str]] = {"text": read.text, "asked": read.asked}
        if portion.annotated:
            terms["context"] = read.context
        else:
            terms |= {"whole": [*read.text, *read.context]} | _surroundings(portion, at, found)
        for name, frequencies in counted.fields.items():
            frequencies.add(terms.get(name, ()))
    return counted


def _read(
    number: int,
    passage: Passage,
    titles: Mapping[str, str],
    typed: Counter[str],
    counted: Counted,
) -> _Read:
    """Return the terms of a passage; pack its sentences and count its asked-as lines.

    `typed` counts the tokens of its text.
    """
    terms = _terms()
    spans = sentences(passage.text)
    tokens, by_sentence = _tokens(passage, spans)
    typed.update(tokens)
    made = tuple(
        Sentence(passage.start + start, passage.start + end, tuple(terms.of(found)))
        for (start, end), found in zip(spans, by_sentence, strict=True)
    )
    counted.sentences.append((number, pack(SentenceList(made))))
    if passage.asked:
        counted.asked.append((number, pack(_asked(passage, counted.lines.end, len(spans)))))
    lines = [terms.of(runs(line.text)) for line in passage.asked]
    for line in lines:
        counted.lines.add(line)
        counted.line_passages.append(number)
    return _Read(
        text=terms.of(tokens),
        context=terms.of(runs(_context(passage, titles))),
        asked=[term for line in lines for term in line],
    )


def _surroundings(portion: Portion, at: int, found: Sequence[_Read]) -> dict[str, list[str]]:
    """Return the terms of the headings above a passage, and those of the passage and its
    neighbours."""
    passages = portion.passages
    section = passages[at].section
    if not section:
        return {}
    before = passages[at - 1] if at else portion.before
    after = passages[at + 1] if at + 1 < len(passages) else portion.after
    near = list(found[at].text)
    if before and before.section == section:
        near += found[at - 1].text if at else _terms().of(runs(before.reading()))
    if after and after.section == section:
        near += found[at + 1].text if at + 1 < len(found) else _terms().of(runs(after.reading()))
    heading = _terms().of(runs(section[-1]))
    return {
        "near": near,
        "heading": heading,
        "opening": [] if before and before.section == section else heading,
        "outer": _terms().of(runs(". ".join(section[-3:-1]))),
    }


def _tokens(
    passage: Passage, spans: Sequence[tuple[int, int]]
) -> tuple[list[str], list[list[str]]]:
    """Return the tokens of a passage as readers see it, and those of each sentence."""
    text = passage.text
    if not passage.markup and is_ordinary(text):
        by_sentence = [runs(text[start:end]) for start, end in spans]
        return [token for found in by_sentence for token in found], by_sentence
    first = passage.start
    return runs(passage.reading()), [
        runs(passage.reading(first + start, first + end)) for start, end in spans
    ]


def _asked(passage: Passage, first: int, found: int) -> AskedLines:
    """Return the asked-as lines of a passage with `found` sentences, numbered from `first`.

    Raises FolderError.
    """
    for line in passage.asked:
        if line.sentence > found:
            raise FolderError(
                f"passages/, {passage.id}.asked.{line.sentence}: {no_such_sentence(found)}"
            )
    return AskedLines(first, tuple(AskedLine(line.text, line.sentence) for line in passage.asked))


def no_such_sentence(found: int) -> str:
    """Return the complaint about a line that names a sentence beyond the `found` sentences of its
    passage."""
    return f"the passage has {found} sentences; correct the number."


def _context(passage: Passage, titles: Mapping[str, str]) -> str:
    """Return what surrounds a passage: its section, the end of its lead-in, its tags' titles."""
    lead_in = passage.lead_in.replace("? ", ". ").replace("! ", ". ").rsplit(". ", 1)[-1]
    return ". ".join([*passage.section[-2:], lead_in, *(titles[tag] for tag in passage.tags)])
