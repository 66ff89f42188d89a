"""A danger remains in force while the chat is about it, and no home remedy is shown for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.chat.why import why_lines
from assistant.dialogue.danger import LATER, WEAK, without_doubtful
from assistant.dialogue.state import Raised
from assistant.render.view import PIPE
from assistant.safety.model import Danger
from tests.helpers.chats import ids, talk, urgent

LAKE = "I got a cramp while swimming in the lake"
OTHER_SUBJECT = "which foods contain a lot of potassium and magnesium"


def test_danger_stays(assistant: Assistant) -> None:
    """A danger remains in force while the chat is about it, and the answer says what raised it."""
    chat = assistant.conversation()
    assert chat.ask("my mum just had a fit").warnings[0].since is None
    for line in ("she stopped, now she's asleep", "what now", "thanks", "I'm scared", "more", "ok"):
        answer = chat.ask(line)
        assert urgent(answer) == ["generalized"], line
        assert answer.warnings[0].since == "my mum just had a fit"
        assert answer.warnings[0].because


@pytest.mark.parametrize(
    "line",
    [
        OTHER_SUBJECT,
        "different question: what shoes should I wear",
        "forget the lake. what shoes should I wear",
        "right, other business. what shoes should I wear",
    ],
)
def test_danger_ends_with_its_situation(line: str, assistant: Assistant) -> None:
    """A danger ends when the user clearly changes the subject, and does not come back."""
    assert urgent(talk(assistant, LAKE, line)) == []
    assert urgent(talk(assistant, LAKE, line, "how much of it?")) == []


def test_danger_is_the_topic(assistant: Assistant) -> None:
    """What is said during a danger does not replace it as the topic."""
    answer = talk(assistant, "my mum just had a fit", "can she drink water", "what causes this")
    assert answer.carried == ("fit",)


@pytest.mark.parametrize("line", ["2", "more", "do bananas help?"])
def test_weak_danger_ends(line: str, assistant: Assistant) -> None:
    """A danger that may be a false alarm ends when the user reads on or asks about a remedy."""
    chat = assistant.conversation()
    chat.ask(LAKE)
    assert urgent(chat.ask("2")) == ["swimming"]
    chat.state = replace(chat.state, dangers=tuple(map(_weakened, chat.state.dangers)))
    assert urgent(chat.ask(line)) == []


def test_weak_danger_of_somebody_stays(assistant: Assistant) -> None:
    """Such a danger stays when the user asks whether a remedy helps the person in danger."""
    chat = assistant.conversation()
    chat.ask("my mum just had a fit")
    chat.state = replace(chat.state, dangers=tuple(map(_weakened, chat.state.dangers)))
    assert urgent(chat.ask("can she eat bananas?")) == ["generalized"]


def _weakened(raised: Raised) -> Raised:
    return replace(raised, danger=replace(raised.danger, strength=WEAK / 2))


def test_danger_does_not_weaken(assistant: Assistant) -> None:
    """A line that only hints at the danger does not change its strength."""
    chat = assistant.conversation()
    chat.ask(LAKE)
    before = chat.state.dangers[0].danger
    chat.ask("was it the cold water?")
    assert chat.state.dangers[0].danger == before


def test_danger_of_somebody_else_ends(assistant: Assistant) -> None:
    """Somebody else's danger ends when the user turns to a cramp of their own."""
    lines = ("he is jerking all over", "now my own leg is cramping")
    assert urgent(talk(assistant, *lines)) == []


def test_danger_comes_back(assistant: Assistant) -> None:
    """A danger is raised again when the user returns to its situation."""
    answer = talk(assistant, LAKE, OTHER_SUBJECT, "and what should I carry in the lake?")
    assert urgent(answer) == ["swimming"]


REMARKS = [
    "the whole beach was watching me",
    "my wife says I should have stayed at home",
    "my son is telling the neighbours about it",
    "made it back, sat on the stones with a coffee",
]


