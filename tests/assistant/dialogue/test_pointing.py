"""Referring to the last list: by number, by word, by line, and with "more"."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.dialogue.memory import LONGEST_LIST
from tests.helpers.chats import ids, talk

REMEDIES = "what home remedies are there?"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("2", 2),
        ("the second one", 2),
        ("open 2", 2),
        ("number two please", 2),
        ("show me the 3rd one again", 3),
        ("the first again", 1),
        ("the last one", 5),
        ("the last", 5),
        ("back to number one", 1),
        ("the third one sounds good, tell me more", 3),
        ("i'd quite like to read the fourth passage in full, please", 4),
        ("not the first one, show my wife the second", 2),
        ("could you open number three, my glasses are in the kitchen", 3),
        ("the one at the bottom please, i can't see the end of it", 5),
        ("thrid one pls", 3),
        ("that second one, say it again", 2),
        ("wait the one on top, i did not get it", 1),
        ("ok the 2nd what is it exactly", 2),
        ("the second one, my glasses are off", 2),
        ("whats no 2 all about", 2),
        ("the 2nd sounds good, how does it go", 2),
        ("no 2 sounds doable, what's it say exactly", 2),
        ("can I have 3 again", 3),
        ("whats number 3 saying in full, cannae be bothered scrolling", 3),
    ],
)
def test_pointing_at_a_passage(line: str, place: int, assistant: Assistant) -> None:
    """A number or an ordinal opens that passage of the last list, even after talk and a refusal."""
    listed = ids(talk(assistant, REMEDIES))
    for between in ([], ["thanks"], ["botox"], ["the first one"]):
        answer = talk(assistant, REMEDIES, *between, line)
        assert (answer.kind, ids(answer)) == ("passages", listed[place - 1 : place])


def test_pointing_by_a_word(assistant: Assistant) -> None:
    """A passage of the list can be named by one of its words."""
    answer = talk(assistant, REMEDIES, "the lemon one")
    assert answer.kind == "passages"
    assert all("lemon" in passage.text.casefold() for passage in answer.passages)


def test_pointing_at_a_line(assistant: Assistant) -> None:
    """A line of the document can be named, with or without a list."""
    assert ids(talk(assistant, "line 143")) == ["143"]
    assert ids(talk(assistant, REMEDIES, "show me line 143")) == ["143"]
    assert talk(assistant, "line 144").kind == "talk"


def test_pointing_beyond_the_end(assistant: Assistant) -> None:
    """For a number beyond the end of the list, the answer says how many there are."""
    answer = talk(assistant, REMEDIES, "9")
    assert (answer.kind, answer.passages) == ("talk", ())
    assert "showed 5 passages" in answer.reply


def test_question_about_a_passage(assistant: Assistant) -> None:
    """After the user opens a passage, the next question is about it."""
    pointed = ids(talk(assistant, REMEDIES, "the lemon one"))
    assert ids(talk(assistant, REMEDIES, "the lemon one", "how often?"))[0] in pointed


def test_question_that_points(assistant: Assistant) -> None:
    """A question, too, may refer to a passage of the list; it is then about that passage."""
    listed = ids(talk(assistant, REMEDIES))
    assert ids(talk(assistant, REMEDIES, "the second one, how often?"))[0] == listed[1]


@pytest.mark.parametrize(
    "line",
    [
        "more",
        "next",
        "yes",
        "go on",
        "what else?",
        "anything else?",
        "brilliant, what else?",
        "owt else besides them",
        "i've read those, what other ones have you got?",
        "please turn the page for me",
        "and?",
        "what was left on that",
        "give me five more",
        "there must be more on that list of yours, keep going",
    ],
)
def test_more(line: str, assistant: Assistant) -> None:
    """A request for more shows passages of the list not shown yet, until there are no more."""
    chat = assistant.conversation()
    seen = ids(chat.ask(REMEDIES))
    chat.ask("thanks")
    while (answer := chat.ask(line)).kind == "passages":
        assert not {*ids(answer)} & {*seen}
        seen += ids(answer)
        assert len(seen) <= LONGEST_LIST
    assert answer.kind == "talk"
    assert answer.reply


def test_weaker_matches_are_named(assistant: Assistant) -> None:
    """The strong passages come first; the page after them says that its passages match less well,
    and has no others."""
    chat = assistant.conversation()
    strong = assistant.ask("lemon juice", top=100).passages
    answer = chat.ask("lemon juice", top=1)
    for _ in strong[1:]:
        answer = chat.ask("more", top=5)
        assert not answer.weaker
        assert "Weaker matches" not in str(answer)
    answer = chat.ask("more", top=5)
    assert answer.weaker
    assert answer.to_dict()["weaker"] is True
    assert str(answer).count("\n\nWeaker matches:\n\n1  ") == 1
    assert not {*ids(answer)} & {passage.id for passage in strong}


@pytest.mark.parametrize(
    ("first", "line", "more"),
    [
        ("which exercises help a calf?", "are there any further ones for the calf?", True),
        ("which foods have calcium?", "anything more on the food side?", True),
        ("which foods have calcium?", "she wants to hear the others too", True),
        ("which foods have calcium?", "do continue with whatever is left", True),
        ("which foods have calcium?", "how about the rest", True),
        ("which foods have calcium?", "what else besides bananas", True),
        ("which foods have calcium?", "is it my left calf?", False),
        ("which foods have calcium?", "which other foods have potassium?", False),
        ("how do I massage my calf?", "and the other calf?", False),
        ("how much water should I drink?", "should I drink more water?", False),
        ("how much water should I drink?", "does somebody else get it?", False),
    ],
)
def test_more_of_the_same(first: str, line: str, more: bool, assistant: Assistant) -> None:
    """A request for others that names nothing new asks for more; other questions are answered."""
    chat = assistant.conversation()
    chat.ask(first)
    before = chat.state.listing
    assert before
    answer = chat.ask(line)
    after = chat.state.listing
    assert after
    assert (after.query is before.query and answer.kind == "passages") == more


def test_emergency_number_is_no_line(assistant: Assistant) -> None:
    """A number points at a line of the document only after the word "line"."""
    assert "begins on line" not in talk(assistant, REMEDIES, "999 on the line").reply


def test_nothing_to_point_at(assistant: Assistant) -> None:
    """Without a list, the answer says that nothing has been listed."""
    answer = assistant.ask("more")
    assert (answer.kind, answer.passages) == ("talk", ())
    assert "not listed anything" in answer.reply


@pytest.mark.parametrize("line", ["my second child has cramps", "second time tonight, why?"])
def test_ordinal_of_something_else(line: str, assistant: Assistant) -> None:
    """An ordinal before a noun does not refer to a place in the list."""
    listed = ids(talk(assistant, REMEDIES))
    assert ids(talk(assistant, REMEDIES, line)) != listed[1:2]


def test_asks_to_see(assistant: Assistant) -> None:
    """A line that asks for an item in the list may also say what it is about."""
    first = "my calf cramps when I sit at work"
    listed = ids(talk(assistant, first))
    line = "elaborate the second point you told just now about sitting"
    assert ids(talk(assistant, first, line)) == listed[1:2]
