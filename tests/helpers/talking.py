"""A chat as a user types it: lines in, last page out."""

from __future__ import annotations

from assistant.chat.app import take
from assistant.chat.session import Chat
from tests.helpers.paper import Paper

STANDING = 'WARNING  Heavy bleeding: "Call an ambulance if the blood pours" (33)\n'
"""The warning of the leaflet."""


def say(chat: Chat, *lines: str) -> str:
    """Type the lines; return the last page."""
    for line in lines:
        take(chat, line)
    assert isinstance(chat.screen, Paper)
    return chat.screen.text


def body(chat: Chat, *lines: str) -> str:
    """Type the lines; return the last page below its warnings."""
    text = say(chat, *lines)
    assert text.startswith(STANDING + "\n")
    return text.removeprefix(STANDING + "\n")


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
