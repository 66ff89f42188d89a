"""What kind of answer a question calls for."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.selection.kinds import HOLDING, TAGGED, factor, kinds_of
from corpus.model import Passage


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("what is a leg cramp", "what is it"),
        ("why do calves cramp", "why"),
        ("what causes cramps", "why"),
        ("what should I do when my foot cramps", "what now"),
        ("how can I prevent leg cramps", "how to prevent"),
        ("how do I stop getting these", "how to prevent"),
        ("how much water should I drink", "how much"),
        ("how long does a cramp last", "how long"),
        ("for how many days", "how long"),
        ("how many times a day", "how often"),
        ("when should I see a doctor", "when to see whom"),
        ("which tablets help", "which medicine"),
        ("stretches for the calf", "which exercise"),
        ("night cramps", "cry"),
        ("calf rock hard", "cry"),
        ("it hurts so much", "cry"),
    ],
)
def test_kinds(question: str, kind: str, assistant: Assistant) -> None:
    """Each kind of question is recognised."""
    assert kind in [found.name for found in kinds_of(assistant.index.reader.words(question))]


@pytest.mark.parametrize("question", ["magnesium potassium", "my leg", "cramps after exercise"])
def test_no_kind(question: str, assistant: Assistant) -> None:
    """Keywords alone are not a kind of question."""
    assert kinds_of(assistant.index.reader.words(question)) == ()


def test_tags_of_the_kind(assistant: Assistant) -> None:
    """Passages whose tags fit the kind of question are favoured; passages without tags are not."""
    kinds = kinds_of(assistant.index.reader.words("why do legs cramp"))
    passage = Passage("1", 1, 0, 5, "Salt.", tags=("cause",))
    assert factor(kinds)(passage) == TAGGED
    assert factor(kinds)(Passage("1", 1, 0, 5, "Salt.")) == 1.0


def test_an_amount_counts_more_than_tags(assistant: Assistant) -> None:
    """If an amount is asked for, passages that give one are favoured, even without the tag."""
    kinds = kinds_of(assistant.index.reader.words("how much water prevents cramps"))
    assert factor(kinds)(Passage("1", 1, 0, 5, "Drink 8 glasses.")) == HOLDING
    assert factor(kinds)(Passage("1", 1, 0, 5, "Drink.", tags=("prevention",))) == 1.0


@pytest.mark.parametrize("cry", ["night cramps", "calf rock hard", "foot cramps at night"])
def test_a_cry_is_helped_first(cry: str, assistant: Assistant) -> None:
    """A cry is answered with what to do first."""
    assert "first-aid" in assistant.ask(cry).passages[0].tags
