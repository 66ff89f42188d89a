"""The command `cramps`: dispatch of its arguments, and exit statuses.

Answers and data go to standard output, everything else to standard error. The exit status is 0
answered, 1 not answered, 2 usage error, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from assistant import streams
from assistant.arguments import check, named_folder, parse, parser, words
from assistant.console import (
    ANSWERED,
    INTERRUPTED,
    USAGE,
    UsageError,
    note,
    open_streams,
    put,
    silence,
    trouble,
)
from corpus.errors import UserError

NO_WARNINGS = "this document has no warnings, so none are shown above its answers"
"""The note when a document without warnings is opened."""

PATIENCE = 1.0
"""Seconds that a command with wrong arguments waits for piped questions, to show warnings."""


def main(arguments: Sequence[str] | None = None, program: str = "cramps") -> int:
    """Run the command and return its exit status. User errors never make it raise.

    `program` is the command as called: `leaflet ask FILE` is the same with another document.
    """
    name = program.split(" ")[0]
    given = sys.argv[1:] if arguments is None else arguments
    try:
        try:
            open_streams()
            _check_installation()
            return _run(given, program)
        except streams.StreamError:
            raise
        except UserError:
            _warn(given, program)
            raise
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        silence(1)  # the reader closed the pipe
        return ANSWERED
    except UserError as error:
        note(str(error), name)
        return error.exit_status
    except OSError as error:
        note(trouble(error), name)
        return USAGE


def _check_installation() -> None:
    """Raise StreamError if the files of another program have replaced some of ours."""
    import assistant

    if getattr(assistant, "__distribution__", "") != "leg-cramp-assistant":
        raise streams.StreamError(
            'another package called "assistant" was installed over this one; install '
            "leg-cramp-assistant in its own environment, for example with pipx"
        )


def _run(arguments: Sequence[str], program: str) -> int:
    options = parse(arguments, program)
    check(options)
    if options.help:
        return _answer(options, program)
    if options.version:
        from assistant import __version__

        put(f"cramps {__version__}\n")
        return ANSWERED
    if options.completions is not None:
        from assistant import shell_completion

        put(shell_completion.script(options.completions, parser()))
        return ANSWERED
    if options.config:
        from assistant.chat import settings

        put(settings.DEFAULT_FILE)
        return ANSWERED
    return _answer(options, program)


def _answer(options: Namespace, program: str) -> int:
    """Run the options that need the document."""
    from assistant import oneshot, terminal
    from assistant.prepared import prepare
    from assistant.waiting import Bar

    question = _text(" ".join(options.question))
    asks = bool(options.question)
    with Bar(None if sys.stderr is None else 2, options.plain) as bar:
        prepared = prepare(_folder(options.folder), bar)
    if not prepared.overview.warnings:
        note(NO_WARNINGS, program.split(" ")[0])
    view = terminal.view(options.plain)
    if options.help:
        return oneshot.help_page(prepared, parser(program).format_help(), question, view)
    if options.tags:
        return oneshot.tags(prepared, options.json, view)
    if options.evaluate is not None:
        return oneshot.figures(prepared, options, view)
    if options.passage is not None:
        return oneshot.place(prepared, options, view)
    if asks:
        return oneshot.answers(prepared, options, [question], view)
    if sys.stdin is None:
        raise UsageError("standard input is closed; write the question after the command")
    if not sys.stdin.isatty():
        return oneshot.answers(prepared, options, streams.lines(sys.stdin.buffer), view)
    if options.json:
        raise UsageError("--json needs a question; add one, or pipe some in")
    from assistant.chat import app

    return app.run(prepared, options)


def _warn(arguments: Sequence[str], program: str) -> None:
    """Before an error message, show the warnings that the question calls for.

    A user in danger is warned even if the command is wrong: from the named document or, if that
    cannot be used, from the built-in one. `leaflet` never uses the built-in one.
    """
    from assistant import oneshot, terminal
    from assistant.prepared import prepare

    folder, plain, asks = named_folder(arguments), False, False
    questions = [_text(words(arguments))]
    try:
        options = parse(arguments, program)
        plain, asks = options.plain, bool(options.question)
        questions += [_text(" ".join(options.question))] if asks else []
    except UserError:
        pass
    if not questions[0]:
        piped = sys.stdin is not None and not sys.stdin.isatty()
        try:
            questions = list(streams.lines(sys.stdin.buffer, PATIENCE)) if piped else []
        except OSError:  # nothing can be read, and the error message matters more
            questions = []
    if not any(questions) and not asks:
        return
    try:
        prepared = prepare(_folder(folder))
    except (UserError, OSError):
        if program != "cramps":
            return
        prepared, asks = prepare(), False
    oneshot.warn(prepared, questions, asks, "--json" in arguments, terminal.view(plain))


def _text(argument: str) -> str:
    """An argument as text: bytes that are not text are replaced, as in a piped line."""
    return streams.decoded(argument.encode("utf-8", "surrogateescape"))


def _folder(name: str | None) -> str | None:
    """The folder that an argument names; shells do not expand the tilde in `--folder=~/x`."""
    if name is None:
        return None
    try:
        return os.path.abspath(os.path.expanduser(name))
    except FileNotFoundError:
        raise UsageError("the current folder is gone; give the full path") from None
