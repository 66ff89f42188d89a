"""Spelling: the nearest known word, and what is left as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Spellings
from index.spelling import (
    LONG,
    Speller,
    distance,
    english,
    is_common,
    is_english,
    is_word,
    likeness,
    shapes,
)

WORDS = st.text(alphabet="abcd", max_size=8)

KNOWN = {
    "magnesium": 40, "potassium": 50, "stretching": 9, "dehydration": 12, "cramp": 90,
    "cramps": 80, "spasm": 30, "calf": 20, "vodka": 3, "garlic": 8, "toe": 9, "leg": 50,
    "massage": 7,
}  # fmt: skip


@pytest.fixture
def speller() -> Speller:
    """A speller that knows a dozen words."""
    return Speller.of(KNOWN)


def edits(one: str, other: str) -> int:
    """The restricted Damerau-Levenshtein distance, by its definition."""
    if not one or not other:
        return len(one) + len(other)
    best = min(
        edits(one[:-1], other) + 1,
        edits(one, other[:-1]) + 1,
        edits(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    )
    if len(one) > 1 and len(other) > 1 and one[-2:] == other[-1] + other[-2]:
        best = min(best, edits(one[:-2], other[:-2]) + 1)
    return best


# Distance


@given(st.text(alphabet="abc", max_size=6), st.text(alphabet="abc", max_size=6), st.integers(0, 4))
def test_distance_is_that_of_the_definition(one: str, other: str, most: int) -> None:
    """The distance is the smallest number of edits, or `most + 1` if there are more."""
    assert distance(one, other, most) == min(edits(one, other), most + 1)


@given(WORDS, WORDS)
def test_distance_is_the_same_both_ways(one: str, other: str) -> None:
    """The distance is the same in both directions."""
    assert distance(one, other, 9) == distance(other, one, 9)


@given(WORDS, WORDS)
def test_only_equal_words_have_no_distance(one: str, other: str) -> None:
    """The distance is 0 for equal words only."""
    assert (distance(one, other, 9) == 0) == (one == other)


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("cramp", "crmap", 1),
        ("cramp", "cramps", 1),
        ("cramp", "crap", 1),
        ("cramp", "clamp", 1),
        ("ca", "abc", 3),
        ("cramp", "vodka", 3),
    ],
)
def test_edits(one: str, other: str, steps: int) -> None:
    """Swapping neighbours, adding, dropping or replacing a letter is one edit."""
    assert distance(one, other, 2) == steps


# Kinds of misspelling


@pytest.mark.parametrize(
    ("word", "other", "kind"),
    [
        ("crmap", "cramp", 0),
        ("garlc", "garlic", 1),
        ("garrlic", "garlic", 1),
        ("magnisium", "magnesium", 1),
        ("vidka", "vodka", 1),
        ("bodka", "vodka", 2),
    ],
)
def test_kinds_of_slip(word: str, other: str, kind: int) -> None:
    """Swapped letters are likeliest, then dropped or doubled ones and wrong vowels, then others."""
    assert likeness(word, other) == kind


@given(WORDS, WORDS)
def test_likeness_is_the_same_both_ways(word: str, other: str) -> None:
    """The kind of a slip is the same in both directions."""
    assert likeness(word, other) == likeness(other, word)


# The nearest word


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("magnezium", "magnesium"),
        ("magensium", "magnesium"),
        ("amgnesium", "magnesium"),
        ("pottasium", "potassium"),
        ("potasium", "potassium"),
        ("strecthing", "stretching"),
        ("dehidration", "dehydration"),
        ("crmap", "cramp"),
        ("garlik", "garlic"),
        ("vodca", "vodka"),
        ("massadge", "massage"),
    ],
)
def test_slips(typed: str, meant: str, speller: Speller) -> None:
    """A misspelt word is read as the nearest known one."""
    assert speller.nearest(typed) == meant


@pytest.mark.parametrize("word", ["train", "clamp", "golf", "lamp", "log", "tow"])
def test_english_words_are_meant(word: str, speller: Speller) -> None:
    """An English word is taken as typed, even if a known word is one letter away."""
    assert speller.nearest(word) is None


@pytest.mark.parametrize("word", ["b6", "10", "2litres", "cr4mp", "don't"])
def test_no_mere_letters(word: str, speller: Speller) -> None:
    """Words with digits or apostrophes are taken as typed."""
    assert speller.nearest(word) is None


@pytest.mark.parametrize("word", ["", "x", "lg"])
def test_short_words_are_left(word: str, speller: Speller) -> None:
    """Words of one or two letters are taken as typed."""
    assert speller.nearest(word) is None


def test_the_shortest_words_allow_a_swap(speller: Speller) -> None:
    """In a word of three letters, two may be swapped, but none replaced."""
    assert speller.nearest("elg") == "leg"
    assert speller.nearest("lxg") is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("clfa", None), ("cafl", "calf"), ("caif", None), ("calff", "calf"), ("clf", "calf")],
)
def test_short_words_need_a_swap(typed: str, meant: str | None) -> None:
    """In words of up to four letters, neighbours may be swapped, or a letter of a frequent word
    omitted."""
    assert Speller.of({"calf": 20}).nearest(typed) == meant


@pytest.mark.parametrize(
    "word", ["quinidine", "hypotension", "ibuprofen", "parkinson", "facebook", "ozempic", "sam"]
)
def test_names_are_no_slips(word: str) -> None:
    """Names, medicines and medical words are taken as typed."""
    assert is_word(word)
    near = {"quinine": 1, "hypertension": 2, "parking": 3, "swam": 4, "same": 1}
    assert Speller.of(near).nearest(word) is None


def test_words_that_count_nothing_are_one_slip_away() -> None:
    """A word that only signals danger is recognised if it is typed with one slip."""
    assert Speller.of({"convulsing": 0}).nearest("convlsing") == "convulsing"
    assert Speller.of({"convulsing": 0}).nearest("convlsng") is None


def test_the_first_letter_counts(speller: Speller) -> None:
    """A word with a different first letter is a different word."""
    assert speller.nearest("bagnesium") is None


def test_far_words_are_left(speller: Speller) -> None:
    """A word three slips away is a different word."""
    assert speller.nearest("magnoziom") is None


def test_a_slip_of_an_english_word_is_no_known_one(speller: Speller) -> None:
    """A misspelling closer to an English word than to any known one is taken as typed."""
    assert speller.nearest("messaging") is None
    assert speller.nearest("messagee") is None


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("lemonz", "lemozq"),  # lemon with an extra letter at the end
        ("bathroo", "bathxxo"),  # bathroom without its last letter
        ("gadren", "gadrxx"),  # garden with two letters swapped
    ],
)
def test_slips_anywhere_in_an_english_word(typed: str, known: str) -> None:
    """A misspelt English word is not read as a known word, wherever the slip is."""
    assert Speller.of({known: 9}).nearest(typed) is None


def test_long_words_allow_two_slips() -> None:
    """A word of eight letters may have two slips of any kind; a word of six may not."""
    assert Speller.of({"cramping": 9}).nearest("crzmqing") == "cramping"
    assert Speller.of({"cramps": 9}).nearest("crzmqs") is None


def test_the_commoner_word_wins() -> None:
    """Of two words equally near, the more frequent one is taken."""
    assert Speller.of({"crampq": 2, "crampz": 5}).nearest("crampy") == "crampz"


def test_a_letter_mistaken_or_left_out() -> None:
    """Between a word as long as the typed one and a longer word, the more frequent one wins."""
    assert Speller.of({"spasm": 30, "spersm": 5}).nearest("spesm") == "spasm"


def test_the_last_letter_counts() -> None:
    """Of two words equally near, the one with the same ending is taken, even if rarer."""
    assert Speller.of({"crxmpy": 2, "crampz": 5}).nearest("crampy") == "crxmpy"


def test_the_documents_own_words_first() -> None:
    """Of two words equally near, the document's own word is taken."""
    assert Speller.of({"crampye": 0, "crampz": 5}).nearest("crampy") == "crampz"
    assert Speller.of({"crampye": 0}).nearest("crampy") == "crampye"


