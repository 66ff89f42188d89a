"""Words typed without spaces are separated; other long words are left alone."""

from __future__ import annotations

import pytest

from index.normalise import normalise
from index.runs import LONGEST, divided


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
