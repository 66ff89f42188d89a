"""Everyday words for what a health leaflet calls something else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.everyday import everyday_groups
from tests.helpers.small import OTHERS, document, index_of


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("when do I need an ambulance", "Call 911."),
        ("my tummy", "Pain in the abdomen."),
        ("water pills", "Diuretics."),
        ("the jabs", "A vaccine."),
        ("does it hurt to wee", "Urinate."),
        ("belly button", "Above the navel."),
        ("is it ibs", "Irritable bowel."),
        ("she bled", "Bleeding."),
        ("eat more roughage", "Fibre."),
        ("can I get my money back", "A refund."),
        ("who is my boss", "The manager."),
        ("can I throw away the box", "Disposal."),
    ],
)
def test_everyday_words(question: str, text: str) -> None:
    """A question in everyday words finds passages in the document's words, unless turned off."""
    plain = document(text, *OTHERS)
    for everyday in (True, False):
        index = index_of(replace(plain, everyday_words=everyday))
        hits = index.search(index.reader.read(index.reader.words(question)))
        assert (bool(hits) and hits[0].passage == 0) is everyday


def test_groups() -> None:
    """Each group has at least two words, in lower case, sorted, each once."""
    for words in everyday_groups():
        assert len(words) > 1
        assert list(words) == sorted(set(words))
        assert all(word == word.casefold() for word in words)
