"""The tags that limit an answer to passages of a kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from corpus.errors import UserError, did_you_mean


class UnknownTagError(UserError):
    """A tag that the document does not have; the message names the nearest one."""


def wanted(tags: Iterable[str] | None) -> tuple[str, ...]:
    """The tags that were meant: a bare text is one, None is none. Raises TypeError."""
    if tags is None:
        return ()
    found = (tags,) if isinstance(tags, str) else tuple(tags)
    for tag in found:
        if not isinstance(tag, str):
            raise TypeError(f"a tag is a text, not {type(tag).__name__}")
    return found


def check(tags: Iterable[str], known: Collection[str], listing: str = "cramps --tags") -> None:
    """Raise UnknownTagError for the first of `tags` that is not `known`.

    `listing` is the command that shows the known ones.
    """
    for tag in tags:
        if tag not in known:
            remedy = did_you_mean(tag, known) or f"; {listing} lists them."
            raise UnknownTagError(f'there is no tag "{tag}"{remedy}')
