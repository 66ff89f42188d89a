"""What makes a warning urgent: the files of `danger/`, read and checked.

Any file may hold any of these; a document's author sorts them as it suits the subject.

[concept.NAME]    what people say in many ways: `about`, `phrases`, perhaps `except` (see `phrase`),
                  and `everywhere` if it counts in the words of an exception, too
[exceptions]      per warning, phrases that have nothing to do with its danger
[[rule]]          which concepts together make which `warning` urgent, and how strongly
[bank.WARNING]    sentences to learn from: `danger` that call for it, `ordinary` ones that do not
everyday          sentences that call for no warning
[urgent_from]     per warning, the learned likelihood in percent from which it is urgent
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.safety import phrases as phrase
from corpus.errors import FolderError, did_you_mean
from corpus.files import listed
from corpus.schema import Table

STRONGEST = 3
"""Strength of a rule that no doubt is left about; one of 1 is a hint, which decides only with
what the other words weigh."""

EVEN = 50
"""Percent of likelihood from which a warning is urgent, where its author says nothing else."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing that people say in many ways; `excepted` phrases look like it and are not.

    It counts `everywhere` if it does so in what an exception of the warning takes out, too.
    """

    name: str
    about: str
    phrases: tuple[phrase.Sequence, ...]
    excepted: tuple[phrase.Sequence, ...] = ()
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """Concepts that make a warning urgent: all of `all`, one of `any`, `at_least` so many of
    `of`, none of `unless`."""

    warning: str
    strength: int  # 1 to STRONGEST
    about: str
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    at_least: int = 0
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bank:
    """Sentences that call for a warning, and ordinary ones that look like them."""

    danger: tuple[str, ...]
    ordinary: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that `danger/` says. `exceptions` and `banks` are by warning; the `everyday` sentences
    are ordinary ones for all of them. `urgent_from` is in percent, for each warning."""

    concepts: tuple[Concept, ...] = ()
    rules: tuple[Rule, ...] = ()
    exceptions: Mapping[str, tuple[phrase.Sequence, ...]] = field(default_factory=dict)
    banks: Mapping[str, Bank] = field(default_factory=dict)
    everyday: tuple[str, ...] = ()
    urgent_from: Mapping[str, int] = field(default_factory=dict)

    def texts(self) -> Iterator[str]:
        """Yield the sentences of the banks and the whole words of the concepts' phrases."""
        yield from self.everyday
        for bank in self.banks.values():
            yield from (*bank.danger, *bank.ordinary)
        for concept in self.concepts:
            for sequence in concept.phrases:
                yield from (word for word in phrase.words(sequence) if not word.endswith("*"))


def read(folder: Path, warnings: Collection[str]) -> Knowledge:
    """Read `danger/*.toml` of a document folder that has `warnings`. Raises FolderError."""
    concepts: dict[str, Concept] = {}
    exceptions: dict[str, tuple[phrase.Sequence, ...]] = {}
    entries: list[Table] = []
    banks: dict[str, list[Bank]] = {warning: [] for warning in warnings}
    everyday: list[str] = []
    urgent_from = dict.fromkeys(warnings, EVEN)
    for name in listed(str(folder / "danger"), ".toml"):
        file = Table.read(folder, f"danger/{name}")
        file.only("concept", "exceptions", "rule", "bank", "everyday", "urgent_from")
        everyday += file.texts("everyday", required="everyday" in file.data)
        for name, entry in file.table("concept").tables():
            if name in concepts:
                raise file.error(f"concept.{name}", "it is there twice; join or rename them.")
            concepts[name] = _concept(name, entry)
        likely = file.table("urgent_from")
        for warning in likely.data:
            _known(likely, warning, warning, warnings, "warning")
            urgent_from[warning] = likely.whole(warning, 1, 99)
        excepted = file.table("exceptions")
        for warning in excepted.data:
            _known(excepted, warning, warning, warnings, "warning")
            found = _phrases(excepted, warning, required=True)
            exceptions[warning] = exceptions.get(warning, ()) + found
        entries += file.array("rule")
        for warning, entry in file.table("bank").tables():
            _known(file, f"bank.{warning}", warning, warnings, "warning")
            banks[warning].append(_bank(entry))
    rules = tuple(_rule(entry, concepts, warnings) for entry in entries)
    return Knowledge(
        tuple(concepts.values()),
        rules,
        exceptions,
        {w: _joined(w, parts, everyday) for w, parts in banks.items() if parts},
        tuple(dict.fromkeys(everyday)),
        urgent_from,
    )


def _known(entry: Table, key: str, name: str, known: Collection[str], what: str) -> None:
    if name not in known:
        raise entry.error(
            key, f'there is no {what} "{name}"{did_you_mean(name, known) or "; correct the name."}'
        )


def _concept(name: str, entry: Table) -> Concept:
    entry.only("about", "phrases", "except", "everywhere")
    return Concept(
        name,
        entry.text("about"),
        _phrases(entry, "phrases", required=True),
        _phrases(entry, "except", required="except" in entry.data),
        entry.flag("everywhere"),
    )


def _phrases(entry: Table, key: str, *, required: bool) -> tuple[phrase.Sequence, ...]:
    texts = phrase.split(entry.text(key, ""))
    if required and not texts:
        raise entry.error(key, "needs at least one phrase.")
    phrases = []
    for text in texts:
        try:
            phrases.append(phrase.parse(text))
        except phrase.PhraseError as error:
            raise entry.error(key, f'"{text}": {error}; correct the phrase.') from None
    return tuple(dict.fromkeys(phrases))


def _rule(entry: Table, concepts: Collection[str], warnings: Collection[str]) -> Rule:
    lists = ("all", "any", "of", "unless")
    entry.only("warning", "strength", "about", "at_least", *lists)
    warning = entry.text("warning")
    _known(entry, "warning", warning, warnings, "warning")
    parts = {key: entry.texts(key, required=key in entry.data) for key in lists}
    for key, names in parts.items():
        for name in names:
            _known(entry, key, name, concepts, "concept")
    if not parts["all"] and not parts["any"] and not parts["of"]:
        raise entry.error("all", "needs at least one concept, here, in `any` or in `of`.")
    return Rule(
        warning,
        entry.whole("strength", 1, STRONGEST),
        entry.text("about"),
        parts["all"],
        parts["any"],
        parts["of"],
        entry.whole("at_least", 1, len(parts["of"])) if parts["of"] else 0,
        parts["unless"],
    )


def _bank(entry: Table) -> Bank:
    entry.only("danger", "ordinary")
    return Bank(entry.texts("danger", required=True), entry.texts("ordinary", required=True))


def _joined(warning: str, parts: Sequence[Bank], everyday: Sequence[str]) -> Bank:
    """The banks of one warning as one, each sentence once."""
    danger = dict.fromkeys(sentence for part in parts for sentence in part.danger)
    ordinary = dict.fromkeys(sentence for part in parts for sentence in part.ordinary)
    both = {s.casefold() for s in danger} & {s.casefold() for s in (*ordinary, *everyday)}
    if both:
        raise FolderError(
            f'danger/, bank.{warning}: "{min(both)}" is there as danger and as ordinary; keep one.'
        )
    return Bank(tuple(danger), tuple(ordinary))
