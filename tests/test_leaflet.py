"""With another document folder, the assistant is about that document: here, nosebleeds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant import Assistant
from tests.helpers.places import LEAFLET


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant that answers from the leaflet."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        return Assistant(LEAFLET)


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("how long do I have to pinch my nose?", "11"),
        ("may I lie down?", "15"),
        ("does vaseline help?", "27"),
        ("I take warfarin", "35"),
        ("petrolium jelly", "27"),
    ],
)
def test_it_answers(question: str, passage: str, clinic: Assistant) -> None:
    """Questions are answered from the leaflet, with its own thesaurus and vocabulary."""
    answer = clinic.ask(question)
    assert answer.answered
    assert answer.passages[0].id == passage


def test_the_subject_alone(clinic: Assistant) -> None:
    """A question that names only the leaflet's subject is answered first with what to do at
    once."""
    assert [passage.id for passage in clinic.ask("Ow, my nose!", top=2).passages] == ["10", "11"]
    (home,) = clinic.ask("my nose", top=1, tags=["home"]).passages
    assert home.id not in ("10", "11")


def test_it_refuses(clinic: Assistant) -> None:
    """A question about what the leaflet lists as beyond it is not answered."""
    answer = clinic.ask("toothache")
    assert not answer.answered
    assert answer.missing == ("toothache",)


def test_it_warns(clinic: Assistant) -> None:
    """The leaflet's own warning is in every answer, and urgent by its own rules."""
    assert [(w.id, w.urgent) for w in clinic.ask("dry air").warnings] == [("heavy", False)]
    assert [(w.id, w.urgent) for w in clinic.ask("it won't stop").warnings] == [("heavy", True)]


@pytest.mark.parametrize(
    "question", ["my leg cramps while swimming", "whole body convulsions", "nosebleed", ""]
)
def test_it_knows_no_word_about_cramps(question: str, clinic: Assistant) -> None:
    """No answer contains anything from the built-in document."""
    data = clinic.ask(question).to_dict()
    assert [warning["id"] for warning in data.pop("warnings")] == ["heavy"]
    shown = json.dumps(data["passages"])
    assert Path(LEAFLET / "document.txt").read_text().count("cramp") == 0
    assert not any(word in shown for word in ("cramp", "spasm", "swim", "seizure"))
