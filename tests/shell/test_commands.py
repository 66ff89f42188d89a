"""The chat without a terminal: each line gives a page that begins with the warnings."""

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
from assistant.render.view import Look
from tests.helpers.paper import Paper
from tests.helpers.talking import STANDING, body, flat, say

ADVICE = {"more": "", "open": "1", "why": "1", "tag": "home", "save": "chat.md"}


def test_greeting(chat: Chat, paper: Paper) -> None:
    """A chat begins with the warnings, what can be asked, and where the history is."""
    greet(chat)
    assert paper.text.startswith(STANDING)
    assert "Ask about nosebleeds in your own words." in paper.text
    assert "Your questions are kept in" in paper.text


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
    """Any line gives a page, warnings first, with nothing that a terminal would act on."""
    paper = Paper(30)
    chat = Chat(prepared, Settings(history=False), paper)
    try:
        take(chat, line)
    except EOFError:
        assert line.strip().lower() in ("/quit", "quit", "exit", "q")
        return
    text = paper.text
    assert text.startswith(("WARNING", "DANGER"))
    assert all(character == "\n" or character.isprintable() for character in text)


@pytest.mark.parametrize("width", [30, 40, 80, 120])
def test_width(prepared: Prepared, width: int) -> None:
    """No line of any page is wider than the terminal, in any script."""
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
    """An answer shows the best passage with its highlighted sentence and its line."""
    text = body(chat, "what helps in winter")
    assert "1  *Dry air in winter makes nosebleeds likelier.* A bowl of water on the" in text
    assert "  line 27\n" in text
    assert "prevention" not in text


def test_what_can_be_done_below(chat: Chat) -> None:
    """Below an answer, the page says how to read on, if there is more."""
    chat.settings.top = 1
    assert body(chat, "nosebleed blood do not").endswith("\n\nPress Enter for more\n")
    for _ in range(20):
        text = body(chat, "")
    assert "More" not in text


def test_top(prepared: Prepared) -> None:
    """At most as many passages are shown at a time as the settings allow."""
    paper = Paper()
    chat = Chat(prepared, Settings(top=2, history=False), paper)
    take(chat, "nosebleed blood do not")
    assert "\n1  " in paper.text
    assert "\n2  " in paper.text
    assert "\n3  " not in paper.text


def test_small_window(prepared: Prepared) -> None:
    """In a short window, fewer passages are shown, so that the warnings stay on the screen."""
    paper = Paper(80, 14)
    chat = Chat(prepared, Settings(history=False), paper)
    take(chat, "nosebleed blood do not")
    assert "\n1  " in paper.text
    assert paper.text.count("\n") <= 14 - 3


@pytest.mark.parametrize("more", ["", "more", "/more", "  "])
def test_more(chat: Chat, more: str) -> None:
    """Enter on an empty line, `more` and `/more` show the next passages, until none is left."""
    chat.settings.top = 2
    body(chat, "nosebleed blood do not")
    text = body(chat, more)
    assert "\n1  " not in f"\n{text}"
    assert f"\n{text}".startswith("\n3  ")
    for _ in range(10):
        text = body(chat, more)
    assert text == "No more results.\n"


def test_weaker_matches(chat: Chat) -> None:
    """After the passages that match well, Enter goes on with the weaker ones, and says so once."""
    pages = [body(chat, "what helps in winter")]
    while pages[-1] != "No more results.\n":
        pages.append(body(chat, ""))
    named = [number for number, page in enumerate(pages) if "Weaker matches:" in page]
    assert len(named) == 1
    assert named[0] > 0
    assert pages[named[0]].startswith("Weaker matches:\n\n1  ")


def test_more_of_nothing(chat: Chat) -> None:
    """Enter before the first question shows how to ask."""
    assert body(chat, "") == "Ask a question about nosebleeds first.\n"


def test_danger(chat: Chat) -> None:
    """An urgent answer begins with the danger and what to do; the passages follow."""
    text = say(chat, "the blood is pouring")
    assert text.startswith('DANGER   Heavy bleeding\n         1  "Sit up and lean forward" (10)\n')
    assert "\n1  " in text


