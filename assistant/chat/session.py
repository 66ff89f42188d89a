"""The state of a chat: the document, the settings, and the answers given so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from threading import Thread
from typing import Protocol

from assistant.answer import Answer
from assistant.answer_types import ShownWarning
from assistant.chat.history import History, history_file
from assistant.chat.offered import OfferedQuestions
from assistant.chat.pager import Listing, Portions, Reading
from assistant.chat.screen import Screen
from assistant.chat.settings import MOST, Settings
from assistant.conversation import Conversation
from assistant.engine import Assistant
from assistant.prepared import Prepared
from assistant.render.lines import clean
from assistant.render.notes import NotesSaid
from assistant.render.page import standing_warnings
from index.normalise import visible


class Reader(Protocol):
    """Where the lines of a chat come from."""

    def read(self) -> str:
        """Return the next line. Raises EOFError at the end, KeyboardInterrupt on Ctrl-C."""

    def end(self, reason: BaseException) -> bool:
        """Make a `read` in progress raise `reason`; return false if there is none."""

    def forget(self) -> None:
        """Forget the lines read so far."""


class Chat:
    """The state of a chat. `assistant.chat.app` handles its lines."""

    def __init__(
        self, prepared: Prepared, settings: Settings, screen: Screen, tags: Iterable[str] = ()
    ) -> None:
        self.overview = prepared.overview
        self.settings = settings
        self.screen = screen
        self.tags = tuple(tags)
        self.history = History(history_file(), settings.history)
        self.readings: list[Reading] = []
        self.portions: Portions | None = None
        self.said = NotesSaid()
        self.offered: OfferedQuestions | None = None
        self.reader: Reader | None = None
        self._prepared = prepared
        self._assistant: Assistant | None = None
        self._conversation: Conversation | None = None
        self._asked = ""
        self._raised: Sequence[ShownWarning] = ()
        self._loading: Thread | None = None
        self._failure: Exception | None = None

    def load(self) -> None:
        """Start loading the document in the background; later calls do nothing."""
        if self._loading is None:
            self._loading = Thread(target=self._load, daemon=True)
            try:
                self._loading.start()
            except RuntimeError:  # no thread is available
                self._loading = None
                if self._assistant is None and self._failure is None:
                    self._load()

    def _load(self) -> None:

        try:
            assistant = Assistant(prepared=self._prepared)
            if not self.screen.plain:
                self.offered = OfferedQuestions(clean(line) for line in assistant.questions)
            self._assistant = assistant
            # A question with an unknown word loads everything that any question may need.
            assistant.ask("xyzzying")
        except Exception as error:
            self._failure = error

    @property
    def assistant(self) -> Assistant:
        """The assistant; waits until it is loaded. Raises the error if loading failed."""
        self.load()
        if self._assistant is None and self._loading is not None:
            self._loading.join()
        if self._assistant is None:
            raise self._failure or RuntimeError("the document was not loaded")
        return self._assistant

    @property
    def conversation(self) -> Conversation:
        """The conversation so far."""
        if self._conversation is None:
            self._conversation = self.assistant.conversation()
        return self._conversation

    def ask(self, question: str) -> Reading:
        """Answer a question; the answer is read in portions."""
        if self.readings:
            last = self.readings[-1]
            self.conversation.unread(last.answer.passages[last.shown :])
        answer = self.conversation.ask(question, MOST, self.tags)
        self._asked, self._raised = question, answer.warnings
        if answer.kind != "passages":
            return self.read(answer)
        return self.read(answer, self.conversation.pointed_at(), self.conversation.goes_on)

    def mentions_danger(self, words: str) -> bool:
        """Whether words that are not a question mention a danger."""
        return any(warning.urgent for warning in self.assistant.ask(words).warnings)

    def read(self, answer: Answer, pointed: int = 0, goes_on: bool = False) -> Reading:
        """Start reading the answer to a line that `pointed` at the passage with this number.
        `goes_on` says whether the list has passages beyond the answer."""
        reading = Reading(answer, self.said, self.settings.top, pointed, goes_on)
        self.portions = reading
        return reading

    def shown(self, portions: Portions) -> None:
        """Remember what was shown, for /save, and for Enter if there is more; after a list that is
        complete, Enter goes on with the last answer, never with another list. Urgent warnings that
        were shown in full are shortened from now on."""
        self._raised = [
            replace(warning, since=self._asked) if warning.urgent and not warning.since else warning
            for warning in self._raised
        ]
        if isinstance(portions, Reading) and portions not in self.readings:
            self.readings.append(portions)
        if portions.left:
            self.portions = portions
        elif (
            isinstance(portions, Listing)
            and isinstance(self.portions, Listing)
            and portions is not self.portions
        ):
            self.portions = self.readings[-1] if self.readings else None

    def begin_anew(self) -> None:
        """Begin a new conversation; the old one stays on the screen and in the history."""
        self._conversation = None
        self._raised = ()
        self.portions = None
        self.said = NotesSaid()

    @property
    def warnings(self) -> Sequence[ShownWarning]:
        """The warnings after the last question, shortened if urgent and already shown."""
        return self._raised or standing_warnings(self.overview)

    def reply(self, question: str) -> str:
        """Ask the user; return the reply, empty if there is none."""
        try:
            return clean(visible(input(clean(question) + " ")))
        except (EOFError, KeyboardInterrupt):
            return ""

    def forget(self) -> None:
        """Forget the lines typed so far, including those in this chat."""
        if self.reader:
            self.reader.forget()
