"""Advice on the phrases of `danger/*.toml`: those that another phrase of their concept covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.safety import phrases as phrase
from assistant.safety.concepts import Dangers, Phrase, compile_phrases
from assistant.safety.matcher import Matcher

WORDINGS = 64
"""A phrase with more wordings than this is not examined."""


def advice(dangers: Dangers) -> Iterator[str]:
    """Yield the phrases that could be deleted: they match only where another phrase of their
    concept does, so they only add words to an explanation. Exceptions are not examined, as a longer
    exception covers more words."""
    for concept in dangers.concepts:
        for one, other in covered(concept.phrases):
            yield f'concept {concept.name}: "{one.text}" adds nothing to "{other.text}".'


def covered(phrases: Sequence[Phrase]) -> Iterator[tuple[Phrase, Phrase]]:
    """Yield each phrase that others cover in all its wordings, with one of the others. No yielded
    phrase is needed to cover another, so all of them may be deleted together."""
    matcher = Matcher(compile_phrases([one] for one in phrases))
    gone: set[int] = set()
    for number, one in enumerate(phrases):
        found = wordings(one.sequence)
        gone.add(number)
        others = [{match.kind for match in matcher.matches(words)} - gone for words in found]
        if found and all(others):
            yield one, phrases[min(others[0])]
        else:
            gone.remove(number)


def wordings(sequence: phrase.Sequence) -> list[list[str]]:
    """Return the word lists that a phrase matches, with `*` and `_` as written; none if it has
    more than `WORDINGS`, or gaps."""
    found: list[list[str]] = [[]]
    for item in sequence:
        if item == phrase.SOME:
            return []
        options = [[item]] if isinstance(item, str) else []
        if isinstance(item, phrase.Choice):
            each: list[list[list[str]]] = [wordings(o) if o else [[]] for o in item.options]
            if not all(each):
                return []
            options = [words for several in each for words in several]
        found = [[*before, *after] for before in found for after in options]
        if len(found) > WORDINGS:
            return []
    return found
