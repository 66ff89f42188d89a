"""Saves the chat as Markdown: the questions, the warnings, the quotations with their lines."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
from collections.abc import Iterator, Sequence

from assistant.answer_types import ShownPassage
from assistant.chat.pager import Reading
from assistant.paths import remove_abandoned, write_whole
from assistant.render import excerpt
from assistant.render.lines import clean
from assistant.render.passage import line_reference
from assistant.render.text import NEAREST, WEAKER
from assistant.selection.lists import announcement, needs_lead_in

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
_LIST_MARK = re.compile(r"^(\d*)([-+=.)])(?=\s|$)")


class SaveError(ValueError):
    """The chat cannot be saved; the message is one sentence for the user."""


def place(name: str) -> str:
    """Return the full path for a typed file name. Raises SaveError if it cannot be the path of a
    file."""
    name = _unquoted(name)
    if not name.isprintable():
        raise SaveError("Not saved: the name contains a character that cannot be displayed.")
    try:
        path = os.path.realpath(os.path.expanduser(name))
    except OSError:
        raise SaveError("Not saved: the current folder is gone; give the full path.") from None
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        raise SaveError(f"Not saved: there is no folder {folder}.")
    if os.path.exists(path) and not os.path.isfile(path):
        raise SaveError(f"Not saved: {path} is not an ordinary file.")
    return path


def _unquoted(name: str) -> str:
    """A file name without shell quoting, if a shell would read it as one word."""
    try:
        words = shlex.split(name)
    except ValueError:  # an apostrophe, as in "mum's chat.md"
        return name
    return words[0] if len(words) == 1 else name


def exists(path: str) -> bool:
    """Whether saving to `path` would overwrite something."""
    return os.path.lexists(path)


def save(path: str, title: str, readings: Sequence[Reading]) -> None:
    """Write the chat to `path`, completely or not at all. Raises SaveError.

    An existing file keeps its mode.
    """
    try:
        write_whole(path, markdown(title, readings).encode())
        with contextlib.suppress(OSError):
            remove_abandoned(os.path.dirname(path))
    except OSError as error:
        raise SaveError(f"Not saved: {path}: {error.strerror}.") from None


def markdown(title: str, readings: Sequence[Reading]) -> str:
    """Return the chat as Markdown: what was shown of each answer, warnings first."""
    lines = [f"# {_escaped(title)}: a chat", "", "Quoted word for word, with line numbers."]
    for reading in readings:
        lines += ["", f"## {_escaped(reading.answer.question)}", ""]
        lines += _answer(reading)
    return "\n".join(lines) + "\n"


def _answer(reading: Reading) -> Iterator[str]:
    answer = reading.answer
    for warning in answer.warnings:
        said = warning.label if warning.urgent else warning.headline
        yield f"- **{warning.signal}** {_escaped(said)}"
        if warning.urgent:
            for step in warning.steps:
                yield f"  - “{_escaped(step.text)}” (line {step.passage})"
    if answer.about:
        yield from ("", f'Following on from "{_escaped(answer.about)}".')
    for typed, taken in answer.corrections.items():
        yield from ("", f'Read "{_escaped(typed)}" as "{_escaped(taken)}".')
    if answer.reply:
        yield from ("", _escaped(answer.reply))
    if answer.kind == "refusal" and answer.passages[: reading.shown]:
        yield from ("", NEAREST)
    if answer.weaker:
        yield from ("", WEAKER)
    for number, passage in enumerate(answer.passages[: reading.shown], 1):
        yield from _passage(passage, number)


def _passage(passage: ShownPassage, number: int) -> Iterator[str]:
    parts = excerpt.whole(passage).parts()
    text = "".join(f"**{_escaped(part)}**" if answers else _spaced(part) for answers, part in parts)
    lead_in = f"{_escaped(announcement(passage))} " if needs_lead_in(passage) else ""
    yield from ("", f"> {number}\\. {lead_in}{text}", ">")
    section = [_escaped(title.rstrip(":")) for title in passage.section[-1:]]
    about = [line_reference(passage), *section]
    if passage.tags:
        about.append(f"tags: {_escaped(', '.join(passage.tags))}")
    yield f"> — {'; '.join(about)}"
    for note in passage.notes:
        if note.kind != "wording":
            label = "" if note.kind == "caution" else "Note: "
            yield from ("", f"{label}{_escaped(note.text)}")


def _spaced(text: str) -> str:
    """Text between two highlights, with the spaces that separate it from them."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{_escaped(text)}{after}"


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _LIST_MARK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", clean(text)))
