"""Evaluation: each score checked by hand on small sets, and every error message."""

from __future__ import annotations

import json
import math
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant import Answer, Assistant, ShownPassage
from assistant.evaluation.questions import (
    Question,
    Tally,
    answers,
    failures,
    judge,
    judge_ranking,
    read,
)
from assistant.evaluation.records import EvaluationError, Gold
from tests.helpers.running import here


def passage(start: int, end: int, *highlights: tuple[int, int]) -> ShownPassage:
    """A passage at the given place; its text does not matter."""
    return ShownPassage(str(start), 1, start, end, "", score=1.0, highlights=highlights)


def gold(start: int, end: int, grade: int = 2) -> Gold:
    """A quote at a place."""
    return Gold("", grade, ((start, end),))


ANSWERS, HELPS = gold(100, 120), gold(200, 220, 1)
RIGHT, NEAR, WRONG = passage(90, 130), passage(195, 230), passage(300, 400)

# Rankings


@pytest.mark.parametrize(
    ("passages", "hit1", "hit3", "mrr"),
    [
        ([RIGHT], 1, 1, 1),
        ([WRONG, RIGHT], 0, 1, 1 / 2),
        ([WRONG, NEAR, RIGHT, RIGHT], 0, 1, 1 / 3),
        ([WRONG, NEAR, NEAR, RIGHT], 0, 0, 1 / 4),
        ([NEAR], 0, 0, 0),
        ([], 0, 0, 0),
    ],
)
def test_hits(passages: list[ShownPassage], hit1: int, hit3: int, mrr: float) -> None:
    """hit@1, hit@3 and MRR look for the first passage with one of the best quotes."""
    figures = judge_ranking([ANSWERS, HELPS], passages)
    assert (figures["hit@1"], figures["hit@3"], figures["MRR"]) == (hit1, hit3, mrr)


def test_best_grade_that_there_is() -> None:
    """If no quote answers, those that help are the best."""
    assert judge_ranking([HELPS], [NEAR])["hit@1"] == 1


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ((100, 120), 1),
        ((110, 130), 1),
        ((111, 130), 0),
        ((0, 110), 1),
        ((0, 109), 0),
    ],
)
def test_half_of_the_quote(place: tuple[int, int], found: int) -> None:
    """A passage finds a quote if it holds at least half of it."""
    assert judge_ranking([ANSWERS], [passage(*place)])["hit@1"] == found


def test_quote_at_several_places() -> None:
    """A quote that occurs twice in the document is found at either place."""
    twice = Gold("", 2, ((100, 120), (300, 320)))
    assert judge_ranking([twice], [WRONG])["hit@1"] == 1
    assert judge_ranking([twice], [RIGHT])["hit@1"] == 1


@pytest.mark.parametrize(
    ("passages", "gain"),
    [
        ([RIGHT, NEAR], 3 + 1 / math.log2(3)),
        ([NEAR, RIGHT], 1 + 3 / math.log2(3)),
        ([RIGHT, RIGHT], 3),
        ([WRONG, WRONG, RIGHT], 3 / 2),
        ([WRONG] * 5 + [RIGHT], 0),
        ([], 0),
    ],
)
def test_ndcg(passages: list[ShownPassage], gain: float) -> None:
    """nDCG@5 is the discounted gain of the ranking over that of the ideal order.

    The gain of a quote is 2^grade - 1, at the first passage that finds it.
    """
    best = 3 + 1 / math.log2(3)
    assert judge_ranking([HELPS, ANSWERS], passages)["nDCG@5"] == pytest.approx(gain / best)


def test_ndcg_of_quotes_in_one_passage() -> None:
    """One passage with several quotes scores no more than the maximum."""
    assert judge_ranking([ANSWERS, gold(105, 115)], [RIGHT])["nDCG@5"] == 1


def test_ndcg_of_many_quotes() -> None:
    """The ideal order has five places, like the ranking."""
    quotes = [gold(100 * n, 100 * n + 10) for n in range(8)]
    passages = [passage(100 * n, 100 * n + 10) for n in range(8)]
    assert judge_ranking(quotes, passages)["nDCG@5"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("highlight", "touches"), [((119, 130), 1), ((90, 101), 1), ((120, 130), 0), ((90, 100), 0)]
)
def test_sentence(highlight: tuple[int, int], touches: int) -> None:
    """The score `sentence` says whether the highlight of the first passage touches a quote."""
    shown = passage(90, 130, highlight)
    assert (
        judge_ranking([ANSWERS], [shown, replace(RIGHT, highlights=((100, 120),))])["sentence"]
        == touches
    )
    assert judge_ranking([ANSWERS], [])["sentence"] == 0


