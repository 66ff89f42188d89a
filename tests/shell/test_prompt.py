"""The prompt, through prompt_toolkit's simulated input: keys in, lines out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.formatted_text import fragment_list_to_text, to_formatted_text
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.renderer import CPR_Support

from assistant.chat import drawing, toolbar
from assistant.chat.app import take
from assistant.chat.prompt import ChatCompleter, PromptReader
from assistant.chat.session import Chat
from assistant.chat.settings import Settings
from assistant.prepared import Prepared
from tests.helpers.paper import Paper

UP, DOWN, RIGHT, END = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[F"
PATIENCE = 60


class Hand:
    """Types at a prompt from another thread, and waits for what the user would wait for."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat

    def read(self, *steps: str | Callable[[Buffer], object]) -> str:
        """Type the strings among the steps, wait for the conditions; return the line."""
        with create_pipe_input() as pipe:
            reader = PromptReader(self.chat, pipe, DummyOutput())
            buffer = reader.session.default_buffer
            self.chat.reader = reader
            hand = threading.Thread(target=self._type, args=(pipe, buffer, steps))
            hand.start()
            try:
                return reader.read()
            finally:
                hand.join()

    def _type(
        self, pipe: PipeInput, buffer: Buffer, steps: tuple[str | Callable[[Buffer], object], ...]
    ) -> None:
        for step in steps:
            if isinstance(step, str):
                pipe.send_text(step)
                continue
            end = time.monotonic() + PATIENCE
            while not step(buffer) and time.monotonic() < end:
                time.sleep(0.01)


@pytest.fixture
def rich(prepared: Prepared) -> Chat:
    """A chat that uses prompt_toolkit, with its document loaded."""
    chat = Chat(prepared, Settings(), Paper(look="colour"))
    take(chat, "sit up and lean forward")
    chat._loading.join()  # type: ignore[union-attr]  # it was started
    return chat


@pytest.fixture
def hand(rich: Chat) -> Hand:
    """A user who types at the prompt of the chat."""
    return Hand(rich)


def offered(*lines: str) -> Callable[[Buffer], bool]:
    """Whether exactly these lines are offered."""

    def condition(buffer: Buffer) -> bool:
        state = buffer.complete_state
        return bool(state) and [c.text for c in state.completions] == list(lines)  # type: ignore[union-attr]

    return condition


def typed(text: str) -> Callable[[Buffer], bool]:
    """Whether the line has this text."""
    return lambda buffer: buffer.text == text


def suggested(text: str) -> Callable[[Buffer], bool]:
    """Whether this suggestion is shown after the cursor."""
    return lambda buffer: bool(buffer.suggestion) and buffer.suggestion.text == text  # type: ignore[union-attr]


def completions(chat: Chat, text: str) -> list[str]:
    """What is offered for a text, without a prompt."""
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    found = ChatCompleter(chat).get_completions(Document(text), CompleteEvent())
    return [completion.text for completion in found]


def test_a_line(hand: Hand) -> None:
    """A line is what was typed before Enter."""
    assert hand.read("why at night?\r") == "why at night?"


def test_end(hand: Hand) -> None:
    """Ctrl-D ends the chat on an empty line, and nowhere else."""
    with pytest.raises(EOFError):
        hand.read("\x04")
    assert hand.read("ab\x01\x04\r") == "b"


def test_ctrl_c_clears_the_line(hand: Hand) -> None:
    """Ctrl-C clears the line, and the prompt continues."""
    assert hand.read("nonsense\x03sense\r") == "sense"
    assert hand.read("\x03\x03\x03sense\r") == "sense"


def test_paste(hand: Hand) -> None:
    """Pasted text with line breaks is one question, without what a terminal would act on."""
    assert (
        hand.read("\x1b[200~why\r\n does\nit\x07 bl\u00adeed\x1b[201~", "?\r")
        == "why does it bleed?"
    )


def test_paste_of_a_divided_word(hand: Hand) -> None:
    """A word that is divided at a line end of pasted text is rejoined."""
    assert (
        hand.read("\x1b[200~sei-\r\nzure and blee\u00ad\nding\x1b[201~\r") == "seizure and bleeding"
    )


def test_paste_that_is_too_long(hand: Hand) -> None:
    """What does not fit on the line is not shown, but it is read."""
    page = "so we went home. " * 700
    assert hand.read(f"\x1b[200~{page}\x1b[201~", "\r").endswith(page[-1000:].strip())


def test_questions_are_offered(hand: Hand) -> None:
    """From the second character on, questions that the document answers are offered."""
    assert completions(hand.chat, "s") == []
    assert completions(hand.chat, "sq") == ["how long must I squeeze?"]
    line = hand.read("squ", offered("how long must I squeeze?"), "\t", "\r")
    assert line == "how long must I squeeze?"


def test_nothing_is_offered_in_the_middle(hand: Hand) -> None:
    """Nothing is offered within a line, where it would overwrite text."""
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    document = Document("squeeze it", 3)
    assert not list(ChatCompleter(hand.chat).get_completions(document, CompleteEvent()))


def test_before_the_document_is_loaded(prepared: Prepared) -> None:
    """Before the document is loaded, commands are offered, but no questions."""
    chat = Chat(prepared, Settings(history=False), Paper(look="colour"))
    assert completions(chat, "squ") == []
    assert completions(chat, "/to") == ["/topics"]


def test_commands_are_offered(hand: Hand) -> None:
    """After a slash, the commands are offered, with their descriptions."""
    assert completions(hand.chat, "/t") == ["/topics", "/tags", "/tag"]
    assert completions(hand.chat, "/open 1") == []
    assert hand.read("/q", offered("/quit"), "\t\r") == "/quit"


