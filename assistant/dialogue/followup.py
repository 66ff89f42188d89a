"""What a question inherits from the chat: "and at night?" is about the question before it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.dialogue.state import State, Topic, TopicWord
from assistant.dialogue.turns import Turn
from index.analysis import normal
from index.query import Query, QueryReader, Term
from index.spelling import is_common
from index.words import Word, content

CARRIED, IN_DANGER = 0.5, 0.6
"""Weight of a word inherited from the chat, relative to a typed one; the second is during a danger,
to which every follow-up refers."""

MOST_WORDS = 2
"""Largest number of words inherited from a topic."""

MOST_TOPICS = 8
"""Earlier topics that a chat remembers."""

TELLING = 0.35
"""A word names the topic too if its value (what it found, times its idf) is at least this share of
the highest value. Tried from 0.1 to 0.35 on the tuning chats."""

STRANGE = 0.5
"""With at least this share of unknown words, a question is on a new subject, not a follow-up."""

_OPENERS = ("and", "but", "or", "also", "then", "so", "even", "what about", "how about", "what if")
_POINTERS = frozenset("it its that this them they those these one ones he him there".split())

_ASKING = frozenset(
    "ask asked asking mean means meant ment know told tell said say says show explain find search "
    "want wanted need wondering question answer read talk check list help helps helped against "
    "safe second seconds minute minutes hour hours day days week weeks month months year years "
    "time times often long one two three four five six ten twelve up down off hate hates love "
    "loves like likes".split()
)
"""Verbs for asking and liking, words of help, numbers, and units of time: these words name no
topic."""

PEOPLE = frozenset(
    "mum mom mother dad father wife husband partner son daughter brother sister friend mate child "
    "kid boy girl baby man woman uncle aunt grandson granddaughter grandmother grandfather gran "
    "grandma grandpa nan colleague neighbour neighbor patient resident".split()
)
"""People: they name no topic, and naming a person again does not bring back what happened to that
person."""

NO_TOPIC = _ASKING | PEOPLE


@dataclass(frozen=True, slots=True)
class Inherited:
    """A question in its chat: its query including the terms that it inherits, the topic that they
    come from, and whether it continues the chat."""

    query: Query
    topic: Topic | None = None
    continues: bool = False

    @property
    def about(self) -> str | None:
        """The question that the inherited words come from; None if there are none."""
        return self.topic.question if self.topic and self.topic.words else None

    @property
    def carried(self) -> tuple[str, ...]:
        """The words inherited, as typed."""
        if self.topic is None:
            return ()
        return tuple(dict.fromkeys(normal(one.word.read) for one in self.topic.words))


def inherit(turn: Turn, words: Sequence[Word], state: State, reader: QueryReader) -> Inherited:
    """Read the `words` of a question in its chat."""
    query = reader.read(words)
    topic = _topic_of_question(turn, words, query, state, reader)
    if topic is None:
        return Inherited(query)
    have = {word.stem for word in words}
    new = tuple(one for one in topic.words if one.word.stem not in have)
    known = {term.stem: term for term in query.terms}
    carried: dict[str, Term] = {}
    share = IN_DANGER if state.dangers else CARRIED
    for one in new:
        for term in reader.read([one.word]).terms:
            weight = term.weight * one.weight * share
            if term.stem not in known and term.stem not in carried:
                carried[term.stem] = replace(term, weight=weight, source="carried")
    query = replace(query, terms=(*query.terms, *carried.values()))
    return Inherited(query, replace(topic, words=new), continues=True)


def _topic_of_question(
    turn: Turn, words: Sequence[Word], query: Query, state: State, reader: QueryReader
) -> Topic | None:
    """The topic that a question continues, if any."""
    if "elsewhere" in turn.manners or state.topic is None:
        return None
    if "back" in turn.manners:
        return _earlier(words, state) or (None if state.dangers else state.topic)
    if "correction" in turn.manners:
        return _corrected(words, state)
    subject = _words_for_subject(words, query, reader)
    if query.unknown >= STRANGE or not is_follow_up(words, reader.common | subject):
        return None
    if _names_another(words, state.topic, reader):
        return None
    return state.topic


def _words_for_subject(words: Sequence[Word], query: Query, reader: QueryReader) -> frozenset[str]:
    """The stems of a question's words for the document's subject: "seizures", for cramps. They mean
    at least two of its words for it: "standing" has to do with legs, but is another thing."""
    return frozenset(
        word.stem
        for start, end, means in query.phrases
        if len(reader.common.intersection(means)) > 1
        for word in words[start:end]
    )


def _names_another(words: Sequence[Word], topic: Topic, reader: QueryReader) -> bool:
    """Whether a full question that neither continues nor points back names something specific
    that is in the document but not in the topic: "how much magnesium do I need" after bay leaf."""
    reads = [word.read for word in words]
    special = {w.stem for w in content(words) if w.stem in reader.idf and not is_common(w.read)}
    special -= reader.common | {one.word.stem for one in topic.words}
    if words[0].stem in special and is_about_thing(words):
        return True
    if _is_about_cause(words, reader):
        return True
    if _points_back(words) or reads[0] not in _ASKS or not _MORE.isdisjoint(reads):
        return False
    return bool(special)


def is_about_thing(words: Sequence[Word]) -> bool:
    """Whether a question only asks if a thing is any good: "magnesium any good?", "do socks
    help?"."""
    first = 2 if words and words[0].read in _ASKS else 1
    return [word.read for word in words[first:]] in _ANY_GOOD


