"""The commands of the chat: one table, from which help, completion and dispatch are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from assistant.chat import topics, transcript
from assistant.chat.pager import Reading
from assistant.chat.session import Chat
from assistant.chat.toolbar import rows_left
from assistant.chat.why import why_lines
from assistant.render import context as browse
from assistant.render.lines import Line, wrap
from assistant.render.text import tag_lines, urgent_lines
from assistant.reply import Reply
from assistant.tags import UnknownTagError, check


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, what goes with it, when it is of use, and what it does.

    `run` takes the chat and the argument, and returns the body of a page. `also` are words that
    do the same when they are all that is typed.
    """

    name: str
    argument: str
    task: str
    summary: str
    run: Callable[[Chat, str], Iterable[Line]]
    also: tuple[str, ...] = ()

    @property
    def usage(self) -> str:
        """How the command is written."""
        return f"/{self.name} {self.argument}".rstrip()


WIDE = 60
"""Columns from which the help is a table."""


class CommandError(ValueError):
    """A command that cannot be done as typed; the message says what can."""


def find(line: str) -> tuple[Command, str] | None:
    """Return the command that a line means, with its argument; None if it is a question.

    Raises CommandError for an unknown command.
    """
    if not line.startswith("/"):
        alone = [command for command in TABLE if line.lower() in command.also]
        return (alone[0], "") if alone else None
    name, _, argument = line[1:].partition(" ")
    for command in TABLE:
        if command.name == name.lower():
            return command, argument.strip()

    near = get_close_matches(name.lower(), [command.name for command in TABLE], 1, 0.5)
    hint = f'did you mean "/{near[0]}"?' if near else "/help lists them."
    raise CommandError(f'There is no command "/{name}"; {hint}')


def _said(chat: Chat, text: str) -> Iterator[Line]:
    return wrap([("", text)], chat.screen.width)


def _help(chat: Chat, argument: str) -> Iterator[Line]:
    width = chat.screen.width
    yield from wrap([("", "A line without / is a question; a short one leans on the last.")], width)
    task = ""
    for command in TABLE:
        if width >= WIDE:
            label = command.task if command.task != task else ""
            mark: Line = [("label", f"{label:<9}"), ("", f"{command.usage:<12}")]
            yield from wrap([("", command.summary)], width, mark, 21)
        else:
            if command.task != task:
                yield [("label", command.task)]
            yield from wrap([("", command.summary)], width, [("", f"  {command.usage}  ")], 4)
        task = command.task
    keys = "Ctrl-C clears the line. +word takes a word as typed."
    if not chat.screen.plain:
        keys = (
            "Tab completes. Right or End takes the dim suggestion. Up, Down, Ctrl-R: earlier "
            "questions. Ctrl-C clears the line, Ctrl-L the screen. +word takes a word as typed."
        )
    yield from wrap([("", keys)], width, [("label", f"{'Keys':<9}")], 9 if width >= WIDE else 2)


def _more(chat: Chat, argument: str) -> Iterable[Line]:
    reading = _last(chat)
    return reading.more(chat.screen.width, rows_left(chat), chat.settings.top)


def _open(chat: Chat, argument: str) -> Iterable[Line]:
    """A passage by its number in the answer, or else by its line in the document."""

    shown = chat.readings[-1].answer.passages if chat.readings else ()
    number = _number(argument, "/open 1")
    if number <= len(shown):
        id = shown[number - 1].id
    elif str(number) in chat.assistant.number:
        id = str(number)
    else:
        last = f"the answer has {len(shown)}; " if shown else ""
        missing = browse.no_passage(chat.assistant, str(number))
        raise CommandError(f"There is no passage {number}: {last}{missing}.")
    return browse.surrounding_lines(chat.assistant, id, chat.screen.width)


def _why(chat: Chat, argument: str) -> Iterable[Line]:
    answer = _last(chat).answer
    number = _number(argument or "1", "/why 1")
    if number > len(answer.passages):
        raise CommandError(f"There is no passage {number}; the answer has {len(answer.passages)}.")
    turn = chat.conversation.last
    assert turn is not None  # there is an answer, so there was a turn
    return why_lines(chat.assistant, answer, turn.query, number - 1, chat.screen.width)


def _warnings(chat: Chat, argument: str) -> Iterable[Line]:

    raised = tuple(replace(warning, urgent=True) for warning in chat.assistant.warnings)
    return urgent_lines(Reply(raised, ""), chat.screen.width)


def _tags(chat: Chat, argument: str) -> Iterable[Line]:
    return tag_lines(chat.face["tags"], chat.screen.width)


def _tag(chat: Chat, argument: str) -> Iterable[Line]:
    wanted = tuple(dict.fromkeys(argument.lower().replace(",", " ").split()))
    try:
        check(wanted, [name for name, *_ in chat.face["tags"]], "/tags")
    except UnknownTagError as error:
        complaint = str(error)
        raise CommandError(complaint[0].upper() + complaint[1:]) from None
    chat.tags = wanted
    if not wanted:
        return _said(chat, "Answers come from the whole document.")
    return _said(
        chat, f"Answers come only from passages tagged {' and '.join(wanted)}. /tag alone clears."
    )


def _topics(chat: Chat, argument: str) -> Iterable[Line]:
    return topics.topic_lines(chat.face["tags"], chat.screen.width, chat.screen.plain)


def _about(chat: Chat, argument: str) -> Iterable[Line]:
    return topics.about_lines(chat.face, chat.history.path, chat.screen.width)


def _save(chat: Chat, argument: str) -> Iterable[Line]:
    _last(chat)
    if not argument:
        raise CommandError("Name a file, for example: /save cramps.md")
    try:
        path = transcript.place(argument)
        if transcript.exists(path) and not chat.yes(f"{path} exists. Overwrite it? (yes/no) "):
            raise transcript.SaveError("Not saved; the file is as it was.")
        transcript.save(path, chat.face["title"], chat.readings)
    except transcript.SaveError as error:
        raise CommandError(str(error)) from None
    return _said(chat, f"Saved to {path}.")


def _forget(chat: Chat, argument: str) -> Iterable[Line]:
    chat.forget()
    problem = chat.history.erase()
    return _said(chat, f"{problem}." if problem else "The history of questions is erased.")


def _quit(chat: Chat, argument: str) -> Iterable[Line]:
    raise EOFError


def _last(chat: Chat) -> Reading:
    if not chat.readings:
        raise CommandError(f"Ask first, in your own words, about {chat.face['about']}.")
    return chat.readings[-1]


def _number(text: str, example: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text[:9]) < 1:
        raise CommandError(f"Give the number of a passage, for example: {example}")
    return int(text[:9])


TABLE = (
    Command("more", "", "Read", "the next passages; Enter does the same", _more, ("more",)),
    Command("open", "N", "Read", "passage N, or the one on line N, where it stands", _open),
    Command("why", "N", "Read", "what passage N was found by", _why),
    Command("warnings", "", "Read", "the safety warnings in full", _warnings),
    Command("topics", "", "Narrow", "what the document covers", _topics),
    Command("tags", "", "Narrow", "the tags, each with what it means", _tags),
    Command("tag", "TAG", "Narrow", "only passages with this tag; alone: all again", _tag),
    Command("save", "FILE", "Keep", "the chat as Markdown, with the lines of the source", _save),
    Command("forget", "", "Keep", "erase the history of questions", _forget),
    Command("about", "", "Other", "what this is, and what is stored where", _about),
    Command("help", "", "Other", "this page", _help, ("help", "?")),
    Command("quit", "", "Other", "leave; Ctrl-D does the same", _quit, ("quit", "exit")),
)
