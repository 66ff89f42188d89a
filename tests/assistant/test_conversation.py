"""Follow-ups: what leans on the chat takes over what it is about, and nothing else does."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Answer, Assistant
from assistant.chat.why import why_lines
from assistant.dialogue.followup import CARRIED, is_follow_up
from assistant.render.view import PIPE


def talk(assistant: Assistant, *questions: str) -> Answer:
    """Ask the questions in one chat; return the last answer."""
    chat = assistant.conversation()
    for question in questions:
        answer = chat.ask(question)
    return answer


def leaning(assistant: Assistant, question: str) -> bool:
    return is_follow_up(assistant.index.reader.words(question), assistant.index.common)


LEANING = [
    "go on",
    "tell me more",
    "why?",
    "how often?",
    "is it safe?",
    "and at night?",
    "and for older people?",
    "what about children",
    "which of them is harmless?",
    "only those with potassium",
    "or with vodka instead",
    "does that help pregnant women",
    "so how should I take them",
]

STANDING_ALONE = [
    "which foods contain a lot of potassium and magnesium",
    "why do my legs cramp at night",
    "what causes leg cramps",
    "how should pregnant women treat varicose veins",
    "can flat feet and tight shoes with high heels be the reason",
]


@pytest.mark.parametrize("question", LEANING)
def test_leaning(question: str, assistant: Assistant) -> None:
    """A question that points back, continues, or names too little leans on the chat."""
    assert leaning(assistant, question)
    assert "bay" in talk(assistant, "bay leaf oil compress", question).carried


@pytest.mark.parametrize("question", STANDING_ALONE)
def test_standing_alone(question: str, assistant: Assistant) -> None:
    """A question that stands alone inherits nothing: it is answered as if it were the first."""
    assert not leaning(assistant, question)
    alone = assistant.ask(question).to_dict()
    assert talk(assistant, "bay leaf oil compress", question).to_dict() == alone


@pytest.mark.parametrize("question", [*LEANING, *STANDING_ALONE])
def test_first_question(question: str, assistant: Assistant) -> None:
    """The first question of a chat has nothing to lean on."""
    assert assistant.conversation().ask(question).carried == ()


def test_go_on(assistant: Assistant) -> None:
    """ "Go on" asks for more of the same."""
    first = talk(assistant, "bay leaf oil compress")
    more = talk(assistant, "bay leaf oil compress", "go on")
    assert {p.id for p in more.passages} >= {p.id for p in first.passages[:3]}


def test_only_those(assistant: Assistant) -> None:
    """A narrower follow-up finds what has both the old words and the new one."""
    answer = talk(assistant, "which foods help against cramps?", "only those with potassium")
    assert answer.answered
    assert "foods" in answer.carried
    assert "potassium" not in answer.carried
    assert any("potassium" in passage.text for passage in answer.passages[:2])


def test_carried_words(assistant: Assistant) -> None:
    """`carried` are the words taken over as they were typed, in normal form, each once."""
    answer = talk(assistant, "Bay LEAF, leaf oil compress", "and at night?")
    assert answer.carried == ("bay", "leaf", "oil", "compress")


def test_typed_words_are_not_carried(assistant: Assistant) -> None:
    """A word that is typed again is typed, not carried."""
    assert "leaf" not in talk(assistant, "bay leaf", "and that leaf?").carried


def test_chain(assistant: Assistant) -> None:
    """A follow-up to a follow-up still knows what the chat is about, newer words first."""
    answer = talk(assistant, "bay leaf oil compress", "and honey?", "and at night?")
    assert answer.carried[:2] == ("honey", "bay")


def test_older_words_fade(assistant: Assistant) -> None:
    """Older words weigh less with each turn, and less than what is typed."""
    chat = assistant.conversation()
    weights = []
    for question in ("bay leaf oil compress", "and honey?", "and at night?"):
        chat.ask(question)
        assert chat.last
        weights += [term.weight for term in chat.last.query.terms if term.word == "bay"]
    assert weights == pytest.approx([1, CARRIED, CARRIED * CARRIED])


def test_new_topic_ends_the_old(assistant: Assistant) -> None:
    """After a question that stands alone, follow-ups are about it."""
    answer = talk(assistant, "bay leaf oil compress", STANDING_ALONE[0], "and at night?")
    assert "potassium" in answer.carried
    assert "bay" not in answer.carried


def test_chats_do_not_mix(assistant: Assistant) -> None:
    """Two chats with one assistant know nothing of each other."""
    one, other = assistant.conversation(), assistant.conversation()
    one.ask("bay leaf oil compress")
    other.ask("magnesium and potassium")
    assert "bay" in one.ask("and at night?").carried
    assert "bay" not in other.ask("and at night?").carried


def test_danger_is_carried(assistant: Assistant) -> None:
    """A follow-up to a question of danger is one, too, and says by which words."""
    answer = talk(assistant, "I got a cramp while swimming in the lake", "what should I do then?")
    assert [w.id for w in answer.warnings if w.urgent] == ["swimming"]
    assert answer.warnings[0].because


def test_danger_before_what_comes_first(assistant: Assistant) -> None:
    """While a danger goes on, the passages for a mere cry are not put first, nor said to be."""
    chat = assistant.conversation()
    chat.ask("I got a cramp while swimming in the lake")
    answer = chat.ask("my leg!", top=100)
    calm = assistant.ask("my leg!").passages
    assert answer.urgent_passages
    assert answer.passages[0].id != calm[0].id
    assert chat.last
    found = [passage.id for passage in answer.passages]
    lines = why_lines(assistant, answer, chat.last.query, found.index(calm[0].id), PIPE)
    assert "puts first" not in "".join(text for line in lines for _, text in line)


def test_danger_ends_with_its_topic(assistant: Assistant) -> None:
    """A new topic after a danger is calm again."""
    answer = talk(assistant, "I got a cramp while swimming in the lake", STANDING_ALONE[0])
    assert not any(warning.urgent for warning in answer.warnings)


def test_danger_in_a_follow_up(assistant: Assistant) -> None:
    """A danger is seen at any point of a chat."""
    calm = ["what should I eat", "and with potassium?", "and fish?"]
    for danger, id in (
        ("would that work in the sea too?", "swimming"),
        ("she has gone stiff all over and does not hear us", "generalized"),
    ):
        answer = talk(assistant, *calm, danger)
        assert id in [w.id for w in answer.warnings if w.urgent], danger


@given(st.lists(st.sampled_from([*LEANING, *STANDING_ALONE, "", "botox", "lemmon"]), max_size=6))
def test_same_chat_same_answers(assistant: Assistant, questions: list[str]) -> None:
    """A chat depends on nothing but its questions."""
    one, other = assistant.conversation(), assistant.conversation()
    for question in questions:
        assert one.ask(question).to_dict() == other.ask(question).to_dict()


def test_bounded_memory(assistant: Assistant) -> None:
    """A chat of any length keeps no more than its last turn, and that does not grow for ever."""
    chat = assistant.conversation()
    words = ["honey", "lemon", "garlic", "salt", "shoes", "veins", "night", "sport"] * 30
    sizes = []
    for word in words:
        chat.ask(f"and {word}?")
        assert chat.last
        sizes.append(len(chat.last.query.terms))
    assert set(vars(chat)) == {"assistant", "last"}
    assert max(sizes[8:]) <= max(sizes[:8]) + 20
    assert sys.getsizeof(chat.last.query.terms) < 10_000


def test_faded_words_are_dropped(assistant: Assistant) -> None:
    """Words that weigh next to nothing are not carried any more, nor told."""
    words = ["socks", "lemon", "garlic", "honey", "shoes", "heels", "veins", "salt", "night"]
    answer = talk(assistant, "bay leaf", *(f"and {word}?" for word in words))
    assert "bay" not in answer.carried


@pytest.mark.parametrize("question", ["", "   ", "?!", "..."])
def test_nothing_asked_in_a_chat(question: str, assistant: Assistant) -> None:
    """A blank line of a chat is no question, and the chat goes on behind it."""
    assert not talk(assistant, "bay leaf", question).answered
    assert "bay" in talk(assistant, "bay leaf", question, "and at night?").carried


@pytest.mark.parametrize("question", ["for how many days?", "how many times a day?"])
def test_common_words_lean(question: str, assistant: Assistant) -> None:
    """A question of nothing but talk leans, though its words stand all over the document."""
    assert "bay" in talk(assistant, "what can I do with bay leaf?", question).carried
