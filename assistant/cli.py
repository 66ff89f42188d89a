"""The command `cramps`: its arguments, and what each of them prints.

Data go to standard output, everything else to standard error. The exit status is 0 answered,
1 not answered, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, NoReturn

    from assistant.answer import Answer
    from assistant.ask import Assistant
    from assistant.prepared import Prepared
    from assistant.text import Page

ANSWERED, NOT_ANSWERED, USAGE, INTERRUPTED = 0, 1, 2, 130

WIDTH = 80
"""Columns where the width is not known, as in a pipe."""

LONGEST_LINE = 1 << 20
"""Bytes of a piped line that are read; the rest of the line is passed over."""


class UsageError(Exception):
    """Something that the user has to put right; the message is one clear sentence."""


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
    made.add_argument("question", nargs="*", help="a question; quotation marks are not needed")
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
    return made.parse_intermixed_args(arguments)


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
        _silence(1)  # whoever read has gone
        return ANSWERED
    except UsageError as error:
        return _complain(str(error))
    except OSError as error:
        _silence(1)
        return _complain(f"cannot write the answer: {error.strerror}; write it elsewhere")
    except ValueError as error:
        from assistant.ask import UnknownTagError
        from assistant.shell.completions import ShellError
        from assistant.shell.settings import SettingsError
        from corpus.toml import FolderError

        known = FolderError | UnknownTagError | SettingsError | ShellError
        if not isinstance(error, known):
            raise
        return _complain(str(error))


def _complain(message: str) -> int:
    _note(message)
    return USAGE


def _note(message: str) -> None:
    from assistant.text import clean

    if sys.stderr is not None:
        try:
            print(f"cramps: {clean(message)}", file=sys.stderr)
        except OSError:  # nobody can be told; the exit status still tells
            _silence(2)


def _silence(stream: int) -> None:
    """Let what is still to be written go nowhere, the interpreter's last flush above all."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream)


def _run(options: argparse.Namespace) -> int:
    if options.version:
        from assistant import __version__

        print(f"cramps {__version__}")
        return ANSWERED
    if options.completions:
        from assistant.shell import completions

        print(completions.script(options.completions, parser()), end="")
        return ANSWERED
    if options.config:
        from assistant.shell import settings

        print(settings.DEFAULT_FILE, end="")
        return ANSWERED
    from assistant.prepared import prepare

    tags_text = options.tags and not options.json
    prepared = prepare(options.folder, options.help or tags_text, _say_slow)
    if options.help:
        return _show(_face_page(prepared, parser().format_help()))
    if tags_text:
        return _show(_tags_page(prepared))
    if options.evaluate:
        return _evaluate(prepared, options)
    asked = options.question or options.tags or options.passage is not None
    if asked or sys.stdin is None or not sys.stdin.isatty():
        return _answer(prepared, options)
    from assistant.shell import chat

    return chat.run(prepared, options)


def _say_slow() -> None:
    """Tell whoever watches why the first start of a document takes seconds."""
    if sys.stderr is not None and sys.stderr.isatty():
        _note("preparing the document; this is done once")


def _width() -> int:
    """Columns to write for: those of the terminal, 80 in a pipe."""
    try:
        return os.get_terminal_size(1).columns or WIDTH
    except (OSError, ValueError):
        return WIDTH


def _show(page: Page) -> int:
    sys.stdout.write(page.plain())
    return ANSWERED


def _face_page(prepared: Prepared, text: str) -> Page:
    from assistant.text import Page, face_warnings

    return Page(face_warnings(prepared.face), ([("", line)] for line in text.splitlines()))


def _tags_page(prepared: Prepared) -> Page:
    from assistant.text import Page, face_warnings, tag_lines

    width = _width()
    return Page(face_warnings(prepared.face), tag_lines(prepared.face["tags"], width), width)


def _answer(prepared: Prepared, options: argparse.Namespace) -> int:
    """Answer the question of the command line, or each line of standard input."""
    from assistant.ask import Assistant

    assistant = Assistant.of(prepared)
    if options.tags:
        keys = ("id", "title", "description", "passages")
        tags = [dict(zip(keys, tag, strict=True)) for tag in prepared.face["tags"]]
        return _show_json(assistant, {"tags": tags})
    if options.passage is not None:
        return _passage(assistant, options)
    chat = assistant.conversation()
    status = ANSWERED
    for number, question in enumerate(
        [_read(" ".join(options.question))] if options.question else _lines()
    ):
        answer = chat.ask(question, options.top or 5, options.tag)
        if number and not options.json:
            print()
        _show_answer(answer, assistant, options.json)
        if not answer.answered:
            status = NOT_ANSWERED
        if len(question) > len(answer.question):
            _note(f"only the first {len(answer.question):,} characters were read")
    return status


def _show_answer(answer: Answer, assistant: Assistant, as_json: bool) -> None:
    if as_json:
        import json

        print(json.dumps(answer.to_dict()), flush=True)
    else:
        from assistant.text import answer_page

        sys.stdout.write(answer_page(answer, _width(), assistant.about).plain())
        sys.stdout.flush()


def _passage(assistant: Assistant, options: argparse.Namespace) -> int:
    """Show one passage within its surroundings."""
    from assistant import browse

    try:
        found, place = browse.surroundings(assistant, options.passage)
    except KeyError:
        raise UsageError(browse.no_passage(assistant, options.passage)) from None
    if options.json:
        shown = [passage.to_dict() for passage in found]
        return _show_json(
            assistant,
            {"passage": shown[place], "before": shown[:place], "after": shown[place + 1 :]},
        )
    width = _width()
    from assistant.text import Page

    return _show(
        Page(assistant.warnings, browse.surrounding_lines(assistant, options.passage, width), width)
    )


def _evaluate(prepared: Prepared, options: argparse.Namespace) -> int:
    """Measure the answers to the questions of a file."""
    from assistant import report
    from assistant.ask import Assistant
    from assistant.evaluation import EvaluationError
    from assistant.text import Page

    assistant = Assistant.of(prepared)
    try:
        result = report.run(assistant, options.evaluate, options.verbose)
    except EvaluationError as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(f"{options.evaluate}: {error.strerror}; name a readable file") from None
    if options.json:
        return _show_json(assistant, result)
    width = _width()
    return _show(Page(assistant.warnings, report.lines(result, width), width))


def _show_json(assistant: Assistant, rest: dict[str, Any]) -> int:
    import json

    warnings = [warning.to_dict() for warning in assistant.warnings]
    print(json.dumps({"warnings": warnings, **rest}))
    return ANSWERED


def _read(argument: str) -> str:
    """An argument with what is no UTF-8 replaced, as in a piped line."""
    return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in argument)


def _lines() -> Iterator[str]:
    """The lines of standard input; a blank one if there is none. Long ones are cut."""
    if sys.stdin is None:
        raise UsageError("standard input is closed; write the question behind the command")
    source = sys.stdin.buffer
    line = source.readline(LONGEST_LINE) or b"\n"
    while line:
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")
        while not line.endswith(b"\n") and (line := source.readline(LONGEST_LINE)):
            pass
        line = source.readline(LONGEST_LINE)
