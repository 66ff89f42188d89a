"""The program's own fixed sentences: what it says where no passage answers."""

from __future__ import annotations

from collections.abc import Sequence

from index.analysis import is_stop, tokens


def refusal(question: str, missing: Sequence[str], tags: Sequence[str], subject: str) -> str:
    """Return why there is no answer: nothing was asked, or words that the document does not know.

    `subject` is what the document is about, `tags` what the passages were filtered by.
    """
    if _asks_nothing(question):
        return f"Ask in your own words about {subject}: what it is, why it comes, what helps."
    text = "The document does not answer this."
    if missing:
        words = ", ".join(f'"{word}"' for word in missing)
        text = f"The document does not answer this: it does not mention {words}."
    if tags:
        text += f" Only passages tagged {' and '.join(tags)} were searched."
    return text


def _asks_nothing(question: str) -> bool:
    """Whether a question has no telling word: it is blank, or all marks, digits or stop words."""
    return all(is_stop(word) or word.isdecimal() for word, _, _ in tokens(question))
