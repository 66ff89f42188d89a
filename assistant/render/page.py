"""Pages, with the warnings first: all output to people and programs goes through here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from assistant.answer_types import Plain, ShownWarning
from assistant.overview import Overview
from assistant.render.lines import Line, text_of
from assistant.render.style import paint
from assistant.render.view import PIPE, View
from assistant.render.warnings import warning_lines


class Page:
    """What goes to standard output: the warnings, and only then a body.

    Everything that the program shows a person is a page, so no output can lack the warnings.
    """

    def __init__(
        self, warnings: Sequence[ShownWarning], body: Iterable[Line] = (), view: View = PIPE
    ) -> None:
        self.view = view
        self.lines: list[Line] = list(warning_lines(warnings, view))
        body = list(body)
        if self.lines and body:
            self.lines.append([])
        self.lines += body

    def plain(self) -> str:
        """The page as plain text, each line ending with a line break."""
        return "".join(text_of(line) + "\n" for line in self.lines)

    def text(self) -> str:
        """The page as its view needs it: with or without colours."""
        return paint(self.lines) if self.view.look == "colour" else self.plain()


def json_page(warnings: Sequence[ShownWarning], rest: Plain) -> str:
    """Return a page for programs: one JSON object on one line, the warnings first."""
    return json.dumps({"warnings": [warning.to_dict() for warning in warnings], **rest})


def standing_warnings(overview: Overview) -> tuple[ShownWarning, ...]:
    """The warnings of a document's overview."""
    return tuple(ShownWarning(line.id, line.label, line.headline) for line in overview.warnings)
