"""General questions: those that only ask about one aspect of the subject, such as its causes.

They have so few words that ranking by words says little; the author of a folder lists the passages
that answer them best (`general.toml`).
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import General
from index.query import Query, QueryReader
from index.stop_words import BESIDE_SUBJECT
from index.words import Word, content

SMALL = BESIDE_SUBJECT | frozenset(
    "before best better common commonest day effective general good helpful helping helps leg legs "
    "main major most mostly need overall possible recommend recommended suggest there types useful "
    "usual usually way ways work works".split()
)
"""Words that a general question may contain besides the author's words and the subject."""

REVERSED = frozenset("didnt doesnt dont few never no none not nothing without".split())
"""Words that reverse a question: "what should I not eat"."""

OF_PROGRAM = frozenset("u you your".split())
"""Words that address the program: "are you serious?" is not about the subject."""


def general(
    words: Sequence[Word],
    query: Query,
    questions: Sequence[tuple[General, tuple[int, ...]]],
    reader: QueryReader,
) -> tuple[int, ...]:
    """Return the passages that answer a general question best; none if the question is not general.

    `questions` are the author's, each with the numbers of its passages. Every word must belong to
    the same one of them, be a word for the subject, or be a small word.
    """
    reads = {word.read.replace("'", "") for word in words}
    asked = [(one, first) for one, first in questions if not reads.isdisjoint(one.words)]
    if len(asked) != 1 or not reads.isdisjoint(REVERSED):
        return ()
    ((one, first),) = asked
    named = any(word.stem in reader.common for word in words)
    carried = any(term.source == "carried" for term in query.terms)
    about_subject = named or (not one.names_subject and reads.isdisjoint(OF_PROGRAM))
    if carried or not about_subject:
        return ()
    others = {word.read for word in content(words) if word.stem not in reader.common}
    return first if others <= SMALL.union(one.words) else ()
