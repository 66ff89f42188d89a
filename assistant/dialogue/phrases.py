"""The phrases of a chat, read from `phrases.txt` and `talk.txt`, and where they occur."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.dialogue.pointing import POINT
from assistant.dialogue.wording import (
    HEAD,
    JOINING,
    QUESTION_WORDS,
    asks,
    chat_words,
    plain,
)

FILE = Path(__file__).parent / "phrases.txt"
LINES = Path(__file__).parent / "talk.txt"

LONGEST = 40
"""A line of more words than this is a question; it is not compared with phrases."""

LONGEST_PART = 5
"""A line of talk with more words than this is recognised only as an entire line, not as part of
others."""

_MARK = re.compile(r"[()|]|[^\s()|]+")

GLUE = "glue"
QUESTION = "question"

Sequences = tuple["str | Choice", ...]
"""A phrase: words and choices in order."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; an empty one matches zero words. They are also kept by their first
    word; `others` begin with a choice or are empty."""

    options: tuple[Sequences, ...]
    by_word: Mapping[str, Sequence[Sequences]]
    others: Sequence[Sequences]

    @classmethod
    def of(cls, options: Iterable[Sequences]) -> Choice:
        """Return the choice between some sequences."""
        options = tuple(options)
        by_word: dict[str, list[Sequences]] = {}
        others: list[Sequences] = []
        for option in options:
            if option and isinstance(option[0], str):
                by_word.setdefault(option[0], []).append(option)
            else:
                others.append(option)
        return cls(options, by_word, others)


@dataclass(frozen=True, slots=True)
class Known:
    """A phrase of some kind, and the words that a line must contain to match it: most lines lack
    one."""

    kind: str
    phrase: Sequences
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cover:
    """The kinds of the phrases and words that make up an entire line."""

    kinds: frozenset[str]
    small: int = 0  # words that belong to no phrase


class Phrasebook:
    """The phrases and words of all kinds. `kinds` are in the order of the file.

    `lines` has the kinds of the lines of talk that are known word for word.
    """

    def __init__(self, text: str, said: Mapping[str, Sequence[str]] | None = None) -> None:
        self.kinds: list[str] = []
        self.lines: dict[str, str] = {}
        self.words: dict[str, str] = {}
        self._opens: dict[str, list[Known]] = {}
        self._phrases: dict[str, list[Known]] = {}
        self._vocabulary = {*HEAD, *TAIL}
        for header, lines in _sections(text):
            kind, _, part = header.partition(": ")
            if part == "words" or kind == GLUE:
                for word in " ".join(lines).split():
                    self.words.setdefault(word, kind)
                    self._vocabulary.add(word)
                continue
            if kind not in self.kinds:
                self.kinds.append(kind)
            for line in lines:
                known = _known(kind, parse(line))
                for first in _firsts(known.phrase):
                    if part == "opens":
                        self._opens.setdefault(first, []).append(known)
                    else:
                        self._add(known, first)
        single = self.words.keys() | QUESTION_WORDS | JOINING
        for kind, typed in (said or {}).items():
            if kind != QUESTION and kind not in self.kinds:
                self.kinds.append(kind)
            for line in typed:
                compared = plain(line)
                self.lines[compared] = kind
                phrase = tuple(compared.split())
                if kind in (QUESTION, POINT) or len(phrase) > LONGEST_PART:
                    continue
                if len(phrase) > 1 or not single.issuperset(phrase):
                    known = Known(kind, phrase, frozenset(phrase))
                    self._phrases.setdefault(phrase[0], []).append(known)
                    self._vocabulary.update(phrase)

    def _add(self, known: Known, first: str) -> None:
        self._phrases.setdefault(first, []).append(known)
        self._vocabulary.update(_words(known.phrase))

    def cover(self, line: str) -> Cover | None:
        """Return how phrases cover an entire line, with as few other words as possible; None if
        they do not.

        In a line that asks, only small words may come before and after the phrases.
        """
        words = chat_words(line)
        said = frozenset(words)
        if not all(map(str.isdecimal, said - self._vocabulary)):
            return None
        asking = asks(line)
        best: list[Cover | None] = [Cover(frozenset()), *[None] * len(words)]
        for at, word in enumerate(words):
            here = best[at]
            if here is None:
                continue
            for known in self._phrases.get(word, ()):
                if known.needs <= said:
                    for end in ends(known.phrase, words, at):
                        _take(best, end, Cover(here.kinds | {known.kind}, here.small))
            if asking:
                small = word in (TAIL if here.kinds else HEAD)
            else:
                small = word in self.words or word.isdecimal()
            if small:
                kind = GLUE if asking else self.words.get(word, GLUE)
                kinds = here.kinds if kind == GLUE else here.kinds | {kind}
                _take(best, at + 1, Cover(kinds, here.small + 1))
        whole = best[len(words)]
        return whole if whole and whole.kinds else None

    def openings(self, words: Sequence[str]) -> dict[str, int]:
        """Return the kinds of questions that `words` open, and where the longest opening phrase of
        each kind ends, including small words before it."""
        said = frozenset(words)
        found: dict[str, int] = {}
        for at, word in enumerate(words):
            here: dict[str, int] = {}
            for known in self._opens.get(word, ()):
                if known.needs <= said and (places := ends(known.phrase, words, at)):
                    here[known.kind] = max(here.get(known.kind, 0), *places)
            found = here | found
            if self.words.get(word) not in SMALL:
                break
        return found


TAIL = frozenset("please then now though anyway btw mate man bro x".split())
"""Small words that may end a question to the program itself; those in HEAD may begin it."""

SMALL = frozenset({GLUE, "agree", "thanks", "laughter", "feeling"})
"""Kinds of words that may come before the phrase that opens a question."""


def _take(best: list[Cover | None], end: int, cover: Cover) -> None:
    known = best[end]
    if known is None or cover.small < known.small:
        best[end] = cover


def _sections(text: str) -> Iterator[tuple[str, list[str]]]:
    header, lines = "", list[str]()
    for line in text.splitlines():
        if line.startswith("["):
            if header:
                yield header, lines
            header, lines = line.strip("[]"), []
        elif line and not line.startswith("#"):
            lines.append(line)
    yield header, lines


def parse(line: str) -> Sequences:
    """Return the phrase written on a line."""
    stack: list[list[list[str | Choice]]] = [[[]]]
    for mark in _MARK.findall(line):
        if mark == "(":
            stack.append([[]])
        elif mark == "|":
            stack[-1].append([])
        elif mark == ")":
            options = stack.pop()
            stack[-1][-1].append(Choice.of(map(tuple, options)))
        else:
            stack[-1][-1].append(mark)
    return tuple(stack[0][0])


def _known(kind: str, phrase: Sequences) -> Known:
    return Known(kind, phrase, frozenset(part for part in phrase if isinstance(part, str)))


def _words(phrase: Sequences) -> Iterator[str]:
    """Yield all words of a phrase."""
    for part in phrase:
        if isinstance(part, str):
            yield part
        else:
            for option in part.options:
                yield from _words(option)


def _firsts(phrase: Sequences) -> set[str]:
    """The words that a phrase can begin with."""
    found: set[str] = set()
    for part in phrase:
        if isinstance(part, str):
            return {*found, part}
        for option in part.options:
            found |= _firsts(option)
        if all(_needed(option) for option in part.options):
            break
    return found


def _needed(phrase: Sequences) -> bool:
    """Whether a phrase has a word that cannot be left out."""
    return any(isinstance(part, str) or all(map(_needed, part.options)) for part in phrase)


def ends(phrase: Sequences, words: Sequence[str], at: int) -> set[int]:
    """Return where `phrase` can end in `words` if it begins at place `at`."""
    places = {at}
    for part in phrase:
        if isinstance(part, str):
            places = {place + 1 for place in places if place < len(words) and words[place] == part}
        else:
            places = {
                end
                for place in places
                for option in _options(part, words, place)
                for end in ends(option, words, place)
            }
        if not places:
            break
    return places


def _options(choice: Choice, words: Sequence[str], at: int) -> Sequence[Sequences]:
    """Return the options that may match at place `at`."""
    if at == len(words):
        return choice.others
    return (*choice.by_word.get(words[at], ()), *choice.others)


def read_lines(text: str) -> dict[str, list[str]]:
    """Return the lines of a text by the kind given in brackets above them."""
    found: dict[str, list[str]] = {}
    for header, lines in _sections(text):
        found.setdefault(header, []).extend(lines)
    return found


@cache
def phrasebook() -> Phrasebook:
    """Return the phrases in the engine's files, which are read once."""
    return Phrasebook(
        FILE.read_text(encoding="utf-8"), read_lines(LINES.read_text(encoding="utf-8"))
    )
