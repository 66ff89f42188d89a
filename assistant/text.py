"""Answers as lines of styled text: wrapped to a width, safe for a terminal.

A line is a list of (style, text) pairs. Styles say what a stretch is: "danger", "warning",
"mark", "label", "note", "faint" or "". Colour is added, if at all, where lines are written. The
answering sentence stands between » and « in the text itself: nothing is told by colour alone.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any, Literal

    from assistant.answer import Answer, ShownPassage, ShownWarning

Line = list[tuple[str, str]]

WIDTH = 80
"""Columns where the width is not known, as in a pipe."""

NARROWEST = 30
"""Columns below which lines are wrapped no further."""

SHORT = 240
"""Characters of a passage that a shortened view shows around its answering sentence."""

_HANG = 9  # "WARNING" and two blanks
_ASCII_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NARROW = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff‐-‧→›]*"
)  # what document and labels are written in
_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean(text: str) -> str:
    """Return `text` on one line without anything that a terminal could obey.

    White space becomes single blanks. Control and format characters (escape sequences, bidi
    overrides, zero-width marks), lone surrogates, private and unassigned characters become `?`.
    """
    text = " ".join(text.split())
    if text.isascii():
        return _ASCII_CONTROL.sub("?", text)
    if _NARROW.fullmatch(text):
        return text
    import unicodedata

    return "".join("?" if unicodedata.category(c) in _UNSAFE else c for c in text)


def columns(text: str) -> int:
    """The columns that `text` takes in a terminal; East Asian characters take two."""
    if _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth

    return max(int(wcswidth(text)), 0)


def wrap(
    parts: Iterable[tuple[str, str]], width: int, first: Line | None = None, hang: int = 0
) -> Iterator[Line]:
    """Yield `parts` as lines of at most `width` columns, later lines indented by `hang`.

    `first` begins the first line in place of the indent. A word wider than a line is cut.
    """
    width = max(width, NARROWEST)
    line: Line = list(first) if first else [("", " " * hang)] if hang else []
    used = sum(columns(text) for _, text in line)
    empty = True
    for word in _words(parts):
        if not empty and used + 1 + sum(columns(text) for _, text in word) > width:
            yield line
            line, used, empty = ([("", " " * hang)] if hang else []), hang, True
        blank = "" if empty else " "
        for style, text in word:
            while columns(blank + text) > width - used:
                head = _cut(text, width - used) or (text[0] if empty else "")
                yield [*line, (style, head)] if head else line
                text = text[len(head) :]
                line, used, empty = ([("", " " * hang)] if hang else []), hang, True
            if line and line[-1][0] == style:
                line[-1] = (style, line[-1][1] + blank + text)
            elif text:
                line.append((style, blank + text))
            used += columns(blank + text)
            blank, empty = "", False
    if not empty or first:
        yield line


def _words(parts: Iterable[tuple[str, str]]) -> Iterator[Line]:
    """The words of `parts`, each with the styles of its pieces: a mark may end within a word."""
    word: Line = []
    for style, raw in parts:
        pieces = clean(raw).split(" ")
        if word and (raw[:1].isspace() or (raw and not pieces[0])):
            yield word
            word = []
        for number, piece in enumerate(pieces):
            if number and word:
                yield word
                word = []
            if piece:
                word.append((style, piece))
        if word and raw[-1:].isspace():
            yield word
            word = []
    if word:
        yield word


def _cut(word: str, width: int) -> str:
    """The beginning of `word` that fits into `width` columns."""
    end = 0
    while end < len(word) and columns(word[: end + 1]) <= width:
        end += 1
    return word[:end]


class Page:
    """What goes to standard output: the warnings, and only then a body.

    Everything that the program shows to a person is a page, so no output can lack the warnings.
    """

    def __init__(
        self,
        warnings: Sequence[ShownWarning | StandingWarning],
        body: Iterable[Line] = (),
        width: int = WIDTH,
    ) -> None:
        if not warnings:
            raise ValueError("a page needs its warnings")
        self.lines: list[Line] = list(warning_lines(warnings, width))
        body = list(body)
        if body:
            self.lines += [[], *body]

    def plain(self) -> str:
        """The page as plain text, each line ended."""
        return "".join("".join(text for _, text in line).rstrip() + "\n" for line in self.lines)


def warning_lines(
    warnings: Iterable[ShownWarning | StandingWarning], width: int = WIDTH
) -> Iterator[Line]:
    """Yield the warnings: urgent ones with what to do, the others in one calm line each."""
    for warning in sorted(warnings, key=lambda warning: not warning.urgent):
        style = "danger" if warning.urgent else "warning"
        opening: Line = [(style, f"{warning.signal:<{_HANG}}")]
        if not warning.urgent:
            yield from wrap([("", warning.headline)], width, opening, _HANG)
            continue
        yield from wrap([(style, warning.label)], width, opening, _HANG)
        hang = _HANG if width >= 60 else 2
        for number, step in enumerate(warning.steps, 1):
            text = f"“{step.text}” ({step.passage})"
            mark: Line = [("", " " * hang), ("label", f"{number}  ")]
            yield from wrap([("mark", text)], width, mark, hang + 3)
        if warning.because:
            words = ", ".join(f'"{word}"' for word in warning.because)
            yield from wrap([("faint", f"Called for by: {words}")], width, hang=hang)


class StandingWarning:
    """A warning's one line, known from the face: enough for a start, a help page or a list."""

    urgent: Literal[False] = False
    signal = "WARNING"

    def __init__(self, headline: str) -> None:
        self.headline = headline


def face_warnings(face: Mapping[str, Any]) -> tuple[StandingWarning, ...]:
    """The warnings of a face."""
    return tuple(StandingWarning(headline) for _, _, headline in face["warnings"])


