"""Documents in HTML, DOCX and PDF: what is read from them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from corpus.columns import Word, regions
from corpus.loader import read
from corpus.model import Corpus

HTML = """<!doctype html><html><head><title>Eye drops</title><style>p {}</style></head><body>
<nav><a href="/">Home</a></nav><h1>Eye drops</h1>
<h2>Before use</h2><p>Wash your hands. Shake the bottle &amp; warm it.</p>
<p>Call us if:</p><ul><li>the eye is red</li><li>you see <b>less</b></li></ul>
<h2>Doses</h2><table><tr><th>Age</th><th>Drops</th></tr><tr><td>Child</td><td>1</td></tr></table>
<script>alert(1)</script></body></html>"""

PARAGRAPH = "<w:p>{style}<w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(*paragraphs: tuple[str, str]) -> bytes:
    """A Word document with these paragraphs, each with its style."""
    body = "".join(
        PARAGRAPH.format(
            style=f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else "", text=text
        )
        for style, text in paragraphs
    )
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" '
        f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{word}"><w:style w:type="paragraph" '
        'w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="b" Type="{office}/styles" Target="styles.xml"/></Relationships>',
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def told(corpus: Corpus) -> list[tuple[str, str, str]]:
    """The passages as a reader sees them: the heading above, the lead-in, the text."""
    return [(p.section[-1], p.lead_in, " ".join(p.reading().split())) for p in corpus.passages]


def test_html(tmp_path: Path) -> None:
    """Headings, list items and table rows are read; what browsers hide is not."""
    pytest.importorskip("markdownify")
    (tmp_path / "drops.html").write_text(HTML)
    corpus = read(tmp_path / "drops.html")
    assert corpus.title == "Eye drops"
    passages = told(corpus)
    assert ("Before use", "", "Wash your hands. Shake the bottle & warm it.") in passages
    assert ("Before use", "Call us if:", "you see less") in passages
    assert any(section == "Doses" and "Child" in text for section, _, text in passages)
    assert "Home" not in corpus.text
    assert "alert" not in corpus.text


def test_docx(tmp_path: Path) -> None:
    """The headings of a Word document are headings."""
    pytest.importorskip("mammoth")
    (tmp_path / "drops.docx").write_bytes(
        docx(("Heading1", "Before use"), ("", "Wash your hands."), ("", "Shake the bottle."))
    )
    assert told(read(tmp_path / "drops.docx")) == [
        ("Before use", "", "Wash your hands."),
        ("Before use", "", "Shake the bottle."),
    ]


def test_pdf_of_fifty_pages(tmp_path: Path) -> None:
    """In a long PDF, all parts of the text are found, but no page headers or footers."""
    pytest.importorskip("fpdf")
    pytest.importorskip("pdfplumber")
    from tests.benchmarks import pdf

    pages = 6  # `python -m tests.benchmarks.pdf` reads fifty
    made = pdf.make(tmp_path / "knee.pdf", pages)
    found = pdf.survived(made, read(tmp_path / "knee.pdf"))
    assert found.invented == found.stray == 0
    assert found.kept == found.written


WORD = 40.0


def page(*columns: tuple[float, int]) -> list[Word]:
    """A page with columns at these places, each with three words to a line."""
    return [
        Word(f"{number}.{line}.{at}", x + at * WORD, x + at * WORD + 36, y, y + 10, 10, False)
        for number, (x, lines) in enumerate(columns)
        for line in range(lines)
        for y in [100.0 + 14 * line]
        for at in range(3)
    ]


def order(words: list[Word]) -> list[str]:
    """The first words of the lines, in reading order."""
    return [line[0].text for region in regions(words) for line in region.lines]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns(columns: int) -> None:
    """Columns are read one after another."""
    words = page(*((50 + 140.0 * number, 6) for number in range(columns)))
    assert order(words) == [f"{n}.{line}.0" for n in range(columns) for line in range(6)]


def test_a_heading_across_columns() -> None:
    """A line across the page is read before the columns below it and after those above."""
    words = page((50, 6), (190, 6))
    across = [Word(str(at), 50 + 60 * at, 108 + 60 * at, 190, 200, 10, False) for at in range(4)]
    below = [Word(f"b{w.text}", w.x0, w.x1, w.top + 110, w.bottom + 110, 10, False) for w in words]
    read_order = order([*words, *across, *below])
    assert read_order.index("1.5.0") < read_order.index("0") < read_order.index("b0.0.0")
    assert read_order.index("b0.5.0") < read_order.index("b1.0.0")


def test_a_table_is_no_column() -> None:
    """Short cells side by side are read row by row."""
    words = [w for w in page((50, 6), (300, 6)) if w.text.endswith(".0")]
    assert [[word.text for word in line] for line in regions(words)[0].lines][:2] == [
        ["0.0.0", "1.0.0"],
        ["0.1.0", "1.1.0"],
    ]
