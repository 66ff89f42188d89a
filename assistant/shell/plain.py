"""Lines read without prompt_toolkit: for dumb terminals, pipes and screen readers."""

from __future__ import annotations

from assistant.shell import toolbar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from assistant.shell.state import Chat


class PlainReader:
    """Asks with `input()`. There is no toolbar, so an urgent warning is repeated above it."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat

    def read(self) -> str:
        """Return the next line. Raises EOFError at the end, KeyboardInterrupt on Ctrl-C."""
        self.chat.load()
        danger = toolbar.danger_lines(self.chat.warnings, self.chat.screen.width)
        text = "".join("".join(text for _, text in line) + "\n" for line in danger)
        try:
            return input(f"{text}{toolbar.question_mark(self.chat.tags)}")
        except EOFError:
            print()
            raise

    def end(self, reason: BaseException) -> bool:
        """There is nothing to tidy up."""
        return False

    def forget(self) -> None:
        """Nothing is remembered."""