@pytest.mark.parametrize("line", REMARKS)
def test_danger_stays_at_remarks(line: str, assistant: Assistant) -> None:
    """A remark during a danger is talk; the reply points to the warning."""
    answer = talk(assistant, LAKE, line)
    assert (answer.kind, urgent(answer)) == ("talk", ["swimming"])
    assert "warning" in answer.reply


def test_reports_in_a_danger(assistant: Assistant) -> None:
    """During a danger, a report on somebody is answered from the warning."""
    for line in ("her lips are going blue", "she is breathing but not answering"):
        answer = talk(assistant, "my mum just had a fit", line)
        assert answer.kind == "passages", line
        assert {*ids(answer)[:2]} <= {passage.id for passage in answer.warnings[0].passages}


def test_call(assistant: Assistant) -> None:
    """The program says that it cannot call for help, and shows when to call."""
    answer = talk(assistant, "my mum just had a fit", "call an ambulance")
    assert (answer.kind, urgent(answer)) == ("talk", ["generalized"])
    assert "cannot call" in answer.reply
    assert ids(answer)


def test_no_home_remedy_in_a_danger(assistant: Assistant) -> None:
    """During a cramp of the whole body, no home remedy is shown for it."""
    remedies = {"folk-remedy", "massage", "exercise"}
    chat = assistant.conversation()
    for line in ("my mum just had a fit", "what can I do to relax her?", "does lemon help?"):
        answer = chat.ask(line, top=50)
        assert urgent(answer) == ["generalized"]
        assert not [p.id for p in answer.passages if remedies & {*p.tags}], line


def test_danger_before_what_comes_first(assistant: Assistant) -> None:
    """During a danger, a cry does not put its usual passages first, and `/why` agrees."""
    chat = assistant.conversation()
    chat.ask(LAKE)
    answer = chat.ask("my leg!", top=100)
    calm = assistant.ask("my leg!").passages
    assert answer.urgent_passages
    assert answer.passages[0].id != calm[0].id
    found = ids(answer)
    if calm[0].id in found:
        at = found.index(calm[0].id)
        lines = why_lines(assistant, answer, chat.state.query, at, PIPE)
        assert "put first" not in "".join(text for line in lines for _, text in line)


def test_danger_in_a_follow_up(assistant: Assistant) -> None:
    """A danger is recognised at any point in a chat."""
    calm = ["what should I eat", "and with potassium?", "and fish?"]
    for danger, id in (
        ("would that work in the sea too?", "swimming"),
        ("she has gone stiff all over and does not hear us", "generalized"),
    ):
        assert id in urgent(talk(assistant, *calm, danger)), danger


@pytest.mark.parametrize(
    ("danger", "lines"),
    [
        ("my leg locked up in the sea", ["I'm back on shore but it's still locked", "what now"]),
        ("cramp in the river, I can't reach the bank", ["my toes are still curled", "I'm home"]),
        ("in the pool my toes locked", ["I'm at the side", "sitting on the edge", "it let go"]),
        ("my husband just had a seizure", ["he bit his tongue", "do I leave him alone", "ok"]),
        ("my son is having convulsions", ["he's hot and wants his cup", "thank you"]),
    ],
)
def test_reports_keep_a_danger(danger: str, lines: list[str], assistant: Assistant) -> None:
    """A report on how things are going is not a change of subject, and is never refused."""
    chat = assistant.conversation()
    raised = urgent(chat.ask(danger))
    assert raised
    for line in lines:
        answer = chat.ask(line)
        assert urgent(answer) == raised, line
        assert answer.kind != "refusal", line


@pytest.mark.parametrize(
    "line",
    [
        "she also gets cramp in her feet at night, what helps",
        "and for my own leg cramps in pregnancy what can I eat",
        "are bananas good for cramps",
    ],
)
def test_another_matter_of_the_same_person(line: str, assistant: Assistant) -> None:
    """A question with its own subject ends a danger, even if it refers back to the same person."""
    assert urgent(talk(assistant, "granny had convulsions last night", "thank you", line)) == []


