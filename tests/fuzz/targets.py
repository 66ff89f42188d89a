"""What must hold for any bytes: one function for each entry point, which raises if it does not.

In `fuzz.py` the bytes come from atheris, in `test_targets.py` from hypothesis and `seeds/`. The
document is the leaflet, which loads fast; questions are put to the built-in document as well.
Nothing is written outside a temporary home.
"""

from __future__ import annotations

import argparse
import atexit
import codecs
import contextlib
import io
import json
import os
import shutil
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, ClassVar
from unittest import mock

from assistant import cli, prepared, preparing
from assistant.answer import Answer
from assistant.chat import (
    app as chats,
)
from assistant.chat import (
    commands,
    history,
    inputrc,
    offered,
    pager,
    screen,
    settings,
    toolbar,
    transcript,
    why,
)
from assistant.chat import pager as reading
from assistant.chat import session as state
from assistant.chat.app import greet, take
from assistant.engine import LONGEST_QUESTION, Assistant
from assistant.evaluation import records, report
from assistant.render import context as browse
from assistant.render import lines as rendered_lines
from assistant.render import text as rendering
from assistant.render.page import Page
from assistant.render.view import Look
from assistant.safety import concepts as danger
from assistant.safety import phrases as phrase
from assistant.tags import UnknownTagError
from corpus import loader as folder
from corpus import schema as toml
from corpus import splitter
from index import analysis, build, query, search, spelling, store
from tests.helpers.places import LEAFLET

WATCHED = (browse, chats, danger, folder, phrase, splitter, query, reading, search, spelling, pager)
"""Modules imported here, though used elsewhere, so that atheris sees the branches taken in them."""

FILES = sorted(str(path.relative_to(LEAFLET)) for path in LEAFLET.rglob("*") if path.is_file())
"""The data files of a document folder; a byte chooses one."""

_REFUSED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


class BrokenLawError(AssertionError):
    """A law that must hold for any input was broken."""


def hold(law: object, said: str) -> None:
    """Raise BrokenLawError unless `law` is true; unlike assert, this works under `python -O`."""
    if not law:
        raise BrokenLawError(said)


