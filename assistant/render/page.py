"""Warnings first: the one place that everything shown to a person or a program passes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from assistant.face import Face
from assistant.render.lines import Line, text_of
from assistant.render.style import paint
from assistant.render.view import PIPE, View
from assistant.render.warnings import warning_lines
from assistant.reply import Plain, ShownWarning


class Page:
    """What goes to standard output: the warnings, and only then a body.

    Everything that the program shows to a person is a page, so no output can lack the warnings.
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
        """The page as plain text, each line ended."""
        return "".join(text_of(line) + "\n" for line in self.lines)

    def text(self) -> str:
        """The page as its view wants it: with colours or without."""
        return paint(self.lines) if self.view.look == "colour" else self.plain()


def json_page(warnings: Sequence[ShownWarning], rest: Plain) -> str:
    """Return a page for programs: one JSON object on a line, the warnings first."""
    return json.dumps({"warnings": [warning.to_dict() for warning in warnings], **rest})


def face_warnings(face: Face) -> tuple[ShownWarning, ...]:
    """The warnings of a face."""
    return tuple(ShownWarning(line.id, line.label, line.headline) for line in face.warnings)
