"""A passage that misleads on its own brings its caution along, whichever question found it."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.helpers.running import here

DOCTOR_APPROVES = "Caution: “All medications must be approved by a doctor!” (179)"
FOLK = "This is a folk method; the document gives no evidence for it."

COMPANIONS = {
    # medicines: a doctor must approve them
    "181": ["179"],
    "183": ["179"],
    "185": ["179"],
    "187": ["179"],
    "189": ["179"],
    "356": ["179"],
    # degrees of convulsions that sound harmless: call an ambulance, hospital, doctor
    "149": ["127", "153", "307"],
    "151": ["127", "153", "307"],
    # pricking: a doctor must show where
    "117": ["245"],
    "173": ["245"],
    "199": ["245"],
    "327": ["245"],
    # salt, which the document also blames
    "334": ["93"],
    "208": ["93"],
    # no high heels, but no flat soles either
    "207": ["257"],
    # a tincture with vodka
    "288": ["258"],
}
"""Passages, each with those that its notes quote."""

FOLK_REMEDIES = [
    *range(193, 200), *range(282, 290), *range(346, 350), 334,
]  # fmt: skip
"""Lines of the lists of folk remedies."""


def quoted(assistant: Assistant, id: str) -> list[str]:
    """The passages quoted as cautions of a passage."""
    notes = assistant.passages[assistant.number[id]].notes
    return [note.text.rsplit("(", 1)[1].rstrip(")") for note in notes if note.kind == "caution"]


@pytest.mark.parametrize("id", COMPANIONS)
def test_cautions(id: str, assistant: Assistant) -> None:
    """A passage that would mislead on its own is shown with its caution as a note."""
    assert {*COMPANIONS[id]} <= {*quoted(assistant, id)}


def test_cautions_are_quotations(assistant: Assistant) -> None:
    """A caution quotes the passage that it names."""
    for passage in assistant.passages:
        for note in passage.notes:
            if note.kind == "caution":
                quote, line = (
                    note.text.removeprefix("Caution: “").removesuffix(")").rsplit("” (", 1)
                )
                assert quote in assistant.passages[assistant.number[line]].text, passage.id


def test_medicines(assistant: Assistant) -> None:
    """Every passage about medicines says, or has a note saying, that a doctor must approve
    them."""
    for passage in assistant.passages:
        if "medicine" in passage.tags:
            assert DOCTOR_APPROVES in map(str, passage.notes) or "doctor" in passage.text, (
                passage.id
            )


@pytest.mark.parametrize("line", FOLK_REMEDIES)
def test_folk_remedies(line: int, assistant: Assistant) -> None:
    """A folk remedy is marked as a folk remedy."""
    passage = assistant.passages[assistant.number[str(line)]]
    assert "folk-remedy" in passage.tags
    assert FOLK in map(str, passage.notes)


def test_folk_remedies_by_tag(assistant: Assistant) -> None:
    """Every passage tagged as a folk remedy is marked as one."""
    for passage in assistant.passages:
        assert (FOLK in map(str, passage.notes)) == ("folk-remedy" in passage.tags)


def test_contrast_baths(assistant: Assistant) -> None:
    """Temperatures for contrast baths come with the limit for varicose veins."""
    for passage in assistant.passages:
        if "40 degrees" in passage.text:
            assert "varicose veins" in passage.text + " ".join(map(str, passage.notes))


QUESTIONS = ["leg cramps", "seizures and spasms", "what helps", "medicine doctor", "massage night"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_whichever_question(question: str, assistant: Assistant) -> None:
    """The notes of a passage do not depend on the question."""
    for passage in assistant.ask(question, top=1000).passages:
        assert passage.notes == assistant.passages[assistant.number[passage.id]].notes


@pytest.mark.parametrize("id", COMPANIONS)
def test_in_the_text(id: str, assistant: Assistant) -> None:
    """The notes are shown in the text, below the passage; what explains a word may be left out."""
    text = " ".join(here("--passage", id).out.split())
    for note in assistant.passages[assistant.number[id]].notes:
        assert note.kind == "glossary" or str(note) in text
