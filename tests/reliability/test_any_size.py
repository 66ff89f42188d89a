"""Any size: long questions and hostile text take time in proportion, and little memory.

Times are compared within one run: eight times the text may take some twenty times as long on a
busy machine, and sixty-four times if something is quadratic.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.chat import inputrc
from assistant.chat.offered import OfferedQuestions
from assistant.engine import LONGEST_QUESTION
from assistant.prepared import prepare
from assistant.render.lines import clean, wrap
from assistant.safety import phrases as phrase
from corpus import splitter
from tests.helpers import sandbox

TIMES = 8
MOST = 30
"""How many times as long TIMES the text may take: more than TIMES, less than its square."""

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
"""Texts that blow up what backtracks or looks back, to be repeated."""


@pytest.fixture(scope="module")
def assistant(warm: Path) -> Assistant:
    """An assistant for the built-in document."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(warm / "cache"))
        return Assistant(prepared=prepare())


def seconds(work: Callable[[str], object], text: str) -> float:
    """The processor time that some work takes with a text, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work(text)
        best = min(best, time.process_time() - start)
    return best


def linear(work: Callable[[str], object], text: str) -> bool:
    """Whether TIMES the text takes no more than in proportion, clock ticks and noise aside.

    What grows faster fails every time; a busy machine does not.
    """
    work(text)
    return any(
        seconds(work, text * TIMES) < MOST * max(seconds(work, text), 0.002) for _ in range(8)
    )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_questions_are_read_in_linear_time(assistant: Assistant, text: str) -> None:
    """Words, danger phrases and terms are found in time in proportion to the question."""
    reader, safety = assistant.index.reader, assistant._safety

    def read(question: str) -> None:
        words = reader.words(question)
        reader.read(words)
        safety.decide(words, {})

    assert linear(read, text * (6000 // len(text)))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_texts_are_shown_in_linear_time(text: str) -> None:
    """So are cleaning, wrapping, splitting a document and reading the keys of readline."""
    text *= 8000 // len(text)
    assert linear(clean, text)
    assert linear(lambda shown: list(wrap([("", shown)], 80)), text)
    assert linear(splitter.split, text)
    assert linear(splitter.split, f"# {text}x\n")
    assert linear(lambda shown: inputrc._mode(shown.split("\n")), text)


def test_a_hostile_phrase() -> None:
    """Brackets in brackets are refused, however many, and not by the depth of Python's stack."""
    for text in ("(" * 50_000, "(a|" * 50_000 + ")" * 50_000, "(a" * 21 + ")" * 21):
        with pytest.raises(phrase.PhraseError):
            phrase.parse(text)
    assert phrase.parse("(a" * 20 + ")" * 20)


def test_long_questions_are_cut(assistant: Assistant) -> None:
    """Of a question of a megabyte, as many characters are read as are promised."""
    for text in ("x" * 1_000_000, "night cramp " * 100_000, "é" * 1_000_000):
        answer = assistant.ask(text)
        assert answer.question == text[:LONGEST_QUESTION]
        assert len(answer.warnings) == 2


def test_no_completion_of_a_page() -> None:
    """A pasted page is not completed: to look for slips in all its words would take minutes."""
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    from assistant.chat.prompt import ChatCompleter

    class Chat:
        offered = OfferedQuestions(["how do I stop it?"])

    def offered(text: str) -> int:
        completer = ChatCompleter(Chat())  # type: ignore[arg-type]  # it needs no more of it
        return len(list(completer.get_completions(Document(text), CompleteEvent())))

    assert offered("how do I stop") == 1
    assert offered("how do I stop " * 100) == 0


def measure(home: Path, stdin: bytes, *arguments: str) -> tuple[int, int, float]:
    """The status, the most memory (KiB) and the processor time (s) of a run of the command."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *sandbox.CRAMPS, *arguments],
        input=stdin,
        capture_output=True,
        env=sandbox.environment(home),
        timeout=sandbox.PATIENCE,
    )
    status, memory, used = done.stdout.split()
    if len(stdin) > LONGEST_QUESTION:
        assert b"only the first 10,000 characters were read" in done.stderr
    return int(status), int(memory), float(used)


@pytest.mark.parametrize(
    "question",
    [b"x" * 1_000_000, b"cramp at night " * 25_000 + b"\n", b"\xff" * 1_000_000, b"\n" * 300],
    ids=["1 MB", "100,000 words", "1 MB of no text", "nothing, 300 times"],
)
def test_the_command_is_bounded(question: bytes, home: Path) -> None:
    """A question of a megabyte or of 100,000 words costs little more than an ordinary one, is
    cut with one sentence, and takes hardly more memory."""
    ordinary = measure(home, b"my calf locks up at xyzzying night\n")
    status, memory, used = measure(home, question)
    assert status in (0, 1)
    assert memory < ordinary[1] + 60_000
    assert used < 10 * ordinary[2]
