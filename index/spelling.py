"""Unknown words: English words that the document lacks, or misspellings of words that it has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from os.path import dirname, join

from index.records import Spelling, Spellings, spelling_key

SHORTEST = 3
"""Shorter words are not corrected: too many words are one slip away."""

SHORT = 4
"""In words up to this length, only swapped neighbours and a letter that was left out of a frequent
word are corrected: others are too ambiguous."""

FREQUENT = 10
"""Number of times that a frequent word must occur in the document and its asked-as lines."""

LONG = 8
"""In words of at least this length, any two slips are allowed (Damerau 1964: 80 % are single)."""

BUCKETS, READ = 300, 1_000
"""Number of cached lists of known words, and of cached corrections: a question is read several
times."""

LOOKED_UP = 500
"""Number of cached answers to whether a word is English."""

_DOUBLED = re.compile(r"(.)\1")
_NO_VOWELS = str.maketrans("", "", "aeiouy")


@cache
def _list(name: str) -> str:
    with open(join(dirname(__file__), "english", f"{name}.txt"), encoding="ascii") as file:
        return file.read()


@cache
def common() -> frozenset[str]:
    """The 4,000 commonest English words, in normal form."""
    return frozenset(_list("common_words").split())


@cache
def english() -> frozenset[str]:
    """The 73,000 English words in `index/english/`, in normal form."""
    return common() | frozenset(_list("words").split())


@lru_cache(LOOKED_UP)
def is_common(word: str) -> bool:
    """Whether `word`, in normal form, is one of the 4,000 commonest English words."""
    return _holds(_list("common_words"), word)


@lru_cache(LOOKED_UP)
def is_english(word: str) -> bool:
    """Whether `word`, in normal form, is an English word."""
    if english.cache_info().currsize:  # the set has already been built
        return word in english()
    return is_common(word) or _holds(_list("words"), word)


def is_word(word: str) -> bool:
    """Whether `word`, in normal form, is an English word, a name or a medical term."""
    return is_english(word) or _holds(_list("rare_words"), word)


def is_special(word: str, typed: str) -> bool:
    """Whether `word`, in normal form, is known to `is_word` but not common: often the name of a
    thing. A non-English word `typed` with a capital is a person or a place."""
    return is_word(word) and not is_common(word) and (typed.islower() or is_english(word))


def _holds(lines: str, word: str) -> bool:
    """Whether `word` is one of the sorted `lines`, by bisection, since building a set is slow."""
    low, high = 0, len(lines)
    while low < high:
        start = lines.rfind("\n", 0, (low + high) // 2) + 1
        end = lines.find("\n", start)
        line = lines[start:end]
        if line == word:
            return bool(word)
        if line < word:
            low = end + 1
        else:
            high = start - 1
    return False


def distance(one: str, other: str, most: int) -> int:
    """Return the number of edits between two words, or `most + 1` if there are more.

    An edit inserts, deletes or replaces a letter, or swaps two neighbours. This is the restricted
    Damerau-Levenshtein distance: no letter is edited twice. Equal letters at both ends are skipped;
    then each edit of the first different letter is tried. A single edit must then change all that
    is left.
    """
    long, short = len(one), len(other)
    if abs(long - short) > most:
        return most + 1
    start = 0
    while start < long and start < short and one[start] == other[start]:
        start += 1
    while long > start and short > start and one[long - 1] == other[short - 1]:
        long -= 1
        short -= 1
    one, other = one[start:long], other[start:short]
    if not one or not other:
        return len(one) + len(other)
    if not most:
        return 1
    if most == 1:
        single = len(one) == len(other) == 1 or (len(one) == 2 and one == other[::-1])
        return 1 if single else 2
    rest = most - 1
    ways = [
        distance(one[1:], other[1:], rest),
        distance(one[1:], other, rest),
        distance(one, other[1:], rest),
    ]
    if one[1:2] == other[0] and other[1:2] == one[0]:
        ways.append(distance(one[2:], other[2:], rest))
    return min(min(ways), rest + 1) + 1


def likeness(word: str, other: str) -> int:
    """Return the kind of slip: 0 for swapped letters, 1 for dropped or doubled letters or wrong
    vowels, 2 for anything else. The first two kinds are far more common."""
    if sorted(word) == sorted(other):
        return 0
    short, long = sorted((word, other), key=len)
    rest = iter(long)
    if all(letter in rest for letter in short) or _skeleton(word) == _skeleton(other):
        return 1
    return 2


def _skeleton(word: str) -> str:
    """Return the consonants of a word, which stay the same when it is spelt by ear."""
    return word.translate(_NO_VOWELS)


def shapes(counts: Mapping[str, int]) -> dict[str, Spellings]:
    """Return the known words by first letter and length (see `records.spelling_key`)."""
    found: dict[str, list[Spelling]] = {}
    for word in sorted(counts):
        found.setdefault(spelling_key(word[0], len(word)), []).append(Spelling(word, counts[word]))
    return {key: Spellings(tuple(words)) for key, words in found.items()}


class Speller:
    """Finds the known word that was meant by an unknown one."""

    def __init__(self, known: Callable[[str], Spellings | None]) -> None:
        """`known` returns the known words with a given first letter and length, in normal form, and
        how often each occurs (0 for words that are only signs of danger or beyond the document)."""
        self._known = known
        self._bucket = lru_cache(BUCKETS)(self._read_bucket)
        self.nearest = lru_cache(READ)(self._nearest)

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> Speller:
        """Return the speller that knows the words of `counts`."""
        return cls(shapes(counts).get)

    def _nearest(self, word: str) -> str | None:
        """Return the known word nearest to `word`, None if none is near enough.

        The first letter must be the same (or swapped with the second). English words, names and
        tokens with digits stay as typed, and so do misspellings of an English word that is nearer
        than any known word. In words of fewer than LONG letters, one slip is allowed, or two of a
        common kind; up to SHORT letters, only one swap, or one letter left out of a FREQUENT word.
        Words with count 0 must be one slip away.
        """
        if len(word) < SHORTEST or not word.isalpha() or is_english(word):
            return None
        if is_word(word):  # a name or a rare word, unless a letter is doubled: "lemmon"
            once = _undoubled(word)
            alike = (spelling.word for spelling in self._alike(word, 1) if spelling.count)
            return next((other for other in alike if _undoubled(other) == once), None)
        best = min(self._candidates(word), default=None)
        if best is None or (best[0] > 1 and _one_slip_from_english(word)):
            return None
        return best[-1]

    def _candidates(self, word: str) -> Iterator[tuple[int, bool, int, bool, bool, int, str]]:
        """Yield the known words near enough, each preceded by what makes it less likely."""
        for spelling in self._alike(word, 2 if len(word) > SHORT else 1):
            other, count = spelling.word, spelling.count
            steps = distance(word, other, 2)
            if steps > 2:
                continue
            kind = likeness(word, other)
            if len(word) <= SHORT:
                left_out = len(other) > len(word) and count >= FREQUENT
                near = steps == 1 and (kind == 0 or left_out)
            else:
                near = steps == 1 or (count > 0 and (kind < 2 or len(word) >= LONG))
            if near:
                shorter = len(other) < len(word)  # letters are left out more often than added
                yield steps, not count, kind, shorter, word[-1] != other[-1], -count, other

    def _alike(self, word: str, most: int) -> Iterator[Spelling]:
        """Yield the known words that begin like `word` and have about its length and letters.

        In words of fewer than LONG letters, two slips count only if letters are left out or added,
        or if the consonants stay the same; other words are left out.
        """
        letters = letter_bits(word)
        consonants = _skeleton(word) if most == 2 else None
        starts = [(word[0], "")] + ([(word[1], word[0])] if word[1] != word[0] else [])
        for length in range(len(word) - most, len(word) + most + 1):
            away = abs(length - len(word))
            # A letter that is replaced changes the letters by two, any other edit by one.
            differ = 2 * most - away
            if most == 2 and len(word) < LONG:
                differ = max(2 - away, away)  # one slip, or two letters left out or added
            for first, second in starts:
                for bits, sound, other in self._bucket(spelling_key(first, length)):
                    if ((letters ^ bits).bit_count() <= differ or sound == consonants) and (
                        other.word.startswith(second, 1)
                    ):
                        yield other

    def _read_bucket(self, key: str) -> tuple[tuple[int, str, Spelling], ...]:
        """Return the known words with a given first letter and length, each with its letters as
        bits and its consonants."""
        known = self._known(key)
        if known is None:
            return ()
        return tuple((letter_bits(one.word), _skeleton(one.word), one) for one in known.words)


def _undoubled(word: str) -> str:
    """Return a word with each doubled letter written once."""
    return _DOUBLED.sub(r"\1", word)


def letter_bits(word: str) -> int:
    """Return the letters of a word as bits: one bit if a letter occurs, another if it recurs."""
    bits = 0
    for letter in word:
        bit = 1 << (ord(letter) & 31)
        bits |= bit << 32 if bits & bit else bit
    return bits


def _one_slip_from_english(word: str) -> bool:
    """Whether a word that is not English is one slip away from one that is."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        slips = [head + tail[1:], head + tail[1:2] + tail[:1] + tail[2:]]
        slips += [head + letter + tail[cut:] for letter in letters for cut in (0, 1)]
        if not english().isdisjoint(slips):
            return True
    return False
