"""Evaluating whole chats: the scores of a turn, the table, and every error message."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.evaluation import chats, report
from assistant.evaluation.records import EvaluationError

REMEDIES = "what home remedies are there?"


def file(folder: Path, *turns: object) -> str:
    """A file with one chat."""
    path = folder / "chats.jsonl"
    path.write_text(json.dumps({"id": "c", "persona": "a tester", "turns": list(turns)}))
    return str(path)


def figures(assistant: Assistant, folder: Path, *turns: object) -> list[dict[str, float]]:
    """The scores of each turn of a chat."""
    (chat,) = chats.read(file(folder, *turns), assistant)
    return [judged.figures for judged in chats.judge(assistant, chat)]


def test_kinds(home: Path, assistant: Assistant) -> None:
    """`kind` says whether an answer is of the kind that was wanted."""
    turns = [{"say": "hello", "kind": kind} for kind in ("talk", "passages")]
    assert [one["kind"] for one in figures(assistant, home, *turns)] == [1, 0]


def test_ranking(home: Path, assistant: Assistant) -> None:
    """Turns with gold have hit@1, hit@3 and `later`, except that the first turn has no `later`."""
    gold = [{"quote": "Oil compress from bay leaf", "grade": 2}]
    turn = {"say": "bay leaf oil compress", "kind": "passages", "gold": gold}
    first, second = figures(assistant, home, turn, turn)
    assert (first["hit@1"], first["hit@3"], "later" in first) == (1, 1, False)
    assert second["later"] == 1


def test_next_and_nth(home: Path, assistant: Assistant) -> None:
    """`next` wants passages of the list not shown before, `nth` the one referred to."""
    asks = {"say": REMEDIES, "kind": "passages"}
    good = [{"say": "more", "kind": "passages", "shows": "next"}]
    good += [{"say": "the second one", "kind": "passages", "shows": 2}]  # type: ignore[dict-item]
    bad = [{"say": REMEDIES, "kind": "passages", "shows": "next"}]
    bad += [{"say": "the second one", "kind": "passages", "shows": 3}]  # type: ignore[dict-item]
    assert [one.get("next", one.get("nth")) for one in figures(assistant, home, asks, *good)] == [
        None,
        1,
        1,
    ]
    assert [one.get("next", one.get("nth")) for one in figures(assistant, home, asks, *bad)] == [
        None,
        0,
        0,
    ]


def test_dangers(home: Path, assistant: Assistant) -> None:
    """A missing warning counts as lost; one that should not be in force counts as stuck."""
    fit = "my mum just had a fit"
    right, stuck = figures(
        assistant,
        home,
        {"say": fit, "kind": "passages", "urgent": ["generalized"]},
        {"say": "thanks", "kind": "talk"},
    )
    assert (right["lost"], right["stuck"]) == (0, 0)
    assert stuck["stuck"] == 1
    assert "lost" not in stuck
    calm = {"say": "hello", "kind": "talk", "urgent": ["swimming"]}
    assert figures(assistant, home, calm)[0]["lost"] == 1


def test_table(home: Path, assistant: Assistant) -> None:
    """Scores are given by kind of turn and for all turns; failures are listed on request."""
    turns = [{"say": "hello", "kind": "talk"}, {"say": "thanks", "kind": "passages"}]
    result = report.run(assistant, file(home, *turns), verbose=True)
    assert result.to_dict()["kinds"]["talk"] == {"turns": 1, "kind": 1, "stuck": 0}
    assert result.tallies["all"].count == 2
    assert [failure.question for failure in result.failures or ()] == ["thanks"]
    table = ["".join(text for _, text in line) for line in report.lines(result, 80)]
    assert "lost" in table[0]
    assert table[1].startswith("talk")


@pytest.mark.parametrize(
    ("turn", "said"),
    [
        ({"say": "hi", "kind": "chat"}, '"kind" must be passages, refusal or talk, not "chat"'),
        ({"say": "hi", "kind": "talk", "shows": 0}, '"shows" must be "next" or the number'),
        ({"say": "hi", "kind": "talk", "shows": "more"}, '"shows" must be "next" or the number'),
        ({"say": "hi", "kind": "talk", "golden": []}, 'unknown key "golden"'),
        ({"kind": "talk"}, '"say" must be a string'),
    ],
)
def test_complaints(turn: object, said: str, home: Path, assistant: Assistant) -> None:
    """The error message for a broken turn names the file, the line and what is wrong."""
    path = file(home, turn)
    with pytest.raises(EvaluationError) as caught:
        chats.read(path, assistant)
    assert str(caught.value).startswith(f"{path}, line 1: ")
    assert said in str(caught.value)


def test_no_turns(home: Path, assistant: Assistant) -> None:
    """A chat must have a turn."""
    with pytest.raises(EvaluationError, match="at least one turn"):
        chats.read(file(home), assistant)
