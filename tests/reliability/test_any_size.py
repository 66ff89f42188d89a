"""Any size: long questions and hostile text take time in proportion to length, and little memory.

Times are compared within one run, at four sizes: the exponent of their growth is about 1, and would
be 2 if something were quadratic.
"""

from __future__ import annotations

import math
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant, preparing
from assistant.chat import inputrc
from assistant.chat.offered import OfferedQuestions
from assistant.engine import LONGEST_QUESTION
from assistant.prepared import prepare
from assistant.render.lines import clean, wrap
from assistant.safety import phrases as phrase
from corpus import splitter
from index.store import Writer
from tests.helpers import sandbox

SIZES = (1, 2, 4, 8)

STEEPEST = 1.5
"""Limit for the exponent of growth: 1 is linear, 2 is quadratic."""

NOISE = 0.002
"""Times below this many seconds are too short to be measured."""

MEASURE = """
import resource, subprocess, sys
data = sys.stdin.buffer.read()
done = subprocess.run(sys.argv[1:], input=data, stdout=subprocess.DEVNULL)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(done.returncode, usage.ru_maxrss, usage.ru_utime + usage.ru_stime)
"""

HOSTILE = {
    "danger": "can't move my whole body in the sea and I cannot breathe ",
    "beginnings": "my whole whole body the whole my body in in the the sea ",
    "gaps": "I was in a big cold dark deep black sea of of of my my my body ",
    "one word": "sea ",
    "one long word": "a",
    "quotation marks": '"',
    "quoted": '"sea ',
    "plus signs": "+",
    "insisted": "+sea ",
    "apostrophes": "'a",
    "accents": "a\u0301\u0301\u0301",
    "unknown words": "xqzjk wvbnq ",
    "slips": "magnezium swiming convulshun ",
    "white space": " \t",
    "line breaks": "\n",
    "hashes": "# ",
    "brackets": "(a|",
}
"""Texts that, when repeated, slow down code that backtracks."""


@pytest.fixture(scope="module")
def assistant(warm: Path) -> Assistant:
    """An assistant for the built-in document."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(warm / "cache"))
        return Assistant(prepared=prepare())


def seconds(work: Callable[[str], object], text: str) -> float:
    """The processor time for some work on a text, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work(text)
        best = min(best, time.process_time() - start)
    return best


def exponent(work: Callable[[str], object], text: str) -> float:
    """The exponent with which time grows with length: the log-log slope through four sizes.

    Times too short to be measured count as NOISE.
    """
    work(text)
    sizes = [math.log(size) for size in SIZES]
    times = [math.log(max(seconds(work, text * size), NOISE)) for size in SIZES]
    return statistics.linear_regression(sizes, times).slope


