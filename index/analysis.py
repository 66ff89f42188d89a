"""From text to terms: tokens, stop words, stems, sentences.

The tokens are those of NLTK's `RegexpTokenizer(TOKEN)`, found with `re` because most questions need
nothing else from NLTK. Its Snowball stemmer and Punkt sentence splitter are imported when first
used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache

from index.normalise import normalise
from index.spelling import is_common

_RUN = r"(?:[^\W_][\u0300-\u036f]*)+"  # letters and digits, perhaps with combining accents
TOKEN = rf"{_RUN}(?:['’]{_RUN})*"
"""A run of letters and digits, with apostrophes inside: `don't`, `b6`, `10`."""

STEMS_KEPT, WORDS_KEPT = 200_000, 20_000
"""Number of stems and normal forms that are cached: they recur while a document is prepared."""

LONGEST_WORD = 40
"""Number of characters of a word that count; longer runs are not words, and slow to stem."""

STOP_WORDS = frozenset(
    """
    a about after again all also am an and any are as at be because been before being but by can
    cannot cant could did didnt do does doesnt doing dont even for from get gets getting give go
    goes going got had has have having he her here him his how hows i if im in into is it its ive
    just let like make makes many may me might more much must my no not of on one only or other our
    out over please really shall she should so some something such take tell than that thats the
    their them then there these they thing this those though to too very want was way we were what
    whats when where which while who whos why whys will with without wont wot would you your yours
    """.split()
)
"""Words too common to distinguish passages, above all question words and `you`."""

CRIES = frozenset(
    "aah ah ahh argh aww eek gr grr oof oh ohh omg ouch ow oww ugh ughh yikes".split()
)
"""Cries, which say as little."""

CHAT = frozenset(
    "abt adn alot becuase becuse bcuz becuz cos coud coz cud cuz dat dis dunno em gona gonna gotta "
    "hav hm hmm huh idk innit lol n ov pls plz ppl r shoud shud taht tbh teh thier thru thsi thx "
    "u uh um ur wanna wat wen whcih wich wot wots woud wow wud ya yer".split()
)
"""Chat shorthand, and misspellings of small words."""

CALLS = CRIES | frozenset("asap emergency fast help hurt hurting hurts now pain quick".split())
"""Cries and calls for help, which ask for nothing in particular."""

BESIDE_SUBJECT = (
    CALLS
    | CHAT
    | frozenset(
        "a again an and got had has have he her his i i'm i've im in it ive make me my of our "
        "please she so stop that the their this we with".split()
    )
)
"""A question of these words and the subject names only the subject: "please make it stop"."""

LIGHT_WORDS = frozenset(
    """
    able absolutely account actual actually add advice allow almost along already alright although
    always answer anyone anything apart around ask away basically become behind believe best better
    big bit bother bring brought came case certainly chance clear come comes concern consider
    contain containing contains couple deal decide definitely depend difference different direct
    easy either else end enough every everyone everything exact exactly example expect explain fact
    fairly far few fine following former forward found full fully funny general generally given
    good great guess half happen happened happening happens hear heard hello hey hi honest honestly
    hope however idea important instead interest involve issue job keep keeps kept kind knew know
    known late lately least left less likely little look looking lot lots lucky main mainly maybe
    mean means mention mind minute moment most mostly need needs next nice nobody none normally
    nothing notice now number obviously odd often ok okay order own part particular people perhaps
    person piece place plain point possible pretty probably problem proper properly put question
    quite rather ready real recently recommend regard related right role said same saw say saying
    says see seem seems sense set several show similar simple simply since single situation small
    somebody someone sometimes sorry sort special spot start started state still stuff suddenly
    suggest suppose sure surely talk telling tend thank thanks think thought through time times
    together total true try trying turned type understand unless until usual usually various
    version wait whatever whether whole wish wonder wondering word worry worst worth wrong yeah yes
    yesterday yet
    """.split()
)
"""Conversational words: they say a little, but less than their rarity in a document suggests."""

TOPICS = frozenset(
    """
    account advice allow case chance change concern contain deal difference example expect interest
    issue job know late mind minute moment notice number order part person piece place point problem
    question recommend regard single situation special spot start started state time total turned
    type version wait word worry
    """.split()
)
"""Those that count in full in a document with headings about them ("your account")."""

_CONTRACTED = ("n't", "'re", "'ve", "'ll", "'d", "'m")

_TOKEN = re.compile(TOKEN)
_ASCII_TOKEN = re.compile("[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*")  # the same for most texts
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")


def tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each token of the normalised `text` in normal form, with its start and end in the
    original `text`."""
    normalised = normalise(text)
    for match in _pattern(normalised.text).finditer(normalised.text):
        yield normal(match[0]), *normalised.span(*match.span())


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
    """Whether `word`, in normal form, is a stop word. All contractions are ("they're")."""
    if word in STOP_WORDS or word in CRIES or word in CHAT:
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
