"""The splitter: how plain text and simple Markdown become passages, headings and markers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.splitter import Corrections, split
from tests.helpers.laws import DOCUMENTS, parts, spans, wrongly_covered

GUESS = Corrections()


def texts(document: str, corrections: Corrections = GUESS) -> list[str]:
    return [passage.text for passage in split(document, corrections).passages]


def markers(document: str) -> list[str]:
    return [document[start:end] for start, end in split(document).markers]


# Laws


@given(DOCUMENTS)
def test_each_character_is_in_one_place(document: str) -> None:
    """Each non-blank character is in exactly one passage, heading or marker."""
    assert wrongly_covered(document, spans(split(document))) == []


@given(DOCUMENTS, st.data())
def test_each_character_is_in_one_place_when_corrected(document: str, data: st.DataObject) -> None:
    """Corrections lose no character and use none twice."""
    lines = st.integers(1, document.count("\n") + 1)
    corrections = Corrections(
        headings=data.draw(st.frozensets(lines)),
        not_headings=data.draw(st.frozensets(lines)),
        articles=tuple(data.draw(st.lists(st.tuples(lines, st.sampled_from(["", "Title"]))))),
    )
    assert wrongly_covered(document, spans(split(document, corrections))) == []


@given(DOCUMENTS)
def test_passages_are_verbatim(document: str) -> None:
    """The text of a passage or a heading is the document text at its place."""
    layout = split(document)
    for part in parts(layout):
        assert part.text == document[part.start : part.end]


@given(DOCUMENTS)
def test_passages_have_no_blank_edges(document: str) -> None:
    """Passages and headings are not empty, and neither begin nor end with white space."""
    layout = split(document)
    for part in parts(layout):
        assert part.text
        assert part.text == part.text.strip()


@given(DOCUMENTS)
def test_ids_are_line_numbers(document: str) -> None:
    """The id of a passage is the number of the line on which it begins, as a string."""
    for passage in split(document).passages:
        assert passage.line == document.count("\n", 0, passage.start) + 1
        assert passage.id == str(passage.line)


@given(DOCUMENTS)
def test_order_is_that_of_the_document(document: str) -> None:
    """Passages and headings are in document order."""
    layout = split(document)
    assert sorted(layout.passages, key=lambda passage: passage.start) == list(layout.passages)
    assert sorted(layout.headings, key=lambda heading: heading.start) == list(layout.headings)


@given(DOCUMENTS)
def test_line_ends_do_not_matter(document: str) -> None:
    """A document with CRLF is split at the same lines as with LF."""
    document = document.replace("\r", "")
    unix, dos = split(document), split(document.replace("\n", "\r\n"))
    assert [(p.id, p.section) for p in dos.passages] == [(p.id, p.section) for p in unix.passages]
    assert [p.text.replace("\r", "") for p in dos.passages] == [p.text for p in unix.passages]


# Paragraphs


@pytest.mark.parametrize("document", ["", "\n", " \t \r\n\n\u00a0\n"])
def test_a_blank_document_has_no_parts(document: str) -> None:
    """An empty document, or one with only white space, has no passage, heading or marker."""
    assert spans(split(document)) == []


def test_a_blank_line_ends_a_paragraph() -> None:
    """Paragraphs are separated by blank lines."""
    assert texts("One sentence.\n\nAnother one.\n") == ["One sentence.", "Another one."]


def test_a_wrapped_paragraph_is_one_passage() -> None:
    """Consecutive lines are one passage, line ends included."""
    assert texts("It is wrapped\nover two lines.\n\nNext.") == [
        "It is wrapped\nover two lines.",
        "Next.",
    ]


def test_the_last_line_end_may_be_missing() -> None:
    """A document without a final newline is split as if it had one."""
    assert split("Rest.\n\nWalk.") == split("Rest.\n\nWalk.\n")


def test_a_line_of_blanks_is_blank() -> None:
    """A line of only spaces, tabs or no-break spaces separates paragraphs."""
    assert texts("Rest.\n \t\u00a0\nWalk.") == ["Rest.", "Walk."]


def test_indented_text_begins_at_its_first_letter() -> None:
    """White space around a paragraph is not part of any passage."""
    assert texts("\t  Rest.  \n") == ["Rest."]


def test_positions_count_characters() -> None:
    """Places count characters, not bytes."""
    passage = split("Ä ö ü 𝔘.\n\nRest.").passages[1]
    assert (passage.start, passage.end) == (10, 15)


# Lists


@pytest.mark.parametrize("mark", ["-", "*", "+", "•", "·", "1.", "12.", "3)"])
def test_list_marks(mark: str) -> None:
    """Dashes, stars, pluses, bullets, and numbers with a full stop or bracket mark list items."""
    document = f"{mark} Rest the leg\n{mark} Rub the calf\n"
    assert texts(document) == ["Rest the leg", "Rub the calf"]
    assert markers(document) == [f"{mark} ", f"{mark} "]


def test_a_tab_may_follow_a_mark() -> None:
    """A tab separates a mark from its item, as a space does."""
    assert texts("-\tRest\n-\tWalk") == ["Rest", "Walk"]


@pytest.mark.parametrize("line", ["-5 degrees.", "3.5 litres.", "*Rest* now.", "1990. It was."])
def test_no_list_mark(line: str) -> None:
    """A dash, star or number without a space after it, or a year, does not mark a list item."""
    assert texts(line) == [line]


def test_a_wrapped_item_is_one_passage() -> None:
    """The lines that continue an item belong to it."""
    assert texts("- Pinch it\n  for long.\n- Rest.") == ["Pinch it\n  for long.", "Rest."]


def test_blank_lines_may_separate_items() -> None:
    """Items of a loose list keep their lead-in."""
    passages = split("Do this:\n\n- rest\n\n- walk").passages
    assert [passage.lead_in for passage in passages] == ["", "Do this:", "Do this:"]


def test_a_lead_in_ends_with_a_colon() -> None:
    """A list below a paragraph without a colon has no lead-in."""
    assert [passage.lead_in for passage in split("It hurts.\n- rest").passages] == ["", ""]


def test_a_wrapped_lead_in_is_one_line() -> None:
    """In the lead-in of an item, line ends are replaced by spaces."""
    assert split("Do this\nat home:\n- rest").passages[1].lead_in == "Do this at home:"


def test_a_heading_may_lead_in() -> None:
    """A heading that ends with a colon is the lead-in of the list directly below it."""
    passages = split("# What helps:\n\n- rest\n- walking").passages
    assert [passage.lead_in for passage in passages] == ["What helps:", "What helps:"]


def test_a_paragraph_ends_a_list() -> None:
    """Items after another paragraph do not inherit the lead-in of the list before it."""
    assert split("Do this:\n- rest\n\nThat is all.\n\n- walk").passages[-1].lead_in == ""


def test_a_heading_ends_a_list() -> None:
    """Items below the next heading do not inherit a lead-in."""
    assert split("Do this:\n- rest\n\n# More\n\n- walk").passages[-1].lead_in == ""


def test_items_of_items_have_the_nearest_lead_in() -> None:
    """An item is the lead-in of its sub-items; the next item keeps the list's lead-in."""
    passages = split("Do this:\n- at home:\n  - rest\n- at work").passages
    assert [passage.lead_in for passage in passages[2:]] == ["at home:", "Do this:"]