# Answers


def question(kind: str = "topic", *urgent: str, gold: tuple[Gold, ...] = ()) -> Question:
    return Question("q", kind, "?", gold, frozenset(urgent), ())


def answer(assistant: Assistant, *urgent: str, answered: bool = True) -> Answer:
    warnings = tuple(replace(w, urgent=w.id in urgent) for w in assistant.warnings)
    return Answer(warnings, "?", kind="passages" if answered else "refusal", passages=(RIGHT,))


BOTH = ("swimming", "generalized")


@pytest.mark.parametrize(
    ("wanted", "shown", "recall", "alarms"),
    [
        ((), (), None, 0),
        ((), ("swimming",), None, 1),
        (("swimming",), ("swimming",), 1, 0),
        (("swimming",), BOTH, 1, 1),
        (BOTH, ("swimming",), 0, 0),
        (BOTH, BOTH, 1, 0),
        (("swimming",), ("generalized",), 0, 1),
    ],
)
def test_urgency(
    wanted: tuple[str, ...],
    shown: tuple[str, ...],
    recall: int | None,
    alarms: int,
    assistant: Assistant,
) -> None:
    """Urgent recall wants all warnings that the question names; any other is a false alarm."""
    figures = judge(question("topic", *wanted), answer(assistant, *shown))
    assert figures.get("urgent recall") == recall
    assert figures["false alarms"] == alarms


@pytest.mark.parametrize("answered", [True, False])
def test_refusals(answered: bool, assistant: Assistant) -> None:
    """Questions that are out of scope should be refused, and no others."""
    given = answer(assistant, answered=answered)
    assert judge(question("out-of-scope"), given)["refused"] == (not answered)
    assert "wrongly refused" not in judge(question("out-of-scope"), given)
    assert judge(question(), given)["wrongly refused"] == (not answered)
    assert "refused" not in judge(question(), given)


def test_only_what_applies(assistant: Assistant) -> None:
    """A question without quotes gets no ranking scores."""
    assert {*judge(question(), answer(assistant))} == {"false alarms", "wrongly refused"}
    figures = judge(question(gold=(ANSWERS,)), answer(assistant))
    assert {"hit@1", "hit@3", "MRR", "nDCG@5", "sentence"} < {*figures}


def test_tally() -> None:
    """The score of a kind is the mean over the questions for which it is defined."""
    tally = Tally()
    for figures in ({"hit@1": 1.0}, {"hit@1": 0.0, "refused": 1.0}, {"hit@1": 0.0}):
        tally.add(figures)
    assert tally.count == 3
    assert tally.figures() == {"hit@1": 0.3333, "refused": 1.0}


def test_failures() -> None:
    """A failure is a score that should be 1 or 0 and is not; a low rank alone is not a failure."""
    right = {"hit@1": 1.0, "sentence": 1.0, "urgent recall": 1.0, "false alarms": 0.0}
    assert failures(question(), right) == []
    wrong = {name: 1 - value for name, value in right.items()}
    assert failures(question(), {**wrong, "hit@3": 0.0, "MRR": 0.1, "nDCG@5": 0.2}) == [*wrong]
    assert failures(question(), {"refused": 0.0}) == ["refused"]
    assert failures(question(), {"wrongly refused": 1.0}) == ["wrongly refused"]


def test_history(assistant: Assistant) -> None:
    """A question with a history is asked in a new chat that begins with that history."""
    alone = replace(question(), question="and at night?")
    leaning = replace(alone, history=("bay leaf compress",))
    (_, first), (_, second), (_, third) = answers(assistant, [alone, leaning, alone])
    assert first.carried == third.carried == ()
    assert "bay" in second.carried


# Files


def write(folder: Path, *lines: object) -> str:
    """Write a file of questions: objects as JSON, bytes unchanged."""
    path = folder / "questions.jsonl"
    path.write_bytes(
        b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    )
    return str(path)


GOOD: dict[str, Any] = {"id": "q1", "kind": "topic", "question": "how?"}


