"""Decides which hits for a question are shown, in which order, and what is highlighted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from assistant.answer_types import Also, ShownPassage
from assistant.selection.duplicates import Entry, SameFinder, in_front, merge
from assistant.selection.kinds import Kind, factor, holds_answer, kinds_of
from assistant.selection.lists import expand, gather, items_of, only_announces
from assistant.selection.safe import (
    ABOUT,
    CAUTIONS,
    Person,
    asks_if_safe,
    cautions_first,
    person_in,
    unsaid,
)
from assistant.selection.sentences import highlight
from assistant.selection.support import supported
from assistant.selection.together import GroupFinder, together
from corpus.model import Passage
from index.query import Query
from index.search import Hit, Index, SentenceScorer
from index.words import Word

STRONG = 0.4
"""Share of the best score that a passage needs to be shown. Of the passages below it, 1 in 100 is
right, and none of 476 questions loses its only right one. A share of 0.6 would cut twice as many
passages and cost 3 points of nDCG@5 (measured on the tuning questions)."""

MOST = 200
"""Number of hits considered: in a long document, reading the tags and text of more takes time."""

PASSAGES_KEPT = 5_000
"""Number of passages whose tags and list items are cached."""

MEASURED = 1.5
"""Factor for a sentence with an amount, a time or a frequency, if that is asked for."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a question asks for: its kinds, and the person that it names.

    `cautioned` is the passage shown first if the question asks whether something is safe for that
    person and the document does not say.
    """

    kinds: tuple[Kind, ...] = ()
    person: Person | None = None
    cautioned: int | None = None


NOTHING_SPECIAL = Sought()
"""What a question of no known kind asks for."""


@dataclass(frozen=True, slots=True)
class InChat:
    """What a chat adds to a question.

    `favoured` are passages whose scores were raised because of the chat or a danger: others are not
    measured against them. `first` are passages to show first, found or not. `about` is whom the
    chat is about; `careful` says that the question continues one on whether something is safe. If
    `in_danger`, nobody is cautioned: the warning suffices.
    """

    favoured: Collection[int] = ()
    first: Sequence[int] = ()
    about: Person | None = None
    careful: bool = False
    in_danger: bool = False


NO_CHAT = InChat()
"""A question by itself."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What was found for a question: strong entries are shown, weak hits only on request."""

    sought: Sought = NOTHING_SPECIAL
    strong: tuple[Entry, ...] = ()
    weak: tuple[Hit, ...] = ()


