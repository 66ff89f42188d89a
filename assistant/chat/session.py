"""What a chat knows: the document, the settings, and the answers given so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import Thread
from typing import Protocol

from assistant.chat.asked import AskedLines
from assistant.chat.history import History, history_file
from assistant.chat.pager import Reading
from assistant.chat.screen import Screen
from assistant.chat.settings import Settings
from assistant.conversation import Conversation
from assistant.engine import Assistant
from assistant.prepared import Prepared
from assistant.render.lines import clean
from assistant.render.page import face_warnings
from assistant.reply import ShownWarning


class Reader(Protocol):
    """Where the lines of a chat come from."""

    def read(self) -> str:
        """Return the next line. Raises EOFError at the end, KeyboardInterrupt on Ctrl-C."""

    def end(self, reason: BaseException) -> bool:
        """Make a `read` that is going on raise `reason`; return false if there is none."""

    def forget(self) -> None:
        """Forget the lines read before."""


class Chat:
    """What a chat knows. `assistant.chat.app` says what is done with a line."""

    def __init__(
        self, prepared: Prepared, settings: Settings, screen: Screen, tags: Iterable[str] = ()
    ) -> None:
        self.face = prepared.face
        self.settings = settings
        self.screen = screen
        self.tags = tuple(tags)
        self.history = History(history_file() if settings.history else None)
        self.readings: list[Reading] = []
        self.asked: AskedLines | None = None
        self.reader: Reader | None = None
        self._prepared = prepared
        self._assistant: Assistant | None = None
        self._conversation: Conversation | None = None
        self._loading: Thread | None = None
        self._failure: Exception | None = None

    def load(self) -> None:
        """Begin to load the document behind the prompt; later calls change nothing."""
        if self._loading is None:
            self._loading = Thread(target=self._load, daemon=True)
            self._loading.start()

    def _load(self) -> None:

        try:
            assistant = Assistant(prepared=self._prepared)
            if not self.screen.plain:
                self.asked = AskedLines(clean(line) for lines in assistant.asked for line in lines)
            self._assistant = assistant
            # An unknown word makes it load all that a question may need.
            assistant.ask("xyzzying")
        except Exception as error:
            self._failure = error

    @property
    def assistant(self) -> Assistant:
        """The assistant, waited for if need be. Raises what kept it from being loaded."""
        self.load()
        if self._assistant is None and self._loading is not None:
            self._loading.join()
        if self._assistant is None:
            raise self._failure or RuntimeError("the document was not loaded")
        return self._assistant

    @property
    def conversation(self) -> Conversation:
        """What has been talked about."""
        if self._conversation is None:
            self._conversation = self.assistant.conversation()
        return self._conversation

    @property
    def warnings(self) -> Sequence[ShownWarning]:
        """The warnings as the last question left them: urgent until the next one is asked."""
        return self.readings[-1].answer.warnings if self.readings else face_warnings(self.face)

    def yes(self, question: str) -> bool:
        """Ask the user; only a clear yes is one."""
        try:
            return input(clean(question) + " ").strip().lower() in ("y", "yes")
        except (EOFError, KeyboardInterrupt):
            return False

    def forget(self) -> None:
        """Forget the lines typed before, in this chat as well."""
        if self.reader:
            self.reader.forget()