def test_read(home: Path, assistant: Assistant) -> None:
    """A file holds one question per line; quotes are located; blank lines are ignored."""
    quote = "Prevention of seizures"
    assert quote in assistant.document
    full = {
        **GOOD,
        "gold": [{"quote": quote, "grade": 1}],
        "urgent": ["swimming"],
        "history": ["a"],
    }
    first, second = read(write(home, full, b"  ", b"", GOOD, b""), assistant)
    assert first.gold[0].grade == 1
    assert all(assistant.document[a:b] == quote for a, b in first.gold[0].places)
    assert len(first.gold[0].places) == assistant.document.count(quote)
    assert (first.urgent, first.history) == ({"swimming"}, ("a",))
    assert second == Question("q1", "topic", "how?", (), frozenset(), ())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "not JSON: Expecting property name enclosed in double quotes"),
        (b"\xff\xfe", "not UTF-8; save it as UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"id": ' + b"9" * 5000 + b"}", "Exceeds the limit"),
        ([], "must be a JSON object, in braces"),
        (b"null", "must be a JSON object, in braces"),
        ({**GOOD, "golden": []}, 'unknown key "golden"; did you mean "gold"?'),
        ({**GOOD, "xyz": 1}, 'unknown key "xyz"'),
        ({"kind": "topic", "question": "?"}, '"id" must be a string'),
        ({**GOOD, "kind": 3}, '"kind" must be a string'),
        ({**GOOD, "question": None}, '"question" must be a string'),
        ({**GOOD, "gold": {}}, '"gold" must be a list'),
        ({**GOOD, "history": "a"}, '"history" must be a list'),
        ({**GOOD, "history": [1]}, '"history" must be a list of strings'),
        (
            {**GOOD, "urgent": ["swiming"]},
            '"urgent" names an unknown warning: "swiming"; did you mean "sw',
        ),
        ({**GOOD, "gold": ["a"]}, '"gold" must contain objects with "quote" and "grade"'),
        (
            {**GOOD, "gold": [{"quote": "a", "rank": 1}]},
            '"gold" must contain objects with "quote" and',
        ),
        ({**GOOD, "gold": [{"grade": 1}]}, '"quote" must be a string'),
        ({**GOOD, "gold": [{"quote": "a"}]}, '"grade" must be 2 (answers) or 1 (helps)'),
        (
            {**GOOD, "gold": [{"quote": "a", "grade": 3}]},
            '"grade" must be 2 (answers) or 1 (helps)',
        ),
        ({**GOOD, "gold": [{"quote": "Zorg", "grade": 1}]}, 'quote is not in the document: "Zorg"'),
        ({**GOOD, "gold": [{"quote": "", "grade": 1}]}, 'the quote is not in the document: ""'),
    ],
)
def test_complaints(line: object, said: str, home: Path, assistant: Assistant) -> None:
    """The error message for a broken line names the file, the line and what is wrong."""
    path = write(home, GOOD, b"", line)
    with pytest.raises(EvaluationError) as caught:
        read(path, assistant)
    assert str(caught.value).startswith(f"{path}, line 3: ")
    assert said in str(caught.value)


@pytest.mark.parametrize("lines", [[], [b""], [b"  ", b"\t"]])
def test_no_questions(lines: list[bytes], home: Path, assistant: Assistant) -> None:
    """The error message for a file without questions says so."""
    path = write(home, *lines)
    with pytest.raises(EvaluationError, match="it contains no questions"):
        read(path, assistant)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "a", "id": "b", "kind": "topic", "question": "x"}', 'the key "id" is given twice'),
        (
            '{"id": "a", "kind": "topic", "question": "x", '
            '"gold": [{"quote": "cramp", "grade": true}]}',
            '"grade" must be 2',
        ),
    ],
)
def test_what_json_lets_pass(line: str, said: str, tmp_path: Path, assistant: Assistant) -> None:
    """A key that is given twice, and true instead of a number, are refused."""
    file = tmp_path / "questions.jsonl"
    file.write_text(line)
    with pytest.raises(EvaluationError, match=said):
        read(str(file), assistant)


def test_a_queue_in_place_of_the_questions(tmp_path: Path) -> None:
    """A named pipe or a device instead of a file is refused in one sentence, without waiting."""
    os.mkfifo(tmp_path / "questions")
    for name in (str(tmp_path / "questions"), "/dev/zero"):
        ran = here("--evaluate", name)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err == f"cramps: {name}: it is not an ordinary file; name a readable file\n"
