"""List markers: bullets, numbers, letters and Roman numerals."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.lines import Lines

FARTHEST = 40
"""Number of lines within which the next letter or Roman numeral of a list must follow."""

BULLETS = "•·▪‣◦●○■□◆◇➢➤►▶▸✓✔✗✘→»❖\uf0b7\uf0a7\uf0d8\u2043\u25aa"

_BULLET = re.compile(rf"(?:[{BULLETS}*+\-–—]|o(?=\t| {{2}}))[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_GLUED = re.compile(r"[•●▪‣◦■\uf0b7](?=[^\W\d_])")
_ALONE = re.compile(rf"[{BULLETS}]|[*+\-–—]")
_NUMBER = re.compile(r"(?:(\d{1,3})[.)]|\((\d{1,3})\))[ \t]+(?=\S)")
_LETTER = re.compile(r"(\()?([A-Za-z]|[ivxlc]{2,6}|[IVXLC]{2,6})([.)])[ \t]+(?=\S)")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Marker:
    """The mark of a list item: its length, including the blanks after it; its number (0 for a
    bullet); and its style (`-`, `1.`, `(a)`)."""

    length: int
    number: int
    style: str


def roman(text: str) -> int:
    """Return the value of a Roman numeral."""
    values = [_ROMAN[letter] for letter in text.lower()]
    return sum(
        -value if any(later > value for later in values[at + 1 : at + 2]) else value
        for at, value in enumerate(values)
    )


class Markers:
    """Finds the list markers of a document, by line."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._lettered = _lettered(lines)

    def at(self, at: int) -> Marker | None:
        """Return the marker that line `at` begins with, if any."""
        text = self._lines[at].text
        if match := _BULLET.match(text):
            return Marker(match.end(), 0, text[0])
        if match := _GLUED.match(text):
            return Marker(1, 0, text[0])
        if match := _NUMBER.match(text):
            return Marker(match.end(), int(match[1] or match[2]), _style(match[0], "1"))
        return self._lettered.get(at)

    def alone(self, at: int) -> bool:
        """Whether line `at` is only a bullet, with its item on the next line."""
        return bool(_ALONE.fullmatch(self._lines[at].text)) and not self._lines.blank(at + 1)


def _style(mark: str, kind: str) -> str:
    return re.sub(r"[^\W_]+", kind, mark.strip())


def _lettered(lines: Lines) -> dict[int, Marker]:
    """Find lines marked by a letter or Roman numeral: each needs the one before or after it."""
    found: dict[int, Marker] = {}
    last: dict[str, tuple[int, Marker]] = {}
    for at, line in enumerate(lines.all):
        match = _LETTER.match(line.text)
        if not match or bool(match[1]) > (match[3] == ")"):
            continue
        for kind, number in _readings(match[2]):
            style = _style(match[0], kind)
            marker = Marker(match.end(), number, style)
            before, above = last.get(style, (-FARTHEST, None))
            if above and above.number == number - 1 and at - before <= FARTHEST:
                found[before], found[at] = above, marker
            last[style] = (at, marker)
    return found


def _readings(text: str) -> list[tuple[str, int]]:
    """Return the possible readings of a mark: `i` is both a letter and a numeral."""
    case = "a" if text.islower() else "A"
    readings = [(case, ord(text.lower()) - 96)] if len(text) == 1 else []
    if all(letter in _ROMAN for letter in text.lower()):
        readings.append((case.replace("a", "i").replace("A", "I"), roman(text)))
    return readings