def linear(work: Callable[[str], object], text: str) -> bool:
    """Whether time grows linearly: faster growth fails every attempt, a busy machine only some."""
    return any(exponent(work, text) < STEEPEST for _ in range(6))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_questions_are_read_in_linear_time(assistant: Assistant, text: str) -> None:
    """Finding words, danger phrases and terms takes time in proportion to the question."""
    reader, safety = assistant.index.reader, assistant._safety

    def read(question: str) -> None:
        words = reader.words(question)
        reader.read(words)
        safety.decide(question)

    assert linear(read, text * (6000 // len(text)))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_texts_are_shown_in_linear_time(text: str) -> None:
    """Cleaning, wrapping, splitting and reading `.inputrc` take time in proportion to the text."""
    text *= 8000 // len(text)
    assert linear(clean, text)
    assert linear(lambda shown: list(wrap([("", shown)], 80)), text)
    assert linear(splitter.split, text)
    assert linear(splitter.split, f"# {text}x\n")
    assert linear(lambda shown: inputrc._mode(shown.split("\n")), text)


PARAGRAPH = """
Paragraph {0} is about number {0}. A cramp of kind {1} comes at night, and word{2} helps against it.
Stretch the calf, drink a glass of water number {0}, and wait for {1} minutes.
"""


def prepared(text: str, home: Path) -> None:
    """Prepare a document without annotations."""
    writer = Writer(":memory:")
    (home / "document.txt").write_text(text, encoding="utf-8")
    preparing.write(preparing.read(str(home / "document.txt")), writer, "")


def test_documents_are_prepared_in_linear_time(tmp_path: Path) -> None:
    """Preparation time is proportional to the document's length, from 250 to 2,000 passages."""
    paragraphs = [PARAGRAPH.format(n, n % 97, n % 1009) for n in range(250 * SIZES[-1])]

    def work(text: str) -> None:
        prepared("\n".join(paragraphs[: len(text)]), tmp_path)

    assert linear(work, "x" * 250)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_typing_costs_little(text: str, assistant: Assistant) -> None:
    """Completing any input takes at most 10 milliseconds per key."""
    offered = OfferedQuestions(assistant.questions)
    for length in (8, 30, 79, 500, 5000):
        typed = (text * length)[:length]
        assert min(seconds(offered.best, typed) for _ in range(6)) < 0.01, typed


def test_slips_cost_little(assistant: Assistant) -> None:
    """A 2 kB question of misspelt words takes at most three times as long as one without any."""
    words = [word for word in assistant.document.split() if word.isalpha() and len(word) > 6]

    def slip(word: str, number: int) -> str:
        at = 1 + number % (len(word) - 2)
        return word[:at] + chr(97 + number % 26) + word[at + 1 :]

    def cost(number: int, slips: bool) -> float:
        chosen = words[number::3] * 9
        text = " ".join(slip(w, n + number) if slips else w for n, w in enumerate(chosen))[:2000]
        start = time.process_time()
        assistant.ask(text)
        return time.process_time() - start

    cost(0, slips=True)
    assert any(cost(n, slips=True) < 3 * cost(n, slips=False) for n in range(1, 9))


def test_a_hostile_phrase() -> None:
    """Brackets nested too deeply are refused, without reaching Python's recursion limit."""
    for text in ("(" * 50_000, "(a|" * 50_000 + ")" * 50_000, "(a" * 21 + ")" * 21):
        with pytest.raises(phrase.PhraseError):
            phrase.parse(text)
    assert phrase.parse("(a" * 20 + ")" * 20)


def test_long_questions_are_cut(assistant: Assistant) -> None:
    """Exactly the documented number of characters of an enormous question is read."""
    for text in ("x" * 1_000_000, "night cramp " * 20_000, "é" * 1_000_000):
        answer = assistant.ask(text)
        assert answer.question == text[:LONGEST_QUESTION]
        assert len(answer.warnings) == 2


def test_no_completion_of_a_page() -> None:
    """A pasted page is not completed: checking all its words for slips would take minutes."""
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    from assistant.chat.prompt import ChatCompleter

    class Chat:
        offered = OfferedQuestions(["how do I stop it?"])

    def offered(text: str) -> int:
        completer = ChatCompleter(Chat())  # type: ignore[arg-type] # the completer needs no more of the chat
        return len(list(completer.get_completions(Document(text), CompleteEvent())))

    assert offered("how do I stop") == 1
    assert offered("how do I stop " * 100) == 0


def measure(home: Path, stdin: bytes, *arguments: str) -> tuple[int, int, float]:
    """The status, the peak memory (KiB) and the processor time (s) of a run of the command."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *sandbox.CRAMPS, *arguments],
        input=stdin,
        capture_output=True,
        env=sandbox.environment(home),
        timeout=sandbox.PATIENCE,
    )
    status, memory, used = done.stdout.split()
    if len(stdin) > LONGEST_QUESTION:
        assert b"the search read only the first 10,000 characters" in done.stderr
    return int(status), int(memory), float(used)


@pytest.mark.parametrize(
    "question",
    [b"x" * 1_000_000, b"cramp at night " * 25_000 + b"\n", b"\xff" * 1_000_000, b"\n" * 300],
    ids=["1 MB", "100,000 words", "1 MB of no text", "nothing, 300 times"],
)
def test_the_command_is_bounded(question: bytes, home: Path) -> None:
    """A huge question costs little more time or memory than an ordinary one, and is cut short."""
    ordinary = measure(home, b"my calf locks up at xyzzying night\n")
    status, memory, used = measure(home, question)
    assert status in (0, 1)
    assert memory < ordinary[1] + 60_000
    assert used < 10 * ordinary[2]
