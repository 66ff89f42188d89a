"""The chat from its first line to its last: beginning, line after line, and every way out."""

from __future__ import annotations

import errno
import signal
import sys

from assistant.shell import settings as configuration
from assistant.shell.screen import Screen
from assistant.shell.state import Chat
from assistant.status import silence
from assistant.tags import check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.prepared import Prepared
    from assistant.shell.state import Reader


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
        chat.greet()
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


def _converse(chat: Chat) -> None:
    """Read lines and take them until the user leaves."""
    reader: Reader | None = None
    while True:
        try:
            if reader is None:
                reader = chat.reader = _reader(chat)
            chat.take(reader.read())
        except KeyboardInterrupt:
            print()
        except EOFError:
            return


def _reader(chat: Chat) -> Reader:
    if chat.screen.plain:
        from assistant.shell.plain import PlainReader

        return PlainReader(chat)
    from assistant.shell.prompt import PromptReader

    return PromptReader(chat)


def _end(chat: Chat, number: int) -> None:
    """End the chat for a signal: through the prompt if it is open, so that it tidies up."""
    if chat.reader is None or not chat.reader.end(Ended(number)):
        raise Ended(number)


def _terminal_is_gone(error: Exception) -> bool:
    """Whether an error came of a terminal that was closed under the chat."""
    import termios

    number = error.args[0] if error.args else None
    return isinstance(error, OSError | termios.error) and number in (errno.EIO, errno.EBADF)


def _leave_quietly() -> None:
    """Let what is still to be written go nowhere: there may be no terminal any more."""
    try:
        sys.stdout.flush()
    except OSError:
        silence(1)
