"""The part of a passage that is highlighted."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.selection.sentences import highlight
from corpus.model import Passage
from index.analysis import sentences


def highlighted(text: str, chosen: int, lead_in: str = "") -> str:
    passage = Passage("1", 1, 10, 10 + len(text), text, lead_in=lead_in)
    places = [(start + 10, end + 10) for start, end in sentences(text)]
    spans = highlight(passage, places, chosen)
    return " … ".join(text[start - 10 : end - 10] for start, end in spans)


def test_a_sentence_that_says_it_all() -> None:
    """A sentence that makes sense alone is highlighted alone."""
    text = "Cramps hurt at night. Magnesium relaxes tired muscles. Old shoes pinch the feet."
    assert highlighted(text, 1) == "Magnesium relaxes tired muscles."


@pytest.mark.parametrize(
    "second",
    ["It helps at once.", "This relaxes the calf.", "And then they let go.", "If not, rest."],
)
def test_a_sentence_that_points_back(second: str) -> None:
    """A sentence that refers to the one before is highlighted with it."""
    assert highlighted(f"Pull your toes. {second} Old shoes pinch.", 1) == (
        f"Pull your toes. {second}"
    )


def test_what_introduces_a_recipe() -> None:
    """A sentence that introduces a recipe in a list is highlighted with the recipe."""
    text = "Good against cramps are baths with mint. Mint grows wild. Boil 50 g of it. Enjoy."
    assert highlighted(text, 0, "Try this:") == text
    assert highlighted(text, 0) == "Good against cramps are baths with mint."
    assert highlighted(text, 1, "Try this:") == "Mint grows wild."


@pytest.mark.parametrize(
    ("text", "chosen", "expected"),
    [
        ("Stretch for 15 minutes. In each position, stay for 20 seconds. Rest.", 1, "In each "),
        ("The pills are Magna. Improvement comes in a few days. Rest.", 1, "Improvement "),
    ],
)
def test_a_neighbours_dose(text: str, chosen: int, expected: str) -> None:
    """The amount or the name in the sentence before is not highlighted with this one."""
    assert highlighted(text, chosen).startswith(expected)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("Carry a needle. The doctor should show you the place. Old shoes pinch.", 0),
        ("Salts run low. The reason for this is a poor diet. Old shoes pinch.", 1),
    ],
)
def test_both_halves(text: str, chosen: int) -> None:
    """An instruction keeps what the doctor should do, and a reason what it is the reason for."""
    assert highlighted(text, chosen) == text.removesuffix(" Old shoes pinch.")


@pytest.mark.parametrize("second", ["It is important to rest.", "But cramps hurt."])
def test_an_opening_that_points_nowhere(second: str) -> None:
    """ "It is important to …" and "But …" do not refer to the sentence before."""
    assert highlighted(f"Cramps come at night. {second}", 1) == second


@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_an_instruction_keeps_its_steps(chosen: int) -> None:
    """Whichever step answers, the instruction is highlighted from beginning to end."""
    text = "Mix the oil with thyme. Leave for 12 days. Then rub it in. Cramps hurt."
    assert highlighted(text, chosen) == "Mix the oil with thyme. Leave for 12 days. Then rub it in."


def test_a_recipe_keeps_its_name() -> None:
    """The name of a recipe is highlighted with the sentence that answers."""
    text = "Lemon juice. Rub it into the soles. Some people prefer oil."
    assert highlighted(text, 1) == "Lemon juice. Rub it into the soles."
    assert highlighted(text, 2) == "Lemon juice. … Some people prefer oil."


def test_a_name_alone_is_no_answer() -> None:
    """If the name of a recipe fits best, the sentence after it is highlighted too."""
    assert highlighted("Lemon juice. Use fresh fruit.", 0) == "Lemon juice. Use fresh fruit."


def test_a_longer_name_in_a_list() -> None:
    """In a list, a name may have up to five words; elsewhere, five words are a sentence."""
    text = "Oil compress from bay leaf. Some people prefer thyme."
    assert highlighted(text, 1, lead_in="Recipes:") == text
    assert highlighted(text, 1) == "Some people prefer thyme."


def test_a_question_keeps_its_answer() -> None:
    """A sentence that asks a question is highlighted with the one after it."""
    text = "What is a cramp? A muscle contracts. Old shoes pinch."
    assert highlighted(text, 0) == "What is a cramp? A muscle contracts."


@pytest.mark.parametrize(
    "second",
    [
        "However, take it for a month.",
        "Although it takes a month.",
        "But it tastes bad.",
        "Why? It relaxes muscles.",
        "This is due to its effect on muscles.",
    ],
)
def test_a_statement_keeps_its_exception_and_its_reason(second: str) -> None:
    """A sentence that the next one limits or explains is highlighted with it."""
    text = f"Magnesium helps in days. {second}"
    assert highlighted(f"{text} Old shoes pinch.", 0) == text


def test_a_new_question_is_no_exception() -> None:
    """ "But what about …" turns to something else."""
    text = "Magnesium helps in days. But what about shoes?"
    assert highlighted(text, 0) == "Magnesium helps in days."


def test_no_highlight_without_end() -> None:
    """A highlight is never extended beyond a few sentences."""
    text = " ".join(["Rub the calf until the pain is gone."] + ["Then rub it again."] * 60)
    assert len(highlighted(text, 30)) < 500


@pytest.mark.parametrize(
    ("question", "says", "never"),
    [
        ("how many drops of thyme vodka", "Mix 10 grams of thyme", "garlic"),
        ("garlic infusion, how much a day?", "Garlic infusion.", "bay leaf"),
        ("bay leaf oil for how many days", "bay leaf", "garlic"),
        ("how do I stretch my hamstring", "Sit on the floor", "lower back"),
        ("how hot should the water of a foot bath be", "at least 40 degrees", "varicose"),
    ],
)
def test_doses_with_their_names(question: str, says: str, never: str, assistant: Assistant) -> None:
    """A dose is highlighted with the name of its remedy, and without the dose of another one."""
    answer = assistant.ask(question).passages[0].answer
    assert says in answer
    assert never not in answer
