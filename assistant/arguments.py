"""The arguments of the command `cramps`, and which of them can be combined."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import pairwise
from typing import NoReturn

from assistant import terminal
from assistant.console import UsageError


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 4 and 1 <= int(text) <= 1000):
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to 1000, not {text!r}")
    return int(text)


def parser(program: str = "cramps") -> argparse.ArgumentParser:
    """The arguments of `cramps`; those of `leaflet ask FILE` are the same."""
    subject = "questions about leg cramps" if program == "cramps" else "questions"
    made = _Parser(
        prog=program,
        description=f"Answers {subject} with word-for-word quotations from one "
        "document, safety warnings first. Without a question, it opens a chat. "
        "Each line piped in is a question in one conversation.",
        epilog="Exit status: 0 answered, 1 not answered, 2 usage error, 130 interrupted.",
        add_help=False,
        allow_abbrev=False,
        # If the width is given, argparse need not import a module to find it.
        formatter_class=lambda prog: argparse.HelpFormatter(prog, width=terminal.size()[0]),
    )
    made.color = False  # type: ignore[attr-defined,unused-ignore]  # from Python 3.14 on
    made.add_argument("question", nargs="*", help="a question; quote it if it has an apostrophe")
    ask = made.add_argument_group("asking")
    ask.add_argument("--json", action="store_true", help="print one JSON object per line")
    ask.add_argument(
        "--top",
        type=_count,
        metavar="N",
        help="show at most N passages (default 3; JSON and chat 5)",
    )
    ask.add_argument(
        "--tag", action="append", default=[], metavar="TAG",
        help="search only passages with TAG; may be repeated",
    )  # fmt: skip
    look = made.add_argument_group("looking at the document")
    look.add_argument("--tags", action="store_true", help="list the tags")
    look.add_argument("--passage", metavar="ID", help="show the passage on line ID in context")
    look.add_argument(
        "--folder", metavar="DIR",
        help="answer from another document folder" if program == "cramps" else argparse.SUPPRESS,
    )  # fmt: skip
    chat = made.add_argument_group("the chat")
    chat.add_argument("--plain", action="store_true", help="no colour, no key bindings")
    chat.add_argument("--vi", action="store_true", help="use vi keys")
    chat.add_argument("--no-history", action="store_true", help="do not keep past questions")
    chat.add_argument("--config", action="store_true", help="print the default settings file")
    other = made.add_argument_group("other")
    other.add_argument(
        "--evaluate", metavar="FILE", help="measure the answers to the questions in FILE (JSONL)"
    )
    other.add_argument("--verbose", action="store_true", help="with --evaluate, list the failures")
    other.add_argument(
        "--completions", metavar="SHELL", help="print completions for bash, zsh or fish"
    )
    other.add_argument("--version", action="store_true", help="print the version")
    other.add_argument("-h", "--help", action="store_true", help="print this help")
    return made


def parse(arguments: Sequence[str], program: str = "cramps") -> argparse.Namespace:
    """Parse the arguments. Options may come between the words of the question; everything after
    `--` is a word."""
    made = parser(program)
    if "--" in arguments:  # parse_intermixed_args would drop it
        return made.parse_args(arguments)
    try:
        return made.parse_intermixed_args(arguments)
    except AttributeError as error:
        # On an interrupt, argparse restores settings that it has not saved yet.
        if isinstance(error.__context__, KeyboardInterrupt):
            raise error.__context__ from None
        raise


def check(options: argparse.Namespace) -> None:
    """Refuse options that would be silently ignored. Raises UsageError."""
    pages = {
        "--version": options.version,
        "--completions": options.completions is not None,
        "--config": options.config,
        "--tags": options.tags,
        "--passage": options.passage is not None,
        "--evaluate": options.evaluate is not None,
    }
    given = [] if options.help else [name for name, wanted in pages.items() if wanted]
    if len(given) > 1:
        raise UsageError(f"{' and '.join(given)} cannot be combined; choose one")
    if given and options.question:
        raise UsageError(f"{given[0]} takes no question; leave one of them out")
    if given and options.tag:
        raise UsageError(f"--tag cannot be combined with {given[0]}; leave one of them out")
    if options.verbose and options.evaluate is None:
        raise UsageError("--verbose works only with --evaluate FILE; add that option")
    for name in ("folder", "evaluate"):
        if getattr(options, name) == "":
            raise UsageError(
                f"--{name} is empty; name a {'folder' if name == 'folder' else 'file'}"
            )


def words(arguments: Sequence[str]) -> str:
    """Return the words in invalid arguments that may belong to a question.

    Options do not, nor does a single word after an option that needs a value.
    """
    valued = {
        name for action in parser()._actions if action.nargs != 0 for name in action.option_strings
    }
    found = []
    before = ""
    for argument in arguments:
        value = argument.partition("=")[2] if argument.startswith("--") else argument
        if " " in value or (before not in valued and not argument.startswith("-")):
            found.append(value)
        before = argument
    return " ".join(found)


def named_folder(arguments: Sequence[str]) -> str | None:
    """Return the first document folder named in invalid arguments, if any."""
    for before, argument in pairwise(("", *arguments)):
        if before == "--folder":
            return argument or None
        if argument.startswith("--folder="):
            return argument.partition("=")[2] or None
    return None
