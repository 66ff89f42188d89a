"""The key bindings of the chat that differ from prompt_toolkit's own."""

from __future__ import annotations

from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.application.current import get_app
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import Condition, has_focus
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from assistant.chat.session import Chat
from assistant.render.lines import clean
from assistant.render.page import Page
from index.normalise import rejoined, visible


@Condition
def suggested() -> bool:
    """Whether a suggestion is shown after the cursor."""
    buffer = get_app().current_buffer
    return bool(buffer.suggestion and buffer.suggestion.text) and (
        buffer.document.is_cursor_at_the_end
    )


def bindings(chat: Chat) -> KeyBindings:
    """Return the key bindings of the chat."""
    keys = KeyBindings()
    typing = has_focus(DEFAULT_BUFFER)

    @keys.add("c-c", filter=typing)
    @keys.add("<sigint>")
    def clear_line(event: KeyPressEvent) -> None:
        event.app.layout.focus(DEFAULT_BUFFER)
        event.current_buffer.reset()

    @keys.add("c-l")
    def clear_screen(event: KeyPressEvent) -> None:
        def clear() -> None:
            event.app.output.erase_screen()
            event.app.output.cursor_goto()
            event.app.output.flush()
            chat.screen.show(Page(chat.warnings, (), chat.screen.view))

        run_in_terminal(clear)

    # The arrows browse the history even while completions are shown.
    @keys.add("up", filter=typing)
    def earlier(event: KeyPressEvent) -> None:
        event.current_buffer.cancel_completion()
        event.current_buffer.history_backward(count=event.arg)

    @keys.add("down", filter=typing)
    def later(event: KeyPressEvent) -> None:
        event.current_buffer.cancel_completion()
        event.current_buffer.history_forward(count=event.arg)

    @keys.add("end", filter=typing & suggested)
    def accept(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.suggestion:
            buffer.insert_text(buffer.suggestion.text)

    # prompt_toolkit's other ways to accept a suggestion surprise users who only move the cursor.
    @keys.add("c-e", filter=typing & suggested)
    @keys.add("c-f", filter=typing & suggested)
    @keys.add("escape", "f", filter=typing & suggested)
    def stay(event: KeyPressEvent) -> None:
        pass

    @keys.add(Keys.BracketedPaste, filter=typing)
    def paste(event: KeyPressEvent) -> None:
        """A paste with line breaks is one question; words divided at a line end are rejoined."""
        event.current_buffer.insert_text(clean(visible(rejoined(event.data))))

    return keys
