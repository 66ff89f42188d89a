"""The picture of the chat in the README."""

from __future__ import annotations

from xml.etree import ElementTree

from pyte.screens import Char

from tests.helpers.picture import GROUND, svg
from tests.helpers.places import PICTURE


def test_picture_of_a_screen() -> None:
    """Each run of equal style is a text at its place; reversed text has a background."""
    row = [Char("<"), Char("b", bold=True), Char("c", fg="red", reverse=True), Char(" ")]
    drawn = ElementTree.fromstring(svg([row]))
    texts = [element for element in drawn.iter() if element.tag.endswith("text")]
    assert [element.text for element in texts] == ["<", "b", "c"]
    assert texts[1].get("font-weight") == "bold"
    assert texts[2].get("fill") == GROUND


def test_picture_in_the_readme_is_one() -> None:
    """The picture in the README can be parsed, and begins with the warnings."""
    drawn = ElementTree.fromstring(PICTURE.read_text(encoding="utf-8"))
    words = [element.text for element in drawn.iter() if element.text and element.text.strip()]
    assert words[0].strip() == "WARNING"
