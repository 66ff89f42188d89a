"""Builds an index from a corpus: the tables that `index.search` reads."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from corpus.model import Corpus
from corpus.progress import Progress, part, unseen
from index import asking
from index.analysis import Stemmer, is_stop, tokens
from index.bm25 import EMPTY, Frequencies, PostingList, pack_lists, weigh
from index.everyday import everyday_groups
from index.fields import FIELDS
from index.phrases import starts
from index.portions import counts
from index.records import Facts, Phrase, Term, pack, packed
from index.spelling import english, shapes
from index.stop_words import LIGHT_WORDS, STOP_WORDS, TOPICS
from index.store import Writer
from index.wording import compare, count, elsewhere, stems_of

B, LINE_B = 0.75, 0.3
"""BM25's length normalisation for texts, and for asked-as lines and headings, where shorter is not
better."""

COMMON = 0.15
"""A term that occurs in more than this share of the passages names the subject of the document."""

ANNOTATED = 0.5
"""A document counts as annotated if more than this share of its passages have asked-as lines. In
others, passages are found by their surroundings instead."""

COUNTING = 0.8
"""Share of the time that counting takes for a long document; the rest is weighing."""

SPELLINGS = 30_000
"""Number of the document's commonest words that misspellings are corrected to. Most of the rest are
names, numbers or misspellings."""


class Builder:
    """Reads a document passage by passage, and writes its index."""

    def __init__(self, corpus: Corpus, writer: Writer, spellings: Iterable[str] = ()) -> None:
        """`spellings` are texts whose English words the speller should also know."""
        self.corpus = corpus
        self.writer = writer
        self.spellings = spellings
        self.stemmer = Stemmer()
        self.fields = {name: Frequencies() for name in FIELDS}
        self.lines = Frequencies()
        self.line_passages = array("I")
        self.df: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.titles = {tag.id: tag.title for tag in corpus.tags}
        asked = sum(bool(passage.asked or passage.filler) for passage in corpus.passages)
        self.annotated = asked > ANNOTATED * len(corpus.passages)

    def write(self, progress: Progress = unseen) -> None:
        """Write all tables of the index."""
        self._write_passages(part(progress, 0.0, COUNTING))
        terms = self._write_terms(part(progress, COUNTING, 1.0))
        thesaurus = _thesaurus(self.corpus, self.stemmer, terms)
        beyond = sorted({_phrase(text, self.stemmer) for text in self.corpus.beyond})
        phrases = [Phrase(tuple(key.split(" ")), tuple(means)) for key, means in thesaurus.items()]
        apart = [Phrase(tuple(key.split(" "))) for key in beyond]
        self.writer.put("thesaurus", packed(sorted(starts(phrases).items())))
        self.writer.put("beyond", packed(sorted(starts(apart).items())))
        stems = {stem for phrase in (*phrases, *apart) for stem in phrase.stems}
        self.writer.put("phrase stems", ((stem, b"") for stem in sorted(stems)))
        if self.corpus.everyday_words:  # some are not English words: "ibs"
            texts = (text for words in everyday_groups() for text in words)
            said = (word for text in texts for word, _, _ in tokens(text))
            self.stemmer.learn(word for word in said if self.stemmer(word) in stems)
        worded = self._write_wording()
        self._write_words({*self.stemmer.known.values(), *stems, *worded})
        self._write_facts(terms)

    def _write_passages(self, progress: Progress) -> None:
        """Count the passages, and write the sentences and asked-as lines of each."""
        for counted in counts(self.corpus.passages, self.titles, self.annotated):
            for name, field in self.fields.items():
                field.join(counted.fields[name])
            self.lines.join(counted.lines)
            self.line_passages.extend(counted.line_passages)
            self.df.update(counted.df)
            self.counts.update(counted.words)
            self.writer.put("sentences", counted.sentences)
            self.writer.put("asked", counted.asked)
            progress(len(self.fields["text"].lengths) / len(self.corpus.passages))

    def _write_terms(self, progress: Progress) -> dict[str, float]:
        """Write the postings of each term; return the idf of each over all fields together."""
        passages = len(self.corpus.passages)
        idf = {term: round(math.log((passages + 1) / df), 4) for term, df in self.df.items()}
        number = {term: at for at, term in enumerate(sorted(idf))}
        self.writer.put("terms", packed((term, Term(idf[term], at)) for term, at in number.items()))
        self.writer.put("postings", self._postings(number, progress))
        return idf

    def _postings(
        self, number: Mapping[str, int], progress: Progress
    ) -> Iterator[tuple[int, bytes]]:
        weighed = [
            weigh(field, LINE_B if name in ("heading", "opening") else B)
            for name, field in self.fields.items()
        ]
        weighed.append(weigh(self.lines, LINE_B))
        ahead = [next(lists, None) for lists in weighed]
        for term, at in number.items():
            found = []
            for place, lists in enumerate(weighed):
                posted = ahead[place]
                if posted is not None and posted[0] == term:
                    found.append(posted[1])
                    ahead[place] = next(lists, None)
                else:
                    found.append(EMPTY)
            places = [self.line_passages[line] for line in found[-1].documents]
            progress(at / len(number))
            yield at, pack_lists([*found, PostingList(places, [0.0] * len(places))])

    def _write_wording(self) -> set[str]:
        """Write how the questions that the document answers are worded; return their stems."""
        lines = [
            (number, stems_of(line.text, self.stemmer))
            for number, passage in enumerate(self.corpus.passages)
            for line in passage.asked
        ]
        worded = compare(count(stems for _, stems in lines), elsewhere())
        self.writer.put("wording", ((pair, b"%g" % share) for pair, share in worded.items()))
        asked = asking.count(lines if self.annotated else (), len(self.corpus.passages))
        self.writer.put("asking", ((part, pack_lists([found])) for part, found in asked))
        return {stem for pair in worded for stem in pair.split(" ")}

    def _write_words(self, known: set[str]) -> None:
        """Write the stem of each word, and the words that misspellings are corrected to."""
        counts = _word_counts(self.corpus, self.counts, self.spellings)
        self.stemmer.learn(counts)
        self.stemmer.learn_forms(sorted(english()), {*known, *self.stemmer.known.values()})
        stems = sorted(self.stemmer.known.items())
        self.writer.put("stems", ((word, stem.encode()) for word, stem in stems))
        self.writer.put("spellings", packed(sorted(shapes(_commonest(counts)).items())))

    def _light(self) -> set[str]:
        """Return the stems of conversational words, without those that the document is about."""
        light = {self.stemmer(word) for word in LIGHT_WORDS}
        if self.annotated:
            return light
        headings = {term for h in self.corpus.headings for term in self.stemmer.terms(h.text)}
        return light - ({self.stemmer(word) for word in TOPICS} & headings)

    def _write_facts(self, idf: Mapping[str, float]) -> None:
        passages = self.corpus.passages
        text = self.fields["text"].documents
        facts = Facts(
            passages=len(passages),
            terms=len(idf),
            annotated=self.annotated,
            rarest=max(idf.values(), default=1.0),
            common=tuple(
                sorted(term for term, found in text.items() if len(found) > COMMON * len(passages))
            ),
            light=tuple(sorted(self._light() & idf.keys())),
            fillers=tuple(number for number, passage in enumerate(passages) if passage.filler),
        )
        self.writer.put("facts", [("index", pack(facts))])


def build(
    corpus: Corpus,
    writer: Writer,
    spellings: Iterable[str] = (),
    progress: Progress = unseen,
) -> None:
    """Write the index of `corpus`.

    `spellings` are texts whose English words the speller should also know.
    """
    Builder(corpus, writer, spellings).write(progress)


def _thesaurus(corpus: Corpus, stemmer: Stemmer, idf: dict[str, float]) -> dict[str, list[str]]:
    """Map phrases of stems (including stop words, unstemmed) to the stems that they add."""
    phrases: dict[str, dict[str, None]] = {}
    for group in corpus.thesaurus:
        means = [term for text in group.means for term in stemmer.terms(text) if term in idf]
        for said in group.said:
            phrase = _phrase(said, stemmer)
            added = phrases.setdefault(phrase, {})
            added.update((term, None) for term in means if term not in phrase.split(" "))
    if corpus.everyday_words:
        authored = frozenset(phrases)
        for words in everyday_groups():
            known = (stemmer.terms(text) for text in words)
            means = [term for terms in known if idf.keys() >= set(terms) for term in terms]
            for said in words:
                phrase = _phrase(said, stemmer)
                if phrase not in authored:
                    added = phrases.setdefault(phrase, {})
                    added.update((term, None) for term in means if term not in phrase.split(" "))
    return {phrase: list(added) for phrase, added in phrases.items() if added}


def _phrase(text: str, stemmer: Stemmer) -> str:
    """Return the stems of a phrase joined by blanks, with stop words unstemmed."""
    return " ".join(word if is_stop(word) else stemmer(word) for word, _, _ in tokens(text))


def _word_counts(
    corpus: Corpus, counts: Mapping[str, int], spellings: Iterable[str]
) -> dict[str, int]:
    """Return how often each word occurs in the document (`counts`) and its annotations.

    The English words of `spellings`, and those of `beyond.toml`, are included so that misspellings
    of them are recognised; their count is 0 if they do not occur elsewhere.
    """
    texts = [heading.text for heading in corpus.headings]
    texts += [line.text for passage in corpus.passages for line in passage.asked]
    texts += [text for group in corpus.thesaurus for text in (*group.said, *group.means)]
    found = Counter(word for text in texts for word, _, _ in tokens(text))
    found.update(counts)
    for word in STOP_WORDS:
        found[word] += 1
    # Some are misspelt on purpose, and nothing should be corrected to those.
    others = {word for text in spellings for word, _, _ in tokens(text)} & english()
    beyond = {word for text in corpus.beyond for word, _, _ in tokens(text)}
    return {**dict.fromkeys(others | beyond, 0), **found}


def _commonest(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the words to correct misspellings to: the commonest, and those with count 0."""
    if len(counts) <= SPELLINGS:
        return dict(counts)
    common = sorted((word for word in counts if counts[word]), key=lambda w: (-counts[w], w))
    kept = {*common[:SPELLINGS], *(word for word in counts if not counts[word])}
    return {word: count for word, count in counts.items() if word in kept}
