"""The splitter: which lines are headings, and what belongs below them."""

from __future__ import annotations

import pytest

from corpus.heading_marks import HEADING_WORDS
from corpus.splitter import split


def texts(document: str) -> list[str]:
    return [passage.text for passage in split(document).passages]


def headings(document: str) -> list[str]:
    return [heading.text for heading in split(document).headings]


def markers(document: str) -> list[str]:
    return [document[start:end] for start, end in split(document).markers]


def test_hashes_make_a_heading() -> None:
    """One to six hashes before a text make it a heading of that level."""
    found = split("# Legs\nText.\n###### Feet\nText.").headings
    assert [(heading.text, heading.level) for heading in found] == [("Legs", 1), ("Feet", 6)]


def test_closing_hashes_are_marks() -> None:
    """Closing hashes are not part of a heading's text."""
    assert headings("## Legs ##\n\nText.") == ["Legs"]


def test_seven_hashes_are_text() -> None:
    """Seven hashes, or hashes without a space after them, do not make a heading."""
    assert headings("####### Legs.\n\n#legs.\n\nText.") == []


@pytest.mark.parametrize(("underline", "level"), [("=====", 1), ("---", 2)])
def test_underlines_make_a_heading(underline: str, level: int) -> None:
    """A single line above `===` is a heading of level 1, above `---` of level 2."""
    layout = split(f"Legs.\n{underline}\n\nText.")
    assert [(heading.text, heading.level) for heading in layout.headings] == [("Legs.", level)]
    assert [passage.text for passage in layout.passages] == ["Text."]


def test_text_may_follow_an_underline() -> None:
    """An underlined heading needs no blank line below it."""
    assert texts("Legs\n====\nText.") == ["Text."]


@pytest.mark.parametrize("rule", ["---", "***", "___", "* * *", "- - -", "=========="])
def test_a_rule_is_a_mark(rule: str) -> None:
    """A line of only dashes, stars or underscores is a separator, not a passage."""
    document = f"Rest.\nAt home.\n{rule}\nWalk.\n"
    assert texts(document) == ["Rest.\nAt home.", "Walk."]
    assert markers(document) == [rule]


def test_a_list_item_is_no_underlined_heading() -> None:
    """A rule below a list item does not make the item a heading."""
    assert texts("- rest\n---\n\nText.") == ["rest", "Text."]


def test_a_short_line_alone_is_a_heading() -> None:
    """A short line between blank lines that does not end like a sentence is a heading."""
    assert headings("Text.\n\nWhy do legs cramp?\n\nText.") == ["Why do legs cramp?"]


@pytest.mark.parametrize(
    "line",
    [
        "It ends like a sentence.",
        "Look out!",
        "It leads in:",
        "the first;",
        "and so on…",
        "word " * HEADING_WORDS + "word",
        "1990",
        "• a list item",
    ],
)
def test_a_line_that_is_no_heading(line: str) -> None:
    """A sentence, lead-in, long line, number or list item is not a heading, even on its own."""
    assert headings(f"Text.\n\n{line}\n\nText.") == []


def test_a_last_line_is_no_heading() -> None:
    """A short line with nothing below it is a passage."""
    assert texts("Text.\n\nGood luck") == ["Text.", "Good luck"]


def test_a_line_within_a_paragraph_is_no_heading() -> None:
    """A short line directly above or below another line is text."""
    assert headings("Text.\n\nGood luck\nto you.\n\nText.") == []


def test_a_numbered_heading() -> None:
    """The number before a heading is a mark, and the heading is below unnumbered ones."""
    document = "Legs\n\nWhat to do\n\n1 Rest\n\nText.\n\n2 Walk\n\nText."
    layout = split(document)
    assert [passage.section for passage in layout.passages] == [
        ("Legs", "What to do", "Rest"),
        ("Legs", "What to do", "Walk"),
    ]
    assert markers(document) == ["1 ", "2 "]


def test_the_first_heading_is_the_title() -> None:
    """In plain text, all other headings are below the first one."""
    assert split("Legs\n\nRest\n\nText.\n\nWalk\n\nText.").passages[1].section == ("Legs", "Walk")


def test_a_trail_follows_the_levels() -> None:
    """A heading closes the sections of its own and lower levels."""
    document = "# A\n## B\n### C\nOne.\n## D\nTwo.\n# E\nThree."
    assert [passage.section for passage in split(document).passages] == [
        ("A", "B", "C"),
        ("A", "D"),
        ("E",),
    ]


def test_text_above_all_headings_has_no_trail() -> None:
    """A passage before the first heading belongs to no section."""
    assert split("Text.\n\n# Legs\n\nText.").passages[0].section == ()
