"""Chats for tests: several lines typed one after another."""

from __future__ import annotations

from assistant import Answer, Assistant


def talk(assistant: Assistant, *lines: str) -> Answer:
    """Ask the lines in one chat; return the last answer."""
    chat = assistant.conversation()
    for line in lines:
        answer = chat.ask(line)
    return answer


def ids(answer: Answer) -> list[str]:
    """The ids of the passages of an answer."""
    return [passage.id for passage in answer.passages]


def urgent(answer: Answer) -> list[str]:
    """The warnings that an answer makes urgent."""
    return [warning.id for warning in answer.warnings if warning.urgent]
