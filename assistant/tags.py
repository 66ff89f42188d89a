"""The tags that limit an answer to passages of a kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from corpus.errors import UserError, did_you_mean


class UnknownTagError(UserError):
    """A tag that the document does not have; the message names the nearest one."""


def check(tags: Iterable[str], known: Collection[str], listing: str = "cramps --tags") -> None:
    """Raise UnknownTagError for the first of `tags` that is not `known`.

    `listing` is the command that shows the known ones.
    """
    for tag in tags:
        if tag not in known:
            remedy = did_you_mean(tag, known) or f"; {listing} lists them."
            raise UnknownTagError(f'there is no tag "{tag}"{remedy}')
