"""Data prepared ahead: believed whole and fresh, or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index import store as compiled

SOURCE = "5" * 64
SECTIONS = {"face": {"title": "Legs", "tags": ["night", "é"]}, "body": [1, 2.5, None, "line\nend"]}
CONTENT = compiled.dump(SOURCE, SECTIONS)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Where a file may be written."""
    return str(tmp_path / "data.jsonl")


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that the examples of a law write over."""
    return tmp_path_factory.mktemp("compiled") / "data.jsonl"


def reread(file: Path, content: bytes, source: str = SOURCE) -> dict[str, Any] | None:
    """What is believed of a file with `content`."""
    file.write_bytes(content)
    sections = compiled.load(str(file), source)
    return sections and {name: json.loads(body) for name, body in sections.items()}


# Round trip


@given(st.dictionaries(st.text(max_size=9), JSON, max_size=4))
def test_round_trip(scratch: Path, sections: dict[str, Any]) -> None:
    """What was dumped is loaded again, section by section."""
    assert reread(scratch, compiled.dump(SOURCE, sections)) == sections


def test_dumps_are_the_same() -> None:
    """The same data make the same file, in whatever order they were put together."""
    turned = {"face": dict(reversed(SECTIONS["face"].items())), "body": SECTIONS["body"]}  # type: ignore[attr-defined]
    assert compiled.dump(SOURCE, turned) == CONTENT


# What is not believed


def test_a_stale_file(scratch: Path) -> None:
    """A file made from other sources is not believed."""
    assert reread(scratch, CONTENT, "6" * 64) is None


def test_another_format(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of another format is not believed."""
    monkeypatch.setattr(compiled, "FORMAT", compiled.FORMAT + 1)
    assert reread(scratch, CONTENT) is None


def test_no_file(path: str) -> None:
    """A file that is not there is not believed."""
    assert compiled.load(path, SOURCE) is None


def test_a_folder(tmp_path: Path) -> None:
    """A folder in the place of the file is not believed."""
    assert compiled.load(str(tmp_path), SOURCE) is None


@given(st.integers(0, len(CONTENT) - 2))
def test_a_cut_file(scratch: Path, length: int) -> None:
    """A file that was cut is not believed, wherever it was cut."""
    assert reread(scratch, CONTENT[:length]) is None


@given(st.integers(0, len(CONTENT) - 1), st.integers(0, 7))
def test_a_flipped_bit(scratch: Path, at: int, bit: int) -> None:
    """A file with one wrong bit, wherever, is not believed, or nothing in it has changed."""
    content = bytearray(CONTENT)
    content[at] ^= 1 << bit
    assert reread(scratch, bytes(content)) in (None, SECTIONS)


def test_a_renamed_section(scratch: Path) -> None:
    """A section under another name is not believed."""
    assert reread(scratch, CONTENT.replace(b'"face"', b'"fact"', 1)) is None


@given(st.binary(max_size=60))
@example(b"")
@example(b"null\n")
@example(b"[]\n{}\n")
@example(b'{"format":1}\n')
@example(b'{"format":1,"source":"%s","sections":[[[],1]]}\n' % SOURCE.encode())
@example(b'{"format":1,"source":"%s","sections":[[1,1]]}\n1\n' % SOURCE.encode())
@example(b'{"format":1,"source":"%s","sections":7}\n' % SOURCE.encode())
@example(b"[" * 100_000)
def test_a_foreign_file(scratch: Path, content: bytes) -> None:
    """A file that we did not write is not believed."""
    assert reread(scratch, content) is None


# Digest


def test_the_digest_tells_contents(tmp_path: Path) -> None:
    """The digest changes with the content of a file, and with its appearance."""
    file = tmp_path / "one"
    missing = compiled.digest([str(file)])
    file.write_text("1")
    one = compiled.digest([str(file)])
    file.write_text("2")
    assert len({missing, one, compiled.digest([str(file)])}) == 3


def test_the_digest_tells_files_apart(tmp_path: Path) -> None:
    """Text moved from one file to the next changes the digest."""
    first, second = tmp_path / "1", tmp_path / "2"
    first.write_text("ab")
    second.write_text("c")
    before = compiled.digest([str(first), str(second)])
    first.write_text("a")
    second.write_text("bc")
    assert compiled.digest([str(first), str(second)]) != before
