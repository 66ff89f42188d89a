"""Runs the chat: the greeting, one line after another, and every way to leave."""

from __future__ import annotations

import errno
import signal
import sys
import termios
from argparse import Namespace
from collections.abc import Sequence

from assistant import terminal
from assistant.answer_types import ShownWarning
from assistant.chat import commands, toolbar
from assistant.chat import settings as configuration
from assistant.chat.pager import Listing, Portions
from assistant.chat.plain import PlainReader
from assistant.chat.screen import Screen
from assistant.chat.session import Chat, Reader
from assistant.console import note, silence
from assistant.prepared import Prepared
from assistant.render.lines import Line, clean, wrap
from assistant.render.page import Page
from assistant.render.view import Look
from assistant.tags import check
from index.normalise import visible

AGAIN = 1.0
"""Seconds until another attempt to end a chat that a signal has not ended."""


class Ended(BaseException):
    """The chat was ended from outside, by the signal with this `number`."""

    def __init__(self, number: int) -> None:
        self.number = number


def run(prepared: Prepared, options: Namespace) -> int:
    """Run a chat in the terminal; return the exit status.

    Raises SettingsError or UnknownTagError, with a one-sentence message, before it begins.
    """
    settings = configuration.load(options)
    check(options.tag, [tag.id for tag in prepared.overview.tags])
    chat = Chat(prepared, settings, Screen(_look(settings)), options.tag)
    if not sys.stdout.isatty():
        note("type a question, or press Ctrl-D to leave; the answers go to standard output")
    ending = (signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in (*ending, signal.SIGALRM)}
    try:
        for number in ending:
            signal.signal(number, lambda number, _: _end(chat, number))
        greet(chat)
        _converse(chat)
        return 0
    except Ended as ended:
        signal.setitimer(signal.ITIMER_REAL, 0)
        _leave_quietly()
        return 128 + ended.number
    except Exception as error:
        if not _terminal_is_gone(error):
            raise
        _leave_quietly()
        return 128 + signal.SIGHUP
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def greet(chat: Chat) -> None:
    """Show the warnings and what can be asked."""
    view = chat.screen.view
    text = (
        f"Ask about {chat.overview.about} in your own words. Every answer is quoted from one "
        "document. /help lists the commands, Ctrl-D leaves."
    )
    body = list(wrap([("", text)], view.width))
    if notice := chat.history.notice():
        body += wrap([("faint", notice)], view.width)
    chat.screen.show(Page(chat.warnings, body, view))


def take(chat: Chat, line: str) -> None:
    """Answer a question or run a command, and show the page. Raises EOFError to leave."""
    line = (line if commands.is_command(line.strip()) else visible(line)).strip()
    kept = chat.history.keeps
    if (shown := clean(line)) and not commands.is_command(shown):
        chat.history.add(shown)
    warnings, body = _page(chat, line)
    view = chat.screen.view
    if kept and not chat.history.keeps:
        body = [*body, [], *wrap([("faint", chat.history.notice())], view.width)]
    print()
    chat.screen.show(Page(warnings, body, view))


def _page(chat: Chat, line: str) -> tuple[Sequence[ShownWarning], list[Line]]:
    """The warnings and the body of the page for a line: a command or a question."""
    view = chat.screen.view
    portions = _portions(chat, line)
    warnings = chat.warnings
    body = portions.next(view, toolbar.rows_left(chat, warnings))
    chat.shown(portions)
    return warnings, body


def _portions(chat: Chat, line: str) -> Portions:
    """What a line asks for: the answer to a question, or what a command shows.

    If the words after a slash mention a danger, they are a question, too; a command is then run
    only if it takes them as its argument.
    """
    line = line or "/more"
    if not commands.is_command(line):
        return chat.ask(clean(line))
    words = clean(visible(commands.words(line)))
    danger = bool(words) and chat.mentions_danger(words)
    try:
        command, argument = commands.find(line)
        if danger and not command.argument:
            return chat.ask(words)
        done = command.run(chat, argument)
    except commands.CommandError as error:
        return chat.ask(words) if danger else Listing(wrap([("", str(error))], chat.screen.width))
    if danger:
        chat.ask(words)  # for its warnings
    return done


def _look(settings: configuration.Settings) -> Look:
    """How pages look. Pipes and files must not get escape sequences."""
    if settings.plain:
        return "spoken"
    return "colour" if sys.stdout.isatty() and terminal.obeys_escapes() else "stars"


def _converse(chat: Chat) -> None:
    """Read and handle lines until the user leaves."""
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
    """End the chat on a signal; an open prompt does so itself, to tidy up.

    It tries again later, since Python drops exceptions raised while an object is being destroyed.
    """
    signal.signal(signal.SIGALRM, lambda *_: _end(chat, number))
    signal.setitimer(signal.ITIMER_REAL, AGAIN)
    if chat.reader is None or not chat.reader.end(Ended(number)):
        raise Ended(number)


def _terminal_is_gone(error: Exception) -> bool:
    """Whether an error means that the terminal was closed during the chat."""

    number = error.args[0] if error.args else None
    return isinstance(error, OSError | termios.error) and number in (errno.EIO, errno.EBADF)


def _leave_quietly() -> None:
    """Discard output and messages that are still unwritten: the terminal may be gone."""
    for number, stream in ((1, sys.stdout), (2, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            silence(number)
