"""Lines of text: nothing that a terminal would act on, and no line wider than the terminal."""

from __future__ import annotations

import string
import time
import unicodedata
from collections import deque
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcswidth

from assistant import Assistant
from assistant.render.lines import ACCENTS, Line, clean, columns, wrap
from assistant.render.view import NARROWEST, WIDTH, View

ATTACKS = {
    "window title": ("\x1b]0;you are hacked\x07", "?]0;you are hacked?"),
    "clipboard": ("\x1b]52;c;ZXZpbA==\x07", "?]52;c;ZXZpbA==?"),
    "link": ("\x1b]8;;http://evil\x1b\\click", "?]8;;http://evil?\\click"),
    "clear screen": ("\x1b[2J\x1b[1;1H", "?[2J?[1;1H"),
    "hide text": ("\x1b[8mhidden\x1b[0m", "?[8mhidden?[0m"),
    "device control": ("\x1bP1$r0m\x1b\\", "?P1$r0m?\\"),
    "reset": ("\x1bc", "?c"),
    "C1 introducer": ("a\x9b2Jb", "a?2Jb"),
    "C1 string": ("\x90x\x9c", "?x?"),
    "bidi override": ("\u202egpj.exe", "?gpj.exe"),
    "bidi isolate": ("\u2066a\u2069", "?a?"),
    "arabic mark": ("\u061ca", "?a"),
    "zero width": ("swim\u200bming", "swim?ming"),
    "joiner": ("a\u200db", "a?b"),
    "byte order mark": ("\ufeffa", "?a"),
    "soft hyphen": ("a\u00adb", "a?b"),
    "tag character": ("a\U000e0041", "a?"),
    "lone surrogate": ("a\ud800b", "a?b"),
    "private use": ("\ue000\U000f0000", "??"),
    "unassigned": ("\u0378", "?"),
    "backspace": ("safe\b\b\b\bfake", "safe????fake"),
    "delete": ("a\x7f", "a?"),
    "bell": ("\x07", "?"),
    "null": ("a\x00b", "a?b"),
    "carriage return": ("WARNING\rnothing", "WARNING nothing"),
    "new line": ("a\nWARNING  fake", "a WARNING fake"),
    "next line": ("a\x85b", "a b"),
    "line separator": ("a\u2028b\u2029c", "a b c"),
    "vertical tab": ("a\x0bb\x0cc", "a b c"),
    "file separator": ("a\x1cb", "a b"),
    "no-break space": ("a\u00a0b", "a b"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks(attack: str) -> None:
    """Nothing that a terminal would act on gets through, and the rest is still readable."""
    text, shown = ATTACKS[attack]
    assert clean(text) == shown


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_in_an_answer(attack: str, assistant: Assistant) -> None:
    """The text of an answer contains no attack either, wherever it repeats the question."""
    text = str(assistant.conversation().ask(f"{ATTACKS[attack][0]} zorgblatt{ATTACKS[attack][0]}"))
    assert all(line.isprintable() for line in text.split("\n"))


@given(st.text())
@example("".join(map(chr, range(0x800))))
def test_clean(text: str) -> None:
    """Cleaned text is one line of printable characters, and cleaning it again changes nothing."""
    shown = clean(text)
    assert not any(unicodedata.category(c)[0] == "C" for c in shown)
    assert "  " not in shown
    assert shown == shown.strip()
    assert clean(shown) == shown


@given(st.text(st.characters(exclude_categories=["C", "Z"])))
@example("é — “calf” → »mark« … › 日本")
def test_clean_keeps_what_is_harmless(text: str) -> None:
    """Letters, digits and marks of any language are kept, but long runs of marks are cut."""
    assert clean(text) == text or len(text) > ACCENTS


def test_accents_have_a_bound() -> None:
    """Of thousands of marks on one letter, few are kept: so many would choke a terminal."""
    assert clean("q" + "\u0301" * 20_000 + "?") == "q" + "\u0301" * ACCENTS + "?"


@pytest.mark.parametrize("word", ["x", "日", "e\u0301", "\u0301", "é"])
def test_long_words_cost_little(word: str) -> None:
    """Wrapping takes time in proportion to the text, even if it is a single word."""

    def seconds(size: int) -> float:
        text = word * size
        begun = time.process_time()
        deque(wrap([("", text)], 80), maxlen=0)
        return time.process_time() - begun

    seconds(1000)
    small = min(seconds(20_000) for _ in range(5))
    large = min(seconds(160_000) for _ in range(5))
    assert large < 8 * max(small, 0.001) * 5


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("cramp", 5), ("“é…”", 4), ("日本", 4), ("한국 語", 7), ("e\u0301", 1), ("ｆ", 2)],
)
def test_columns(text: str, width: int) -> None:
    """East Asian characters take two columns, combining characters none."""
    assert columns(text) == width


