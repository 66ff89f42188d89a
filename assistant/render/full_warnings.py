"""The warnings with the passages that they quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.render.excerpt import whole
from assistant.render.lines import Line, wrap
from assistant.render.passage import marked, note_lines
from assistant.render.view import View
from assistant.reply import ShownWarning


def full_warning_lines(warnings: Sequence[ShownWarning], view: View) -> Iterator[Line]:
    """Yield the passages of each warning in full, each passage once.

    A caution that only quotes another of these passages is left out.
    """
    quoted = tuple(f"({passage.id})" for warning in warnings for passage in warning.passages)
    done: set[str] = set()
    for warning in warnings:
        if done:
            yield []
        yield from wrap([("label", f"{warning.label}: what the document says")], view.width)
        for passage in warning.passages:
            if passage.id not in done:
                done.add(passage.id)
                said = f"Line {passage.line}: " if view.spoken else f"{passage.line:>4}  "
                mark: Line = [("label", said)]
                yield from wrap(marked(whole(passage), view), view.width, mark, view.hang(6))
                notes = [
                    note
                    for note in passage.notes
                    if note.kind != "wording" and not note.text.endswith(quoted)
                ]
                yield from note_lines(notes, view, 6)
