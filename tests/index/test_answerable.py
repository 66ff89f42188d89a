"""Whether there is an answer: the features, and what the fitted model makes of them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import AskedAs
from index.answerable import BEYOND, LACKING, Verdict, decide, figures, model
from index.search import Index
from tests.helpers.places import QUESTIONS
from tests.helpers.small import OTHERS, document, index_of

CALIBRATED = 0.05
"""Largest expected calibration error."""

REFUSED = 0.75
"""Smallest share of our own questions on other subjects that are refused."""


def judged(index: Index, question: str, urgent: bool = False) -> Verdict:
    words = index.reader.words(question)
    query = index.reader.read(words)
    return decide(index, words, query, index.search(query), urgent)


def figured(index: Index, question: str) -> dict[str, float]:
    words = index.reader.words(question)
    query = index.reader.read(words)
    return figures(index, words, query, index.search(query), urgent=False)


@pytest.mark.parametrize(
    "question",
    ["what helps against cramps at night", "magnesium for leg cramps", "charley horse in my calf"],
)
def test_answered(question: str, index: Index) -> None:
    """A question about something in the document is answered."""
    assert judged(index, question).answered


@pytest.mark.parametrize(
    "question",
    [
        "",
        "tinnitus",
        "how much does botox cost",
        "the of and",
        "what is the date",
        "7",
        "b",
        "hello",
    ],
)
def test_not_answered(question: str, index: Index) -> None:
    """A question about anything else is not answered, nor is a number or a letter."""
    assert not judged(index, question).answered


@given(st.text(alphabet="abcramp legs?7", max_size=40), st.booleans())
def test_verdicts(index: Index, question: str, urgent: bool) -> None:
    """A confidence is a probability, and a question is answered only if the nearest passages are
    near enough to be shown."""
    verdict = judged(index, question, urgent)
    assert 0 <= verdict.confidence <= 1
    assert verdict.near or not verdict.answered


def test_a_common_unknown_word_does_not_refuse(index: Index) -> None:
    """An everyday word that is not in the document does not make a question unanswerable."""
    assert judged(index, "my husband gets cramps in his calf at night").answered


@pytest.mark.parametrize("thing", ["lupus", "creatine", "reflexology", "an epidural"])
def test_something_lacking(thing: str, index: Index) -> None:
    """A question about the subject that names something special that is not in the document is only
    answered with a confidence of LACKING or more."""
    verdict = judged(index, f"can I take something for leg cramps at night after {thing}")
    assert verdict.answered == (verdict.confidence >= LACKING)
    assert not judged(index, f"{thing} and calf cramps").answered


@pytest.mark.parametrize(
    "question",
    [
        "side effects of Detralex for leg cramps",
        "why is a leg cramp called a charley horse",
    ],
)
def test_something_beyond(question: str, index: Index) -> None:
    """A question that names something listed as beyond the document is not answered, however many
    of its other words are in the document, unless it raises an alarm."""
    assert judged(index, question).confidence <= BEYOND
    assert not judged(index, question).answered
    assert judged(index, question, urgent=True).answered


@pytest.mark.parametrize("thing", ["stress", "anaemia", "smoking"])
def test_idioms(thing: str, index: Index) -> None:
    """The words of a thesaurus phrase count as one thing, not as words that are left out."""
    assert judged(index, f"does {thing} play a role").answered


def test_other_subjects_are_refused(index: Index) -> None:
    """Most of our own questions on other subjects are refused."""
    lines = (QUESTIONS / "outside.jsonl").read_text(encoding="utf-8").splitlines()
    refused = [not judged(index, json.loads(line)["question"]).answered for line in lines]
    assert sum(refused) >= REFUSED * len(refused)


@pytest.mark.parametrize("asked", [{}, {0: [AskedAs("why does it bleed?")]}])
def test_the_model_knows_all_figures(asked: dict[int, list[AskedAs]]) -> None:
    """Each feature has a weight, with and without asked-as lines, and each weight a feature."""
    index = index_of(document("A nose bleeds.", *OTHERS, asked=asked))
    found = figured(index, "why does my nose bleed at night")
    assert found.keys() == model(bool(asked)).weights.keys()


def test_unknown_words() -> None:
    """Unknown words have a share of the question's weight; a common one has a small share."""
    index = index_of(document("A nose bleeds.", *OTHERS))
    found = figured(index, "nose tinnitus")
    assert 0 < figured(index, "nose yesterday's")["unknown"] < found["unknown"] < 1
    assert figured(index, "nose bleeds")["unknown"] == 0


@pytest.mark.parametrize("word", ["popular", "date", "transfer", "stages"])
def test_one_stray_word(word: str, index: Index) -> None:
    """One everyday word that happens to be in the document does not make an answer."""
    assert not judged(index, f"what is the {word}").answered


def test_what_a_passage_covers() -> None:
    """Words of a question that the best passages contain are covered; the others are left out."""
    index = index_of(document("A nose bleeds.", "Ice cools.", *OTHERS))
    assert figured(index, "nose bleeds")["left out"] == 0
    assert figured(index, "nose ice")["left out"] > 0.3


def test_no_asked_lines_are_no_disadvantage() -> None:
    """Without asked-as lines, a score counts as if the other fields were the only ones."""
    plain = index_of(document("A nose bleeds.", *OTHERS))
    texts = ["A nose bleeds.", *OTHERS]
    lines = {number: [AskedAs(text)] for number, text in enumerate(texts)}
    asked = index_of(document(*texts, asked=lines))
    assert figured(plain, "nose")["score"] == pytest.approx(
        figured(asked, "nose")["score"], rel=0.5
    )


def test_reliability(index: Index) -> None:
    """On our own questions, grouped by tenths, a confidence is right as often as it says.

    `tests.benchmarks.answerable` measures sources that were left out of the fitting.
    """
    sets = [("answerable", 1), ("outside", 0), ("outside-more", 0)]
    seen = [
        (judged(index, json.loads(line)["question"]).confidence, answerable)
        for name, answerable in sets
        for line in (QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    tens = [[pair for pair in seen if min(int(10 * pair[0]), 9) == ten] for ten in range(10)]
    error = sum(abs(sum(sure - right for sure, right in ten)) for ten in tens) / len(seen)
    assert error <= CALIBRATED
