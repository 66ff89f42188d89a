"""Warnings come first, by construction, for every question and every way of asking."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant import Answer, Assistant
from assistant.answer_types import STANDING, URGENT
from assistant.prepared import Prepared
from assistant.render.lines import columns
from assistant.render.page import Page, standing_warnings
from assistant.render.view import View
from tests.helpers.running import here

# Words that mean danger, words that do not, and unknown words.
WORDS = st.sampled_from(
    """
    swimming lake sea drowning pool water shore unconscious convulsing froth epilepsy fit whole body
    shaking stiff cramp calf night leg potassium bay leaf what and it go on they the of botox trains
    magnezium why --- ??? 117 12345 é 日本 ' " + \x1b[2J
    """.split()
)
QUESTIONS = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=9).map(" ".join), st.just(""))
OPTIONS = st.lists(
    st.sampled_from(["--top=1", "--top=1000", "--tag=night", "--tag=diet", "--plain"]),
    max_size=3,
)


def check(answer: Answer, assistant: Assistant) -> None:
    """Check that every warning is there, urgent ones first, in the document's words."""
    urgent = [warning.urgent for warning in answer.warnings]
    assert urgent == sorted(urgent, reverse=True)
    standing = {warning.id: warning for warning in assistant.warnings}
    assert {warning.id for warning in answer.warnings} == {"swimming", "generalized"}
    assert len(answer.warnings) == 2
    for warning in answer.warnings:
        same = standing[warning.id]
        assert (warning.headline, warning.label) == (same.headline, same.label)
        assert (warning.steps, warning.passages) == (same.steps, same.passages)
        assert warning.signal == (URGENT if warning.urgent else STANDING)
        assert bool(warning.because) == warning.urgent


@given(st.lists(QUESTIONS, min_size=1, max_size=4), st.integers(1, 30))
def test_any_chat(assistant: Assistant, questions: list[str], top: int) -> None:
    """Every answer in every chat has all warnings, urgent ones before standing ones."""
    chat = assistant.conversation()
    for question in questions:
        check(chat.ask(question, top), assistant)
        check(assistant.ask(question, top), assistant)


@settings(max_examples=20)
@given(QUESTIONS, OPTIONS)
@example("", [])
@example("whole body convulsing in the lake", ["--tag=diet"])
def test_any_question_on_the_command_line(question: str, options: list[str]) -> None:
    """Standard output begins with a warning, for every question and option."""
    ran = here(*options, "--", question)
    assert ran.status in (0, 1), ran.err
    assert ran.out.startswith((STANDING, URGENT))
    ran = here("--json", *options, "--", question)
    assert ran.out.startswith('{"warnings": [{"id": ')


@settings(max_examples=20)
@given(st.binary(max_size=60), OPTIONS)
@example(b"cramp\n\xff\n\nlake", [])
def test_any_pipe(stdin: bytes, options: list[str]) -> None:
    """For any bytes in a pipe, the output begins with a warning, and each line has its warnings."""
    ran = here(*options, stdin=stdin)
    assert ran.status in (0, 1), ran.err
    assert ran.out.startswith((STANDING, URGENT))
    lines = here("--json", *options, stdin=stdin).out.splitlines()
    assert len(lines) == max(stdin.count(b"\n") + (not stdin.endswith(b"\n")), 1)
    assert all(line.startswith('{"warnings": [{"id": ') for line in lines)
    assert all(len(json.loads(line)["warnings"]) == 2 for line in lines)


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["-h"], ["--tags"], ["--passage", "117"], ["--passage", "3"]],
)
def test_pages_without_a_question(arguments: list[str]) -> None:
    """A help page, the tags and a passage begin with both warnings as standing warnings."""
    lines = here(*arguments).out.splitlines()
    assert lines[0].startswith("WARNING  Cramp while swimming: ")
    assert lines[1].startswith("WARNING  Whole body cramping: ")
    assert lines[2] == ""


@pytest.mark.parametrize("arguments", [["--tags"], ["--passage", "117"]])
def test_json_without_a_question(arguments: list[str]) -> None:
    """JSON that does not answer a question begins with the warnings, too."""
    data = json.loads(here("--json", *arguments).out)
    assert next(iter(data)) == "warnings"
    assert [(w["id"], w["urgent"]) for w in data["warnings"]] == [
        ("swimming", False),
        ("generalized", False),
    ]


def test_no_page_without_warnings(prepared: Prepared) -> None:
    """Everything shown is a page, which begins with the warnings of its document."""
    page = Page(standing_warnings(prepared.overview), [[("", "text")]]).plain()
    assert page.count("WARNING") == 2
    assert page.endswith("\n\ntext\n")