def test_danger_in_a_small_window(prepared: Prepared) -> None:
    """In a short window, what to do stays on the screen; Enter shows the passages."""
    paper = Paper(40, 9)
    chat = Chat(prepared, Settings(history=False), paper)
    take(chat, "the blood is pouring")
    assert paper.text.count("\n") <= 9 - 2
    assert paper.text.startswith("DANGER")
    assert paper.text.endswith("\n\nPress Enter for the answer\n")
    take(chat, "")
    assert "\n1  " in paper.text


def test_danger_until_the_next_question(chat: Chat) -> None:
    """Commands after an urgent answer keep showing the danger; the next question ends it."""
    assert say(chat, "the blood is pouring").startswith("DANGER   Heavy bleeding\n")
    for line in ("/help", "/tags", "/nonsense", ""):
        heading = 'DANGER   Heavy bleeding, since "the blood is pouring"\n'
        assert say(chat, line).startswith(heading)
    calm = "does petroleum jelly inside the nostril help in dry winter air"
    assert say(chat, calm).startswith(STANDING)


def test_refusal(chat: Chat) -> None:
    """A question that the document does not answer is refused in one sentence, warnings first."""
    text = body(chat, "is toothache bad")
    assert 'The document does not answer this: it does not mention "toothache".' in text


def test_too_long(chat: Chat) -> None:
    """Only the beginning of a very long question is read, and the answer says so."""
    assert "The search left out the last 9,999 characters" in say(chat, "nosebleed " * 2000)


def test_follow_up(chat: Chat) -> None:
    """A follow-up shows what it inherited."""
    body(chat, "what helps in winter", "and why?")
    assert chat.readings[-1].answer.carried


def test_tag(chat: Chat) -> None:
    """A tag filters the answers until it is cleared."""
    text = body(chat, "/tag home")
    assert text.startswith("Answers come only from the ")
    assert "passages tagged home; press Enter to list them." in flat(text)
    body(chat, "nosebleed blood do not")
    assert {"home"} <= set(chat.readings[-1].answer.passages[0].tags)
    assert body(chat, "/tag") == "Answers come from the entire document again.\n"
    assert chat.tags == ()


def test_two_tags(chat: Chat) -> None:
    """Several tags can be given, in upper or lower case."""
    text = body(chat, "/tag Home, first-aid home")
    assert chat.tags == ("home", "first-aid")
    assert "home and first-aid" in text


def test_unknown_tag(chat: Chat) -> None:
    """For an unknown tag, the nearest one is named and the filter is unchanged."""
    assert body(chat, "/tag hom") == 'There is no tag "hom"; did you mean "home"?\n'
    assert body(chat, "/tag qqq") == 'There is no tag "qqq"; /tags lists them.\n'
    assert chat.tags == ()


def test_unknown_command(chat: Chat) -> None:
    """For an unknown command, the nearest one is named."""
    assert body(chat, "/hlep") == 'There is no command "/hlep"; did you mean "/help"?\n'
    assert body(chat, "/xyz") == 'There is no command "/xyz"; /help lists the commands.\n'


@pytest.mark.parametrize("look", ["stars", "colour", "spoken"])
def test_help_has_every_command(prepared: Prepared, look: Look) -> None:
    """The help is made from the table of commands, and fits on one screen."""
    for width in (30, 80):
        paper = Paper(width, look=look)
        take(Chat(prepared, Settings(history=False), paper), "/help")
        for command in commands.TABLE:
            assert command.usage in paper.text
        assert width == 30 or paper.text.count("\n") <= 22


@pytest.mark.parametrize("word", ["help", "?", "HELP"])
def test_bare_words(chat: Chat, word: str) -> None:
    """`help` and `?` show the help page."""
    assert "/open N" in body(chat, word)


@pytest.mark.parametrize("word", ["/quit", "quit", "exit", "q", "/QUIT"])
def test_quit(chat: Chat, word: str) -> None:
    """The chat ends at `/quit`, `quit`, `exit` or `q`."""
    with pytest.raises(EOFError):
        take(chat, word)


def test_tags(chat: Chat) -> None:
    """`/tags` lists the tags with their meanings."""
    assert "prevention" in body(chat, "/tags")
    assert "What keeps it from coming back" in body(chat, "/tags")


