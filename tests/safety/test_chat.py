"""What the chat adds to a question."""

from __future__ import annotations

from tests.safety.conftest import Urgent

CRAMP_AT_SEA = "what do I do if my leg cramps while swimming?"


def test_a_new_danger_after_other_subjects(urgent: Urgent) -> None:
    """A question that names a danger is urgent, no matter what the chat was about."""
    chat = ("what should I eat", "which vitamins help", "is cheese good")
    assert "generalized" in urgent(*chat, "she has gone stiff and does not hear us")
    assert "swimming" in urgent(*chat, "would that work in the sea too?")


def test_a_follow_up_stays_urgent(urgent: Urgent) -> None:
    """A follow-up to a question about a danger inherits the danger."""
    assert "swimming" in urgent(CRAMP_AT_SEA, "what if it happens there?")
    assert "swimming" in urgent(CRAMP_AT_SEA, "what if it happens there?", "and if I am alone?")


def test_carried_words(urgent: Urgent) -> None:
    """A follow-up without danger words of its own quotes those of the question before."""
    question = "cramp in the deep end of the pool"
    assert urgent(question, "how much?") == urgent(question) != {}


def test_a_follow_up_with_another_subject(urgent: Urgent) -> None:
    """A follow-up to a danger that names an ordinary subject is not urgent."""
    assert urgent(CRAMP_AT_SEA, "what about magnesium?") == {}
    assert urgent("my calf cramps at night", "and in the pool?", "and in bed?") == {}


def test_a_new_subject(urgent: Urgent) -> None:
    """A question that is complete in itself inherits no danger from the one before."""
    assert urgent(CRAMP_AT_SEA, "how do I stretch my calf in bed?") == {}
    assert urgent("my son had a fit", "what shoes are best for flat feet?") == {}
