"""What this program is, what it stores, and where."""

from __future__ import annotations

from collections.abc import Iterator

from assistant import __version__
from assistant.chat.settings import config_file
from assistant.overview import Overview
from assistant.paths import cache_folder
from assistant.render.lines import Line, wrap


def about_lines(overview: Overview, history: str, width: int) -> Iterator[Line]:
    """Yield what the program is, its version, what it stores, and where."""
    texts = (
        f"leg-cramp-assistant {__version__}. Answers to questions about {overview.about}, quoted "
        f'word for word from one document, "{overview.title}". The labels and notes are ours. It '
        "works offline. It is not a doctor.",
        f"Your past questions: {history}.",
        f"Your settings, if you create this file: {config_file()}.",
        f"The document, prepared for a quick start: {cache_folder()}.",
        "Nothing else is stored, and nothing leaves this computer.",
    )
    for text in texts:
        yield from wrap([("", text)], width, [("", "")], 2)
