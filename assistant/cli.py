"""The command `cramps`: its arguments, and which way each of them goes.

Data go to standard output, everything else to standard error. The exit status is 0 answered,
1 not answered, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from assistant.console import ANSWERED, INTERRUPTED, USAGE, UsageError, note, silence
from corpus.errors import UserError


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see cramps --help")


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 4 and 1 <= int(text) <= 1000):
        raise argparse.ArgumentTypeError(f"needs a whole number from 1 to 1000, not {text!r}")
    return int(text)


def parser() -> argparse.ArgumentParser:
    """The arguments of `cramps`."""
    made = _Parser(
        prog="cramps",
        description="Answers to questions about leg cramps, quoted word for word from one "
        "document, safety warnings first. Without a question it opens a chat; "
        "with lines piped in, each line is a question of one conversation.",
        epilog="Exit status: 0 answered, 1 not answered, 2 wrong usage, 130 interrupted.",
        add_help=False,
        allow_abbrev=False,
        # A given width spares argparse the import that finds it out.
        formatter_class=lambda prog: argparse.HelpFormatter(prog, width=_width()),
    )
    made.add_argument(
        "question", nargs="*", help="a question; in quotation marks if it has an apostrophe"
    )
    ask = made.add_argument_group("asking")
    ask.add_argument("--json", action="store_true", help="print one JSON object a line")
    ask.add_argument("--top", type=_count, metavar="N", help="show at most N passages (5)")
    ask.add_argument(
        "--tag", action="append", default=[], metavar="TAG",
        help="only passages that bear TAG; may be repeated",
    )  # fmt: skip
    look = made.add_argument_group("looking at the document")
    look.add_argument("--tags", action="store_true", help="list the tags")
    look.add_argument("--passage", metavar="ID", help="show the passage on line ID where it stands")
    look.add_argument("--folder", metavar="DIR", help="answer from another document folder")
    chat = made.add_argument_group("the chat")
    chat.add_argument("--plain", action="store_true", help="no colour, no key bindings")
    chat.add_argument("--vi", action="store_true", help="vi keys")
    chat.add_argument("--no-history", action="store_true", help="keep no history of questions")
    chat.add_argument("--config", action="store_true", help="print a settings file with defaults")
    other = made.add_argument_group("other")
    other.add_argument(
        "--evaluate", metavar="FILE", help="measure the answers to the questions in FILE (JSONL)"
    )
    other.add_argument("--verbose", action="store_true", help="with --evaluate: list the failures")
    other.add_argument(
        "--completions", metavar="SHELL", help="print the completions for bash, zsh or fish"
    )
    other.add_argument("--version", action="store_true", help="print the version")
    other.add_argument("-h", "--help", action="store_true", help="print this help")
    return made


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Options may stand amid the words of the question; behind `--` there are only words."""
    made = parser()
    if "--" in arguments:  # argparse forgets it where it lets the two mix
        return made.parse_args(arguments)
    try:
        return made.parse_intermixed_args(arguments)
    except AttributeError as error:
        # Interrupted, it puts back what it has not put aside yet.
        if isinstance(error.__context__, KeyboardInterrupt):
            raise error.__context__ from None
        raise


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status. Never raises for what a user can do."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        if sys.stdout is None:
            raise UsageError("standard output is closed; leave it open to read the answer")
        status = _run(_parse(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        silence(1)  # whoever read has gone
        return ANSWERED
    except UserError as error:
        note(str(error))
        return USAGE
    except OSError as error:
        silence(1)
        note(f"cannot write the answer: {error.strerror}; write it elsewhere")
        return USAGE


def _run(options: argparse.Namespace) -> int:
    if options.version:
        from assistant import __version__

        print(f"cramps {__version__}")
        return ANSWERED
    if options.completions:
        from assistant import shell_completion as completions

        print(completions.script(options.completions, parser()), end="")
        return ANSWERED
    if options.config:
        from assistant.chat import settings

        print(settings.DEFAULT_FILE, end="")
        return ANSWERED
    from assistant import oneshot as printing
    from assistant import terminal
    from assistant.prepared import prepare

    looks = (options.tags, options.passage is not None, options.evaluate is not None)
    if sum(looks) > 1:
        raise UsageError("--tags, --passage and --evaluate do not go together; choose one")
    if any(looks) and options.question:
        raise UsageError("--tags, --passage and --evaluate take no question; leave one out")
    prepared = prepare(options.folder, _say_slow)
    view = terminal.view(options.plain)
    if options.help:
        return printing.help_page(prepared, parser().format_help(), view)
    if options.tags:
        return printing.tags(prepared, options.json, view)
    if options.evaluate is not None:
        return printing.figures(prepared, options, view)
    if options.passage is not None:
        return printing.place(prepared, options, view)
    if options.question:
        # What is no text in the terminal's encoding is replaced, as in a piped line.
        typed = " ".join(options.question).encode("utf-8", "surrogateescape")
        question = typed.decode("utf-8", "replace")
        return printing.answers(prepared, options, [question], view)
    if sys.stdin is None:
        raise UsageError("standard input is closed; write the question behind the command")
    if not sys.stdin.isatty():
        return printing.answers(prepared, options, printing.lines(sys.stdin.buffer), view)
    from assistant.chat import app as chat

    return chat.run(prepared, options)


def _say_slow() -> None:
    """Tell whoever watches why the first start of a document takes seconds."""
    if sys.stderr is not None and sys.stderr.isatty():
        note("preparing the document; this is done once")


def _width() -> int:
    """Columns to write for: those of the terminal, 80 in a pipe."""
    try:
        columns = os.get_terminal_size(1).columns
    except (OSError, ValueError):
        columns = 0
    return columns or 80