def test_a_document_without_warnings() -> None:
    """For a document without warnings, a page is just its body."""
    assert Page((), [[("", "text")]]).plain() == "text\n"


def test_words_of_the_document(assistant: Assistant) -> None:
    """What a warning quotes is in the document at the place it gives."""
    for warning in assistant.warnings:
        assert warning.steps
        for step in warning.steps:
            passage = assistant.passages[assistant.number[step.passage]]
            assert passage.start <= step.start < step.end <= passage.end
            assert assistant.document[step.start : step.end] == step.text
        quote, line = warning.headline.removesuffix(")").rsplit(" (", 1)
        quote = quote.split('"')[1]
        assert quote in assistant.passages[assistant.number[line]].text
        assert warning.headline == f'{warning.label}: "{quote}" ({line})'
        for shown in warning.passages:
            assert shown.text == assistant.document[shown.start : shown.end]
            assert shown.score == 0


def test_steps_are_in_the_passages(assistant: Assistant) -> None:
    """The steps to take are part of the passages shown in full, and marked in them."""
    for warning in assistant.warnings:
        marked = {pair for passage in warning.passages for pair in passage.highlights}
        assert {(step.start, step.end) for step in warning.steps} == marked


def test_standing_lines(prepared: Prepared, assistant: Assistant) -> None:
    """A standing warning is one line of at most 80 columns, complete in itself."""
    lines = Page(assistant.warnings).plain().splitlines()
    assert len(lines) == 2
    assert all(columns(line) <= 80 for line in lines)
    assert [line.removeprefix("WARNING  ") for line in lines] == [
        warning.headline for warning in assistant.warnings
    ]
    assert Page(standing_warnings(prepared.overview)).plain().splitlines() == lines


@pytest.mark.parametrize(
    ("question", "urgent"),
    [
        ("I got a cramp while swimming in the lake", ["swimming"]),
        ("her whole body is convulsing and she is unconscious", ["generalized"]),
        ("what foods contain potassium", []),
    ],
)
def test_levels(question: str, urgent: list[str], assistant: Assistant) -> None:
    """An urgent warning comes first and in full, with any other below it as a standing warning."""
    answer = assistant.ask(question)
    assert [warning.id for warning in answer.warnings if warning.urgent] == urgent
    text = str(answer)
    assert text.startswith("DANGER   " if urgent else "WARNING  ")
    flat = " ".join(text.split())
    for warning in answer.warnings[: len(urgent)]:
        assert all(step.text in flat for step in warning.steps)


@pytest.mark.parametrize("width", [30, 40, 80])
def test_danger_fits_on_a_small_screen(width: int, assistant: Assistant) -> None:
    """Both warnings together, with all their steps, fit into 20 rows of 40 columns."""
    raised = [
        replace(warning, urgent=True, because=("fit",), concepts=("a seizure",))
        for warning in assistant.warnings
    ]
    lines = Page(raised, view=View(width)).lines
    assert width == 30 or len(lines) <= 20
    flat = " ".join(Page(raised, view=View(width)).plain().split())
    assert all(step.text in flat for warning in raised for step in warning.steps)
    short = [replace(warning, since="my daughter just had a fit") for warning in raised]
    for look in ("stars", "colour", "spoken"):
        for warning in short:
            assert len(Page([warning], view=View(width, look, commands=True)).lines) <= 4
    if width == 80:
        flat = " ".join(Page(short, view=View(width, commands=True)).plain().split())
        assert all(step.text in flat for warning in short for step in warning.brief)


def test_danger_is_answered(assistant: Assistant) -> None:
    """A question that mentions a danger is never refused, whatever else it asks."""
    answer = assistant.ask("zorgblatt! cramp while swimming in the lake, botox?")
    assert answer.warnings[0].urgent
    assert answer.answered


def test_because_is_as_typed(assistant: Assistant) -> None:
    """The words that make a warning urgent are given as typed, in the order of the question."""
    question = "Cramp while SWIMMING in the Lake"
    because = assistant.ask(question).warnings[0].because
    assert "SWIMMING" in because
    assert list(because) == sorted(because, key=question.index)


def test_tags_do_not_calm(assistant: Assistant) -> None:
    """Tags limit the passages, not the warnings."""
    answer = assistant.ask("cramp while swimming in the lake", tags=["footwear"])
    assert answer.warnings[0].urgent
    assert [p.id for p in answer.warnings[0].passages] == [
        p.id for p in assistant.warnings[0].passages
    ]
