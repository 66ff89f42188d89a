"""The chat without a terminal: each line of it becomes a page, warnings first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assistant import __version__
from assistant.chat import commands
from assistant.chat.app import greet, take
from assistant.chat.history import history_file
from assistant.chat.session import Chat
from assistant.chat.settings import Settings, config_file
from assistant.prepared import Prepared, cache_folder
from assistant.render.lines import columns
from tests.helpers.paper import Paper

STANDING = 'WARNING  Heavy bleeding: "Call an ambulance if the blood pours" (33)\n'
ADVICE = {"more": "", "open": "1", "why": "1", "tag": "home", "save": "chat.md"}


def say(chat: Chat, *lines: str) -> str:
    """Type the lines; return the last page."""
    for line in lines:
        take(chat, line)
    assert isinstance(chat.screen, Paper)
    return chat.screen.text


def body(chat: Chat, *lines: str) -> str:
    """Type the lines; return what stands below the warnings of the last page."""
    text = say(chat, *lines)
    assert text.startswith(STANDING + "\n")
    return text.removeprefix(STANDING + "\n")


def test_greeting(chat: Chat, paper: Paper) -> None:
    """A chat begins with the warnings, what can be asked, and where the history is."""
    greet(chat)
    assert paper.text.startswith(STANDING)
    assert "Answers from one document about nosebleeds, word for word." in paper.text
    assert "Questions are kept in" in paper.text


def test_warnings_first(chat: Chat, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of every command begins with the warnings."""
    monkeypatch.chdir(home)
    for asked in (False, True):
        for command in commands.TABLE:
            if command.name != "quit":
                text = say(chat, f"/{command.name} {ADVICE.get(command.name, '')}")
                assert text.startswith("WARNING  Heavy bleeding"), (command.name, asked)
        take(chat, "sit up and lean forward")


@given(st.text())
@example("/open 99999999999999999999")
@example("/open ²")
@example("/tag \x1b[2J")
@example("/ ")
@example("")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_line(prepared: Prepared, line: str) -> None:
    """Whatever is typed, a page comes of it, warnings first, with nothing a terminal could obey."""
    paper = Paper(30)
    chat = Chat(prepared, Settings(history=False), paper)
    try:
        take(chat, line)
    except EOFError:
        assert line.strip().lower() in ("/quit", "quit", "exit")
        return
    text = paper.text
    assert text.startswith(("WARNING", "DANGER"))
    assert all(character == "\n" or character.isprintable() for character in text)


@pytest.mark.parametrize("width", [30, 40, 80, 120])
def test_width(prepared: Prepared, width: int) -> None:
    """No line of any page is wider than the terminal, whatever the script of the question."""
    paper = Paper(width)
    chat = Chat(prepared, Settings(history=False), paper)
    greet(chat)
    lines = [
        "鼻血が止まりません、どうしたらいいですか" * 3,
        "sit up and lean forward",
        "the blood is pouring",
    ]
    for line in [*lines, "/open 1", "/why 1", "/help", "/topics", "/tags", "/about", "/warnings"]:
        take(chat, line)
    widest = max(columns(row) for page in paper.pages for row in page.plain().splitlines())
    assert widest <= width


def test_answer(chat: Chat) -> None:
    """An answer shows the best passage in full with its marked sentence, section, tags and line."""
    text = body(chat, "what helps in winter")
    assert "1  »Dry air in winter makes nosebleeds likelier.« A bowl of water on the" in text
    assert "Keeping it from coming back · prevention, home · line 27" in text
    assert "Surroundings: /open 1. Why: /why 1." in text


def test_what_can_be_done_below(chat: Chat) -> None:
    """Below an answer stands how many passages are left."""
    assert "more: Enter. Surroundings" in body(chat, "nosebleed blood do not")


def test_top(prepared: Prepared) -> None:
    """At most as many passages are shown at a time as the settings say."""
    paper = Paper()
    chat = Chat(prepared, Settings(top=2, history=False), paper)
    take(chat, "nosebleed blood do not")
    assert "\n1  " in paper.text
    assert "\n2  " in paper.text
    assert "\n3  " not in paper.text


def test_small_window(prepared: Prepared) -> None:
    """In a low window fewer passages are shown, so that the warnings stay on the screen."""
    paper = Paper(80, 14)
    chat = Chat(prepared, Settings(history=False), paper)
    take(chat, "nosebleed blood do not")
    assert "\n1  " in paper.text
    assert paper.text.count("\n") <= 14 - 3