def test_tags_are_offered(hand: Hand) -> None:
    """After /tag, the tags are offered."""
    assert completions(hand.chat, "/tag h") == ["heavy", "home"]
    assert completions(hand.chat, "/tag heavy pre") == ["prevention"]
    assert hand.read("/tag hom", offered("home"), "\t\r") == "/tag home"


def test_suggestion_by_right_and_end(hand: Hand) -> None:
    """Right or End accepts a suggestion from the history."""
    for key in (RIGHT, END):
        assert (
            hand.read("sit u", suggested("p and lean forward"), key, "\r")
            == "sit up and lean forward"
        )


@pytest.mark.parametrize("key", ["\x05", "\x06", "\x1bf"])
def test_suggestion_by_nothing_else(hand: Hand, key: str) -> None:
    """Keys that only move the cursor do not accept a suggestion."""
    assert hand.read("sit u", suggested("p and lean forward"), key, "\r") == "sit u"


def test_arrows_are_history(hand: Hand) -> None:
    """Up and Down move through the history, even while completions are shown."""
    hand.chat.history.add("second question")
    assert hand.read(
        UP, typed("second question"), UP, typed("sit up and lean forward"), DOWN, "\r"
    ) == ("second question")
    line = hand.read("squ", offered("how long must I squeeze?"), UP, typed("second question"), "\r")
    assert line == "second question"


def test_search(hand: Hand) -> None:
    """Ctrl-R searches the history."""
    hand.chat.history.add("second question")
    assert hand.read("\x12LEAN", "\r", "\r") == "sit up and lean forward"


def test_forget(hand: Hand) -> None:
    """After /forget, the arrow keys find nothing."""
    hand.read("first\r")
    reader = hand.chat.reader
    take(hand.chat, "/forget")
    assert reader is not None
    assert list(reader.history._loaded_strings) == []  # type: ignore[attr-defined]
    assert hand.read(UP, "\r") == ""


def test_vi(prepared: Prepared) -> None:
    """With vi keys, Escape and vi commands edit the line."""
    chat = Chat(prepared, Settings(vi=True, history=False), Paper(look="colour"))
    assert Hand(chat).read("one two", "\x1b", "bx", "\r") == "one wo"


def test_clear_screen_shows_the_warnings(hand: Hand) -> None:
    """Ctrl-L clears the screen and prints the warnings again; the line is kept."""
    paper = hand.chat.screen
    assert isinstance(paper, Paper)
    before = len(paper.pages)
    assert hand.read("abc\x0c", lambda _: len(paper.pages) > before, "d\r") == "abcd"
    assert paper.text.startswith("WARNING")


def test_end_from_outside(hand: Hand) -> None:
    """A signal ends an open prompt, and only an open one, with the reason given."""

    class Reason(BaseException):
        pass

    def end(_: Buffer) -> bool:
        reader = hand.chat.reader
        assert reader is not None
        return reader.end(Reason()) and reader.end(Reason())

    with pytest.raises(Reason):
        hand.read("abc", typed("abc"), end)
    assert hand.chat.reader is not None
    assert not hand.chat.reader.end(Reason())


def message(chat: Chat, support: CPR_Support) -> str:
    """The text of the prompt, for a terminal that does or does not report its height."""
    with create_pipe_input() as pipe:
        reader = PromptReader(chat, pipe, DummyOutput())
        reader.session.app.renderer.cpr_support = support
        return fragment_list_to_text(to_formatted_text(reader._message()))


def toolbar_of(chat: Chat, typing: bool = False) -> str:
    return fragment_list_to_text(drawing.fragments(toolbar.lines(chat, typing)))


def test_toolbar(rich: Chat) -> None:
    """The toolbar shows the tags, and how to get help and leave; it does not repeat the page."""
    rich.settings.top = 1
    take(rich, "nosebleed blood do not")
    take(rich, "/tag home")
    assert toolbar_of(rich) == "tag: home · /help · Ctrl-D leaves"


def test_toolbar_keeps_the_danger(rich: Chat) -> None:
    """While a line is typed, which may scroll the page, the danger is also in the toolbar."""
    take(rich, "the blood is pouring")
    assert "DANGER" not in toolbar_of(rich)
    assert toolbar_of(rich, typing=True).startswith("DANGER  Heavy bleeding\n")
    take(rich, "does petroleum jelly inside the nostril help in dry winter air")
    assert "DANGER" not in toolbar_of(rich, typing=True)


def test_toolbar_in_a_narrow_window(prepared: Prepared) -> None:
    """In a narrow window, the toolbar leaves out what does not fit, but never the danger."""
    chat = Chat(prepared, Settings(history=False), Paper(30))
    take(chat, "the blood is pouring")
    take(chat, "/tag home first-aid")
    rows = toolbar_of(chat, typing=True).split("\n")
    assert rows[0].startswith("DANGER")
    assert max(map(len, rows)) <= 30
    assert rows[-1] == "tag: home + first-aid · /help"


def test_terminal_without_a_toolbar(rich: Chat) -> None:
    """If the terminal does not report its height, the prompt shows the tags."""
    assert message(rich, CPR_Support.NOT_SUPPORTED) == "? "
    take(rich, "/tag home")
    assert message(rich, CPR_Support.NOT_SUPPORTED) == "[home] ? "
    assert message(rich, CPR_Support.UNKNOWN) == "[home] ? "
    assert message(rich, CPR_Support.SUPPORTED) == "? "
