"""The assistant: a question in, an answer out, warnings first."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from assistant import safety
from assistant.answer import Answer, ShownPassage, ShownWarning, Step
from assistant.conversation import Turn, leans, take_over
from assistant.prepared import Prepared, prepare
from assistant.tags import check
from index.query import content
from index.search import Hit, Index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from index.query import Query, Word

LONGEST = 10_000
"""Characters of a question that are read; the rest of a longer one is left out."""

STRANGE = 0.5
"""Share of unknown words from which a question is on a subject of its own, not a follow-up."""

BRIEF = 4
"""Telling words up to which a question may still be about the danger of the one before."""

IN_DANGER = 2.5
"""Factor for the passages of a warning that a question makes urgent."""


class Assistant:
    """Answers questions from one document. Threads may share it: no answer depends on another."""

    def __init__(self, folder: str | os.PathLike[str] | None = None) -> None:
        """Load a document folder, the built-in document by default.

        Raises corpus.toml.FolderError, with one sentence, if the folder cannot be used.
        """
        self._load(prepare(None if folder is None else os.fspath(folder)))

    @classmethod
    def of(cls, prepared: Prepared) -> Assistant:
        """Return an assistant for data that were prepared already."""
        assistant = cls.__new__(cls)
        assistant._load(prepared)
        return assistant

    def _load(self, prepared: Prepared) -> None:
        body = prepared.section("body")
        self._prepared = prepared
        corpus = body["corpus"]
        text = self.document = corpus["text"]
        self.about: str = prepared.face["about"]
        self.tags = tuple(name for name, *_ in prepared.face["tags"])
        self.passages = tuple(
            ShownPassage(
                id, line, start, end, text[start:end], tuple(section), lead_in, tuple(tags),
                tuple(notes), 0.0, (),
            )
            for id, line, start, end, section, lead_in, tags, notes in corpus["passages"]
        )  # fmt: skip
        self.number = {passage.id: number for number, passage in enumerate(self.passages)}
        self.index = Index(body["index"], lambda: prepared.section("words")["counts"])
        self._first = tuple(self.number[id] for id in corpus["first"])
        self._safety = safety.Safety(body["safety"])
        self._standing = {w.id: w for w in self._warnings(prepared.face, corpus)}

    def _warnings(
        self, face: Mapping[str, Any], corpus: Mapping[str, Any]
    ) -> Iterable[ShownWarning]:
        for id, label, headline in face["warnings"]:
            steps = tuple(
                Step(passage, start, end, self.document[start:end])
                for passage, start, end in corpus["steps"][id]
            )
            places: dict[str, list[tuple[int, int]]] = {}
            for step in steps:
                places.setdefault(step.passage, []).append((step.start, step.end))
            passages = tuple(
                self._shown(Hit(self.number[name], 0.0), sorted(places.get(name, ())))
                for name in corpus["shown"][id]
            )
            yield ShownWarning(id, False, label, headline, steps, passages)

    @cached_property
    def asked(self) -> list[list[str]]:
        """The asked-as lines of each passage: questions that the document answers."""
        lines: list[list[str]] = self._prepared.section("words")["asked"]
        return lines

    @property
    def warnings(self) -> tuple[ShownWarning, ...]:
        """Every warning of the document, standing."""
        return tuple(self._standing.values())

    def conversation(self) -> Conversation:
        """Begin a chat, which remembers what it is about."""
        return Conversation(self)

    def ask(self, question: str, top: int = 5, tags: Iterable[str] = ()) -> Answer:
        """Answer `question` with at most `top` passages, only those that bear all of `tags`.

        Raises UnknownTagError, and ValueError if `top` is below 1.
        """
        return self.respond(question, None, top, tags)[0]

    def respond(
        self,
        question: str,
        last: Turn | None,
        top: int = 5,
        tags: Iterable[str] = (),
    ) -> tuple[Answer, Turn]:
        """Answer `question` after the `last` turn of a chat; return the turn that it makes, too.

        Raises as `ask`.
        """
        if top < 1:
            raise ValueError("top must be at least 1")
        tags = tuple(tags)
        among = self._bearing(tags)
        question = question[:LONGEST]
        words = self.index.reader.words(question)
        query = self.index.reader.read(words)
        carried: tuple[str, ...] = ()
        chat: Mapping[str, safety.Danger] = {}
        leaning = False
        if last and query.unknown < STRANGE:
            leaning = leans(words, self.index.common)
            if leaning or len(content(words)) <= BRIEF:
                chat = last.dangers
            if leaning:
                query, carried = take_over(query, last, self.index.reader.light)
        dangers = self._safety.judge(words, chat, leaning)
        favoured = {
            self.number[passage.id]: IN_DANGER
            for id in dangers
            for passage in self._standing[id].passages
        }
        hits = self.index.search(query, among, favoured)
        answered = bool(dangers) or self.index.answers(query, hits)
        if first := self.first_for(words, query, bool(dangers)):
            hits = _in_front(first, hits, among)
            answered = bool(hits)
        shown = hits if answered else self.index.near(hits)
        answer = Answer(
            warnings=self._judged(dangers),
            question=question,
            answered=answered,
            missing=query.missing,
            corrections=query.corrections,
            carried=carried,
            passages=tuple(
                self._shown(hit, self.index.highlights(query, hit.passage)) for hit in shown[:top]
            ),
            tags=tags,
        )
        return answer, last if last and not words else Turn(query, dangers)

    def _judged(self, dangers: dict[str, safety.Danger]) -> tuple[ShownWarning, ...]:
        """All warnings, urgent ones first, the strongest before the others."""
        urgent = sorted(dangers, key=lambda id: -dangers[id].strength)
        return (
            *(
                ShownWarning(
                    w.id, True, w.label, w.headline, w.steps, w.passages, dangers[id].because
                )
                for id in urgent
                for w in (self._standing[id],)
            ),
            *(warning for id, warning in self._standing.items() if id not in dangers),
        )

    def first_for(self, words: Sequence[Word], query: Query, urgent: bool) -> tuple[int, ...]:
        """The passages that the document's author puts first, if the question asks for them: it
        names no more than the subject, and makes no warning `urgent`."""
        alone = not urgent and self.index.reader.names_subject_alone(words, query)
        return self._first if alone else ()

    def _bearing(self, tags: tuple[str, ...]) -> frozenset[int] | None:
        """The passages that bear all of `tags`; None if there are no tags to bear."""
        check(tags, self.tags)
        if not tags:
            return None
        return frozenset(
            number
            for number, passage in enumerate(self.passages)
            if all(tag in passage.tags for tag in tags)
        )

    def _shown(self, hit: Hit, highlights: Iterable[tuple[int, int]]) -> ShownPassage:
        passage = self.passages[hit.passage]
        return replace(passage, score=round(hit.score, 3), highlights=tuple(highlights))


def _in_front(
    first: Sequence[int], hits: Iterable[Hit], among: Collection[int] | None
) -> list[Hit]:
    """The hits with the `first` passages in front, found or not, as far as they are `among`."""
    found = {hit.passage: hit for hit in hits}
    front = {
        number: found.get(number, Hit(number, 0.0))
        for number in first
        if among is None or number in among
    }
    return list((front | found).values())


class Conversation:
    """A chat: each question is answered in the light of those before it. For one thread."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.last: Turn | None = None

    def ask(self, question: str, top: int = 5, tags: Iterable[str] = ()) -> Answer:
        """Answer `question`; a follow-up takes over what the chat is about. Raises as Assistant."""
        answer, self.last = self.assistant.respond(question, self.last, top, tags)
        return answer
