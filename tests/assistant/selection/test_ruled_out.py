"""What a question rules out."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.selection.ruled_out import RuledOut, Things


def ruled_out(assistant: Assistant, question: str, *things: str) -> RuledOut:
    listed = things or assistant._prepared.overview.things
    found = Things(listed, assistant.index, assistant.passages)
    return found.ruled_out(assistant.index.reader.words(question))


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("home remedies without vodka", ("vodka",)),
        ("a recipe without vodka or garlic", ("vodka", "garlic")),
        ("what to eat, not bananas", ("bananas",)),
        ("which minerals other than potassium", ("potassium",)),
        ("I hate bananas, what else has potassium", ("bananas",)),
        ("anything but lemon juice please", ("lemon juice",)),
        ("massage but not with mustard oil", ("mustard oil",)),
        ("I can't take magnesium, what else is there", ("magnesium",)),
        ("what helps apart from stretching", ("stretching",)),
        ("treat it without pills", ("pills",)),
        ("I'm allergic to honey", ("honey",)),
        ("remedies that are not vinegar", ("vinegar",)),
    ],
)
def test_ruled_out(question: str, things: tuple[str, ...], assistant: Assistant) -> None:
    """What the user does not want is ruled out, however the question is phrased."""
    assert ruled_out(assistant, question).things == things


@pytest.mark.parametrize(
    "question",
    [
        "can I cure it without a doctor",
        "not enough potassium",
        "why do I cramp without salt",
        "I go without magnesium",
        "does magnesium not help",
        "why not garlic",
        "I do not drink milk, might that explain the spasms",
        "how do I sleep without cramps",
        "can I swim without a pin",
        "should I walk without shoes",
        "garlic",
    ],
)
def test_not_ruled_out(question: str, assistant: Assistant) -> None:
    """A lack or a doubt rules nothing out, nor does "without" before what is not a remedy."""
    assert ruled_out(assistant, question) == RuledOut()


@pytest.mark.parametrize("thing", ["vodka", "garlic", "bananas", "honey", "vinegar", "lemon"])
def test_what_is_left(thing: str, assistant: Assistant) -> None:
    """No passage that names what is ruled out is shown, and the answer says what it left out."""
    answer = assistant.ask(f"what home remedy or food helps, other than {thing}?", top=20)
    assert answer.passages
    assert not any(thing in passage.text.casefold() for passage in answer.passages)
    assert f"As you asked, passages about {thing} are left out." in str(answer)
    assert answer.to_dict()["left_out"] == [thing]


def test_nothing_is_left(assistant: Assistant) -> None:
    """If nothing is left, the question is refused, and the answer says what it left out."""
    answer = assistant.ask("not garlic")
    assert (answer.kind, answer.passages, answer.left_out) == ("refusal", (), ("garlic",))


def test_nothing_left_out(assistant: Assistant) -> None:
    """JSON has a field for what was left out only if something was."""
    assert "left_out" not in assistant.ask("garlic").to_dict()


def test_nothing_is_left_out_in_danger(assistant: Assistant) -> None:
    """During a danger, all that the document says about it is shown."""
    answer = assistant.ask("cramp far out in the sea, what do I do without a massage or a pin?")
    assert answer.warnings[0].urgent
    assert not answer.left_out


def test_each_thing_is_in_the_document(assistant: Assistant) -> None:
    """Each thing that the folder lists can be ruled out."""
    things = assistant._prepared.overview.things
    assert things
    assert [t for t in things if not ruled_out(assistant, f"without {t}").things] == []


def test_a_folder_without_things(assistant: Assistant) -> None:
    """Without a list of things, only medicine and exercise can be ruled out."""
    found = Things((), assistant.index, assistant.passages)
    assert found.ruled_out(assistant.index.reader.words("without vodka")) == RuledOut()
