"""The tags that limit an answer to certain passages."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from corpus.errors import UserError, did_you_mean


class UnknownTagError(UserError):
    """A tag that the document does not have; the message suggests the closest one."""


def wanted(tags: Iterable[str] | None) -> tuple[str, ...]:
    """Return the tags as a tuple: a string is one tag, None means none. Raises TypeError."""
    if tags is None:
        return ()
    found = (tags,) if isinstance(tags, str) else tuple(tags)
    for tag in found:
        if not isinstance(tag, str):
            raise TypeError(f"a tag must be a str, not {type(tag).__name__}")
    return found


def check(tags: Iterable[str], known: Collection[str], listing: str = "cramps --tags") -> None:
    """Raise UnknownTagError for the first of `tags` that is not `known`.

    `listing` is the command that shows the known ones.
    """
    for tag in tags:
        if tag not in known:
            remedy = did_you_mean(tag, known) or f"; {listing} lists them."
            raise UnknownTagError(f'there is no tag "{tag}"{remedy}')
