"""Records: bytes that come back as they were written, or are refused."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import (
    AskedLine,
    AskedLines,
    Facts,
    PhraseList,
    Spelling,
    Spellings,
    pack,
    unpack,
)


@given(st.lists(st.tuples(st.text(), st.integers()), max_size=4), st.integers())
def test_records(lines: list[tuple[str, int]], first: int) -> None:
    """A record is read as it was written."""
    record = AskedLines(first, tuple(AskedLine(text, sentence) for text, sentence in lines))
    assert unpack(AskedLines, pack(record)) == record


@pytest.mark.parametrize(
    "data",
    [
        b"[]", b"null", b"7", b'{"words":7}', b'{"words":[7]}', b'{"words":[{"word":"a"}]}', b"{",
        b'{"words":[{"word":1,"count":1}]}', b'{"words":[{"word":"a","count":1,"more":1}]}',
        b"\xff", b'{"words":[{"word":"a","count":true}]}',
    ],
)  # fmt: skip
def test_wrong_records(data: bytes) -> None:
    """Bytes that are not such a record are refused, with an error that a store handles."""
    with pytest.raises((ValueError, TypeError, LookupError, AttributeError)):
        unpack(Spellings, data)


def test_phrases_have_stems() -> None:
    """A phrase without stems is refused: looking for it would never end."""
    with pytest.raises(ValueError, match="without stems"):
        unpack(PhraseList, b'{"phrases":[{"stems":[],"means":["leg"]}]}')


def test_records_have_all_their_parts() -> None:
    """Numbers, strings and lists of them come back with their types."""
    facts = Facts(3, 9, True, 1.5, ("a",), (), (1, 2))
    assert unpack(Facts, pack(facts)) == facts
    assert pickle.loads(pickle.dumps(Spelling("a", 1))) == Spelling("a", 1)


@pytest.mark.parametrize(("before", "after"), [(b'["a"]', b'"a"'), (b'["a"]', b'["a",1]')])
def test_lists_of_one_type(before: bytes, after: bytes) -> None:
    """A list of strings is neither a string nor a list of other things."""
    data = pack(Facts(3, 9, True, 1.5, ("a",), (), (1, 2)))
    assert before in data
    with pytest.raises(TypeError):
        unpack(Facts, data.replace(before, after))
