"""The chat from its first line to its last: beginning, line after line, and every way out."""

from __future__ import annotations

import errno
import signal
import sys
import termios
from argparse import Namespace
from collections.abc import Iterable

from assistant.chat import commands
from assistant.chat import settings as configuration
from assistant.chat.pager import Reading
from assistant.chat.plain import PlainReader
from assistant.chat.screen import Screen
from assistant.chat.session import Chat, Reader
from assistant.chat.settings import MOST
from assistant.chat.toolbar import rows_left
from assistant.console import silence
from assistant.prepared import Prepared
from assistant.render.lines import Line, clean, wrap
from assistant.render.page import Page
from assistant.tags import check
from index.normalise import visible


class Ended(BaseException):
    """The chat is ended from outside, by the signal with this `number`."""

    def __init__(self, number: int) -> None:
        self.number = number


def run(prepared: Prepared, options: Namespace) -> int:
    """Hold a chat in the terminal; return the exit status.

    Raises SettingsError or UnknownTagError, with one sentence, before it begins.
    """
    settings = configuration.load(options)
    check(options.tag, [name for name, *_ in prepared.face["tags"]])
    # A pipe or a file must not get escape sequences.
    chat = Chat(prepared, settings, Screen(settings.plain or not sys.stdout.isatty()), options.tag)
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        for number in before:
            signal.signal(number, lambda number, _: _end(chat, number))
        greet(chat)
        _converse(chat)
        return 0
    except Ended as ended:
        _leave_quietly()
        return 128 + ended.number
    except Exception as error:
        if not _terminal_is_gone(error):
            raise
        _leave_quietly()
        return 128 + signal.SIGHUP
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def greet(chat: Chat) -> None:
    """Show the warnings, and what can be asked."""
    width = chat.screen.width
    tab = "" if chat.screen.plain else "Tab completes, "
    text = (
        f"Answers from one document about {chat.face['about']}, word for word. Ask in your "
        f"own words. {tab}/help explains, Ctrl-D leaves."
    )
    body = list(wrap([("", text)], width))
    if notice := chat.history.notice():
        body += wrap([("faint", notice)], width)
    chat.screen.show(Page(chat.warnings, body, width))


def take(chat: Chat, line: str) -> None:
    """Do what a line says, and show the page. Raises EOFError to leave."""
    line = clean(visible(line))
    kept = chat.history.path
    if line:
        chat.history.add(line)
    body = list(_body(chat, line))
    if kept and chat.history.path is None:
        body += [[], *wrap([("faint", chat.history.notice())], chat.screen.width)]
    print()
    chat.screen.show(Page(chat.warnings, body, chat.screen.width))


def _body(chat: Chat, line: str) -> Iterable[Line]:
    try:
        if found := commands.find(line or "/more"):
            command, argument = found
            return list(command.run(chat, argument))
        return _answer(chat, line)
    except commands.CommandError as error:
        return wrap([("", str(error))], chat.screen.width)


def _answer(chat: Chat, question: str) -> Iterable[Line]:
    width = chat.screen.width
    answer = chat.conversation.ask(question, MOST, chat.tags)
    chat.readings.append(Reading(answer))
    body = chat.readings[-1].begin(width, rows_left(chat), chat.settings.top)
    if len(question) > len(answer.question):
        cut = f"Only the first {len(answer.question):,} characters were read."
        body = [*wrap([("note", cut)], width), [], *body]
    return body


def _converse(chat: Chat) -> None:
    """Read lines and take them until the user leaves."""
    reader: Reader | None = None
    while True:
        try:
            if reader is None:
                reader = chat.reader = _reader(chat)
            take(chat, reader.read())
        except KeyboardInterrupt:
            print()
        except EOFError:
            return


def _reader(chat: Chat) -> Reader:
    if chat.screen.plain:
        return PlainReader(chat)
    from assistant.chat.prompt import PromptReader

    return PromptReader(chat)


def _end(chat: Chat, number: int) -> None:
    """End the chat for a signal: through the prompt if it is open, so that it tidies up."""
    if chat.reader is None or not chat.reader.end(Ended(number)):
        raise Ended(number)


def _terminal_is_gone(error: Exception) -> bool:
    """Whether an error came of a terminal that was closed under the chat."""

    number = error.args[0] if error.args else None
    return isinstance(error, OSError | termios.error) and number in (errno.EIO, errno.EBADF)


def _leave_quietly() -> None:
    """Let what is still to be written go nowhere: there may be no terminal any more."""
    try:
        sys.stdout.flush()
    except OSError:
        silence(1)
