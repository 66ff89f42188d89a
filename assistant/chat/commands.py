"""The commands of the chat, in one table that serves help, completion and dispatch."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from assistant.answer import Answer
from assistant.answer_types import ShownPassage
from assistant.chat import transcript
from assistant.chat.about import about_lines
from assistant.chat.pager import Listing, Portions, Reading
from assistant.chat.session import Chat
from assistant.chat.why import why_lines
from assistant.render import context
from assistant.render.lines import Line, wrap
from assistant.render.outline import outline_lines
from assistant.render.text import tag_lines
from assistant.render.warnings import full_warning_lines
from assistant.tags import UnknownTagError, check


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, its argument, the task it belongs to, and what it does.

    `run` takes the chat and the argument, and returns what to show. `also` lists words that do the
    same when typed alone.
    """

    name: str
    argument: str
    task: str
    summary: str
    run: Callable[[Chat, str], Portions]
    also: tuple[str, ...] = ()

    @property
    def usage(self) -> str:
        """How to type the command."""
        return f"/{self.name} {self.argument}".rstrip()


class CommandError(ValueError):
    """A command that cannot be run as typed; the message says what to type instead."""


_LINE = re.compile(r"(?:line\s*)?([0-9]{1,9})", re.ASCII | re.IGNORECASE)


def is_command(line: str) -> bool:
    """Whether a line is a command, known or not, or a word that works as one."""
    return line.startswith("/") or any(line.lower() in command.also for command in TABLE)


def find(line: str) -> tuple[Command, str]:
    """Return the command on a line, with its argument. Raises CommandError for an unknown one."""
    name, argument = _parts(line)
    if found := _named(name):
        return found, argument
    near = get_close_matches(name.lower(), [command.name for command in TABLE], 1, 0.6)
    hint = f'did you mean "/{near[0]}"?' if near else "/help lists the commands."
    raise CommandError(f'There is no command "/{name}"; {hint}')


def words(line: str) -> str:
    """The words after a slash that are not the name of a command."""
    name, argument = _parts(line)
    return argument if _named(name) else line[1:]


def _parts(line: str) -> tuple[str, str]:
    """The name and the argument of a command."""
    if not line.startswith("/"):
        return next(command.name for command in TABLE if line.lower() in command.also), ""
    name, *rest = line[1:].split(maxsplit=1) or [""]
    return name, "".join(rest)


def _named(name: str) -> Command | None:
    return next((command for command in TABLE if command.name == name.lower()), None)


def _said(chat: Chat, text: str) -> Listing:
    return Listing(wrap([("", text)], chat.screen.width))


def _help(chat: Chat, argument: str) -> Listing:
    return Listing(_help_lines(chat))


def _help_lines(chat: Chat) -> Iterator[Line]:
    view = chat.screen.view
    text = "Type a question in your own words. Short questions continue the topic."
    yield from wrap([("", text)], view.width)
    task = ""
    for command in TABLE:
        if view.wide:
            label = command.task if command.task != task else ""
            mark: Line = [("label", f"{label:<9}"), ("", f"{command.usage:<12}")]
            yield from wrap([("", command.summary)], view.width, mark, 21)
        else:
            if command.task != task:
                yield [("label", command.task)]
            yield from wrap([("", command.summary)], view.width, [("", f"  {command.usage}  ")], 4)
        task = command.task
    keys = "Ctrl-C clears the line. +word keeps a word as you typed it."
    if not chat.screen.plain:
        keys = (
            "Tab completes. Right or End accepts the dim suggestion. Up, Down and Ctrl-R find "
            "earlier questions. Ctrl-C clears the line, Ctrl-L the screen. +word keeps a word as "
            "you typed it."
        )
    yield from wrap([("", keys)], view.width, [("label", f"{'Keys':<9}")], 9 if view.wide else 2)


def _more(chat: Chat, argument: str) -> Portions:
    if chat.portions is None:
        raise CommandError(_ask_first(chat))
    if isinstance(chat.portions, Reading) and chat.portions.goes_on and not chat.portions.left:
        return chat.ask("more")
    return chat.portions


def _open(chat: Chat, argument: str) -> Listing:
    """A passage by its number in the last answer, or else by a line of the document."""
    shown = chat.readings[-1] if chat.readings else None
    number = _number(argument, "Which passage? For example: /open 1, or /open line 246")
    opened: ShownPassage | str | None = None
    if shown and argument.isdecimal():
        opened = shown.passage(number)
    if opened is None:
        id = context.at_line(chat.assistant, number)
        if id is None:
            last = chat.assistant.document.count("\n") + 1
            raise CommandError(f"There is no line {number}; the document has {last} lines.")
        opened = id
    lines = context.surrounding_lines(chat.assistant, opened, chat.screen.view, chat.said)
    return Listing(lines)


