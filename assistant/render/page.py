"""Warnings first: the one place that everything shown to a person passes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assistant.render.lines import WIDTH, Line, wrap
from assistant.reply import ShownWarning

_HANG = 9  # "WARNING" and two blanks


class Page:
    """What goes to standard output: the warnings, and only then a body.

    Everything that the program shows to a person is a page, so no output can lack the warnings.
    """

    def __init__(
        self,
        warnings: Sequence[ShownWarning],
        body: Iterable[Line] = (),
        width: int = WIDTH,
    ) -> None:
        if not warnings:
            raise ValueError("a page needs its warnings")
        self.lines: list[Line] = list(warning_lines(warnings, width))
        body = list(body)
        if body:
            self.lines += [[], *body]

    def plain(self) -> str:
        """The page as plain text, each line ended."""
        return "".join("".join(text for _, text in line).rstrip() + "\n" for line in self.lines)


def warning_lines(warnings: Iterable[ShownWarning], width: int = WIDTH) -> Iterator[Line]:
    """Yield the warnings: urgent ones with what to do, the others in one calm line each."""
    for warning in sorted(warnings, key=lambda warning: not warning.urgent):
        style = "danger" if warning.urgent else "warning"
        opening: Line = [(style, f"{warning.signal:<{_HANG}}")]
        if not warning.urgent:
            yield from wrap([("", warning.headline)], width, opening, _HANG)
            continue
        yield from wrap([(style, warning.label)], width, opening, _HANG)
        hang = _HANG if width >= 60 else 2
        for number, step in enumerate(warning.steps, 1):
            text = f"“{step.text}” ({step.passage})"
            mark: Line = [("", " " * hang), ("label", f"{number}  ")]
            yield from wrap([("mark", text)], width, mark, hang + 3)
        if warning.because:
            words = ", ".join(f'"{word}"' for word in warning.because)
            yield from wrap([("faint", f"Called for by: {words}")], width, hang=hang)


def face_warnings(face: Mapping[str, Any]) -> tuple[ShownWarning, ...]:
    """The warnings of a face."""
    return tuple(ShownWarning(id, label, headline) for id, label, headline in face["warnings"])
