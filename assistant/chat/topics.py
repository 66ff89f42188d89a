"""What the document covers, a bar for each tag, and what this program is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant import __version__
from assistant.chat.settings import config_file
from assistant.paths import cache_folder
from assistant.render.lines import Line, columns, wrap

LONGEST_BAR = 40
"""Columns of the longest bar."""


def topic_lines(tags: Sequence[Sequence[Any]], width: int, plain: bool) -> Iterator[Line]:
    """Yield a bar per tag of a face, the most frequent first; in plain text just the number."""
    most = max((count for *_, count in tags), default=1)
    widest = max((columns(name) for name, *_ in tags), default=0)
    room = min(max(width - widest - 6, 3), LONGEST_BAR)
    for name, *_, count in sorted(tags, key=lambda tag: -tag[-1]):
        # Whoever has the page read aloud would hear every block of a bar.
        bar = "" if plain else " " + "█" * max(round(room * count / most), 1)
        label = name + " " * (widest - columns(name))
        yield [("label", label), ("", f"{count:>4}"), ("faint", bar)]


def about_lines(face: Mapping[str, Any], history: str | None, width: int) -> Iterator[Line]:
    """Yield what this is, its version, and what is stored where."""

    texts = (
        f"leg-cramp-assistant {__version__}. Answers to questions about {face['about']}, quoted "
        f'word for word from one document, "{face["title"]}"; labels and notes are ours. It asks '
        "no network, and is no doctor.",
        f"History of questions: {history or 'none is kept'}.",
        f"Settings, if you write any: {config_file()}.",
        f"The document, prepared for a quick start: {cache_folder()}.",
        "Nothing else is stored, and nothing leaves this computer.",
    )
    for text in texts:
        yield from wrap([("", text)], width, [("", "")], 2)
