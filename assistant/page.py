"""Warnings first: the one place that everything shown to a person passes."""

from __future__ import annotations

from assistant.lines import WIDTH, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any, Literal

    from assistant.answer import ShownWarning
    from assistant.lines import Line

_HANG = 9  # "WARNING" and two blanks


class Page:
    """What goes to standard output: the warnings, and only then a body.

    Everything that the program shows to a person is a page, so no output can lack the warnings.
    """

    def __init__(
        self,
        warnings: Sequence[ShownWarning | StandingWarning],
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


def warning_lines(
    warnings: Iterable[ShownWarning | StandingWarning], width: int = WIDTH
) -> Iterator[Line]:
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


class StandingWarning:
    """A warning's one line, known from the face: enough for a start, a help page or a list."""

    urgent: Literal[False] = False
    signal = "WARNING"

    def __init__(self, headline: str) -> None:
        self.headline = headline


def face_warnings(face: Mapping[str, Any]) -> tuple[StandingWarning, ...]:
    """The warnings of a face."""
    return tuple(StandingWarning(headline) for _, _, headline in face["warnings"])
