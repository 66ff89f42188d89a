"""The contract: what users of the Python interface and of `--json` rely on."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from typing import Any

import pytest

import assistant as package
from assistant import Answer, Assistant, Conversation, UnknownTagError
from assistant.engine import LONGEST_QUESTION
from tests.helpers.running import here

ANSWER = (
    "warnings question kind answered reply confidence missing corrections carried about tags "
    "passages"
).split()
WARNING = ("id urgent signal headline label steps passages because concepts since").split()
PASSAGE = (
    "id line start end text section lead_in tags notes score highlights answer also"
).split()  # fmt: skip

QUESTIONS = [
    "my calf locks up at night",
    "what foods contain potassium",
    "magnezium",
    "I got a cramp while swimming in the lake",
    "his whole body is convulsing and he does not hear us",
    "is botox any good",
    "",
]


def is_passage(data: dict[str, Any]) -> bool:
    """Whether a passage has the keys of the contract, in order and with their types."""
    texts = [data["id"], data["text"], data["lead_in"]]
    numbers = [data["line"], data["start"], data["end"]]
    lists = [*data["section"], *data["tags"], *data["notes"]]
    return (
        list(data) == PASSAGE
        and all(type(value) is str for value in [*texts, *lists])
        and all(type(value) is int for value in numbers)
        and type(data["score"]) is float
        and all(type(place) is int for pair in data["highlights"] for place in pair)
        and all(type(pair) is list and len(pair) == 2 for pair in data["highlights"])
    )


def test_the_example() -> None:
    """The example in the contract runs unchanged."""
    assistant = Assistant()
    answer = assistant.ask("my calf locks up at night", top=5, tags=())
    assert len(answer.warnings) == 2
    assert len(answer.passages) == 5
    assert answer.answered
    assert str(answer).startswith("WARNING")
    assert list(answer.to_dict()) == ANSWER
    chat = assistant.conversation()
    assert isinstance(chat, Conversation)
    chat.ask("what can I do with bay leaf?")
    assert isinstance(chat.ask("for how many days?"), Answer)


def test_public_names() -> None:
    """The package exports the names that it lists, and no others."""
    for name in package.__all__:
        assert getattr(package, name).__name__ == name
    with pytest.raises(AttributeError, match="has no attribute 'Chat'"):
        package.Chat  # noqa: B018


@pytest.mark.parametrize("question", QUESTIONS)
def test_keys_and_types(question: str, assistant: Assistant) -> None:
    """An answer as data has the keys of the contract, in order, at every level."""
    data = assistant.ask(question).to_dict()
    assert list(data) == ANSWER
    assert type(data["question"]) is str
    assert type(data["answered"]) is bool
    assert all(type(word) is str for word in [*data["missing"], *data["carried"]])
    assert all(type(a) is type(b) is str for a, b in data["corrections"].items())
    assert all(map(is_passage, data["passages"]))
    for warning in data["warnings"]:
        assert list(warning) == WARNING
        assert type(warning["urgent"]) is bool
        assert all(type(warning[key]) is str for key in ("id", "signal", "headline"))
        assert all(type(word) is str for word in warning["because"])
        assert warning["passages"]
        assert all(map(is_passage, warning["passages"]))


@pytest.mark.parametrize("question", QUESTIONS)
def test_plain_data(question: str, assistant: Assistant) -> None:
    """An answer as data is plain JSON: a round trip does not change it."""
    data = assistant.ask(question).to_dict()
    assert json.loads(json.dumps(data)) == data


@pytest.mark.parametrize("question", QUESTIONS)
def test_places(question: str, assistant: Assistant) -> None:
    """A passage is an exact copy of the document text at its position, with the right line number
    and valid highlights."""
    answer = assistant.ask(question, top=20)
    for passage in [*answer.passages, *(p for w in answer.warnings for p in w.passages)]:
        assert assistant.document[passage.start : passage.end] == passage.text
        assert assistant.document.count("\n", 0, passage.start) + 1 == passage.line
        assert passage.id == str(passage.line)
        for start, end in passage.highlights:
            assert passage.start <= start < end <= passage.end
    for passage in answer.passages:
        assert 1 <= len(passage.highlights) <= 2


@pytest.mark.parametrize("question", QUESTIONS)
def test_best_first(question: str, assistant: Assistant) -> None:
    """The passages of an answer are all different, with scores above zero."""
    passages = assistant.ask(question, top=20).passages
    assert len({passage.id for passage in passages}) == len(passages)
    assert all(passage.score > 0 for passage in passages)


def test_scores_fall(assistant: Assistant) -> None:
    """Passages come best first, except that those that say little on their own come last."""
    scores = [passage.score for passage in assistant.ask("lemon juice").passages]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("top", [1, 2, 5, 20])
def test_top(question: str, top: int, assistant: Assistant) -> None:
    """`top` cuts the list and changes nothing else."""
    whole = assistant.ask(question, top=1000).to_dict()
    cut = assistant.ask(question, top=top).to_dict()
    assert cut.pop("passages") == whole.pop("passages")[:top]
    assert cut == whole


@pytest.mark.parametrize("top", [0, -1, -1000])
def test_top_below_one(top: int, assistant: Assistant) -> None:
    """A `top` below 1 is refused, in a question and in a chat."""
    with pytest.raises(ValueError, match="top must be at least 1"):
        assistant.ask("cramp", top=top)
    with pytest.raises(ValueError, match="top must be at least 1"):
        assistant.conversation().ask("cramp", top=top)


@pytest.mark.parametrize("tags", [("night",), ("minerals", "diet"), ("folk-remedy", "massage")])
def test_tags(tags: tuple[str, ...], assistant: Assistant) -> None:
    """With tags, only passages that have all the tags are shown, and none of these is lost.

    With tags, more such passages may be shown: the best hit, with which the others are compared,
    may be weaker.
    """
    wanted = [p for p in assistant.ask("cramps", top=1000).passages if {*tags} <= {*p.tags}]
    assert wanted
    for given in (tags, list(tags), iter(tags)):
        shown = list(assistant.ask("cramps", top=1000, tags=given).passages)
        assert all({*tags} <= {*passage.tags} for passage in shown)
        named = {also.id for passage in shown for also in passage.also}
        assert {passage.id for passage in wanted} <= named | {passage.id for passage in shown}


def test_every_tag_is_borne(assistant: Assistant) -> None:
    """Every passage has a tag, and every tag has a passage."""
    assert all(passage.tags for passage in assistant.passages)
    assert {tag for passage in assistant.passages for tag in passage.tags} == {*assistant.tags}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("swiming", "swimming"), ("nihgt", "night"), ("folk_remedy", "folk-remedy")],
)
def test_unknown_tag(typed: str, meant: str, assistant: Assistant) -> None:
    """An unknown tag raises UnknownTagError, a ValueError, which names the nearest tag."""
    assert issubclass(UnknownTagError, ValueError)
    with pytest.raises(UnknownTagError) as caught:
        assistant.ask("cramp", tags=["night", typed])
    assert str(caught.value) == f'there is no tag "{typed}"; did you mean "{meant}"?'


def test_failed_question_leaves_no_trace(assistant: Assistant) -> None:
    """A question that raises an error is not a turn of the chat."""
    chat = assistant.conversation()
    with pytest.raises(UnknownTagError):
        chat.ask("bay leaf", tags=["nihgt"])
    assert chat.ask("and at night?").carried == ()


@pytest.mark.parametrize("question", QUESTIONS)
def test_one_answer(question: str, assistant: Assistant) -> None:
    """Python, a new chat, the command and a pipe give the same answer."""
    data = assistant.ask(question).to_dict()
    assert assistant.conversation().ask(question).to_dict() == data
    assert json.loads(here("--json", question).out) == data
    assert json.loads(here("--json", stdin=question.encode() + b"\n").out) == data
    assert here(question).out.startswith(str(assistant.ask(question)).split("\n\n")[0])


def test_stateless(assistant: Assistant) -> None:
    """An answer does not depend on what was asked before."""
    before = [assistant.ask(question).to_dict() for question in QUESTIONS]
    after = [assistant.ask(question).to_dict() for question in reversed(QUESTIONS)]
    assert after[::-1] == before


def test_threads(prepared: Any) -> None:
    """Threads that share a new assistant get the same answers as a single thread."""
    questions = [f"{question} {word}" for question in QUESTIONS for word in ("knee", "lemmon", "")]
    alone = [answer.to_dict() for answer in map(Assistant(prepared=prepared).ask, questions)]
    shared = Assistant(prepared=prepared)
    with ThreadPoolExecutor(8) as pool:
        assert [answer.to_dict() for answer in pool.map(shared.ask, questions * 3)] == alone * 3


def test_frozen(assistant: Assistant) -> None:
    """A warning cannot be removed from an answer."""
    answer = assistant.ask("cramp")
    with pytest.raises(FrozenInstanceError):
        answer.warnings = ()  # type: ignore[misc]
    with pytest.raises(TypeError):
        del answer.warnings[0]  # type: ignore[attr-defined]


def test_as_typed(assistant: Assistant) -> None:
    """The answer repeats the question as typed, cut at a length that no real question reaches."""
    question = "  What HELPS\tagainst «crämps»?\x00 "
    assert assistant.ask(question).question == question
    assert assistant.ask("a" * LONGEST_QUESTION + "b").question == "a" * LONGEST_QUESTION


def test_asked_as_lines(assistant: Assistant) -> None:
    """Each passage is listed with the questions it answers, and is found by them."""
    assert len(assistant.asked) == len(assistant.passages)
    (line, *_) = assistant.asked[assistant.number["197"]]
    assert "197" in [passage.id for passage in assistant.ask(line).passages]


def test_missing(assistant: Assistant) -> None:
    """Words that the document does not mention are named as typed, and the answer is a refusal."""
    answer = assistant.ask("Botox or Tinnitus?")
    assert not answer.answered
    assert answer.missing == ("Botox", "Tinnitus")


def test_corrections(assistant: Assistant) -> None:
    """A misspelt word is read as the nearest known one, and the answer says so."""
    answer = assistant.ask("Magnezium")
    assert answer.corrections == {"Magnezium": "magnesium"}
    known = assistant.ask("magnesium").passages
    assert [p.id for p in answer.passages] == [p.id for p in known]


@pytest.mark.parametrize("question", ["+magnezium", '"magnezium"', "“magnezium”"])
def test_insisting(question: str, assistant: Assistant) -> None:
    """A plus or quotation marks keep the word as typed."""
    answer = assistant.ask(question)
    assert answer.corrections == {}
    assert answer.missing == ("magnezium",)