@cache
def home() -> Path:
    """A home for this process, deleted when it ends."""
    path = Path(tempfile.mkdtemp(prefix="cramps-fuzz-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


@cache
def leaflet() -> prepared.Prepared:
    """The leaflet, prepared."""
    with _at_home():
        return prepared.prepare(str(LEAFLET))


@cache
def assistant(built_in: bool = False) -> Assistant:
    """An assistant for the leaflet or for the built-in document."""
    with _at_home():
        return Assistant() if built_in else Assistant(prepared=leaflet())


@contextlib.contextmanager
def _at_home() -> Iterator[None]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG")}
    places = {
        "HOME": str(home()),
        "TERM": "dumb",
        **{f"XDG_{kind}_HOME": str(home() / kind.lower()) for kind in ("CACHE", "CONFIG", "STATE")},
    }
    with mock.patch.dict(os.environ, {**kept, **places}, clear=True):
        yield


def text_of(data: bytes) -> str:
    """Bytes as Python reads the command line: what is not UTF-8 becomes lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def harmless(shown: str) -> None:
    """Law: what is shown contains nothing that a terminal would act on, except line breaks."""
    found = {c for c in set(shown) - {"\n"} if unicodedata.category(c) in _REFUSED}
    hold(not found, f"shown raw: {sorted(map(ascii, found))}")


def opens_with_warnings(page: str, count: int) -> None:
    """Law: a page begins with a signal word, and has one for each warning."""
    hold(page.startswith(("WARNING", "DANGER")), f"no warning first: {page[:80]!r}")
    signals = [line for line in page.split("\n") if line.startswith(("WARNING  ", "DANGER  "))]
    hold(len(signals) >= count, f"{len(signals)} warnings of {count}")


def lawful(answer: Answer, of: Assistant) -> None:
    """Law of every answer: all warnings, urgent ones first; every text as in the document."""
    hold({w.id for w in answer.warnings} == {w.id for w in of.warnings}, "a warning is missing")
    order = [warning.urgent for warning in answer.warnings]
    hold(order == sorted(order, reverse=True), "a standing warning before an urgent one")
    data = json.loads(json.dumps(answer.to_dict()))
    hold(next(iter(data)) == "warnings", "the warnings are not first")
    for shown in (*answer.passages, *(p for w in answer.warnings for p in w.passages)):
        hold(shown.text == of.document[shown.start : shown.end], "a passage is not in its place")
        for start, end in shown.highlights:
            hold(shown.start <= start < end <= shown.end, "a highlight outside its passage")
    for warning in answer.warnings:
        for step in warning.steps:
            hold(step.text == of.document[step.start : step.end], "a step is not in its place")
    page = rendering.answer_page(answer).plain()
    harmless(page)
    opens_with_warnings(page, len(of.warnings))
    hold(len(answer.question) <= LONGEST_QUESTION, "a question was not cut")


def question(data: bytes) -> None:
    """Any question to either document, with any number of passages and any tag."""
    options, text = data[:1] or b"\0", text_of(data[1:])
    of = assistant(built_in=options[0] & 1 == 1)
    tags = (of.tags[options[0] % len(of.tags)],) if options[0] & 2 else ()
    answer = of.ask(text, 1 + options[0] // 32, tags)
    lawful(answer, of)
    hold(answer == of.ask(text, 1 + options[0] // 32, tags), "two answers to one question")
    if text:
        with contextlib.suppress(UnknownTagError):
            of.ask("night", tags=[text])


class Paper(screen.Screen):
    """A screen of a given width that records the pages."""

    def __init__(self, width: int, look: Look) -> None:
        super().__init__(look)
        self.columns = width
        self.pages: list[Page] = []

    @property
    def size(self) -> tuple[int, int]:
        return self.columns, 24

    def show(self, page: Page) -> None:
        self.pages.append(page)


def chat(data: bytes) -> None:
    """Any lines of a chat, including commands, on a terminal of any width."""
    width, text = 1 + (data[:1] or b"O")[0], text_of(data[1:])
    with _at_home(), contextlib.redirect_stdout(io.StringIO()):
        paper = Paper(width, "stars" if width % 2 else "colour")
        shown = state.Chat(leaflet(), settings.Settings(plain=paper.plain), paper)
        shown._assistant = assistant()  # otherwise a thread would load it
        shown._loading = mock.Mock()
        questions = offered.OfferedQuestions(assistant().questions)
        greet(shown)
        with (
            mock.patch.object(shown, "reply", return_value="no"),
            # Any path may be named: check what would be written, and write nothing.
            mock.patch.object(
                transcript, "save", side_effect=lambda _, *rest: transcript.markdown(*rest)
            ),
            contextlib.suppress(EOFError),
        ):
            for line in text.split("\n")[:20]:
                before = len(paper.pages)
                take(shown, line)
                hold(len(paper.pages) == before + 1, "not one page for a line")
                page = paper.pages[-1].plain()
                harmless(page)
                opens_with_warnings(page, len(assistant().warnings))
                hold(all(toolbar.lines(shown)), "an empty toolbar line")
                questions.best(line)
                if commands.is_command(line):
                    with contextlib.suppress(commands.CommandError):
                        commands.find(line)
        if shown.readings and shown.readings[-1].answer.passages:
            answer, query = shown.readings[-1].answer, shown.conversation.state.query
            list(why.why_lines(assistant(), answer, query, 0, paper.view))
        kept = shown.history.read()
        hold(len(kept) <= 20, "more lines in the history than were typed")
        shown.history.erase()


def _run(arguments: list[str], standard_input: bytes = b"") -> tuple[int, str, str]:
    """Run the command in this process; return its status, output and error messages."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    given = io.TextIOWrapper(io.BytesIO(standard_input), "utf-8")
    real = prepared.prepare

    def prepare(name: str | None = None, *rest: Any, **more: Any) -> prepared.Prepared:
        return leaflet() if name is None else real(name, *rest, **more)

    with (
        _at_home(),
        mock.patch.object(prepared, "prepare", prepare),
        mock.patch.multiple(sys, stdin=given, stdout=out, stderr=err),
    ):
        status = cli.main(arguments)
    said = [stream.buffer.getvalue().decode() for stream in (out, err)]
    hold(status in (0, 1, 2, 130), f"status {status}")
    hold("Traceback" not in said[1], said[1])
    harmless(said[1])
    if status == 2:
        hold(said[1].startswith("cramps: "), f"no complaint: {said[1]!r}")
    return status, *said


def flags(data: bytes) -> None:
    """Any arguments, separated by NUL; one line on standard input."""
    arguments = [text_of(part) for part in data.split(b"\0")]
    status, out, _ = _run(arguments, b"cold cloth\n")
    if "{" not in out[:1]:
        harmless(out)
    if status < 2 and out[:1] == "{":
        first = json.loads(out.split("\n")[0])
        hold(next(iter(first)) == "warnings", "JSON without warnings first")


def piped(data: bytes) -> None:
    """Any bytes through a pipe: a page or an object for each line."""
    as_json = (data[:1] or b"\0")[0] & 1 == 1
    status, out, _ = _run(["--json"] if as_json else [], data[1:])
    hold(status < 2, f"status {status}")
    content = data[1:]
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = content.decode("utf-16", "replace").encode()
    lines = content.split(b"\n")
    wanted = len(lines) - (lines[-1] == b"" and len(lines) > 1)
    if as_json:
        found = [json.loads(line) for line in out.splitlines()]
        hold(len(found) == wanted, f"{len(found)} objects for {wanted} lines")
        hold(all(next(iter(one)) == "warnings" for one in found), "an object without warnings")
    else:
        harmless(out)
        opens_with_warnings(out, wanted)


class _RememberedStems:
    """A stemmer that stems each word only once: each folder needs 73,000 English words stemmed."""

    stems: ClassVar[dict[str, str]] = {}
    snowball = staticmethod(analysis._snowball)

    def stem(self, word: str) -> str:
        """Return the stem of a word."""
        stem = self.stems.get(word)
        if stem is None:
            stem = str(self.snowball().stem(word))
            if len(self.stems) < 200_000:
                self.stems[word] = stem
        return stem


def document(data: bytes) -> None:
    """A document folder with one file replaced, or damaged in one place."""
    which, how, where, *_ = (*data[:3], 0, 0, 0)
    name = FILES[which % len(FILES)]
    content = (LEAFLET / name).read_bytes()
    at = where * len(content) // 256
    damaged = {
        0: data[3:],
        1: content[:at] + data[3:] + content[at:],
        2: content[:at] + data[3:] + content[at + len(data[3:]) :],
        3: content + data[3:],
    }[how % 4]
    path = home() / "document"
    if not path.exists():
        shutil.copytree(LEAFLET, path)
    try:
        (path / name).write_bytes(damaged)
        _read_folder(path)
    finally:
        (path / name).write_bytes(content)


def _read_folder(path: Path) -> None:
    try:
        with _at_home(), mock.patch.object(analysis, "_snowball", _RememberedStems):
            writer = store.Writer(":memory:")
            preparing.write(preparing.read(str(path)), writer, "0")
    except toml.FolderError as error:
        hold(str(error).strip(), "an empty complaint")
        harmless(rendered_lines.clean(str(error)))
        return
    of = Assistant(prepared=prepared.Prepared(store.Store.of(writer), str(path)))
    for asked in ("cold cloth", "blood is everywhere", "vaseline? warfarin", of.document[:80]):
        lawful(of.ask(asked), of)
    harmless(Page(of.warnings, rendering.tag_lines(of._prepared.overview.tags)).plain())
    offered.OfferedQuestions(of.questions).best("how do")


def side_files(data: bytes) -> None:
    """Any bytes as settings, `.inputrc`, history, prepared data or a file of questions."""
    which, content = (data[:1] or b"\0")[0] % 5, data[1:]
    path = home() / "side"
    path.write_bytes(content)
    if which == 0:
        with contextlib.suppress(settings.SettingsError):
            options = argparse.Namespace(top=None, plain=False, vi=False, no_history=False)
            with _at_home(), mock.patch.object(settings, "config_file", return_value=str(path)):
                settings.load(options, os.environ)
    elif which == 1:
        inputrc.says_vi({"INPUTRC": str(path)})
    elif which == 2:
        for line in history.History(str(path)).read():
            harmless(line)
    elif which == 3:
        hold(store.Store.open(str(path), "0") is None, "damaged data were believed")
    else:
        with contextlib.suppress(records.EvaluationError):
            found = report.run(assistant(), str(path), True)
            harmless(Page(assistant().warnings, report.lines(found, 80)).plain())


TARGETS: dict[str, Callable[[bytes], None]] = {
    "question": question,
    "chat": chat,
    "flags": flags,
    "piped": piped,
    "document": document,
    "side_files": side_files,
}

# `index.build` keeps the names that it imported.
assert build.Stemmer is analysis.Stemmer
