"""The command `leaflet`: its arguments, and what each of its subcommands does."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant import cli
from assistant.authoring.checking import advice, complaints
from assistant.authoring.growing import grow, questions
from assistant.authoring.making import make
from assistant.authoring.phrasing import advice as phrase_advice
from assistant.authoring.repairing import repair
from assistant.console import (
    ANSWERED,
    INTERRUPTED,
    NOT_ANSWERED,
    USAGE,
    note,
    open_streams,
    put,
    silence,
    trouble,
)
from assistant.prepared import prepare
from assistant.safety import concepts
from assistant.waiting import Bar
from corpus.anchors import opening
from corpus.errors import UserError
from corpus.loader import read
from corpus.model import Corpus, Passage
from corpus.reference import reference
from index.normalise import visible


class _Parser(argparse.ArgumentParser):
    def print_help(self, file: object = None) -> None:
        """Print the help on standard output, and report any failure."""
        put(self.format_help())


def parser() -> argparse.ArgumentParser:
    """The arguments of `leaflet`."""
    made = _Parser(
        prog="leaflet",
        description="Answers questions from any document, quoted word for word. FILE is text, "
        "Markdown, HTML, DOCX or PDF, or a document folder.",
        epilog="Exit status: 0 success, 1 not answered or errors found, 2 usage error, "
        "130 interrupted.",
    )
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    ask = commands.add_parser("ask", help="answer a question: leaflet ask FILE QUESTION…")
    ask.add_argument("file", metavar="FILE")
    ask.add_argument("rest", nargs=argparse.REMAINDER, metavar="QUESTION…")
    chat = commands.add_parser("chat", help="open a chat: leaflet chat FILE")
    chat.add_argument("file", metavar="FILE")
    chat.add_argument("rest", nargs=argparse.REMAINDER, metavar="OPTION…")
    new = commands.add_parser("new", help="make a folder of commented files: leaflet new FILE DIR")
    new.add_argument("file", type=Path, metavar="FILE")
    new.add_argument("folder", type=Path, metavar="DIR")
    for name, what in (
        ("passages", "list the passages of a folder"),
        ("check", "list all errors, then advice"),
        ("repair", "correct line numbers after the document has changed"),
    ):
        commands.add_parser(name, help=what).add_argument("folder", type=Path, metavar="DIR")
    more = commands.add_parser("grow", help="write asked-as lines: leaflet grow DIR QUESTIONS")
    more.add_argument("folder", type=Path, metavar="DIR")
    more.add_argument("questions", type=Path, metavar="QUESTIONS")
    commands.add_parser("keys", help="explain each key of a folder's files")
    for one in (made, *commands.choices.values()):
        one.color = False  # type: ignore[attr-defined,unused-ignore]  # from Python 3.14 on
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    try:
        open_streams()
        made = parser()
        options, unknown = made.parse_known_args(arguments)
        if options.command in ("ask", "chat"):
            return _converse(options, unknown)
        if unknown:
            made.error(f"unrecognized arguments: {' '.join(unknown)}")
        return _author(options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except UserError as error:
        note(str(error), "leaflet")
        return USAGE
    except BrokenPipeError:
        silence(1)  # the reader closed the pipe
        return ANSWERED
    except OSError as error:
        note(trouble(error), "leaflet")
        return USAGE


def _converse(options: argparse.Namespace, before: Sequence[str]) -> int:
    """Pass the arguments on to `cramps`, with this document.

    This parser does not know the options in `before`, so what looks like the document may be the
    value of one.
    """
    rest, program = [options.file, *options.rest], f"leaflet {options.command} FILE"
    at = next((at for at, word in enumerate(rest) if os.path.exists(word)), 0) if before else 0
    file = rest.pop(at)
    if options.command == "ask" and not rest and sys.stdin is not None and sys.stdin.isatty():
        raise UserError("ask: write the question after the file; see leaflet --help")
    return cli.main(["--folder", file, *before, *rest], program)


def _author(options: argparse.Namespace) -> int:
    if options.command == "keys":
        return _say(reference().splitlines())
    if options.command == "new":
        with _bar() as bar:
            done = list(make(options.file, options.folder, bar))
        return _say(done)
    if options.command == "repair":
        return _say(repair(options.folder))
    if options.command == "grow":
        with _bar() as bar:
            prepare(str(options.folder), bar)
        return _say(grow(options.folder, questions(options.questions), _choose))
    if options.command == "check":
        found = complaints(options.folder)
        _say(str(complaint) for complaint in found)
        if found:
            return NOT_ANSWERED
        corpus = _read(options.folder)
        dangers = concepts.read(options.folder, [warning.id for warning in corpus.warnings])
        return _say(f"advice: {line}" for line in (*advice(corpus), *phrase_advice(dangers)))
    corpus = _read(options.folder)
    return _say(_row(passage) for passage in corpus.passages)


def _bar() -> Bar:
    return Bar(None if sys.stderr is None else 2)


def _read(folder: Path) -> Corpus:
    with _bar() as bar:
        return read(folder, bar)


def _row(passage: Passage) -> str:
    """A passage as one line: id, number of asked-as lines, section, first words and tags."""
    section = passage.section[-1][:28] if passage.section else ""
    tags = " ".join(passage.tags)
    opens = opening(passage)
    return f"{passage.id:>5}  {len(passage.asked):2} asked  {section:28}  {opens}  {tags}".rstrip()


def _say(lines: Iterable[str]) -> int:
    for line in lines:
        put(visible(line) + "\n")
    return ANSWERED


def _choose(prompt: str) -> str:
    try:
        return input(prompt)
    except (EOFError, RuntimeError):  # standard input has ended, or is closed
        return ""


if __name__ == "__main__":
    raise SystemExit(main())