class Selector:
    """Selects from the hits of one document."""

    def __init__(
        self,
        passages: Sequence[Passage],
        index: Index,
        same: SameFinder = lambda _: None,
        tagged: Callable[[str], Collection[int]] = lambda _: (),
        tags: Iterable[str] = (),
        beside: GroupFinder = lambda _: frozenset(),
    ) -> None:
        """`same` and `tagged` look up duplicates and the passages with a tag; `tags` lists every
        tag."""
        self._passages = passages
        self._index = index
        self._same = same
        self._tagged = tagged
        self._bits = {tag: 1 << at for at, tag in enumerate(tags)}
        self._tags_of = lru_cache(PASSAGES_KEPT)(self._read_tags)
        self._items_of = lru_cache(PASSAGES_KEPT)(partial(items_of, passages))
        self._beside = beside

    def select(
        self, query: Query, words: Sequence[Word], hits: Sequence[Hit], chat: InChat = NO_CHAT
    ) -> Selection:
        """Return what to show of the `hits` for a question, with strong and weak entries separate,
        in the light of the chat."""
        kinds = kinds_of(words)
        person = person_in(words)
        ranked = supported(self._index.asked_like(words, hits[:MOST]), self._tags_of)
        if kinds or person:
            ranked = self._favoured(ranked, kinds, person)
        ranked.sort(key=lambda hit: (-hit.score, hit.passage))
        ranked = together(ranked, self._beside)
        cautioned = self.caution(words, ranked, chat)
        best = max((hit.score for hit in ranked if hit.passage not in chat.favoured), default=0.0)
        scorer = SentenceScorer(self._index, query)
        strong = self._with_lists(scorer, [hit for hit in ranked if hit.score >= STRONG * best])
        entries = gather(self._passages, merge(strong, self._same, lambda n: self._holds(kinds, n)))
        first = chat.first if cautioned is None else (cautioned, *chat.first)
        entries = in_front(first, entries)
        shown = {number for entry in entries for number in (entry.passage, *entry.also)}
        weak = tuple([hit for hit in ranked if hit.passage not in shown])
        return Selection(Sought(kinds, person or chat.about, cautioned), tuple(entries), weak)

    def _read_tags(self, passage: int) -> int:
        return sum({self._bits.get(tag, 0) for tag in self._passages[passage].tags})

    def caution(self, words: Sequence[Word], hits: Iterable[Hit], chat: InChat) -> int | None:
        """If a question asks whether something is safe, or continues such a question, return a
        passage that cautions the person named or, failing that, the one the chat is about."""
        person = person_in(words) or chat.about
        if chat.in_danger or person is None or not (chat.careful or asks_if_safe(words)):
            return None
        cautions = {*self._tagged(person.tag)}.intersection(self._tagged(CAUTIONS))
        found = (hit.passage for hit in hits if hit.passage in cautions)
        return next(found, min(cautions, default=None))

    def _holds(self, kinds: Collection[Kind], number: int) -> bool:
        """Whether a passage has the amount or time that is asked for."""
        return holds_answer(kinds, self._passages[number].text)

    def _favoured(
        self, hits: Iterable[Hit], kinds: Collection[Kind], person: Person | None
    ) -> list[Hit]:
        """The hits with higher scores for passages that have what is asked for."""
        of_kind = factor(kinds)
        found = []
        for number, score in hits:
            passage = self._passages[number]
            about = ABOUT if person and person.tag in passage.tags else 1.0
            found.append(Hit(number, score * (of_kind(passage) * about)))
        return found

    def _with_lists(self, scorer: SentenceScorer, hits: Sequence[Hit]) -> list[Hit]:
        """`hits`, best first, without fillers unless there is nothing else. If the best hit
        introduces a list, its items come first."""
        useful = [hit for hit in hits if self._useful(hit.passage)] or list(hits)
        useful = [
            *useful[:1],
            *(hit for hit in useful[1:] if not self._announces_only(scorer, hit.passage)),
        ]
        if not useful or not self._items_of(useful[0].passage):
            return useful
        first = useful[0].passage
        keep = self._says_something(scorer, first)
        every = keep and self._answers_with_list(scorer, first)
        return expand(self._passages, useful, keep, every)

    def _announces_only(self, scorer: SentenceScorer, passage: int) -> bool:
        """Whether a passage says only that a list follows."""
        return bool(self._items_of(passage)) and not self._says_something(scorer, passage)

    def _useful(self, passage: int) -> bool:
        """Whether a passage says something, if only through the list items below it."""
        fills = passage in self._index.fillers
        return not fills or bool(self._items_of(passage))

    def _says_something(self, scorer: SentenceScorer, passage: int) -> bool:
        """Whether a passage that introduces a list also answers the question by itself."""
        if passage in self._index.fillers:
            return False
        scores = scorer.scores(passage)
        best = scores.index(max(scores))
        sentence = self._index.sentences[passage][best]
        text = self._passages[passage].reading(sentence.start, sentence.end)
        return best < len(scores) - 1 or not only_announces(text)

    def _answers_with_list(self, scorer: SentenceScorer, passage: int) -> bool:
        """Whether the answer in a passage that introduces a list includes its last sentence, and
        that sentence only announces the list."""
        if not only_announces(self._passages[passage].text):
            return False
        sentences = [(one.start, one.end) for one in self._index.sentences[passage]]
        scores = scorer.scores(passage)
        spans = highlight(self._passages[passage], sentences, scores.index(max(scores)))
        return spans[-1][1] == sentences[-1][1]

    def show(
        self, query: Query, sought: Sought, entries: Sequence[Entry]
    ) -> tuple[ShownPassage, ...]:
        """Return the passages of entries with their scores, the sentences that answer, if any,
        and the passages that say the same thing."""
        scorer = SentenceScorer(self._index, query)
        return tuple([self._shown(entry, sought, scorer) for entry in entries])

    def _shown(self, entry: Entry, sought: Sought, scorer: SentenceScorer) -> ShownPassage:
        passage = self._passages[entry.passage]
        sentences = [(one.start, one.end) for one in self._index.sentences[entry.passage]]
        scores = scorer.scores(entry.passage)
        if any(kind.holds for kind in sought.kinds):
            for at, sentence in enumerate(sentences):
                if holds_answer(sought.kinds, passage.reading(*sentence)):
                    scores[at] *= MEASURED
        best = max(scores)
        found = best or entry.score  # else it is shown because the author chose it
        spans = highlight(passage, sentences, scores.index(best)) if found else ()
        notes = passage.notes
        if sought.person:
            notes = cautions_first(sought.person, notes)
            if entry.passage == sought.cautioned:
                notes = (unsaid(sought.person), *notes)
        also = tuple(map(self._also, entry.also))
        return ShownPassage.of(passage, round(entry.score, 3), spans, notes, also)

    def _also(self, number: int) -> Also:
        passage = self._passages[number]
        duplicate = self._same(number)
        return Also(passage.id, passage.line, duplicate.detail if duplicate else "")
