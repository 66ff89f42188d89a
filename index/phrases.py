"""Finds the phrases of the thesaurus and of `beyond.toml` in the stems of a question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.records import Phrase, PhraseList


class Match(NamedTuple):
    """A phrase found in a question: the place of its first stem, the place after its last one, and
    the stems that it means."""

    start: int
    end: int
    means: Sequence[str]


def starts(phrases: Iterable[Phrase]) -> dict[str, PhraseList]:
    """Return phrases by their first stem, the longest first."""
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase.stems[0], []).append(phrase)
    return {
        stem: PhraseList(tuple(sorted(same, key=lambda phrase: -len(phrase.stems))))
        for stem, same in found.items()
    }


@dataclass(frozen=True, slots=True)
class Begun:
    """The phrases that begin with the same stem: their lengths, the longest first, and what each
    means."""

    lengths: tuple[int, ...]
    means: Mapping[tuple[str, ...], Sequence[str]]

    @classmethod
    def of(cls, found: PhraseList) -> Begun:
        """Return the phrases of a list, the longest first."""
        means = {phrase.stems: phrase.means for phrase in found.phrases}
        return cls(tuple(dict.fromkeys(map(len, means))), means)


class Phrases:
    """Phrases of stems, including stop words, each with its meanings."""

    def __init__(self, starting: Callable[[str], Begun | None]) -> None:
        """`starting` returns the phrases that begin with a stem."""
        self._starting = starting

    @classmethod
    def of(cls, phrases: Mapping[str, Sequence[str]]) -> Phrases:
        """Return the phrases of a mapping from stems joined by blanks to meanings."""
        made = [Phrase(tuple(key.split(" ")), tuple(means)) for key, means in phrases.items()]
        return cls({stem: Begun.of(found) for stem, found in starts(made).items()}.get)

    def matches(self, stems: Sequence[str]) -> Iterator[Match]:
        """Yield the phrases in `stems`, the longest at each place."""
        at = 0
        while at < len(stems):
            match = self._longest(stems, at)
            if match is not None:
                yield match
            at = match.end if match else at + 1

    def _longest(self, stems: Sequence[str], at: int) -> Match | None:
        """Return the longest phrase that begins at this place."""
        begun = self._starting(stems[at])
        if begun is not None:
            for length in begun.lengths:
                means = begun.means.get(tuple(stems[at : at + length]))
                if means is not None:
                    return Match(at, at + length, means)
        return None