def test_topics(chat: Chat) -> None:
    """`/topics` shows the headings of the document, each with the line where its text begins."""
    text = body(chat, "/topics")
    assert "    3  Nosebleeds: what to do\n" in text
    assert "    8    Stopping a nosebleed\n" in text


def test_passages_of_a_tag(chat: Chat) -> None:
    """After `/tag`, Enter lists the passages with the tag, and they can be opened by number."""
    body(chat, "/tag home")
    text = body(chat, "")
    assert text.startswith("1  ")
    ids = [passage.id for passage in chat.readings[-1].answer.passages]
    assert ids == [p.id for p in chat.assistant.passages if "home" in p.tags]
    assert f"line {ids[0]}, listed because of its tag." in body(chat, "/why 1")
    assert f">{ids[1]:>4}  " in body(chat, "/open 2")


def test_long_lists_page_like_answers(prepared: Prepared) -> None:
    """Enter continues lists that do not fit, and no line of them is lost."""
    for command in ("/tags", "/topics", "/help", "/warnings"):
        tall, low = Paper(60, 500), Paper(60, 12)
        chats = [Chat(prepared, Settings(history=False), paper) for paper in (tall, low)]
        take(chats[0], command)
        take(chats[1], command)
        while "Press Enter for more" in low.text:
            take(chats[1], "")
        assert all(page.plain().count("\n") <= 12 - 2 for page in low.pages)
        pages = "".join(body_of(page.plain()) for page in low.pages).replace(
            "Press Enter for more", ""
        )
        whole = body_of(tall.text)
        assert pages.split() == whole.split()


def test_enter_after_another_list(prepared: Prepared) -> None:
    """After a list that fits, Enter does not go on with a list from before it."""
    paper = Paper(60, 12)
    chat = Chat(prepared, Settings(history=False), paper)
    for question in ("", "sit up and lean forward"):
        take(chat, question)
        paper.dimensions = (60, 12)
        take(chat, "/help")
        assert "Press Enter for more" in paper.text
        paper.dimensions = (60, 500)
        take(chat, "/tags")
        take(chat, "")
        last = ("2  ", "No more", "Weaker matches")
        assert body_of(paper.text).startswith(last if question else "Ask a question about")


def body_of(page: str) -> str:
    """The part of a page below the warnings."""
    return page.partition("\n\n")[2]


def test_new(chat: Chat) -> None:
    """`/new` forgets the topic and the danger; the history and the saved text are kept."""
    say(chat, "the blood is pouring")
    assert body(chat, "/new") == "This is a new chat. Ask about nosebleeds in your own words.\n"
    assert body(chat, "") == "Ask a question about nosebleeds first.\n"
    assert not any(warning.urgent for warning in chat.warnings)
    assert len(chat.readings) == 1


def test_warnings(chat: Chat) -> None:
    """`/warnings` shows the passages of every warning in full."""
    text = body(chat, "/warnings")
    assert "Heavy bleeding: what the document says" in text
    assert "if you faint." in text


def test_about(chat: Chat) -> None:
    """`/about` says what the program is, its version, and what is stored where."""
    text = "".join(body(chat, "/about").split())
    assert f"leg-cramp-assistant{__version__}" in text
    for place in (history_file(), config_file(), cache_folder()):
        assert place in text


def test_forget(chat: Chat) -> None:
    """`/forget` erases the history, including the command itself."""
    assert (
        body(chat, "what helps in winter", "/forget") == "Your past questions have been erased.\n"
    )
    assert not Path(history_file()).exists()


def test_forget_in_vain(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    """A history that cannot be erased is not reported as erased."""
    monkeypatch.setattr(chat.history, "erase", lambda: "it is nailed down")
    assert body(chat, "/forget") == "it is nailed down.\n"


def test_history(chat: Chat) -> None:
    """Lines are kept without anything that a terminal would act on."""
    take(chat, "how \x1b[2Jshould\nI sit")
    take(chat, "")
    assert Path(history_file()).read_text() == "how should I sit\n"


def test_the_history_has_no_commands(chat: Chat) -> None:
    """Commands, known or not, and words that act as commands are not kept as questions."""
    for line in ("/help", "/svae secret.md", "more", "sit up"):
        take(chat, line)
    assert Path(history_file()).read_text() == "sit up\n"
