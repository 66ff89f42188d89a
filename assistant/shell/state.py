"""What a chat knows, and what it does with a typed line."""

from __future__ import annotations

from assistant.lines import clean, wrap
from assistant.page import Page, face_warnings, warning_lines
from assistant.shell.history import History, history_file
from assistant.shell.settings import MOST

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from threading import Thread
    from typing import Protocol

    from assistant.answer import ShownWarning
    from assistant.ask import Assistant, Conversation
    from assistant.lines import Line
    from assistant.page import StandingWarning
    from assistant.prepared import Prepared
    from assistant.shell.completion import AskedLines
    from assistant.shell.reading import Reading
    from assistant.shell.screen import Screen
    from assistant.shell.settings import Settings

    class Reader(Protocol):
        """Where the lines of a chat come from."""

        def read(self) -> str:
            """Return the next line. Raises EOFError at the end, KeyboardInterrupt on Ctrl-C."""

        def end(self, reason: BaseException) -> bool:
            """Make a `read` that is going on raise `reason`; return false if there is none."""

        def forget(self) -> None:
            """Forget the lines read before."""


class Chat:
    """What a chat knows, and what it does with a line."""

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
            from threading import Thread

            self._loading = Thread(target=self._load, daemon=True)
            self._loading.start()

    def _load(self) -> None:
        from assistant.ask import Assistant

        try:
            assistant = Assistant.of(self._prepared)
            if not self.screen.plain:
                from assistant.shell.completion import AskedLines

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
    def warnings(self) -> Sequence[ShownWarning | StandingWarning]:
        """The warnings as the last question left them: urgent until the next one is asked."""
        return self.readings[-1].answer.warnings if self.readings else face_warnings(self.face)

    @property
    def room(self) -> int:
        """Rows that a page has below its warnings if these are to stay on the screen."""
        from assistant.shell import toolbar

        width, height = self.screen.size
        warnings = len(list(warning_lines(self.warnings, width)))
        blank, prompt = 3, 1
        return height - warnings - len(toolbar.lines(self)) - blank - prompt

    def take(self, line: str) -> None:
        """Do what a line says, and show the page. Raises EOFError to leave."""
        line = clean(line)
        kept = self.history.path
        if line:
            self.history.add(line)
        body = list(self._body(line))
        if kept and self.history.path is None:
            body += [[], *wrap([("faint", self.history.notice())], self.screen.width)]
        print()
        self.screen.show(Page(self.warnings, body, self.screen.width))

    def _body(self, line: str) -> Iterable[Line]:
        from assistant.shell import commands

        try:
            if found := commands.find(line or "/more"):
                command, argument = found
                return list(command.run(self, argument))
            return self._answer(line)
        except commands.CommandError as error:
            return wrap([("", str(error))], self.screen.width)

    def _answer(self, question: str) -> Iterable[Line]:
        from assistant.shell.reading import Reading

        answer = self.conversation.ask(question, MOST, self.tags)
        self.readings.append(Reading(answer, self.face["about"]))
        body = self.readings[-1].begin(self.screen.width, self.room, self.settings.top)
        if len(question) > len(answer.question):
            cut = f"Only the first {len(answer.question):,} characters were read."
            body = [*wrap([("note", cut)], self.screen.width), [], *body]
        return body

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

    def greet(self) -> None:
        """Show the warnings, and what can be asked."""
        tab = "" if self.screen.plain else "Tab completes, "
        text = (
            f"Answers from one document about {self.face['about']}, word for word. Ask in your "
            f"own words. {tab}/help explains, Ctrl-D leaves."
        )
        body = list(wrap([("", text)], self.screen.width))
        if notice := self.history.notice():
            body += wrap([("faint", notice)], self.screen.width)
        self.screen.show(Page(self.warnings, body, self.screen.width))