@pytest.mark.parametrize("more", ["", "more", "/more", "  "])
def test_more(chat: Chat, more: str) -> None:
    """Enter on an empty line, `more` and `/more` show the next passages, until all were shown."""
    chat.settings.top = 2
    body(chat, "nosebleed blood do not")
    text = body(chat, more)
    assert "\n1  " not in f"\n{text}"
    assert f"\n{text}".startswith("\n3  ")
    assert "/open 3" in text
    for _ in range(10):
        text = body(chat, more)
    assert text == "That was all that was found.\n"


def test_more_of_nothing(chat: Chat) -> None:
    """Enter before the first question says how to ask."""
    assert body(chat, "") == "Ask first, in your own words, about nosebleeds.\n"


def test_danger(chat: Chat) -> None:
    """An urgent answer begins with the danger, what to do, and the passages in full."""
    text = say(chat, "the blood is pouring")
    assert text.startswith("DANGER   Heavy bleeding\n         1  “Sit up and lean forward” (10)\n")
    assert "Heavy bleeding, in the document's words:" in text


def test_danger_until_the_next_question(chat: Chat) -> None:
    """Commands after an urgent answer keep the danger on their pages, the next question ends it."""
    for line in ("the blood is pouring", "/help", "/tags", "/nonsense", ""):
        assert say(chat, line).startswith("DANGER   Heavy bleeding\n")
    calm = "does petroleum jelly inside the nostril help in dry winter air"
    assert say(chat, calm).startswith(STANDING)


def test_refusal(chat: Chat) -> None:
    """A question that the document does not answer is refused in one sentence, warnings first."""
    text = body(chat, "is toothache bad")
    assert 'The document does not answer this: it does not mention "toothache".' in text


def test_too_long(chat: Chat) -> None:
    """Of a very long question the beginning is read, and the user is told."""
    assert "Only the first 10,000 characters were read." in say(chat, "nosebleed " * 2000)


def test_follow_up(chat: Chat) -> None:
    """A follow-up says what it took over."""
    assert "(about: helps, winter)" in body(chat, "what helps in winter", "and why?")


def test_open(chat: Chat) -> None:
    """A passage is opened by its number, with its surroundings and its line in the source."""
    text = body(chat, "what helps in winter", "/open 1")
    assert text.startswith("Nosebleeds: what to do › Keeping it from coming back\n")
    assert ">  Dry air in winter" in text
    assert "line 27" in text
    assert "   25  take no hot drinks" in text


def test_open_by_line(chat: Chat) -> None:
    """A number beyond the answer is the line of a passage, as quotations give it."""
    assert ">  Call an ambulance" in body(chat, "/open 33")


def test_open_what_is_not_there(chat: Chat) -> None:
    """A passage that does not exist is refused with what there is."""
    text = body(chat, "what helps in winter", "/open 12")
    assert text.startswith("There is no passage 12: the answer has 3; no passage begins on line")


@pytest.mark.parametrize("argument", ["", "one", "0", "-1", "1.5"])
def test_open_needs_a_number(chat: Chat, argument: str) -> None:
    """Without a number the command shows an example."""
    text = body(chat, f"/open {argument}")
    assert text == "Give the number of a passage, for example: /open 1\n"


def test_why(chat: Chat) -> None:
    """`/why` shows the words, how they came in, the fields, and shares that add up to the score."""
    text = body(chat, "sit up and lean forward", "/why 1")
    assert '"sit", typed' in text
    assert "text" in text
    shares = [int(line.split("%")[0]) for line in text.splitlines() if "·" in line]
    assert 98 <= sum(shares) <= 102


def test_why_names_every_way(chat: Chat) -> None:
    """`/why` tells typed words from those of the thesaurus, the spelling, and the chat."""
    assert 'thesaurus for "vaseline"' in body(chat, "vaseline", "/why")
    assert 'spelling: read as "radiator"' in body(chat, "radiatr", "/why")
    assert "taken over from the chat" in body(chat, "what helps in winter", "and why?", "/why")


def test_why_asked_as(chat: Chat) -> None:
    """`/why` shows the asked-as line that fits best."""
    text = body(chat, "how long must it be squeezed", "/why 1")
    assert 'Asked-as line that fits best: "how long must I squeeze?"' in text


def test_why_put_first(chat: Chat) -> None:
    """`/why` of a passage that comes first whatever its words says so."""
    assert "put first by the document's author" in body(chat, "my nose!", "/why 1")