# Corrections


def test_a_heading_added() -> None:
    """A line marked as a heading is a heading, even if it does not look like one."""
    found = split("Text.\n\nHow to rest:\n\nText.", Corrections(headings=frozenset({3})))
    assert [heading.text for heading in found.headings] == ["How to rest:"]
    assert found.passages[1].section == ("How to rest:",)


def test_a_heading_added_in_a_paragraph() -> None:
    """A line marked as a heading ends the paragraph above it."""
    assert texts("One.\nTitle\nTwo.", Corrections(headings=frozenset({2}))) == ["One.", "Two."]


@pytest.mark.parametrize("line", ["A caption", "# A caption"])
def test_a_heading_removed(line: str) -> None:
    """A line marked as not a heading is a passage."""
    corrections = Corrections(not_headings=frozenset({3}))
    assert texts(f"Text.\n\n{line}\n\nText.", corrections) == ["Text.", line, "Text."]


def test_an_article_with_a_title() -> None:
    """An article closes the sections before it and opens one with its title."""
    corrections = Corrections(articles=((5, "Second"),))
    found = split("# First\n\nOne.\n\nTwo.\n\n## Part\n\nThree.", corrections)
    assert [passage.section for passage in found.passages] == [
        ("First",),
        ("Second",),
        ("Second", "Part"),
    ]


def test_an_article_without_a_title() -> None:
    """An article without a title only closes the sections before it."""
    found = split("# First\n\nOne.\n\nTwo.", Corrections(articles=((5, ""),)))
    assert [passage.section for passage in found.passages] == [("First",), ()]


def test_an_article_ends_a_paragraph() -> None:
    """An article may begin directly below the text of the one before it."""
    assert texts("One.\nTwo.", Corrections(articles=((2, "Second"),))) == ["One.", "Two."]


def test_an_article_ends_a_list() -> None:
    """An article inherits no lead-in."""
    found = split("Do this:\n- rest\n\n- walk", Corrections(articles=((4, "Second"),)))
    assert found.passages[-1].lead_in == ""
