"""A picture of a chat, as the real program draws it in a terminal of 80 columns.

    python -m tests.helpers.picture

writes `tests/chat.svg`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from tempfile import TemporaryDirectory

from pyte.screens import Char

from tests.helpers.places import PICTURE
from tests.helpers.terminal import Terminal, prepare_ahead

COLUMNS, ROWS = 80, 44
QUESTION, TYPED = "my calf locks up in bed", "magn"

CELL = 8.4, 18.0
"""Width and height of a character, in pixels."""

MARGIN = 12.0
FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"
COLOURS = {
    "default": "#d8dee9",
    "red": "#ff6b6b",
    "magenta": "#e08cff",
    "brightblack": "#8b95a7",
}
GROUND = "#1f2430"


def svg(rows: Sequence[Sequence[Char]]) -> str:
    """Return the screen as an SVG picture."""
    width = 2 * MARGIN + CELL[0] * max(map(len, rows))
    height = 2 * MARGIN + CELL[1] * len(rows)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
            f'font-family="{FONT}" font-size="14" xml:space="preserve">',
            f'<rect width="100%" height="100%" rx="6" fill="{GROUND}"/>',
            *(shape for number, row in enumerate(rows) for shape in stretches(row, number)),
            "</svg>\n",
        ]
    )


def stretches(row: Sequence[Char], number: int) -> Iterator[str]:
    """Yield the shapes of one row: a text for each run of equal style, on its background."""
    at = 0
    for look, cells in groupby(row, key=lambda cell: cell._replace(data="")):
        text = "".join(cell.data for cell in cells)
        x, y = MARGIN + CELL[0] * at, MARGIN + CELL[1] * number
        length, height = CELL[0] * len(text), CELL[1]
        at += len(text)
        ink, ground = COLOURS[look.fg], GROUND
        if look.reverse:
            ink, ground = ground, ink
            place = f'x="{x:.1f}" y="{y:.1f}" width="{length:.1f}" height="{height:.1f}"'
            yield f'<rect {place} fill="{ground}"/>'
        if text.strip():
            bold = ' font-weight="bold"' if look.bold else ""
            italic = ' font-style="italic"' if look.italics else ""
            yield (
                f'<text x="{x:.1f}" y="{y + 13.5:.1f}" fill="{ink}"{bold}{italic} '
                f'textLength="{length:.1f}">{escape(text)}</text>'
            )


def scene(home: str) -> list[list[Char]]:
    """Run the chat; return the cells of the screen."""
    env = {"HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    prepare_ahead(env)
    with Terminal("--no-history", "--top", "4", env=env, columns=COLUMNS, rows=ROWS) as terminal:
        terminal.ask(QUESTION)
        terminal.send(TYPED)
        terminal.wait_for(f"? {TYPED}", "magnesium")
        buffer = terminal.emulator.buffer
        return [[buffer[row][column] for column in range(COLUMNS)] for row in range(ROWS)]


def main() -> None:
    """Write the picture."""
    with TemporaryDirectory() as home:
        PICTURE.write_text(svg(scene(home)), encoding="utf-8")


if __name__ == "__main__":
    main()
