"""Reads document files as text: plain text, Markdown, HTML, DOCX and PDF.

The conversion is done by libraries, installed with the extra `formats`. On the leaflets that we
compared, mammoth (DOCX to HTML) and markdownify (HTML to Markdown) keep every heading, list item
and table row, as do pandoc (150 MB) and markitdown (which needs onnxruntime). pdfplumber gives the
font sizes in a PDF, by which `corpus.pdf` recognises headings.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from corpus.errors import FolderError
from corpus.files import read_file, require_file

NEEDED = {
    "HTML": "markdownify",
    "DOCX": "markdownify mammoth",
    "PDF": "pdfplumber",
}
"""The packages that read each kind of document; together they are the extra `formats`."""

BINARY = 0.05
"""A file with a larger share of control characters than this is not text."""

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)", re.I | re.S
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_UNSEEN = ("script", "style", "nav", "head", "template", "noscript", "svg", "img", "picture")


def read_document(path: Path) -> str:
    """Return the text of a document. Raises FolderError, which says what is wrong and what to
    do."""
    require_file(str(path), path.name)
    try:
        content = read_file(path)
    except OSError as error:
        raise FolderError(f"{path.name}: {error.strerror}; make it readable.") from None
    kind = kind_of(content)
    ending = path.suffix.lower()
    named = {".html": "HTML", ".htm": "HTML", ".docx": "DOCX", ".pdf": "PDF"}.get(ending, "text")
    if kind in ("RTF", "DOC"):
        what = "RTF" if kind == "RTF" else "an old Word file"
        raise FolderError(f"{path.name}: it is {what}; save it as DOCX or as plain text.")
    if kind != named and kind != "text":
        raise FolderError(
            f"{path.name}: it contains {kind}; rename it to {path.stem}.{kind.lower()}."
        )
    if kind != named and named != "HTML":
        raise FolderError(f"{path.name}: it is not {named}; give it the right ending.")
    if named == "text":
        return decode(content, path.name)
    convert = {"HTML": _markdown, "DOCX": _docx, "PDF": _pdf}[named]
    try:
        text = convert(content)
    except ImportError:
        raise FolderError(
            f'{path.name}: reading {named} needs the extra "formats"; '
            f"install it, or just: pip install {NEEDED[named]}"
        ) from None
    except FolderError:
        raise
    except Exception as error:  # the converters may raise anything
        reason = str(error).splitlines()[0][:100] if str(error) else type(error).__name__
        raise FolderError(
            f"{path.name}: it cannot be read as {named} ({reason}); save it again."
        ) from None
    if not text.strip():
        hint = "; it may be a scan, which needs text recognition first" if named == "PDF" else ""
        raise FolderError(f"{path.name}: it contains no text{hint}.")
    return text


def kind_of(content: bytes) -> str:
    """Return the kind of a file by its first bytes: PDF, DOCX, DOC, RTF, HTML or text."""
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return "PDF"
    if content.startswith(b"PK\x03\x04"):
        return "DOCX"
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return "DOC"
    if content[:64].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        return "RTF"
    return "HTML" if _HTML.match(content[:4096].removeprefix(b"\xef\xbb\xbf")) else "text"


def decode(content: bytes, name: str) -> str:
    """Return bytes as text, without a byte order mark. Raises FolderError.

    The bytes may be UTF-8, UTF-16 or UTF-32 with such a mark, UTF-8 or UTF-16 without one, or
    Windows-1252.
    """
    encodings = ["utf-8-sig", "cp1252"]
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        encodings = ["utf-32"]
    elif content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif len(content) > 1 and content[:1000].count(0) > len(content[:1000]) / 4:
        encodings = ["utf-16-be" if content[0] == 0 else "utf-16-le"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_CONTROL.findall(text[:10_000])) <= BINARY * min(len(text), 10_000):
            return text.replace("\r", "\n") if "\n" not in text else text
    raise FolderError(f"{name}: it is not text; save it as plain text (UTF-8), HTML, DOCX or PDF.")


def _markdown(content: bytes | str) -> str:
    from bs4 import BeautifulSoup
    from markdownify import MarkdownConverter

    soup = BeautifulSoup(content, "html.parser")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    for part in soup(list(_UNSEEN)):
        part.decompose()
    converter = MarkdownConverter(
        heading_style="ATX",
        bullets="-",
        escape_asterisks=False,
        escape_underscores=False,
        escape_misc=False,
    )
    text = re.sub(r"\n{3,}", "\n\n", str(converter.convert_soup(soup))).strip()
    if title and not re.search(r"(?m)^# ", text):
        text = f"# {title}\n\n{text}"
    return f"{text}\n" if text else ""


def _docx(content: bytes) -> str:
    import mammoth

    return _markdown(mammoth.convert_to_html(BytesIO(content)).value)


def _pdf(content: bytes) -> str:
    from corpus.pdf import text_of

    return text_of(content)
