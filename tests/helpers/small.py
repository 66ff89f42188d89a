"""Small documents for tests, and their indexes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import pytest

from corpus.model import AskedAs, Corpus, Group, Passage, Tag
from index.analysis import Stemmer
from index.build import build
from index.search import Index
from index.spelling import english
from index.store import Store, Writer

_WORDS = """
Swim Sleep Drink Stretch Sofa Tea Milk Radio Piano Garden Window Pencil Candle Ladder Basket Hammer
Mirror Pillow Carpet
"""
OTHERS = [f"{word}." for word in _WORDS.split()]
"""Extra passages, which make the words of the others rare."""


def document(
    *texts: str,
    asked: Mapping[int, Sequence[AskedAs]] | None = None,
    lead_ins: Mapping[int, str] | None = None,
    sections: Mapping[int, tuple[str, ...]] | None = None,
    fillers: Sequence[int] = (),
    thesaurus: Sequence[tuple[str, str]] = (),
    beyond: Sequence[str] = (),
) -> Corpus:
    """A document of `texts`, one per line; annotations are given by passage number, from 0."""
    passages = []
    start = 0
    for number, text in enumerate(texts):
        passages.append(
            Passage(
                id=str(number + 1),
                line=number + 1,
                start=start,
                end=start + len(text),
                text=text,
                section=(sections or {}).get(number, ()),
                lead_in=(lead_ins or {}).get(number, ""),
                tags=("general",),
                asked=tuple((asked or {}).get(number, ())),
                filler=number in fillers,
            )
        )
        start += len(text) + 1
    return Corpus(
        title="Small",
        about="small things",
        first=(),
        text="\n".join(texts),
        passages=tuple(passages),
        headings=(),
        tags=(Tag("general", "Zzgeneral", "All of it"),),
        thesaurus=tuple(Group((said,), (means,)) for said, means in thesaurus),
        beyond=tuple(beyond),
        warnings=(),
        everyday_words=False,
    )


@cache
def _forms() -> dict[str, list[str]]:
    """Each stem with the English words that have it."""
    stemmer = Stemmer()
    forms: dict[str, list[str]] = {}
    for word in sorted(english()):
        forms.setdefault(stemmer(word), []).append(word)
    return forms


def _learn_forms(stemmer: Stemmer, words: Iterable[str], stems: Iterable[str]) -> None:
    for stem in stems:
        stemmer.known.update(dict.fromkeys(_forms().get(stem, ()), stem))


def stored(corpus: Corpus, spellings: Iterable[str] = ()) -> Store:
    """The tables of a corpus in memory; English words are stemmed once for all of them."""
    writer = Writer(":memory:")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stemmer, "learn_forms", _learn_forms)
        build(corpus, writer, spellings)
    return Store.of(writer)


def index_of(corpus: Corpus) -> Index:
    """The index of a corpus."""
    return Index(stored(corpus))
