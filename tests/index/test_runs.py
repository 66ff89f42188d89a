"""Words typed without spaces are separated; other long words are left alone."""

from __future__ import annotations

import pytest

from index.normalise import normalise
from index.runs import LONGEST, divided, short_runs
from index.spelling import english


@pytest.mark.parametrize(
    "text",
    [
        "my son is having a seizure",
        "he is drowning help",
        "my calf just locked in the lake",
        "what helps against cramps at night",
        "im in the sea and i cant move my leg",
    ],
)
def test_divided(text: str) -> None:
    """A question without spaces is read like the same question with spaces."""
    assert divided(text.replace(" ", "")) == text
    assert divided(text.replace(" ", "").upper()) == text.upper()


def test_a_capital_i() -> None:
    """A capital I inside a run is a word by itself."""
    assert divided("IhaveepilepsyandIcramp") == "I have epilepsy and I cramp"


@pytest.mark.parametrize(
    "word",
    [
        "gastrocnemius",
        "hydrochlorothiazide",
        "dermatomyositis",
        "rhabdomyolysis",
        "sternocleidomastoid",
        "otorhinolaryngologist",
        "Leicestershire",
        "Nottinghamshire",
        "videoconferencing",
        "straightforwardness",
        "Krampfanfall",
        "supercalifragilistic",
        "qwertyuiopasdfghjkl",
        "hahahahahahahahaha",
        "legcramps",
        "a" * LONGEST,
    ],
)
def test_left_alone(word: str) -> None:
    """A long word, a name, a few letters and endless words are not runs of words."""
    assert divided(word) == word
    assert normalise(word).text == word


def test_places() -> None:
    """The words of a run keep the places where they were typed."""
    typed = "help! mysonishavingaseizure"
    read = normalise(typed)
    assert read.text == "help! my son is having a seizure"
    at = read.text.index("seizure")
    start, end = read.span(at, at + len("seizure"))
    assert typed[start:end] == "seizure"


def test_several_short_runs() -> None:
    """If several spaces are missing, short runs are divided as well."""
    runs = short_runs("myson hasa seizurein the bath".split())
    assert runs == {"myson": [(0, 2), (2, 5)], "seizurein": [(0, 7), (7, 9)]}


@pytest.mark.parametrize(
    "text", ["my legcramps at night", "Facebook and YouTube", "it hurtz lik helll at nigth"]
)
def test_names_and_typos(text: str) -> None:
    """A single short run, names and misspelt words are no sign that spaces are missing."""
    assert short_runs(text.split()) == {}


def test_unknown_words_take_linear_time() -> None:
    """Many unknown words, or endless ones, are checked in moments."""
    assert (
        short_runs([f"{one}{other}" for one in english() for other in ("xq", "qx")][:20_000]) == {}
    )
    assert short_runs(["an" * 50_000, "in" * 50_000]) == {}
