"""The splitter: headings with marks, front matter, code, pictures and inline markup."""

from __future__ import annotations

import pytest

from corpus.splitter import split
from tests.helpers.layouts import headings, lead_ins, readings, texts

# Headings


@pytest.mark.parametrize("bold", ["**Warning:**", "__Warning:__", "**Warning**:", "***Warning!***"])
@pytest.mark.parametrize("level", [2, 3, 5])
def test_bold_headings(bold: str, level: int) -> None:
    """A line entirely in bold is a heading, below the one above it and without the stars."""
    document = f"# A\n\n{'#' * level} Drops\n\nText.\n\n{bold}\n\nDo not use it after 28 days."
    heading = split(document).headings[-1]
    assert heading.text.strip(":!") == "Warning"
    assert heading.level == level + 1
    assert split(document).passages[-1].section[-2] == "Drops"


def test_a_bold_sentence_is_text() -> None:
    """A whole sentence in bold is a paragraph."""
    assert readings("# A\n\n**Do not use it.**\n\nText.") == ["Do not use it.", "Text."]


@pytest.mark.parametrize("underline", ["--------", "========", "~~~~~~~~", "---"])
def test_underlined_headings(underline: str) -> None:
    """A line above an underline is a heading."""
    assert headings(f"Bleeding\n{underline}\n\nPress on it.") == ["Bleeding"]


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ("1. Storage\n\nKeep cool.\n\n2. Disposal", ["Storage", "Disposal"]),
        ("1. Storage\n\nKeep cool.\n\n2. Disposal\n\nBurn it.", ["Storage", "Disposal"]),
        ("I. Storage\n\nKeep cool.\n\nII. Disposal\n\nBurn it.", ["Storage", "Disposal"]),
        ("1.1 Storage\n\nKeep cool.\n\n1.2. Disposal\n\nBurn it.", ["Storage", "Disposal"]),
        ("CHAPTER II.\n\nIt was late.", ["CHAPTER II."]),
        ("Text.\n\nSection 4: Storage\n\nKeep cool.", ["Section 4: Storage"]),
        ("Text.\n\nAppendix B\n\nKeep cool.", ["Appendix B"]),
    ],
)
def test_numbered_headings(document: str, found: list[str]) -> None:
    """Numbered lines with paragraphs between them are headings, and so are chapters."""
    assert headings(document) == found


def test_a_loose_list_has_no_headings() -> None:
    """Numbered lines in sequence are items, with or without blank lines between them."""
    document = "Do this:\n\n1. Wash hands\n\n2. Dry hands\n\n3. Put on gloves\n\nThen begin."
    assert headings(document) == []
    assert lead_ins(document)["Put on gloves"] == "Do this:"


def test_no_guesses_beside_marked_headings() -> None:
    """If headings have hashes, a short line without a hash is text."""
    assert readings("# A\n\nNeed help? Ring us\n\n## B\n\nText.") == ["Need help? Ring us", "Text."]


# Marks


@pytest.mark.parametrize(
    "line",
    [
        "![Jaw](f.png)",
        '![Jaw](f.png "A jaw")',
        "[![Build](b.svg)](https://example.org)",
        "<td>",
        "</div>",
        '<img src="f.png" alt="Jaw">',
        "<!-- toc -->",
        "<!-- a\ncomment -->",
        "[TOC]",
        "[home]: https://example.org",
        "- [Storage](#storage)",
    ],
)
def test_marks(line: str) -> None:
    """Pictures, tags, comments and lists of links are marks: neither text nor headings."""
    layout = split(f"Text.\n\n{line}\n\nMore text.")
    assert texts(layout) == ["Text.", "More text."]
    assert layout.headings == ()


@pytest.mark.parametrize("fence", ["```", "~~~", "````"])
def test_code(fence: str) -> None:
    """A fenced block is one passage, and nothing in it is a heading, an item or a mark."""
    code = "# clean up\nrm x\n\n- y **z**"
    layout = split(f"Text.\n\n{fence}sh\n{code}\n{fence}\n\nText.")
    assert texts(layout) == ["Text.", code, "Text."]
    assert layout.passages[1].reading() == code
    assert layout.headings == ()


def test_an_open_fence_is_text() -> None:
    """A fence that is never closed hides nothing."""
    assert headings("```sh\n# A\n\nText.\n\n# B\n\nText.") == ["A", "B"]


@pytest.mark.parametrize(
    "front",
    ["---\ntitle: A\n---", '---\ntitle: "A"\ntags: [x]\n---', "---\nx: 1\ntitle: 'A'\n..."],
)
def test_front_matter(front: str) -> None:
    """Front matter is a mark, and provides the title."""
    layout = split(f"{front}\n\nText.")
    assert (layout.title, texts(layout), layout.headings) == ("A", ["Text."], ())


def test_block_quotes() -> None:
    """The marks of a block quote are not shown, and a heading inside applies only there."""
    document = "# A\n\n> **Note**\n>\n> Rest the\n> leg.\n\nWalk."
    note, walk = split(document).passages
    assert (note.reading(), note.section) == ("Rest the leg.", ("A", "Note"))
    assert (walk.reading(), walk.section) == ("Walk.", ("A",))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Do **not** rub.", "Do not rub."),
        ("Take _two_ at *night*.", "Take two at night."),
        ("Read [the leaflet](https://example.org/a_(b)) now.", "Read the leaflet now."),
        ("Type `!ic *page*` now.", "Type !ic *page* now."),
        ("Press.<br>Wait.", "Press. Wait."),
        ("5&nbsp;ml &lt; 1 tsp &amp; more.", "5 ml < 1 tsp & more."),
        ("A \\* star.", "A * star."),
        ("Write to <https://example.org>.", "Write to https://example.org."),
        ("2 * 3 * 4, a_b_c, 5 < 6 > 4 & AT&T.", "2 * 3 * 4, a_b_c, 5 < 6 > 4 & AT&T."),
        ("Enter <name> here.", "Enter <name> here."),
    ],
)
def test_markup_is_not_shown(text: str, seen: str) -> None:
    """Readers see no markup, although the passage is the document's text unchanged."""
    (passage,) = split(text).passages
    assert passage.reading().replace("\u00a0", " ") == seen
    assert passage.text == text


def test_a_stretch_as_readers_see_it() -> None:
    """Any part of a passage can be shown as readers see it."""
    (passage,) = split("Do **not** rub, **ever**.").passages
    assert passage.reading(5, 14) == "not rub"
