"""Nothing lies: every text shown is in the document, and a question always has the same answer."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant import Answer, Assistant, ShownPassage
from assistant.prepared import prepare
from tests.helpers import answers, sandbox

DOCUMENT = sandbox.ROOT / "corpus" / "leg_cramps" / "document.txt"
EVERY = 2
SCRIPT = ("-m", "tests.helpers.answers", str(EVERY))
COMPILE = """
import sys, tempfile
from pathlib import Path
from assistant import prepared, preparing
file = Path(tempfile.mkdtemp()) / "file"
prepared.write(preparing.read(sys.argv[1]), "0" * 64, str(file))
sys.stdout.buffer.write(file.read_bytes())
"""


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory, warm: Path) -> Iterator[list[Answer]]:
    """The answers to every second question under `tests/questions/`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(warm / "cache"))
        yield list(answers.answers(Assistant(prepared=prepare()), EVERY))


def shown(answer: Answer) -> Iterator[ShownPassage]:
    """All passages of an answer, including those of its warnings."""
    yield from answer.passages
    for warning in answer.warnings:
        yield from warning.passages


def test_there_are_questions(answered: list[Answer]) -> None:
    """The question sets are not empty, and most of their questions are answered."""
    assert len(answered) > 200
    assert sum(answer.answered for answer in answered) > len(answered) / 2


def test_passages_stand_in_the_document(answered: list[Answer]) -> None:
    """Each passage is the text at its place in `document.txt`, and its line is where it begins."""
    document = DOCUMENT.read_bytes().decode()
    for answer in answered:
        for passage in shown(answer):
            assert passage.text == document[passage.start : passage.end]
            assert passage.line == document.count("\n", 0, passage.start) + 1
            assert passage.id == str(passage.line)


def test_highlights_stand_in_their_passage(answered: list[Answer]) -> None:
    """Highlights are inside their passage and in order, without white space at their ends."""
    document = DOCUMENT.read_bytes().decode()
    for answer in answered:
        for passage in shown(answer):
            end = passage.start
            for start, after in passage.highlights:
                assert end <= start < after <= passage.end
                assert document[start:after].strip() == document[start:after]
                end = after


def test_quotations_in_warnings(answered: list[Answer]) -> None:
    """The steps and the standing line of a warning quote the document word for word."""
    document = DOCUMENT.read_bytes().decode()
    for answer in answered:
        for warning in answer.warnings:
            assert all(step.text == document[step.start : step.end] for step in warning.steps)
            quoted = warning.headline.split('"')[1]
            assert quoted in document


def test_cautions_quote(answered: list[Answer]) -> None:
    """A caution beside a passage quotes the document word for word."""
    document = DOCUMENT.read_bytes().decode()
    notes = {note for answer in answered for passage in shown(answer) for note in passage.notes}
    cautions = [note.text for note in notes if note.kind == "caution"]
    assert cautions
    for caution in cautions:
        assert caution.removeprefix("Caution: “").rpartition("”")[0] in document


def test_texts_of_the_page(answered: list[Answer]) -> None:
    """The page of an answer shows the answering sentence of each passage, word for word."""
    for answer in answered:
        page = " ".join(str(answer).replace("*", "").split())
        for passage in answer.passages:
            for start, end in passage.highlights:
                said = passage.text[start - passage.start : end - passage.start]
                assert " ".join(said.replace("*", "").split()) in page


def run(arguments: list[str], home: Path, seeds: Sequence[str]) -> list[bytes]:
    """The outputs of Python processes with these hash seeds, which run at the same time."""
    started = [
        subprocess.Popen(
            [sys.executable, *arguments],
            stdout=subprocess.PIPE,
            env=sandbox.environment(home, PYTHONHASHSEED=seed),
        )
        for seed in seeds
    ]
    with ThreadPoolExecutor() as readers:
        outputs = list(readers.map(lambda process: process.communicate()[0], started))
    assert [process.returncode for process in started] == [0] * len(started)
    return outputs


def test_the_same_in_every_process(home: Path, answered: list[Answer]) -> None:
    """The questions have the same answers in another process, with another hash seed."""
    here = "".join(json.dumps(answer.to_dict()) + "\n" for answer in answered)
    (there,) = run([*SCRIPT], home, ("random",))
    assert there.decode() == here


def test_prepared_the_same(home: Path) -> None:
    """A document is prepared to the same bytes in every process."""
    arguments = ["-c", COMPILE, str(sandbox.LEAFLET)]
    assert len(set(run(arguments, home, ("0", "1", "random")))) == 1