def test_danger_and_a_question(assistant: Assistant) -> None:
    """A line that mentions a danger and asks a question gets both the warning and the answer."""
    answer = assistant.ask("in the sea my calf locked, are bananas good")
    assert urgent(answer) == ["swimming"]
    assert any("banana" in passage.text for passage in answer.passages)


@pytest.mark.parametrize(
    "line", ["should I wake her up", "do I put something between her teeth", "can she drink water"]
)
def test_deed_that_the_document_does_not_mention(line: str, assistant: Assistant) -> None:
    """A question about an action is answered only if the warning's passages mention the action."""
    answer = talk(assistant, "my mum just had a fit", line)
    assert (answer.kind, urgent(answer)) == ("refusal", ["generalized"])


@pytest.mark.parametrize(
    "line",
    [
        "should I call an ambulance",
        "should I stay with her",
        "should she wait or come in",
        "can he go back later",
    ],
)
def test_deed_that_the_document_mentions(line: str, assistant: Assistant) -> None:
    """A question about getting help, or about nothing specific, is answered from the warning."""
    assert talk(assistant, "my mum just had a fit", line).answered


def test_own_question_in_a_danger(assistant: Assistant) -> None:
    """A complete question about something else is answered in its own right, below the warning."""
    answer = talk(assistant, "I race in a lake and fear a cramp", "how should I warm up")
    assert urgent(answer) == ["swimming"]
    assert answer.carried == ()
    assert ids(answer) == ids(assistant.ask("how should I warm up"))


@pytest.mark.parametrize(("line", "raised"), [("salt in water", False), ("mum in water", True)])
def test_doubtful_danger_in_another_chat(line: str, raised: bool, assistant: Assistant) -> None:
    """A weak alarm raised by a line that mentions nobody counts only at the beginning of a chat."""
    chat = assistant.conversation()
    weak = {"swimming": Danger(LATER / 2, ("in water",))}
    words = assistant.index.reader.words(line)
    assert without_doubtful(weak, words, chat.state) == weak
    chat.ask("what helps at night")
    assert bool(without_doubtful(weak, words, chat.state)) == raised


def test_examinations_belong_to_the_danger(assistant: Assistant) -> None:
    """A question about what will be done for the patient does not change the subject."""
    line = "what exam they will do for her"
    assert urgent(talk(assistant, "my mum just had a fit", line)) == ["generalized"]


def test_word_of_a_past_danger(assistant: Assistant) -> None:
    """A line about other subjects does not bring back a past danger by naming its place."""
    lines = (LAKE, OTHER_SUBJECT, "beer and coffee at the lake")
    assert urgent(talk(assistant, *lines)) == []


FIT = "my daughter is having a fit"


@pytest.mark.parametrize(
    "line", ["how do I prevent the next one", "is she all right", "will it happen again"]
)
def test_outcome_that_the_document_does_not_mention(line: str, assistant: Assistant) -> None:
    """A question about an outcome that the warning says nothing of is refused, and the refusal
    points to the warning."""
    answer = talk(assistant, FIT, line)
    assert (answer.kind, urgent(answer)) == ("refusal", ["generalized"])
    assert "See the warning above." in answer.reply
    assert not answer.passages


@pytest.mark.parametrize("line", ["how can I avoid it happening again", "what if it happens again"])
def test_outcome_that_the_document_mentions(line: str, assistant: Assistant) -> None:
    """A warning that has something on the outcome answers the question."""
    assert "117" in ids(talk(assistant, LAKE, line))[:2]


def test_report_in_a_danger(assistant: Assistant) -> None:
    """A report shows only passages of the warning in force, or on getting help."""
    tags = {"generalized", "see-a-doctor"}
    passages = talk(assistant, FIT, "her tongue is bleeding").passages
    assert not any(tags.isdisjoint(passage.tags) for passage in passages)
