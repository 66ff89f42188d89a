"""From text to terms: tokens, stop words, stems, sentences.

The tokens are those of NLTK's `RegexpTokenizer(TOKEN)`, found with `re` because most questions need
nothing else from NLTK. Its Snowball stemmer and Punkt sentence splitter are imported when first
used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from index.normalise import normalise
from index.spelling import is_common
from index.stop_words import CHAT, CRIES, STOP_WORDS

_RUN = r"(?:[^\W_][\u0300-\u036f]*)+"  # letters and digits, perhaps with combining accents
TOKEN = rf"{_RUN}(?:['’]{_RUN})*"
"""A run of letters and digits, with apostrophes inside: `don't`, `b6`, `10`."""

STEMS_KEPT, WORDS_KEPT = 200_000, 2_000
"""Number of stems and normal forms that are cached: they recur while a document is prepared."""

TEXTS_KEPT = 8
"""Number of texts whose tokens are cached: several parts of the program read the same question."""

LONGEST_WORD = 40
"""Number of characters of a word that count; longer runs are not words, and are slow to stem."""

_STOPPED = STOP_WORDS | CRIES | CHAT
_CONTRACTED = ("n't", "'re", "'ve", "'ll", "'d", "'m")

_TOKEN = re.compile(TOKEN)
_ASCII_TOKEN = re.compile("[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*")  # same result on ASCII text
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")


@lru_cache(TEXTS_KEPT)
def tokens(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return each token of the normalised `text` in normal form, with its start and end in the
    original `text`."""
    normalised = normalise(text)
    matches = _pattern(normalised.text).finditer(normalised.text)
    return tuple((normal(match[0]), *normalised.span(*match.span())) for match in matches)


def runs(text: str) -> list[str]:
    """Return the tokens of the normalised `text`, not yet in normal form."""
    normalised = normalise(text).text
    return _pattern(normalised).findall(normalised)


def _pattern(text: str) -> re.Pattern[str]:
    return _ASCII_TOKEN if text.isascii() else _TOKEN


@lru_cache(WORDS_KEPT)
def normal(word: str) -> str:
    """Return `word` in the form that is compared: lower case, without accents or possessive ending.

    A stretched letter is kept once ("owwww"), or twice if that is a common word ("poool").
    """
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word.replace("’", "'"))
        letters = (c for c in decomposed if c != " " and not unicodedata.combining(c))
        word = "".join(letters) or word
    word = word.casefold().removesuffix("'s")[:LONGEST_WORD]
    if not _STRETCHED.search(word):
        return word
    doubled = _STRETCHED.sub(r"\1\1", word)
    return doubled if is_common(doubled) else _STRETCHED.sub(r"\1", word)


def is_stop(word: str) -> bool:
    """Whether `word`, in normal form, is a stop word. All contractions ("they're") are stop
    words."""
    if word in _STOPPED:
        return True
    return "'" in word and word.endswith(_CONTRACTED)


@cache
def _snowball():  # type: ignore[no-untyped-def]  # NLTK is untyped
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer("english")


@lru_cache(STEMS_KEPT)
def _stem(word: str) -> str:
    return str(_snowball().stem(word))


class Stemmer:
    """Snowball stems of English words. Known words need only a look-up, not NLTK."""

    def __init__(self, known: dict[str, str] | None = None) -> None:
        self.known = {} if known is None else known

    def __call__(self, word: str) -> str:
        """Return the stem of a token in normal form."""
        stem = self.known.get(word)
        return stem if stem is not None else _stem(word)

    def learn(self, words: Iterable[str]) -> None:
        """Remember the stems of `words`."""
        for word in words:
            if word not in self.known:
                self.known[word] = _stem(word)

    def learn_forms(self, words: Iterable[str], stems: Collection[str]) -> None:
        """Remember the stems of those `words` whose stem is in `stems`."""
        self.known.update((word, found) for word in words if (found := _stem(word)) in stems)

    def terms(self, text: str) -> list[str]:
        """Return the terms of `text`: the stems of its tokens, without stop words."""
        return [self(word) for word, _, _ in tokens(text) if not is_stop(word)]


@cache
def _punkt():  # type: ignore[no-untyped-def]  # NLTK is untyped
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types = {"i.e", "e.g"}
    return PunktSentenceTokenizer(parameters)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each sentence of `text`, found by NLTK's untrained Punkt."""
    return list(_punkt().span_tokenize(text))
