"""The splitter: tables, questions with answers, and text extracted from pages."""

from __future__ import annotations

import pytest

from corpus.splitter import split
from tests.helpers.layouts import headings, lead_ins, readings, texts

# Tables


def test_table_rows() -> None:
    """Each row of a table is a passage, and the header is its lead-in."""
    rows = [f"| {age} | {dose} ml |" for age, dose in zip(range(2, 12, 2), range(5), strict=True)]
    found = split("\n".join(["| Age | Dose |", "|:--|--:|", *rows])).passages
    assert len(found) == 5
    assert {passage.lead_in for passage in found} == {"Age; Dose"}
    assert found[0].reading() == "2; 0 ml"
    assert found[0].text == "2 | 0 ml"


def test_a_table_below_a_lead_in() -> None:
    """A line that introduces a table is a lead-in of each row, before the header."""
    document = "Give it by age:\n\n| Age | Dose |\n|--|--|\n| 2 | 5 ml |\n\nThen wait."
    assert lead_ins(document) == {
        "Give it by age:": "",
        "2 | 5 ml": "Give it by age: Age; Dose",
        "Then wait.": "",
    }


@pytest.mark.parametrize(
    "table",
    [
        "Age:          Dose:\n2 years       5 ml\n4 years       10 ml",
        "Age           Dose\n-------       ------\n2 years       5 ml\n4 years       10 ml",
        "Age\tDose\n2 years\t5 ml\n4 years\t10 ml",
    ],
)
def test_columns_of_blanks(table: str) -> None:
    """Columns separated by spaces or tabs are a table, too."""
    found = split(f"Text.\n\n{table}\n\nText.").passages
    assert [passage.reading() for passage in found[1:-1]] == ["2 years; 5 ml", "4 years; 10 ml"]
    assert found[1].lead_in.replace(":", "") == "Age; Dose"


# Questions and answers


@pytest.mark.parametrize(
    ("q", "a"), [("Q:", "A:"), ("Question:", "Answer:"), ("Q1.", "A1."), ("**Q:**", "A:")]
)
def test_questions_and_answers(q: str, a: str) -> None:
    """A question is the context of its answer, however long."""
    document = f"FAQ\n\n{q} Can I drive?\n{a} No.\n\nNot for a day.\n\n{q} Can I fly?\n{a} Yes."
    sections = {passage.text: passage.section for passage in split(document).passages}
    assert sections == {
        "No.": ("FAQ", "Can I drive?"),
        "Not for a day.": ("FAQ", "Can I drive?"),
        "Yes.": ("FAQ", "Can I fly?"),
    }


def test_headings_among_questions() -> None:
    """A heading within an answer is below its question; one above a question is not."""
    document = "FAQ\n\nQ: Can I drive?\nA: No.\n\nAt night\n\nNever.\n\nTravel\n\nQ: Fly?\nA: Yes."
    sections = [passage.section for passage in split(document).passages]
    assert sections == [
        ("FAQ", "Can I drive?"),
        ("FAQ", "Can I drive?", "At night"),
        ("FAQ", "Travel", "Fly?"),
    ]


# Pages


@pytest.mark.parametrize("footer", ["Page 3 of 12", "page 3", "- Page 3 -", "Page 3/12"])
def test_a_page_break_in_a_sentence(footer: str) -> None:
    """A sentence continues after a page break, and the page footer is not shown."""
    assert readings(f"Press on the\n\n{footer}\n\nwound firmly.") == ["Press on the wound firmly."]


def test_page_headers() -> None:
    """Lines repeated at page breaks are marks."""
    pages = [f"Care at home   Clinic\n\nText of page {n}.\n\n{n}\n" for n in (1, 2, 3)]
    document = "\f".join(pages)
    assert readings(document) == ["Text of page 1.", "Text of page 2.", "Text of page 3."]


def test_contents() -> None:
    """A table of contents with dot leaders is not text."""
    document = "Contents\nWhat it is ......... 2\nWhat to do\nat home ....... 3\n\nIt is a rash."
    assert readings(document) == ["It is a rash."]
    assert headings(document) == []


@pytest.mark.parametrize(
    ("document", "seen"),
    [
        ("Use a tourni-\nquet now.", "Use a tourniquet now."),
        ("A low-\nfiber diet. A low-fiber diet.", "A low-fiber diet. A low-fiber diet."),
        ("Use a tourni-\n\nPage 2\n\nquet now.", "Use a tourniquet now."),
        ("10-\n20 times.", "10- 20 times."),
    ],
)
def test_hyphens_at_line_ends(document: str, seen: str) -> None:
    """A word divided at a line end is rejoined, and keeps its hyphen if it has one of its own."""
    assert readings(document) == [seen]
    assert texts(split(document)) == [document]


_WRAPPED = """
Care of the ankle
Rest the ankle for two days and keep it on a pillow, higher
than the hip. Put ice in a towel on it for ten minutes, six
times a day.
Do not walk on it while it hurts. After two days, move the
foot up and down, and in circles, ten times an hour, unless
it hurts. You may also need
 • a bandage
 • crutches
Return to sport when you can hop on the foot without pain,
which takes six weeks or more. Until then you may swim, or
ride a bicycle.

What slows down the healing of an injured
ankle?
Smoking and alcohol slow it down. So does walking on it too
early, which many people do because they feel better.
"""


def test_wrapped_text_without_blank_lines() -> None:
    """In wrapped text, a line that ends early ends a paragraph, item or heading."""
    assert headings(_WRAPPED) == [
        "Care of the ankle",
        "What slows down the healing of an injured\nankle?",
    ]
    assert [text[:13] for text in readings(_WRAPPED)] == [
        "Rest the ankl",
        "Do not walk o",
        "a bandage",
        "crutches",
        "Return to spo",
        "Smoking and a",
    ]
