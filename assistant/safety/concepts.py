"""What makes a warning urgent: the files of `danger/`, read and checked.

Each file may contain any of these; authors arrange them to suit the subject.

[concept.NAME]      something that people say in many ways: `about` describes it in a few words,
                    `phrases` has one phrase per line (see `assistant.safety.phrases`), `except`
                    has phrases that only look like it, and `silent = true` means that it is never
                    given as a reason
[warning.ID]        `exceptions` has phrases whose words do not count for this warning;
                    `urgent_from` is the likelihood, in percent, from which it is urgent;
                    a text with none of the signs in `needs` must contain much stronger evidence
[warning.ID.signs]  the concepts that count for it, in lists grouped by what they are a sign of;
                    a concept may be in several lists
[sentences.ID]      sentences to learn from, hundreds or none: those in `danger` call for the
                    warning, those in `ordinary` do not
[ordinary]          sentences that do not call for any warning, one list per subject
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.safety import phrases as phrase
from assistant.safety.matcher import Automaton, Compiler
from corpus.errors import FolderError, did_you_mean
from corpus.files import listed
from corpus.schema import Table

EVEN = 50
"""The likelihood, in percent, at which a warning is urgent if its author does not set one."""

Complaint = Callable[[str], FolderError]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as it was read, and a function for complaints about it."""

    text: str
    sequence: phrase.Sequence
    complaint: Complaint = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that people say in many ways; `excepted` phrases only look like it. A `silent`
    concept is never given as a reason."""

    name: str
    about: str
    phrases: tuple[Phrase, ...]
    excepted: tuple[Phrase, ...] = ()
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences that call for a warning, and ordinary ones that look similar."""

    danger: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What makes one warning urgent: concepts by what they are a sign of. `urgent_from` is a
    likelihood in percent. A text with none of the signs in `needs` must contain much
    stronger evidence."""

    warning: str
    signs: Mapping[str, tuple[str, ...]]
    exceptions: tuple[Phrase, ...] = ()
    urgent_from: int = EVEN
    needs: tuple[str, ...] = ()
    sentences: Sentences = Sentences()

    @property
    def concepts(self) -> list[str]:
        """The concepts that count, each once."""
        return list(dict.fromkeys(name for names in self.signs.values() for name in names))

    def signs_of(self, concept: str) -> list[str]:
        """Return what a concept is a sign of."""
        return [sign for sign, names in self.signs.items() if concept in names]


@dataclass(frozen=True, slots=True)
class Dangers:
    """Everything in `danger/`."""

    concepts: tuple[Concept, ...] = ()
    subjects: tuple[Subject, ...] = ()
    ordinary: tuple[str, ...] = ()

    def names(self) -> list[str]:
        """Return the names of the concepts, in order."""
        return [concept.name for concept in self.concepts]

    def texts(self) -> Iterator[str]:
        """Yield the sentences of the folder and the words of its phrases."""
        yield from self.ordinary
        for subject in self.subjects:
            yield from (*subject.sentences.danger, *subject.sentences.ordinary)
        yield from self.words()

    def words(self) -> Iterator[str]:
        """Yield the words in the concepts' phrases, except those with `*` or `#`."""
        for concept in self.concepts:
            for one in concept.phrases:
                yield from (
                    word for word in phrase.words(one.sequence) if not {"*", "#"} & set(word)
                )


def read(folder: Path, warnings: Collection[str]) -> Dangers:
    """Read `danger/*.toml` of a document folder that has `warnings`. Raises FolderError."""
    names = listed(str(folder / "danger"), ".toml")
    files = [Table.read(folder, f"danger/{name}") for name in names]
    concepts: dict[str, Concept] = {}
    ordinary: list[str] = []
    for file in files:
        file.only("concept", "warning", "sentences", "ordinary")
        for name, entry in file.table("concept").tables():
            if name in concepts:
                raise file.error(f"concept.{name}", "it occurs twice; merge the two or rename one.")
            concepts[name] = _concept(name, entry)
        lists = file.table("ordinary")
        ordinary += (text for key in lists.data for text in lists.texts(key, required=True))
    subjects = {warning: Subject(warning, {}) for warning in warnings}
    for file in files:
        for warning, entry in file.table("warning").tables():
            _known(file, f"warning.{warning}", warning, warnings, "warning")
            if subjects[warning].concepts:
                raise file.error(f"warning.{warning}", "it occurs twice; merge the two.")
            subjects[warning] = _subject(warning, entry, concepts)
    sentences = _sentences(files, warnings)
    for warning in subjects:
        _check(warning, sentences[warning], ordinary)
    return Dangers(
        tuple(concepts.values()),
        tuple(
            replace(subject, sentences=sentences[warning]) for warning, subject in subjects.items()
        ),
        tuple(dict.fromkeys(ordinary)),
    )