# Letters, wide letters, marks, combining accents, and white space of all kinds.
LETTERS = st.sampled_from(string.ascii_letters + "é日本語한»«.,“”…\u0301" + "     \n\t\u00a0")
PIECES = st.tuples(st.sampled_from(["", "mark", "note"]), st.text(LETTERS, max_size=60))
PARTS = st.lists(PIECES, max_size=6)
WIDTHS = st.integers(1, 130)


def text_of(line: Line) -> str:
    return "".join(text for _, text in line)


@given(PARTS, WIDTHS, st.integers(0, 10), st.booleans())
@example([("", "abc " * 6 + "def"), ("mark", "»ghi jkl«"), ("", ".")], 30, 0, False)
@example([("", "x" * 29), ("mark", "日本")], 30, 0, False)
@example([("", "x" * 200)], 30, 9, True)
@example([("", "日" * 200)], 31, 0, False)
def test_no_line_is_too_wide(
    parts: list[tuple[str, str]], width: int, hang: int, begun: bool
) -> None:
    """No line is wider than requested, at any width."""
    first: Line | None = [("label", "WARNING  ")] if begun else None
    for line in wrap(parts, width, first, hang):
        assert wcswidth(text_of(line)) <= min(max(width, NARROWEST), WIDTH)


@given(PARTS, WIDTHS, st.integers(0, 10))
@example([("", "a "), ("mark", " b"), ("", ""), ("", "c"), ("", " ")], 30, 0)
def test_all_words_in_order(parts: list[tuple[str, str]], width: int, hang: int) -> None:
    """Wrapping keeps every word, with its order and style; only white space changes."""

    def styled(line: Line) -> list[tuple[str, str]]:
        return [(style, letter) for style, text in line for letter in text if letter != " "]

    lines = list(wrap(parts, width, None, hang))
    wanted = [(style, c) for style, text in parts for c in clean(text) if c != " "]
    assert [pair for line in lines for pair in styled(line)] == wanted


@given(st.lists(st.text(string.ascii_lowercase, min_size=1, max_size=20)), WIDTHS)
def test_words_stay_whole(words: list[str], width: int) -> None:
    """A word that fits on a line is not cut; a line breaks only if the next word is too wide."""
    lines = [text_of(line) for line in wrap([("", " ".join(words))], width)]
    assert " ".join(lines).split() == words
    for line, after in pairwise(lines):
        assert len(line) + 1 + len(after.split()[0]) > min(max(width, NARROWEST), WIDTH)


@given(PARTS, WIDTHS, st.integers(1, 10))
def test_hanging(parts: list[tuple[str, str]], width: int, hang: int) -> None:
    """The first line begins with the given label; the others are indented."""
    lines = [text_of(line) for line in wrap(parts, width, [("label", "1  ")], hang)]
    assert lines[0].startswith("1  ")
    assert all(line.startswith(" " * hang) and line.strip() for line in lines[1:])


def test_pieces_of_a_word() -> None:
    """A mark that ends within a word leaves no gap; one that ends with the word does."""
    lines = list(wrap([("", "Then "), ("mark", "»rest«"), ("", ", or walk.")], 80))
    assert lines == [[("", "Then"), ("mark", " »rest«"), ("", ", or walk.")]]


def test_nothing_to_wrap() -> None:
    """Wrapping nothing gives no lines, unless the first line has been begun."""
    assert list(wrap([("", " ")], 80)) == []
    assert list(wrap([], 80, [("label", ">")])) == [[("label", ">")]]


@pytest.mark.parametrize("width", [30, 40, 80, 120])
@pytest.mark.parametrize(
    "question", ["lemmon at night", "cramp in the sea, whole body shaking", "botox", ""]
)
def test_widths(question: str, width: int, assistant: Assistant) -> None:
    """At any usual width an answer keeps all its words and fits the columns."""
    from assistant.render.text import answer_page

    answer = assistant.ask(question)
    page = answer_page(answer, View(width)).plain()
    assert all(wcswidth(line) <= min(width, 80) for line in page.split("\n"))
    if not answer.urgent_passages:
        assert page.split() == answer_page(answer, View(80)).plain().split()
    assert "\n\n\n" not in page
    assert page.endswith("\n")


def test_as_text(assistant: Assistant) -> None:
    """`str(answer)` is the answer at 80 columns, without a final newline."""
    from assistant.render.text import answer_page

    answer = assistant.ask("lemon")
    assert str(answer) + "\n" == answer_page(answer).plain()