def test_why_what_is_not_there(chat: Chat) -> None:
    """`/why` of a passage that the answer does not have says how many it has."""
    assert "There is no passage 9; the answer has 3." in body(
        chat, "what helps in winter", "/why 9"
    )
    assert body(chat, "is toothache bad", "/why 1").startswith("There is no passage 1")


def test_tag(chat: Chat) -> None:
    """A tag limits the answers until it is cleared."""
    assert body(chat, "/tag home") == (
        "Answers come only from passages tagged home. /tag alone clears.\n"
    )
    body(chat, "nosebleed blood do not")
    assert {"home"} <= set(chat.readings[-1].answer.passages[0].tags)
    assert body(chat, "/tag") == "Answers come from the whole document.\n"
    assert chat.tags == ()


def test_two_tags(chat: Chat) -> None:
    """Several tags can be given, in any case."""
    text = body(chat, "/tag Home, first-aid home")
    assert chat.tags == ("home", "first-aid")
    assert "home and first-aid" in text


def test_unknown_tag(chat: Chat) -> None:
    """An unknown tag names the nearest one and leaves the filter as it was."""
    assert body(chat, "/tag hom") == 'There is no tag "hom"; did you mean "home"?\n'
    assert body(chat, "/tag qqq") == 'There is no tag "qqq"; /tags lists them.\n'
    assert chat.tags == ()


def test_unknown_command(chat: Chat) -> None:
    """An unknown command names the nearest one."""
    assert body(chat, "/hlep") == 'There is no command "/hlep"; did you mean "/help"?\n'
    assert body(chat, "/xyz") == 'There is no command "/xyz"; /help lists them.\n'


@pytest.mark.parametrize("plain", [True, False])
def test_help_has_every_command(prepared: Prepared, plain: bool) -> None:
    """The help is made from the table of commands, and fits on one screen."""
    for width in (30, 80):
        paper = Paper(width, plain=plain)
        take(Chat(prepared, Settings(history=False), paper), "/help")
        for command in commands.TABLE:
            assert command.usage in paper.text
        assert width == 30 or paper.text.count("\n") <= 22


@pytest.mark.parametrize("word", ["help", "?", "HELP"])
def test_bare_words(chat: Chat, word: str) -> None:
    """`help` alone is a cry that the help answers."""
    assert "/open N" in body(chat, word)


@pytest.mark.parametrize("word", ["/quit", "quit", "exit", "/QUIT"])
def test_quit(chat: Chat, word: str) -> None:
    """The chat can be left by a word."""
    with pytest.raises(EOFError):
        take(chat, word)


def test_tags(chat: Chat) -> None:
    """`/tags` lists the tags with what they mean."""
    assert "prevention" in body(chat, "/tags")
    assert "What keeps it from coming back" in body(chat, "/tags")


def test_topics(prepared: Prepared) -> None:
    """`/topics` draws a bar per tag, the longest first, and numbers only in plain text."""
    drawn, plain = Paper(plain=False), Paper()
    for paper in (drawn, plain):
        take(Chat(prepared, Settings(history=False), paper), "/topics")
    rows = drawn.text.splitlines()[2:]
    assert len(rows) == len(prepared.face["tags"])
    bars = [row.count("█") for row in rows]
    assert bars == sorted(bars, reverse=True)
    assert min(bars) >= 1
    assert "█" not in plain.text


def test_warnings(chat: Chat) -> None:
    """`/warnings` shows the passages of every warning in full."""
    text = body(chat, "/warnings")
    assert "Heavy bleeding, in the document's words:" in text
    assert "if you faint." in text


def test_about(chat: Chat) -> None:
    """`/about` says what this is, its version, and what is stored where."""
    text = "".join(body(chat, "/about").split())
    assert f"leg-cramp-assistant{__version__}" in text
    for place in (history_file(), config_file(), cache_folder()):
        assert place in text


def test_forget(chat: Chat) -> None:
    """`/forget` erases the history, itself included."""
    assert body(chat, "what helps in winter", "/forget") == "The history of questions is erased.\n"
    assert not Path(history_file()).exists()


def test_forget_in_vain(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    """A history that cannot be erased is not said to be erased."""
    monkeypatch.setattr(chat.history, "erase", lambda: "it is nailed down")
    assert body(chat, "/forget") == "it is nailed down.\n"


def test_history(chat: Chat) -> None:
    """What is typed is kept without what a terminal could obey."""
    take(chat, "how \x1b[2Jshould\nI sit")
    take(chat, "")
    assert Path(history_file()).read_text() == "how should I sit\n"
