"""Details of an answer: `/open` shows the context of a passage, `/why` how it was found."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chat.session import Chat
from assistant.chat.settings import Settings
from assistant.prepared import prepare
from tests.helpers.paper import Paper
from tests.helpers.talking import body, say


def test_open(chat: Chat) -> None:
    """A passage is opened by its number, with its surroundings and its line in the source."""
    text = body(chat, "what helps in winter", "/open 1")
    assert text.startswith("Nosebleeds: what to do › Keeping it from coming back\n")
    assert "\n>  27  *Dry air in winter" in text
    assert "Tags: prevention, home" in text
    assert "   25  take no hot drinks" in text


def test_open_by_line(chat: Chat) -> None:
    """Any line of the document can be opened; numbers of the answer take precedence."""
    assert "\n>  33  Call an ambulance" in body(chat, "/open 33")
    assert "\n>  33  Call an ambulance" in body(chat, "/open 34")
    assert "\n>  27  *Dry air" in body(chat, "what helps in winter", "/open 1")
    assert "\n>   3  " in body(chat, "/open line 1")


def test_open_what_was_not_shown(chat: Chat) -> None:
    """A number beyond the passages shown is a line number."""
    chat.settings.top = 1
    body(chat, "what helps in winter")
    assert chat.readings[-1].shown == 1
    assert ">   3  " in body(chat, "/open 3")


def test_open_what_is_not_there(chat: Chat) -> None:
    """For a line that does not exist, the message gives the number of lines."""
    text = body(chat, "what helps in winter", "/open 1200")
    assert text == "There is no line 1200; the document has 36 lines.\n"


@pytest.mark.parametrize("argument", ["", "one", "0", "-1", "1.5"])
def test_open_needs_a_number(chat: Chat, argument: str) -> None:
    """Without a number, the command shows an example."""
    text = body(chat, f"/open {argument}")
    assert text == "Which passage? For example: /open 1, or /open line 246\n"


def test_why(chat: Chat) -> None:
    """`/why` shows the words, each with its share of the score, and the section and tags."""
    text = body(chat, "sit up and lean forward", "/why 1")
    assert '%  "sit"\n' in text
    shares = [int(line.split("%")[0]) for line in text.splitlines() if "%" in line]
    assert 95 <= sum(shares) <= 102
    assert min(shares) >= 1
    assert "Section: Nosebleeds: what to do › Stopping a nosebleed" in text
    assert "Tags: " in text


def test_why_the_nearest(chat: Chat) -> None:
    """The nearest passages of a refusal are explained, too."""
    text = body(chat, "can cold air cause asthma", "/why")
    assert "found by these words:\n" in text
    assert '"cold"' in text


def test_why_names_every_way(chat: Chat) -> None:
    """`/why` distinguishes typed, thesaurus, corrected and inherited words."""
    assert '"petroleum", related to "vaseline"' in body(chat, "vaseline", "/why")
    assert '"radiatr", read as "radiator"' in body(chat, "radiatr", "/why")
    assert "from earlier in the chat" in body(chat, "what helps in winter", "and why?", "/why")


def test_why_asked_as(chat: Chat) -> None:
    """`/why` shows the asked-as line that fits best."""
    text = body(chat, "how long must it be squeezed", "/why 1")
    assert 'Closest question that it answers: "how long must I squeeze?"' in text


def test_why_put_first(chat: Chat) -> None:
    """`/why` says so if a passage always comes first."""
    assert "which the document's author put first" in body(chat, "my nose!", "/why 1")


def test_why_what_is_not_there(chat: Chat) -> None:
    """For a passage that the answer does not have, `/why` says how many it has."""
    assert "There is no passage 9; the answer has 3." in body(
        chat, "what helps in winter", "/why 9"
    )
    assert body(chat, "is toothache bad", "/why 1").startswith("There is no passage 1")


def test_a_passage_pointed_at_keeps_its_number(chat: Chat) -> None:
    """A passage asked for by its place keeps its number in the list, also for /open and /why."""
    chat.settings.top = 2
    text = body(chat, "what helps in winter", "the second one")
    assert text.startswith("2  ")
    opened = chat.readings[-1].answer.passages[0].line
    assert f"\n> {opened:>3}  " in body(chat, "/open 2")
    assert "There is no" not in body(chat, "/why 2")
    assert "There is no passage 1" in body(chat, "/why 1")


def test_glossary_once(warm_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What "seizure" means here is said once in a chat, also by /warnings, /tag and /open."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(warm_cache))
    built_in = Chat(prepare(None), Settings(history=False), Paper())
    lines = ("how to avoid seizures at night", "/warnings", "/open line 76", "/open line 366")
    pages = [say(built_in, line) for line in (*lines, "/tag sport", "", "", "")]
    assert "".join(pages).count("mean a cramp here") == 1


def test_more_after_pointing(chat: Chat) -> None:
    """After one passage of a list, "more" and Enter go on with the list."""
    chat.settings.top = 2
    body(chat, "what helps in winter", "the second one")
    seen = {passage.id for reading in chat.readings for passage in reading.answer.passages[:2]}
    assert body(chat, "more") != "No more results.\n"
    assert chat.readings[-1].answer.passages[0].id not in seen
