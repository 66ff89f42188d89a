"""The prompt: a prompt_toolkit session, assembled from the other modules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import History
from prompt_toolkit.input import Input
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.renderer import CPR_Support

from assistant.chat import commands, drawing, keys, offered, toolbar, typing_limits
from assistant.chat.session import Chat
from assistant.render.lines import clean, columns


class KeptHistory(History):
    """The questions in the history file, for the arrows and Ctrl-R. The chat writes the file."""

    def __init__(self, chat: Chat) -> None:
        super().__init__()
        self.chat = chat

    def load_history_strings(self) -> Iterable[str]:
        """The questions, the latest first."""
        return reversed(self.chat.history.read())

    def store_string(self, string: str) -> None:
        """Nothing to do: the chat writes the file itself."""

    def forget(self) -> None:
        """Forget everything."""
        self._loaded_strings = []


class ChatCompleter(Completer):
    """Completes commands, tags, and questions that the document answers."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        """Yield what can replace the text before the cursor."""
        text = document.text_before_cursor
        if document.text_after_cursor.strip():
            return
        if text.startswith("/"):
            yield from self._command(text)
        elif self.chat.offered:
            for line in self.chat.offered.best(text):
                yield Completion(line, -len(text))

    def _command(self, text: str) -> Iterable[Completion]:
        name, blank, argument = text[1:].partition(" ")
        if not blank:
            for command in commands.TABLE:
                if command.name.startswith(name.lower()):
                    yield Completion(f"/{command.name}", -len(text), command.usage, command.summary)
        elif name == "tag":
            word = argument.split(" ")[-1].lower()
            for tag in self.chat.overview.tags:
                if tag.id.startswith(word):
                    yield Completion(tag.id, -len(word), display_meta=clean(tag.title))


class _Session(PromptSession[str]):
    """A prompt whose menu takes at most `rows()` rows, recomputed at every redraw."""

    def __init__(self, rows: Callable[[], int], **options: Any) -> None:
        self._rows = rows
        super().__init__(**options)

    @property
    def reserve_space_for_menu(self) -> int:
        """The rows for the line and the menu."""
        return self._rows()

    @reserve_space_for_menu.setter
    def reserve_space_for_menu(self, rows: int) -> None:
        """Do nothing: prompt_toolkit would set its default."""


class PromptReader:
    """Reads the lines of a chat with prompt_toolkit."""

    def __init__(
        self, chat: Chat, input: Input | None = None, output: Output | None = None
    ) -> None:
        self.chat = chat
        self.history = KeptHistory(chat)
        self.guard = typing_limits.Guard()
        self.ended: BaseException | None = None
        self.session = _Session(
            self._rows,
            message=self._message,
            editing_mode=EditingMode.VI if chat.settings.vi else EditingMode.EMACS,
            completer=ChatCompleter(chat),
            complete_while_typing=Condition(self._worth_completing),
            auto_suggest=AutoSuggestFromHistory(),
            history=self.history,
            enable_suspend=True,
            search_ignore_case=True,
            key_bindings=keys.bindings(chat),
            bottom_toolbar=self._toolbar,
            style=drawing.sheet(),
            include_default_pygments_style=False,
            color_depth=ColorDepth.DEPTH_4_BIT,
            input=input,
            output=output,
        )
        self.session.default_buffer.on_text_insert += self.guard
        app = self.session.app
        # The callback would print an unrelated "WARNING"; we can do without the cursor position.
        app.renderer.cpr_not_supported_callback = None
        # Load the document only after the prompt is shown: the prompt should appear first.
        app.after_render += lambda _: chat.load()

    def _toolbar(self) -> StyleAndTextTuples:
        typing = bool(self.session.default_buffer.text)
        return drawing.fragments(toolbar.lines(self.chat, typing))

    def _worth_completing(self) -> bool:
        text = self.session.default_buffer.text
        worth = text.startswith("/") or len(text.strip()) >= offered.FROM
        return worth and self._rows() > self._typed_rows()

    def _typed_rows(self) -> int:
        """Rows that the prompt and the line take up."""
        line = columns(self.session.default_buffer.text) + len("? ") + 1
        return -(-line // max(self.session.output.get_size().columns, 1))

    def _rows(self) -> int:
        """Rows for the line and the menu below it: the line being typed and the toolbar must both
        stay in the window."""
        left = self.session.output.get_size().rows - len(toolbar.lines(self.chat, typing=True))
        return max(min(self._typed_rows() + offered.MOST, left), 0)

    def _message(self) -> StyleAndTextTuples:
        """The prompt. Where the terminal does not report the cursor position, there is no
        toolbar."""
        mark = "? "
        if self.session.app.renderer.cpr_support != CPR_Support.SUPPORTED:
            mark = toolbar.question_mark(self.chat.tags)
        return [("class:prompt", mark)]

    def read(self) -> str:
        """Return the next line. Raises EOFError."""
        line = self.session.prompt()
        if self.ended:
            raise self.ended
        return self.guard.entire(line)

    def end(self, reason: BaseException) -> bool:
        """Make the prompt tidy up and raise `reason`; return false if it is not open."""
        app = self.session.app
        if not app.is_running or app.loop is None:
            return False
        self.ended = reason  # if a line has already been accepted, `read` raises it

        def leave() -> None:
            if app.future and not app.future.done():
                app.exit(exception=reason)

        try:
            app.loop.call_soon_threadsafe(leave)
        except RuntimeError:  # the prompt has just closed
            return False
        return True

    def forget(self) -> None:
        """Forget the lines read so far."""
        self.history.forget()