def _is_about_cause(words: Sequence[Word], reader: QueryReader) -> bool:
    """Whether a line says or asks what causes the document's subject, or makes it worse, so that
    "it" means the subject and not the topic: "cold water makes it worse", "does stress do it"."""
    for at, (verb, what) in enumerate(pairwise(word.read for word in words)):
        if verb in _CAUSING and what in _CAUSED:
            before = words[:at]
            return not any(word.read in _DOERS for word in before) and any(
                word.stem in reader.idf for word in content(before)
            )
    return False


def _points_back(words: Sequence[Word]) -> bool:
    """Whether a question opens like a continuation, or has a pronoun for what was named."""
    return _opens(words) or any(word.read in _POINTERS for word in words)


def _opens(words: Sequence[Word]) -> bool:
    """Whether a question opens like a continuation."""
    begins = " ".join(word.read for word in words[:2])
    return f"{begins} ".startswith(tuple(f"{opener} " for opener in _OPENERS))


def _earlier(words: Sequence[Word], state: State) -> Topic | None:
    """The newest topic that one of `words` names."""
    stems = {word.stem for word in content(words)}
    for topic in (state.topic, *state.earlier):
        if topic and stems & {one.word.stem for one in topic.words}:
            return topic
    return None


def _corrected(words: Sequence[Word], state: State) -> Topic | None:
    """The topic without the words that a correction replaces, counted from the end: one for "no, I
    meant my foot", more if the correction has more words."""
    topic = state.topic
    if topic is None:
        return None
    replaced = min(len(content(words)), len(topic.words))
    return replace(topic, words=topic.words[: len(topic.words) - replaced])


_ASKS = frozenset("are can could do does how is should what when where which why will".split())
"""First words of a full question."""

_ANY_GOOD = tuple(
    said.split()
    for said in (
        "any good",
        "any help",
        "any use",
        "good",
        "help",
        "helpful",
        "helps",
        "ok",
        "useful",
        "work",
        "works",
    )
)
"""What follows in a question that is only about the thing it opens with: "magnesium any good?"."""

_CAUSING = frozenset(
    "bring bringing brings cause caused causes causing do doing does make makes set sets setting "
    "trigger triggers".split()
)
_CAUSED = frozenset({"it", "them"})
"""Verbs and what follows them if a line is about what causes something."""

_DOERS = frozenset("i we you he she they someone somebody how".split())
"""Words before such a verb if people do what was named: "how many times do I do them"."""

_MORE = frozenset("also another any either even instead more one some too well".split())
"""Words with which a question adds to what was said before."""


def is_follow_up(words: Sequence[Word], common: Collection[str]) -> bool:
    """Whether a question continues the chat: it points back, or says too little by itself.

    `common` has the stems that occur all over the document. A question with one of them names the
    document's subject itself, and is a follow-up only if it opens like a continuation.
    """
    said = content(words)
    if not words or len(said) == len(words) > 1:
        return False  # nothing, or bare keywords
    telling = [word for word in said if word.stem not in common]
    if len(telling) < len(said):
        return _opens(words) and len(telling) <= 2
    if _points_back(words):
        return len(telling) <= 4
    return len(telling) <= 2


def next_topic(
    question: str,
    words: Sequence[Word],
    inherited: Inherited,
    found: Mapping[str, float],
    reader: QueryReader,
) -> Topic:
    """Return the topic of the chat after an answered question.

    `found` is what each word, as typed, added to the scores of the passages shown first. A
    follow-up keeps the first word of the topic that it continues.
    """
    own = [TopicWord(word, 1.0) for word in telling_words(words, found, reader)]
    topic = inherited.topic
    if topic is None:
        return Topic(question, tuple(own[:MOST_WORDS]))
    if not own:
        return topic
    old = [TopicWord(one.word, one.weight * CARRIED) for one in topic.words]
    return Topic(question, (*own[: 1 if old else MOST_WORDS], *old)[:MOST_WORDS])


def telling_words(
    words: Sequence[Word], found: Mapping[str, float], reader: QueryReader
) -> list[Word]:
    """Return the words of a question that name its topic, in order.

    Numbers, verbs of asking, words of talk and words that found little do not. Corrected words
    are put last.
    """
    named: dict[str, Word] = {}
    for word in content(words):
        told = word.stem not in reader.light and word.stem not in reader.common
        told = told and word.typed in found and word.read not in NO_TOPIC
        if told and not any(letter.isdecimal() for letter in word.read):
            named.setdefault(word.stem, word)
    value = {stem: found[word.typed] * reader.weight(stem) for stem, word in named.items()}
    enough = TELLING * max(value.values(), default=0.0)
    return sorted(
        (word for stem, word in named.items() if value[stem] >= enough),
        key=lambda word: word.corrected,
    )


def remember(state: State, topic: Topic | None) -> tuple[Topic, ...]:
    """Return the earlier topics of a chat when it turns to `topic`."""
    if state.topic is None or state.topic == topic:
        return state.earlier
    return (state.topic, *state.earlier)[:MOST_TOPICS]
