"""Analysis: tokens, normal forms, stop words, stems, sentences."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from nltk.stem.snowball import SnowballStemmer
from nltk.tokenize import RegexpTokenizer

from index.analysis import LONGEST_WORD, TOKEN, Stemmer, is_stop, normal, sentences, tokens
from index.normalise import normalise
from index.stop_words import LIGHT_WORDS, STOP_WORDS

TEXTS = st.one_of(st.text(max_size=60), st.text(alphabet="aB3'’_-. éßİﾞ", max_size=40))
WORDS = st.text(alphabet="abcdefghinorstuy'", min_size=1, max_size=14)


def words(text: str) -> list[str]:
    return [word for word, _, _ in tokens(text)]


# Tokens


@given(st.text(st.characters(categories=["L", "Nd", "Pd", "Po", "Zs"]), max_size=60))
@example("The doctor's café\ncafe\u0301, B6's")
def test_tokens_are_those_of_nltk(text: str) -> None:
    """The tokens of a text are those of NLTK's RegexpTokenizer on the normalised text.

    Only marks of other scripts differ: the `regex` module, which NLTK uses, takes them for letters.
    """
    plain = normalise(text).text
    marks = (c for c in plain if unicodedata.category(c).startswith("M"))
    assume(all("\u0300" <= mark <= "\u036f" for mark in marks))
    assert words(text) == [normal(token) for token in RegexpTokenizer(TOKEN).tokenize(plain)]


@given(TEXTS)
def test_tokens_come_in_normal_form(text: str) -> None:
    """A token is the normal form of the text at its place."""
    assert all(
        word in [token for token, _, _ in tokens(text[start:end])]
        for word, start, end in tokens(text)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't stop, OK?", ["don't", "stop", "ok"]),
        ("vitamin B6 (10 mg)", ["vitamin", "b6", "10", "mg"]),
        ("warm-up/cool_down", ["warm", "up", "cool", "down"]),
        ("'quoted'", ["quoted"]),
        ("cafe\u0301s", ["cafes"]),
        ("the legs' rest", ["the", "legs", "rest"]),
        ("", []),
        ("?! … — 🦵", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    """Tokens are runs of letters and digits, possibly with apostrophes inside."""
    assert words(text) == expected


# Normal forms


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Cramp", "cramp"),
        ("don’t", "don't"),
        ("Café", "cafe"),
        ("ﬁt", "fit"),
        ("Straße", "strasse"),
        ("ＭＧ", "mg"),
    ],
)
def test_normal_forms(word: str, expected: str) -> None:
    """Capitals, accents, ligatures, wide letters and kinds of apostrophe do not matter."""
    assert normal(word) == expected


@given(st.text(max_size=50))
@example("İ")
@example("ﾞ")
def test_normal_forms_are_stable(word: str) -> None:
    """Normalising a normal form does not change it."""
    assert normal(normal(word)) == normal(word)


@given(TEXTS)
@example("ﷺ \u037a ﾞ")
def test_no_token_is_empty(text: str) -> None:
    """The normal form of a token is never empty and contains no white space."""
    assert all(word and word.split() == [word] for word in words(text))


def test_long_words_are_cut() -> None:
    """In an endless run of letters, only the first ones count."""
    assert words("xy" * 10_000) == ["xy" * (LONGEST_WORD // 2)]


def test_a_stretched_letter_counts_once() -> None:
    """A stretched letter in a cry counts once; double letters and digits are kept."""
    assert words("Owwww, pleeease!!! 1000 too") == ["ow", "please", "1000", "too"]
    assert words("in the poool, goood") == ["in", "the", "pool", "good"]


# Stop words


def test_about_120_stop_words() -> None:
    """There are about 120 stop words."""
    assert 110 <= len(STOP_WORDS) <= 140


def test_stop_words_are_tokens() -> None:
    """Each stop word is one token, in normal form."""
    assert [word for word in STOP_WORDS if words(word) != [word]] == []


def test_cries_are_stop_words() -> None:
    """Exclamations and chat abbreviations are stop words, even with stretched letters."""
    assert all(is_stop(word) for word in words("ouuuuch ahhhhh hmmm oww argh OMG pls u gonna"))


def test_question_words_are_stop_words() -> None:
    """The words that form questions are stop words."""
    assert set(words("what how why when where which who can I do you your my")) <= STOP_WORDS


def test_light_words_are_no_stop_words() -> None:
    """Words of talk are counted, unlike stop words, and are also tokens in normal form."""
    assert not LIGHT_WORDS & STOP_WORDS
    assert [word for word in LIGHT_WORDS if words(word) != [word]] == []


def test_telling_words_are_no_stop_words() -> None:
    """Words that a question may be about are not stop words."""
    assert not STOP_WORDS & set(words("night water old foot day every long hot cold help"))


# Stems


@given(WORDS)
def test_stems_are_those_of_nltk(word: str) -> None:
    """An unknown word gets its stem from NLTK's Snowball stemmer."""
    assert Stemmer()(word) == SnowballStemmer("english").stem(word)


@given(st.lists(WORDS), WORDS)
def test_known_stems_are_those_of_nltk(learnt: list[str], word: str) -> None:
    """Learning words does not change their stems."""
    stemmer = Stemmer()
    stemmer.learn([*learnt, word])
    assert stemmer(word) == Stemmer()(word)


def test_known_stems_are_looked_up() -> None:
    """A known stem is looked up, not computed."""
    assert Stemmer({"legs": "limb"})("legs") == "limb"


def test_learning_forgets_nothing() -> None:
    """A stem that is already known is not learnt again."""
    stemmer = Stemmer({"legs": "limb"})
    stemmer.learn(["legs", "feet"])
    assert stemmer.known == {"legs": "limb", "feet": "feet"}


def test_forms_are_learnt_by_stem() -> None:
    """Of many words, those that share a given stem are learnt."""
    stemmer = Stemmer()
    stemmer.learn_forms(["cramp", "cramps", "cramping", "train"], {"cramp"})
    assert stemmer.known == {"cramp": "cramp", "cramps": "cramp", "cramping": "cramp"}


def test_terms_are_stems_without_stop_words() -> None:
    """The terms of a text are the stems of its tokens, in order, without the stop words."""
    assert Stemmer().terms("How do I stop the cramps in my legs?") == ["stop", "cramp", "leg"]


def test_known_words_need_no_nltk() -> None:
    """Analysing known words does not import NLTK."""
    script = (
        "import sys; from index.analysis import Stemmer;"
        "Stemmer({'leg': 'leg'}).terms('what of the leg');"
        "sys.exit('nltk' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


# Sentences


@given(st.one_of(TEXTS, st.text(alphabet="aB.!? \n", max_size=40)))
def test_sentences_lose_nothing(text: str) -> None:
    """Sentences follow one another, with only white space between them."""
    at = 0
    for start, end in sentences(text):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rest. Then walk!", ["Rest.", "Then walk!"]),
        ("Why? Because.", ["Why?", "Because."]),
        ("Eat fruit, e.g. Bananas. Rest.", ["Eat fruit, e.g. Bananas.", "Rest."]),
        ("Drink 1.5 litres.", ["Drink 1.5 litres."]),
        ("no full stop", ["no full stop"]),
        ("Wrapped\nlines. More.", ["Wrapped\nlines.", "More."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """Sentences end at full stops, question and exclamation marks, but not within abbreviations."""
    assert [text[start:end] for start, end in sentences(text)] == expected