def test_short_words_allow_two_likely_slips() -> None:
    """In words of fewer than six letters, two slips are allowed if both are of a likely kind."""
    speller = Speller.of({"vodka": 3})
    assert speller.nearest("vudke") == "vodka"
    assert speller.nearest("vqdkz") is None


def test_ties_go_by_the_alphabet() -> None:
    """Of two words equally near and frequent, the alphabetically first is taken."""
    assert Speller.of({"crampz": 5, "crampq": 5}).nearest("crampy") == "crampq"


def test_nothing_is_known() -> None:
    """If no word is known, none is near."""
    assert Speller.of({}).nearest("magnezium") is None


@given(st.text(max_size=12))
def test_any_word_has_a_known_neighbour_or_none(word: str) -> None:
    """For any input, the result is a known word within two edits, or none."""
    near = Speller.of(KNOWN).nearest(word)
    assert near is None or (near in KNOWN and distance(word, near, 2) <= 2)


@given(
    st.text("qxzu", min_size=5, max_size=9),
    st.sets(st.text("qxzu", min_size=4, max_size=10), min_size=1, max_size=12),
)
def test_no_neighbour_is_missed(word: str, known: set[str]) -> None:
    """Of the known words that a likely slip leads to, the nearest is found."""
    near = {
        other: steps
        for other in known
        if other[0] == word[0]
        and (steps := distance(word, other, 2)) <= 2
        and (steps < 2 or len(word) >= LONG or likeness(word, other) < 2)
    }
    found = Speller.of(dict.fromkeys(known, 1)).nearest(word)
    if near:
        assert found is not None
        assert distance(word, found, 2) <= min(near.values())


def test_few_known_words_are_read() -> None:
    """Only known words with the same beginning and a similar length are read."""
    read: list[str] = []

    def known(key: str) -> Spellings | None:
        read.append(key)
        return shapes(KNOWN).get(key)

    speller = Speller(known)
    speller.nearest("train")
    assert read == []
    assert speller.nearest("garlik") == "garlic"
    assert sorted(read) == sorted(f"{letter}{n}" for letter in "ga" for n in range(4, 9))


# English


def test_the_word_lists() -> None:
    """The lists contain about seventy thousand English words, in normal form."""
    assert len(english()) > 60_000
    assert all(word.isalpha() and word == word.lower() for word in english())


def test_looking_up_agrees_with_the_lists() -> None:
    """A word is English if it is in the lists, including the first and the last one."""
    words = sorted(english())
    assert all(map(is_english, [*words[:5], *words[::5000], *words[-5:]]))


def test_part_of_a_word_is_no_word() -> None:
    """Part of a listed word is not itself a word."""
    assert not is_english("ampire")
    assert not is_english("")


def test_common_words() -> None:
    """Words of small talk are common; words that name a subject are not."""
    assert is_common("yesterday")
    assert not is_common("tinnitus")
