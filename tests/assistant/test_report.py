"""`cramps --evaluate`: the table, the failures, the progress."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.evaluation import report
from assistant.evaluation.questions import Tally
from assistant.render.lines import NARROWEST, columns
from tests.helpers.running import here, process

BAY_LEAF = (
    "Oil compress from bay leaf. In a dark glass container, put 50 g of bay leaf and pour a glass "
    "of sunflower oil. Leave for 12 days. Then use as a compress or rub into the calf muscles."
)

FEW = [
    {
        "id": "right",
        "kind": "topic",
        "question": "bay leaf oil compress",
        "gold": [{"quote": BAY_LEAF, "grade": 2}],
    },
    {
        "id": "wrong",
        "kind": "topic",
        "question": "garlic",
        "gold": [{"quote": BAY_LEAF, "grade": 2}],
    },
    {"id": "far", "kind": "out-of-scope", "question": "botox"},
    {"id": "alarm", "kind": "ordinary", "question": "cramp while swimming in the lake"},
    {"id": "danger", "kind": "water", "question": "cramp while swimming", "urgent": ["swimming"]},
]


@pytest.fixture
def few(home: Path) -> str:
    """A file of five questions."""
    path = home / "few.jsonl"
    path.write_text("\n".join(map(json.dumps, FEW)))
    return str(path)


def table(text: str) -> dict[str, list[str]]:
    """The rows of the table by kind."""
    rows = [line.split() for line in text.split("\n\n")[1].splitlines()]
    return {row[0]: row[1:] for row in rows[1:]}


def test_table(few: str) -> None:
    """The scores are printed by kind, below the warnings, with a dot where one does not apply."""
    ran = here("--evaluate", few)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("WARNING  ")
    rows = table(ran.out)
    assert rows["topic"][:2] == ["2", "0.500"]
    assert rows["topic"][6:] == ["·", "0.000", "·", "0.000"]
    assert rows["out-of-scope"] == ["1", *"·····", "·", "0.000", "1.000", "·"]
    assert rows["ordinary"][7] == "1.000"
    assert rows["water"][6:8] == ["1.000", "0.000"]


def test_as_json(few: str) -> None:
    """`--json` gives the same scores as data, with failures only if they are requested."""
    data = json.loads(here("--evaluate", few, "--json").out)
    assert list(data) == ["warnings", "kinds"]
    assert list(data["kinds"]) == ["topic", "out-of-scope", "ordinary", "water"]
    assert data["kinds"]["topic"]["questions"] == 2
    assert data["kinds"]["topic"]["hit@1"] == 0.5
    assert data["kinds"]["out-of-scope"] == {"questions": 1, "false alarms": 0, "refused": 1}


def test_verbose(few: str) -> None:
    """`--verbose` lists what went wrong, with what was found and what was wanted."""
    data = json.loads(here("--evaluate", few, "--json", "--verbose").out)
    assert [(f["id"], f["failed"]) for f in data["failures"]] == [
        ("wrong", ["hit@1", "sentence"]),
        ("alarm", ["false alarms"]),
    ]
    assert data["failures"][0]["wanted"] == [BAY_LEAF]
    text = " ".join(here("--evaluate", few, "--verbose").out.split())
    found = ", ".join(data["failures"][0]["passages"])
    assert f"wrong hit@1, sentence: garlic found {found}; wanted {BAY_LEAF}" in text
    assert "alarm false alarms: cramp while swimming in the lake found" in text


def test_nothing_found() -> None:
    """A failure without passages or quotes is listed as such."""
    failure = report.Failure("q", "k", "?", ["refused"], passages=[], wanted=[])
    result = report.Report("questions", [failure], {"k": Tally(1)})
    last = ["".join(text for _, text in line) for line in report.lines(result, 80)][-1]
    assert last == "  q refused: ? found nothing; wanted nothing"


def test_attack_in_a_file(home: Path) -> None:
    """Text from a question file is printed without anything that a terminal would act on."""
    path = home / "evil.jsonl"
    evil = "\x1b]0;x\x07"
    path.write_text(json.dumps({"id": evil, "kind": evil, "question": f"cramp in the lake {evil}"}))
    out = here("--evaluate", str(path), "--verbose").out
    assert all(line.isprintable() for line in out.splitlines())
    assert "?]0;x?" in table(out)


@pytest.mark.parametrize("width", [30, 80])
def test_failures_are_wrapped(width: int, few: str, assistant: Assistant) -> None:
    """Failures are wrapped to the width of the page."""
    result = report.run(assistant, few, verbose=True)
    lines = ["".join(text for _, text in line) for line in report.lines(result, width)]
    assert all(columns(line) <= max(width, NARROWEST) for line in lines[5:])


def test_bad_files(home: Path) -> None:
    """A file that cannot be used gets one sentence and status 2."""
    broken = home / "broken.jsonl"
    broken.write_text("{}\n{")
    for path, said in (
        (home / "none", f"{home}/none: No such file or directory; name a readable file"),
        (home, f"{home}: Is a directory; name a readable file"),
        (broken, f'{broken}, line 1: "id" must be a string'),
    ):
        assert here("--evaluate", str(path)) == (2, "", f"cramps: {said}\n")


# Progress


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


def progress(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO | None, seconds: float) -> str:
    """The progress shown for four steps that each take the given number of seconds."""
    clock = iter(seconds * n for n in range(10))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    monkeypatch.setattr("sys.stderr", stream)
    assert list(report._progress("abcd", 4)) == list("abcd")
    return stream.getvalue() if stream else ""


def test_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long run shows its progress, and ends its line."""
    shown = progress(monkeypatch, Terminal(), 0.4).split("\r")[1:]
    assert shown == [f"[{'#' * 22}{'.' * 8}] 3 of 4", f"[{'#' * 30}] 4 of 4\n"]


def test_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    """A short run shows no progress, nor does one without a terminal."""
    assert progress(monkeypatch, Terminal(), 0.1) == ""
    assert progress(monkeypatch, io.StringIO(), 9) == ""
    assert progress(monkeypatch, None, 9) == ""


def test_no_progress_in_a_pipe(few: str) -> None:
    """The real program writes nothing to a standard error that is not a terminal."""
    ran = process("--evaluate", few)
    assert (ran.status, ran.err) == (0, "")