def tag_lines(tags: Sequence[Sequence[Any]], width: int = WIDTH) -> Iterator[Line]:
    """Yield the tags of a face (id, title, description, count), one to a line where it fits."""
    widest = max((len(name) for name, *_ in tags), default=0)
    for name, _, description, count in tags:
        mark: Line = [("label", name.ljust(widest)), ("faint", f" {count:>4}  ")]
        yield from wrap([("", description)], width, mark, widest + 7 if width >= 60 else 2)


def answer_page(answer: Answer, width: int = WIDTH, about: str = "") -> Page:
    """The whole answer, every passage in full."""
    return Page(answer.warnings, answer_lines(answer, width, about), width)


def plain(answer: Answer, width: int = WIDTH) -> str:
    """The answer as plain text."""
    return answer_page(answer, width).plain().rstrip("\n")


def answer_lines(answer: Answer, width: int = WIDTH, about: str = "") -> Iterator[Line]:
    """Yield an answer's body: what was read, the urgent passages in full, then the others."""
    body = list(reading_lines(answer, width))
    urgent = list(urgent_lines(answer, width))
    if urgent:
        body += [*([[]] if body else []), *urgent]
    shown = {
        passage.id for warning in answer.warnings if warning.urgent for passage in warning.passages
    }
    if not answer.answered:
        body += [*([[]] if body else []), *refusal_lines(answer, width, about)]
    for number, passage in enumerate(answer.passages, 1):
        if body:
            body.append([])
        if passage.id in shown:
            body += wrap(
                [("faint", f"Line {passage.line}, shown above.")],
                width,
                [("label", f"{number}  ")],
                3,
            )
        else:
            body += passage_lines(passage, number, width)
    yield from body


def reading_lines(answer: Answer, width: int) -> Iterator[Line]:
    """What the question was read as: taken over from the chat, corrected."""
    if answer.carried:
        yield from wrap([("note", f"(about: {', '.join(answer.carried)})")], width)
    if answer.corrections:
        read = ", ".join(f"{typed} → {taken}" for typed, taken in answer.corrections.items())
        insist = " ".join(f"+{typed}" for typed in answer.corrections)
        yield from wrap([("note", f"(read: {read}; to insist: {insist})")], width)


def urgent_lines(answer: Answer, width: int = WIDTH) -> Iterator[Line]:
    """Yield the passages of the urgent warnings in full, each once.

    A note that only quotes another of these passages is left out.
    """
    urgent = [warning for warning in answer.warnings if warning.urgent]
    quoted = tuple(f"({passage.id})" for warning in urgent for passage in warning.passages)
    done: set[str] = set()
    for warning in urgent:
        if done:
            yield []
        yield from wrap([("label", f"{warning.label}, all that the document says:")], width)
        for passage in warning.passages:
            if passage.id not in done:
                done.add(passage.id)
                mark: Line = [("faint", f"{passage.line:>4}  ")]
                yield from wrap(_marked(passage), width, mark, hang=6)
                notes = [note for note in passage.notes if not note.endswith(quoted)]
                yield from _note_lines(notes, width, 6)


def refusal_lines(answer: Answer, width: int, about: str = "") -> Iterator[Line]:
    """Why there is no answer: nothing asked, or words that the document does not know."""
    subject = about or "its subject"
    if _asks_nothing(answer.question):
        text = f"Ask in your own words about {subject}, for example: what helps at night?"
    elif answer.missing:
        words = ", ".join(f'"{word}"' for word in answer.missing)
        text = f"The document does not answer this: it knows nothing of {words}."
    else:
        text = "The document does not answer this."
    yield from wrap([("", text)], width)
    if answer.passages:
        yield from wrap([("", "Nearest passages:")], width)


def _asks_nothing(question: str) -> bool:
    """Whether a question has no telling word: it is blank, or all marks, digits or stop words."""
    from index.analysis import is_stop, tokens

    return all(is_stop(word) or word.isdecimal() for word, _, _ in tokens(question))


def passage_lines(
    passage: ShownPassage, number: int | str, width: int = WIDTH, short: bool = False
) -> Iterator[Line]:
    """One numbered passage: its text, section, tags, line and notes."""
    mark: Line = [("label", f"{number}".ljust(2) + " ")]
    yield from wrap(_marked(passage, short), width, mark, 3)
    where = passage.section[-1].rstrip(":") if passage.section else ""
    if passage.lead_in and not short:
        where = f"{where}: {_last_sentence(passage.lead_in)}" if where else passage.lead_in
    about = [part for part in (where, ", ".join(passage.tags), f"line {passage.line}") if part]
    yield from wrap([("faint", " · ".join(about))], width, hang=3)
    yield from _note_lines(passage.notes, width, 3)


def _note_lines(notes: Iterable[str], width: int, hang: int) -> Iterator[Line]:
    for note in notes:
        yield from wrap([("note", note)], width, [("", " " * hang), ("label", "note  ")], hang + 2)


def _last_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s+", text)[-1].rstrip(":")


def _marked(passage: ShownPassage, short: bool = False) -> Iterator[tuple[str, str]]:
    """The text of a passage with its highlights marked; `short` leaves out what is far away."""
    at = passage.start
    for start, end in passage.highlights:
        before = passage.text[at - passage.start : start - passage.start]
        if short and len(before) > SHORT // 2:
            before = "… "
        if before:
            yield "", before
        yield "mark", f"»{passage.text[start - passage.start : end - passage.start]}«"
        at = end
    rest = passage.text[at - passage.start :]
    if short and len(rest) > SHORT // 2:
        rest = " …"
    if rest:
        yield "", rest
