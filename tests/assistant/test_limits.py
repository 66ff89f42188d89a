"""Limits never hide a danger: the whole question is checked for warnings."""

from __future__ import annotations

import time

import pytest

from assistant import Assistant
from assistant.engine import LONGEST_QUESTION

CHATTER = "we had tea and toast and then my aunt came over to talk about her garden. "
DANGER = "my son is having a seizure"


@pytest.mark.parametrize("before", [0, 700, 5_000, 9_990, 10_000, 30_000])
def test_a_danger_anywhere_in_a_long_question(before: int, assistant: Assistant) -> None:
    """A danger is recognised anywhere in a question, even beyond the part that the search reads."""
    text = (CHATTER * 1000)[:before] + f" {DANGER}. " + CHATTER * 200
    answer = assistant.ask(text)
    assert answer.warnings[0].signal == "DANGER"
    assert "seizure" in answer.warnings[0].because


def test_a_misspelt_danger_behind_many_words(assistant: Assistant) -> None:
    """A misspelt danger word is recognised even after hundreds of different words."""
    known = list(dict.fromkeys(assistant.document.split()))[:400]
    answer = assistant.ask(f"{' '.join(known)} my son is having a siezure")
    assert answer.warnings[0].signal == "DANGER"


def test_what_was_cut(assistant: Assistant) -> None:
    """The answer says how many characters the search left out; JSON does so only if it left any
    out."""
    answer = assistant.ask("x" * (LONGEST_QUESTION + 5))
    assert answer.cut == 5
    assert answer.to_dict()["cut"] == 5
    assert "cut" not in assistant.ask("x" * LONGEST_QUESTION).to_dict()


@pytest.mark.parametrize("blank", [" ", "\t ", "\n"])
def test_thousands_of_blanks(blank: str, assistant: Assistant) -> None:
    """Blanks cost hardly any time: ten thousand of them take less than a second."""
    begun = time.process_time()
    assert assistant.ask(blank * 10_000 + DANGER).warnings[0].signal == "DANGER"
    assistant.ask(f"why{blank * 9_000}po")
    assert time.process_time() - begun < 1
