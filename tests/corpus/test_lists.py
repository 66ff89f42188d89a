"""The splitter: nested lists, loose lists, and lists without marks."""

from __future__ import annotations

import pytest

from corpus.splitter import split
from tests.helpers.layouts import headings, lead_ins, markers, readings


@pytest.mark.parametrize(
    "items",
    [
        ["You cannot talk", "Lips are blue"],
        ["You cannot talk", "Lips are blue", "The cough is like a bark"],
        ["Chest Pain", "Short Breath"],
    ],
)
@pytest.mark.parametrize("lead_in", ["Call if:", "Call 911 at once if—"])
@pytest.mark.parametrize("gap", ["\n\n", "\n\n\n"])
def test_items_without_marks(items: list[str], lead_in: str, gap: str) -> None:
    """Short lines below a line that ends with a colon or dash are its items, not headings."""
    document = gap.join([lead_in, *items])
    assert lead_ins(document) == {lead_in: "", **dict.fromkeys(items, lead_in)}
    assert headings(document) == []


def test_items_without_marks_line_by_line() -> None:
    """Such items may follow one another without blank lines."""
    document = "Signs of a stroke:\nFace drooping\nArm weakness\nSlurred speech\n\nText."
    assert lead_ins(document)["Arm weakness"] == "Signs of a stroke:"


def test_a_sentence_ends_items_without_marks() -> None:
    """A sentence below such items is a separate paragraph."""
    assert lead_ins("Call if:\n\nYou faint\n\nLips are blue\n\nDo not wait.")["Do not wait."] == ""


@pytest.mark.parametrize("heading", ["What to Do Next", "Why does it bleed?"])
def test_a_heading_ends_items_without_marks(heading: str) -> None:
    """A question, or a line capitalised like a title, is a heading and not an item."""
    document = f"Call if:\n\nYou faint\n\nLips are blue\n\n{heading}\n\nText."
    assert headings(document) == [heading]
    assert lead_ins(document)["Lips are blue"] == "Call if:"


@pytest.mark.parametrize(
    ("lead_in", "items"),
    [
        ("Signs are—", "* thirst"),
        ("Call 911 if you", "- faint"),
        ("People may also have", "• thirst"),
        ("Take it with", "– water"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_lead_ins_without_a_colon(lead_in: str, items: str, gap: str) -> None:
    """A line that ends with a dash, or in mid-sentence, introduces the list below it."""
    mark, item = items.split()
    document = f"Text.\n\n{lead_in}{gap}{items}\n{mark} more"
    assert lead_ins(document) == {"Text.": "", lead_in: "", item: lead_in, "more": lead_in}
    assert headings(document) == []


@pytest.mark.parametrize(
    ("document", "lead_in"),
    [
        ("- Check:\n  - look", "Check:"),
        ("Do this:\n\n- Check:\n    - look\n- rest", "Check:"),
        ("1. Check:\n   a) look\n   b) listen", "Check:"),
        ("* **Prepare**\n    * look", "Prepare"),
        ("Do:\n- " + "long " * 20 + "item.\n  - look", "Do:"),
    ],
)
def test_nested_lists(document: str, lead_in: str) -> None:
    """The nearest line is the lead-in: the item above, if it is short or ends with a colon."""
    assert lead_ins(document)["look"] == lead_in


@pytest.mark.parametrize("mark", ["1.", "-", "•", "a)"])
def test_continuation_paragraphs(mark: str) -> None:
    """An indented paragraph below an item belongs to it."""
    following = {"1.": "2.", "a)": "b)"}.get(mark, mark)
    document = f"{mark} Press.\n\n   Do not let go.\n\n{following} Rest."
    assert readings(document) == ["Press. Do not let go.", "Rest."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a)", "b)"),
        ("(a)", "(b)"),
        ("(1)", "(2)"),
        ("i.", "ii."),
        ("I.", "II."),
        ("a.", "b."),
        ("–", "–"),
        ("●", "●"),
        ("○", "○"),
        ("►", "►"),
        ("✓", "✓"),
        ("\uf0b7", "\uf0b7"),
        ("- [ ]", "- [x]"),
    ],
)
def test_more_list_marks(first: str, second: str) -> None:
    """Letters, Roman numerals, numbers in brackets, dashes and all kinds of bullets mark items."""
    document = f"{first} Rest the leg.\n{second} Rub the calf."
    assert readings(document) == ["Rest the leg.", "Rub the calf."]
    assert markers(document) == [first, second]


@pytest.mark.parametrize("bullet", ["•", "●", "▪", "-"])
def test_a_bullet_on_its_own_line(bullet: str) -> None:
    """A bullet on its own line marks the text on the next line."""
    document = f"Signs:\n\n{bullet}\nThirst\n{bullet}\nHeat and\ndry skin"
    assert lead_ins(document) == {"Signs:": "", "Thirst": "Signs:", "Heat and\ndry skin": "Signs:"}
    assert [passage.line for passage in split(document).passages] == [1, 4, 6]


@pytest.mark.parametrize("line", ["I. Newton wrote it.", "A. Smith, nurse.", "a) only one."])
def test_a_letter_without_a_neighbour_is_text(line: str) -> None:
    """A single letter before a text marks an item only if the list continues."""
    assert readings(line) == [line]