def _why(chat: Chat, argument: str) -> Listing:
    if not chat.readings:
        raise CommandError(_ask_first(chat))
    answer, first = chat.readings[-1].answer, chat.readings[-1].first
    number = _number(argument or str(first), "Which passage? For example: /why 1") - first
    if not 0 <= number < len(answer.passages):
        shown = len(answer.passages)
        raise CommandError(f"There is no passage {number + first}; the answer has {shown}.")
    query = chat.conversation.state.query
    return Listing(why_lines(chat.assistant, answer, query, number, chat.screen.view))


def _warnings(chat: Chat, argument: str) -> Listing:
    return Listing(full_warning_lines(chat.assistant.warnings, chat.said, chat.screen.view))


def _tags(chat: Chat, argument: str) -> Listing:
    return Listing(tag_lines(chat.overview.tags, chat.screen.view))


def _tag(chat: Chat, argument: str) -> Portions:
    wanted = tuple(dict.fromkeys(argument.lower().replace(",", " ").split()))
    try:
        check(wanted, [tag.id for tag in chat.overview.tags], "/tags")
    except UnknownTagError as error:
        complaint = str(error)
        raise CommandError(complaint[0].upper() + complaint[1:]) from None
    chat.tags = wanted
    if not wanted:
        return _said(chat, "Answers come from the entire document again.")
    passages = tuple(
        ShownPassage.of(passage)
        for passage in chat.assistant.passages
        if set(wanted) <= set(passage.tags)
    )
    named = " and ".join(wanted)
    if not passages:
        return _said(chat, f"No passage is tagged {named}. Type /tag alone to remove the filter.")
    chat.read(Answer(tuple(chat.warnings), f"/tag {' '.join(wanted)}", passages=passages))
    text = (
        f"Answers come only from the {len(passages)} passages tagged {named}; press Enter to list "
        "them. Type /tag alone to remove the filter."
    )
    return _said(chat, text)


def _topics(chat: Chat, argument: str) -> Listing:
    return Listing(outline_lines(chat.assistant.passages, chat.screen.view))


def _about(chat: Chat, argument: str) -> Listing:
    return Listing(about_lines(chat.overview, chat.history.place(), chat.screen.width))


def _save(chat: Chat, argument: str) -> Portions:
    if not chat.readings:
        raise CommandError(_ask_first(chat))
    if not argument:
        raise CommandError("Name a file, for example: /save cramps.md")
    try:
        path = transcript.place(argument)
        if transcript.exists(path):
            reply = chat.reply(f"{path} exists. Overwrite it? (yes/no) ")
            if chat.mentions_danger(reply):
                return chat.ask(reply)
            if reply.lower() not in ("y", "yes"):
                raise transcript.SaveError("Not saved; the file is unchanged.")
        transcript.save(path, chat.overview.title, chat.readings)
    except transcript.SaveError as error:
        raise CommandError(str(error)) from None
    return _said(chat, f"Saved to {path}.")


def _new(chat: Chat, argument: str) -> Listing:
    chat.begin_anew()
    return _said(chat, f"This is a new chat. Ask about {chat.overview.about} in your own words.")


def _forget(chat: Chat, argument: str) -> Listing:
    chat.forget()
    problem = chat.history.erase()
    return _said(chat, f"{problem}." if problem else "Your past questions have been erased.")


def _quit(chat: Chat, argument: str) -> Listing:
    raise EOFError


def _ask_first(chat: Chat) -> str:
    return f"Ask a question about {chat.overview.about} first."


def _number(text: str, complaint: str) -> int:
    """The number in "3" or "line 246"."""
    found = _LINE.fullmatch(text)
    if not found or int(found[1]) < 1:
        raise CommandError(complaint)
    return int(found[1])


TABLE = (
    Command("more", "", "Read", "the next passages; Enter does the same", _more, ("more",)),
    Command("open", "N", "Read", "passage N, or line N of the document, in context", _open),
    Command("why", "N", "Read", "why passage N was found", _why),
    Command("warnings", "", "Read", "the safety warnings in full", _warnings),
    Command("topics", "", "Browse", "the headings of the document, with their lines", _topics),
    Command("tags", "", "Browse", "the tags and what they mean", _tags),
    Command("tag", "TAG", "Browse", "only passages with this tag; without TAG, all", _tag),
    Command("save", "FILE", "Keep", "save the chat as Markdown, with line numbers", _save),
    Command("new", "", "Keep", "begin a new chat", _new),
    Command("forget", "", "Keep", "erase your past questions", _forget),
    Command("about", "", "Other", "what this is, and what it stores where", _about),
    Command("help", "", "Other", "this page", _help, ("help", "?")),
    Command("quit", "", "Other", "leave; Ctrl-D does the same", _quit, ("quit", "exit", "q")),
)
