"""A corpus made into an index: plain data that `index.search` answers from."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from corpus.errors import FolderError
from corpus.model import Corpus, Passage
from index.analysis import LIGHT_WORDS, STOP_WORDS, Stemmer, is_stop, sentences, tokens
from index.bm25 import weigh
from index.spelling import english

LINE_B = 0.3
"""BM25's length normalisation for asked-as lines: a short line is not a better one."""

COMMON = 0.15
"""Share of the passages from which a term names the document's subject, not a question's."""


def build(corpus: Corpus, spellings: Iterable[str] = ()) -> dict[str, Any]:
    """Return the index of `corpus` as data that JSON can hold.

    `spellings` are texts whose English words the speller knows, too, though no passage has them.
    """
    stemmer = Stemmer()
    fields = field_terms(corpus, stemmer)
    lines = [
        (number, line.sentence, stemmer.terms(line.text))
        for number, passage in enumerate(corpus.passages)
        for line in passage.asked
    ]
    idf = _idf([[*a, *b, *c] for a, b, c in zip(*fields.values(), strict=True)])
    thesaurus = _thesaurus(corpus, stemmer, idf)
    beyond = sorted({_phrase(text, stemmer) for text in corpus.beyond})
    counts = _word_counts(corpus, spellings)
    stemmer.learn(counts)
    known = {*stemmer.known.values(), *(s for p in [*thesaurus, *beyond] for s in p.split(" "))}
    stemmer.learn_forms(sorted(english()), known)
    return {
        "stems": stemmer.known,
        "counts": counts,
        "idf": idf,
        "thesaurus": thesaurus,
        "beyond": beyond,
        "fields": {name: weigh(terms) for name, terms in fields.items()},
        "lines": weigh([terms for _, _, terms in lines], b=LINE_B),
        "line_passages": [number for number, _, _ in lines],
        "line_sentences": [sentence for _, sentence, _ in lines],
        "sentences": [_sentences(passage, stemmer) for passage in corpus.passages],
        "light": sorted({stemmer(word) for word in LIGHT_WORDS} & idf.keys()),
        "common": _common(fields["text"]),
        "fillers": [number for number, passage in enumerate(corpus.passages) if passage.filler],
    }


def field_terms(corpus: Corpus, stemmer: Stemmer) -> dict[str, list[list[str]]]:
    """Return for each field of `index.search.FIELDS` the terms of every passage."""
    titles = {tag.id: tag.title for tag in corpus.tags}
    return {
        "text": [stemmer.terms(passage.reading()) for passage in corpus.passages],
        "context": [stemmer.terms(_context(passage, titles)) for passage in corpus.passages],
        "asked": [
            [term for line in passage.asked for term in stemmer.terms(line.text)]
            for passage in corpus.passages
        ],
    }


def _idf(documents: Sequence[Sequence[str]]) -> dict[str, float]:
    """BM25Plus's idf (see `index.bm25`) of each term over the fields taken together."""
    frequency = Counter(term for document in documents for term in set(document))
    return {term: round(math.log((len(documents) + 1) / df), 4) for term, df in frequency.items()}


def _sentences(passage: Passage, stemmer: Stemmer) -> list[list[Any]]:
    """Start and end in the document and the terms of each sentence. Raises FolderError."""
    found = sentences(passage.text)
    for line in passage.asked:
        if line.sentence > len(found):
            raise FolderError(
                f"passages/, {passage.id}.asked.{line.sentence}: "
                f"the passage has {len(found)} sentences; correct the number."
            )
    return [
        [
            passage.start + start,
            passage.start + end,
            " ".join(stemmer.terms(passage.reading(passage.start + start, passage.start + end))),
        ]
        for start, end in found
    ]


def _common(texts: Sequence[Sequence[str]]) -> list[str]:
    """The terms that stand all over the document: `leg`, `muscl`, `cramp`, `spasm`."""
    frequency = Counter(term for text in texts for term in set(text))
    return sorted(term for term, df in frequency.items() if df > COMMON * len(texts))


def _context(passage: Passage, titles: dict[str, str]) -> str:
    """What stands around a passage: its section, the end of its lead-in, its tags' titles."""
    lead_in = passage.lead_in.replace("? ", ". ").replace("! ", ". ").rsplit(". ", 1)[-1]
    return ". ".join([*passage.section[-2:], lead_in, *(titles[tag] for tag in passage.tags)])


def _thesaurus(corpus: Corpus, stemmer: Stemmer, idf: dict[str, float]) -> dict[str, list[str]]:
    """Phrases of stems (stop words too, as they are typed) to the stems that they add."""
    phrases: dict[str, dict[str, None]] = {}
    for group in corpus.thesaurus:
        means = [term for text in group.means for term in stemmer.terms(text) if term in idf]
        for said in group.said:
            phrase = _phrase(said, stemmer)
            added = phrases.setdefault(phrase, {})
            added.update((term, None) for term in means if term not in phrase.split(" "))
    return {phrase: list(added) for phrase, added in phrases.items() if added}


def _phrase(text: str, stemmer: Stemmer) -> str:
    """The stems of a phrase joined by blanks, stop words as they are."""
    return " ".join(word if is_stop(word) else stemmer(word) for word, _, _ in tokens(text))


def _word_counts(corpus: Corpus, spellings: Iterable[str]) -> dict[str, int]:
    """How often each word stands in the document and what its authors wrote of it.

    The English words of `spellings`, and those that lie beyond the document, are known, too, so
    that their slips are found; where they do not occur elsewhere, they count nothing.
    """
    texts = [passage.reading() for passage in corpus.passages]
    texts += [heading.text for heading in corpus.headings]
    texts += [line.text for passage in corpus.passages for line in passage.asked]
    texts += [text for group in corpus.thesaurus for text in (*group.said, *group.means)]
    counts = Counter(word for text in texts for word, _, _ in tokens(text))
    for word in STOP_WORDS:
        counts[word] += 1
    # Some of them are misspelt on purpose, and nothing should be corrected to those.
    others = {word for text in spellings for word, _, _ in tokens(text)} & english()
    beyond = {word for text in corpus.beyond for word, _, _ in tokens(text)}
    return {**dict.fromkeys(others | beyond, 0), **counts}