def compile_phrases(kinds: Iterable[Iterable[Phrase]]) -> Automaton:
    """Return the automaton for the phrases of each kind, numbered from 0. Raises FolderError."""
    compiler = Compiler()
    for kind, phrases in enumerate(kinds):
        for one in phrases:
            try:
                compiler.add(one.sequence, kind)
            except phrase.PhraseError as error:
                raise one.complaint(f'"{one.text}": {error}.') from None
    return compiler.automaton()


def _known(entry: Table, key: str, name: str, known: Collection[str], what: str) -> None:
    if name not in known:
        raise entry.error(
            key, f'there is no {what} "{name}"{did_you_mean(name, known) or "; correct the name."}'
        )


def _concept(name: str, entry: Table) -> Concept:
    entry.only("about", "phrases", "except", "silent")
    return Concept(
        name,
        entry.text("about"),
        _phrases(entry, "phrases", required=True),
        _phrases(entry, "except", required="except" in entry.data),
        entry.flag("silent"),
    )


def _phrases(entry: Table, key: str, *, required: bool) -> tuple[Phrase, ...]:
    texts = phrase.split(entry.text(key, ""))
    if required and not texts:
        raise entry.error(key, "needs at least one phrase.")

    def complaint(problem: str) -> FolderError:
        return entry.error(key, problem)

    phrases: dict[phrase.Sequence, Phrase] = {}
    for text in texts:
        try:
            sequence = phrase.parse(text)
        except phrase.PhraseError as error:
            raise entry.error(key, f'"{text}": {error}; correct the phrase.') from None
        phrases.setdefault(sequence, Phrase(text, sequence, complaint))
    return tuple(phrases.values())


def _subject(warning: str, entry: Table, concepts: Collection[str]) -> Subject:
    entry.only("signs", "exceptions", "urgent_from", "needs")
    table = entry.table("signs")
    signs = {sign: table.texts(sign, required=True) for sign in table.data}
    for sign, names in signs.items():
        for name in names:
            _known(table, sign, name, concepts, "concept")
    percent = entry.whole("urgent_from", 1, 99) if "urgent_from" in entry.data else EVEN
    exceptions = _phrases(entry, "exceptions", required="exceptions" in entry.data)
    needs = entry.texts("needs")
    for sign in needs:
        _known(entry, "needs", sign, signs, "sign")
    return Subject(warning, signs, exceptions, percent, needs)


def _sentences(files: Sequence[Table], warnings: Collection[str]) -> Mapping[str, Sentences]:
    """The sentences of all files by warning, each once."""
    danger: dict[str, dict[str, None]] = {warning: {} for warning in warnings}
    ordinary: dict[str, dict[str, None]] = {warning: {} for warning in warnings}
    for file in files:
        for warning, entry in file.table("sentences").tables():
            _known(file, f"sentences.{warning}", warning, warnings, "warning")
            entry.only("danger", "ordinary")
            danger[warning].update(dict.fromkeys(entry.texts("danger")))
            ordinary[warning].update(dict.fromkeys(entry.texts("ordinary")))
    return {w: Sentences(tuple(danger[w]), tuple(ordinary[w])) for w in warnings}


def _check(warning: str, sentences: Sentences, ordinary: Iterable[str]) -> None:
    """Refuse a sentence that is listed as both danger and ordinary."""
    calm = {sentence.casefold() for sentence in (*sentences.ordinary, *ordinary)}
    both = calm.intersection(sentence.casefold() for sentence in sentences.danger)
    if both:
        raise FolderError(
            f'danger/, sentences.{warning}: "{min(both)}" is listed as both danger and ordinary; '
            "keep one."
        )
