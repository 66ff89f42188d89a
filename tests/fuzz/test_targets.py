"""Any input: the laws of `targets.py`, tested on the seeds and on inputs from hypothesis."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.fuzz import targets

SEEDS = Path(__file__).parent / "seeds"
FOUND = [(path.parent.name, path) for path in sorted(SEEDS.glob("*/*"))]

questions = st.text() | st.lists(
    st.sampled_from(["cold", "magnezium", "sea", "convulshun", "+sea", "\x1b[2J", "‮", "é", "1"])
).map(" ".join)


@pytest.mark.parametrize(("target", "seed"), FOUND, ids=lambda value: getattr(value, "name", value))
def test_seeds(target: str, seed: Path) -> None:
    """Every seed obeys the laws: an input that once crashed does so no longer."""
    targets.TARGETS[target](seed.read_bytes())


def test_every_target_has_seeds() -> None:
    """Every target has seeds, and they are small."""
    assert {target for target, _ in FOUND} == set(targets.TARGETS)
    assert all(seed.stat().st_size < 10_000 for _, seed in FOUND)


@given(st.integers(0, 255), questions)
def test_questions(options: int, text: str) -> None:
    """Any question gets all warnings, urgent ones first, and nothing but the document's text."""
    targets.question(bytes([options]) + text.encode("utf-8", "surrogatepass"))


@given(st.integers(0, 255), st.lists(questions | st.sampled_from(["/more", "/why 1", "/tag x"])))
def test_chats(width: int, lines: list[str]) -> None:
    """Any lines of a chat get a page each, on a terminal of any width."""
    targets.chat(bytes([width]) + "\n".join(lines).encode("utf-8", "surrogatepass"))


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
        | st.sampled_from(
            ["--json", "--top", "--tag", "--tags", "--passage", "--plain", "--", "3"]
        ),
        min_size=1,
    )
)
@settings(max_examples=40)
def test_flags(arguments: list[str]) -> None:
    """Any arguments give an answer or one sentence, with the documented exit status."""
    targets.flags("\0".join(arguments).encode())


@given(st.booleans(), st.binary())
def test_piped_bytes(as_json: bool, data: bytes) -> None:
    """Any bytes through a pipe give an answer for each line."""
    targets.piped(bytes([as_json]) + data)


@given(st.integers(0, 255), st.integers(0, 3), st.integers(0, 255), st.binary() | st.text())
@settings(max_examples=40)
@example(0, 3, 0, '\n[a]\nphrases = "' + "(" * 3000 + '"')
def test_document_folders(which: int, how: int, where: int, new: bytes | str) -> None:
    """A folder with any file replaced or damaged gives answers, or is refused in one sentence."""
    data = new if isinstance(new, bytes) else new.encode("utf-8", "surrogatepass")
    targets.document(bytes([which, how, where]) + data)


@given(st.integers(0, 4), st.binary())
def test_side_files(which: int, data: bytes) -> None:
    """Any bytes as settings, history, prepared data or questions are read or refused."""
    targets.side_files(bytes([which]) + data)
