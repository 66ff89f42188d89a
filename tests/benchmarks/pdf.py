"""How many headings, list items and table rows of a PDF survive: `python -m tests.benchmarks.pdf`.

It makes a PDF of fifty pages with fpdf2, as a word processor would: page headers and footers,
headings of two sizes, paragraphs that run across pages, bulleted and numbered lists with long
items, and tables. Then it reads the PDF and compares.
"""

from __future__ import annotations

import random
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from fpdf import FPDF

from corpus.loader import read
from corpus.model import Corpus

PAGES = 50

WORDS = """
ankle bandage breathe bruise care change clean cold cover day dose dressing drink early evening
exercise finger food foot gentle glass hand heal hour keep knee leave lift light little loosen
medicine minute morning move night nurse often pain patient pillow press rest ring rinse rise
shoulder shower skin sleep slowly stand swell tablet take tell thumb towel walk warm wash water week
wound wrap wrist
""".split()


@dataclass
class Written:
    """What was put into the PDF."""

    headings: list[tuple[str, int]] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Survived:
    """How much of each kind was written and found, and the errors: false headings, and passages
    that contain a page header or footer."""

    written: dict[str, int]
    kept: dict[str, int]
    invented: int
    stray: int


class Leaflet(FPDF):
    """Pages with a header and a footer."""

    def header(self) -> None:
        self.set_font("Helvetica", size=8)
        self.cell(0, 6, "Riverside Clinic   Living with a new knee", align="R")
        self.ln(10)

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Helvetica", size=8)
        self.cell(0, 6, f"Page {self.page_no()}", align="C")


def sentence(dice: random.Random, least: int, most: int) -> str:
    words = [dice.choice(WORDS) for _ in range(dice.randint(least, most))]
    return f"{' '.join(words).capitalize()}."


def heading(dice: random.Random) -> str:
    return " ".join(dice.sample(WORDS, dice.randint(2, 5))).capitalize()


def make(path: Path, pages: int = PAGES) -> Written:
    """Write the PDF, and return what is in it."""
    dice = random.Random(1)
    made = Written()
    pdf = Leaflet()
    pdf.set_auto_page_break(True, margin=20)
    pdf.add_page()
    while pdf.page_no() < pages:
        level = 1 if dice.random() < 0.25 else 2
        text = heading(dice)
        made.headings.append((text, level))
        if pdf.get_y() > 245:
            pdf.add_page()
        pdf.set_font("Helvetica", "B", 18 if level == 1 else 13)
        pdf.multi_cell(0, 9, text, new_x="LMARGIN", new_y="NEXT")
        for _ in range(dice.randint(1, 3)):
            kind = dice.random()
            pdf.set_font("Helvetica", size=11)
            if kind < 0.5:
                paragraph = " ".join(sentence(dice, 6, 16) for _ in range(dice.randint(2, 7)))
                made.paragraphs.append(paragraph)
                pdf.multi_cell(0, 5.5, paragraph, new_x="LMARGIN", new_y="NEXT")
                pdf.ln(3)
            elif kind < 0.85:
                lead = f"{sentence(dice, 3, 7)[:-1]}:"
                pdf.multi_cell(0, 5.5, lead, new_x="LMARGIN", new_y="NEXT")
                numbered = dice.random() < 0.4
                for number in range(1, dice.randint(3, 7)):
                    item = sentence(dice, 4, 22)
                    made.items.append(item)
                    mark = f"{number}." if numbered else "\x95"
                    pdf.cell(8, 5.5, f"  {mark}")
                    pdf.multi_cell(0, 5.5, item, new_x="LMARGIN", new_y="NEXT")
                pdf.ln(3)
            else:
                rows = [(f"{n} weeks", sentence(dice, 2, 4)[:-1]) for n in range(2, 6)]
                with pdf.table(col_widths=(40, 120), text_align="LEFT") as table:
                    for cells in [("Time", "What you may do"), *rows]:
                        row = table.row()
                        for cell in cells:
                            row.cell(cell)
                made.rows += rows
                pdf.ln(3)
    pdf.output(str(path))
    return made


def flat(text: str) -> str:
    return " ".join(text.split())


def survived(made: Written, corpus: Corpus) -> Survived:
    """Compare what was written with what was read."""
    headings = {heading.text for heading in corpus.headings}
    texts = [flat(passage.reading()) for passage in corpus.passages]
    items = {flat(p.reading()) for p in corpus.passages if p.lead_in}
    return Survived(
        {
            "headings": len(made.headings),
            "list items": len(made.items),
            "paragraphs": len(made.paragraphs),
            "table rows": len(made.rows),
        },
        {
            "headings": sum(text in headings for text, _ in made.headings),
            "list items": sum(item in items for item in made.items),
            "paragraphs": sum(paragraph in texts for paragraph in made.paragraphs),
            "table rows": sum(any(a in text and b in text for text in texts) for a, b in made.rows),
        },
        len(headings - {text for text, _ in made.headings}),
        sum("Riverside" in text or "Page " in text for text in texts),
    )


def main() -> None:
    """Make a PDF, read it, and print what survived."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "knee.pdf"
        found = survived(make(path), read(path))
    for kind, number in found.written.items():
        print(f"{kind:12} {found.kept[kind]} of {number}")
    print(f"false headings: {found.invented}")
    print(f"page headers and footers within passages: {found.stray}")


if __name__ == "__main__":
    main()
