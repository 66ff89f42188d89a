"""`leaflet check`: lists all errors in a document folder at once, then advice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.safety import concepts
from corpus.errors import FolderError
from corpus.loader import read
from corpus.model import Corpus
from corpus.reference import help_for
from corpus.schema import ignoring
from index.analysis import Stemmer, sentences
from index.counting import no_such_sentence

MOST = 200
"""Complaints after which a check stops."""

_WARNING = re.compile(
    r"""(?xi)
    (?: ^ | [.!?*]\s+ ) (?: do\ not | don[’']t | never | warning | caution | danger | beware ) \b
    | \b (?: call | ring | dial | phone ) \ (?: an\ ambulance | 911 | 999 | 112 | 111 ) \b
    | \b (?: medical\ emergency | life-threatening | fatal | dangerous | poisonous | toxic ) \b
    | \b (?: ask | call | contact | get | go | ring | see | seek | stop | tell ) \b [^.!?]{0,60}
      \b (?: immediately | at\ once | right\ away | straight\ away | urgently ) \b
    | \b seek \ (?: medical\ )? (?: help | care | attention | advice ) \b
    """
)
"""Wording that makes a sentence sound like a warning."""

ALIKE = 0.8
"""Passages with at least this share of their words in common are near-duplicates."""

LISTED = 10
"""Largest number of places listed per kind."""

_PLACE = re.compile(r"(?P<file>[\w./-]+\.toml)(?:, (?P<entry>.*?))?: ")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong, and where: the file, the line (0 if unknown), and the entry."""

    file: str
    line: int
    entry: str
    text: str

    def __str__(self) -> str:
        parts = [f"{self.file}:{self.line}" if self.line else self.file, self.entry, self.text]
        return ": ".join(part for part in parts if part)


def complaints(folder: Path) -> list[Complaint]:
    """Return all complaints about a document folder; none if it can be used.

    Each faulty entry is ignored and the folder read again. Errors that are only due to an ignored
    entry are not reported.
    """
    found: list[Complaint] = []
    ignored: set[tuple[str, str]] = set()
    while len(found) < MOST:
        try:
            with ignoring(ignored):
                corpus = read(folder)
                concepts.read(folder, [warning.id for warning in corpus.warnings])
            return [*found, *_wrong_sentences(folder, corpus)]
        except FolderError as error:
            place = _PLACE.match(str(error))
            file, entry = (place["file"], place["entry"] or "") if place else ("", "")
            text = str(error)[place.end() :] if place else str(error)
            hint = help_for(file, entry.rsplit(".", 1)[-1].split(" ")[0])
            if (file, entry) not in ignored and not _follows(text, ignored):
                text = f"{text} ({hint})" if hint else text
                found.append(Complaint(file, _line(folder, file, entry), entry, text))
            while (file, entry) in ignored and entry:
                entry = entry.rpartition(".")[0]
            if not file or (file, entry) in ignored:
                return found
            ignored.add((file, entry))
    return found


def _wrong_sentences(folder: Path, corpus: Corpus) -> Iterator[Complaint]:
    """Asked-as lines for a sentence that their passage does not have."""
    for passage in corpus.passages:
        numbers = sorted({line.sentence for line in passage.asked if line.sentence > 1})
        count = len(sentences(passage.text)) if numbers else 0
        for number in numbers:
            if number > count:
                file = _file(folder, passage.id)
                entry = f"{passage.id}.asked.{number}"
                yield Complaint(file, _line(folder, file, entry), entry, no_such_sentence(count))


def _file(folder: Path, passage: str) -> str:
    """The file of the entry for a passage."""
    header = re.compile(rf"(?m)^\[{re.escape(passage)}\b")
    for path in sorted((folder / "passages").glob("*.toml")):
        if header.search(path.read_text("utf-8")):
            return f"passages/{path.name}"
    return ""


def _follows(text: str, ignored: set[tuple[str, str]]) -> bool:
    """Whether a complaint is only about a missing entry that is being ignored."""
    missed = re.match(r'there is no \w+ "(?P<name>[^"]*)"|"(?P<tag>[^"]*)" is not a tag', text)
    names = {entry.partition(".")[0] for _, entry in ignored}
    return missed is not None and bool(names & {missed["name"], missed["tag"]})


def _line(folder: Path, file: str, entry: str) -> int:
    """The line of an entry in a file; 0 if it is not found."""
    try:
        lines = (folder / file).read_text("utf-8").splitlines() if file else []
    except (OSError, ValueError):
        return 0
    at = 0
    parts = [part.split(" ")[0] for part in entry.split(".")] if entry else []
    for part in parts:
        wanted = re.compile(rf"\s*\[*[\w.\"-]*\b{re.escape(part)}\b")
        at = next((n for n in range(at, len(lines)) if wanted.match(lines[n])), at)
    return at + 1 if parts and lines else 0


def warning_words(text: str) -> str:
    """Return the words that make a text sound like a warning; "" if none do."""
    match = _WARNING.search(text)
    return " ".join(match[0].strip(" .!?*\n").split()) if match else ""


def advice(corpus: Corpus) -> Iterator[str]:
    """Yield what would improve a document's answers, and passages that sound like warnings."""
    bare = [p for p in corpus.passages if not p.asked and not p.filler]
    if bare:
        yield (
            f"{len(bare)} of {len(corpus.passages)} passages have no asked-as lines; "
            "write questions that people ask (asked.0)."
        )
    guessed = [str(heading.line) for heading in corpus.headings if heading.guessed]
    if guessed:
        yield (
            f"{len(guessed)} headings were guessed, on lines {_some(guessed)}; list the wrong "
            "ones in document.toml (headings.remove)."
        )
    yield from _unmatched(corpus)
    yield from _alike(corpus)
    known = {quote.passage for warning in corpus.warnings for quote in warning.steps}
    known |= {id for warning in corpus.warnings for id in warning.passages}
    for passage in corpus.passages:
        words = warning_words(passage.reading())
        if words and passage.id not in known:
            text = " ".join(passage.reading().split())
            yield f'passage {passage.id} sounds like a warning ("{words}"): {text[:70]}'


def _some(places: Sequence[str]) -> str:
    """The first few of these places, as text."""
    shown = ", ".join(places[:LISTED])
    return f"{shown} and {len(places) - LISTED} more" if len(places) > LISTED else shown


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _unmatched(corpus: Corpus) -> Iterator[str]:
    """Words of the thesaurus that are not in the document and so find nothing."""
    stem = Stemmer()
    has = set(stem.terms(corpus.text))
    for number, group in enumerate(corpus.thesaurus, 1):
        for text in group.means:
            if has.isdisjoint(stem.terms(text)):
                yield f'thesaurus.toml, group {number}: the document never says "{text}".'


def _alike(corpus: Corpus) -> Iterator[str]:
    """Passages that nearly repeat an earlier one, unless `same.toml` lists both. Only
    passages that share one of their rarest words are compared."""
    words = {p.id: frozenset(_words(p.reading())) for p in corpus.passages if len(p.text) > 40}
    known = {(same.passage, other) for same in corpus.same for other in same.others}
    counts = Counter(word for found in words.values() for word in found)
    holders: dict[str, list[str]] = {}
    for id, found in words.items():
        rarest = sorted(found, key=lambda word: (counts[word] < 2, counts[word], word))[:3]
        others = dict.fromkeys(other for word in rarest for other in holders.get(word, ()))
        for other in others:
            both = found | words[other]
            if (id, other) in known or (other, id) in known:
                continue
            if len(found & words[other]) >= ALIKE * len(both):
                same = "repeats" if found == words[other] else "nearly repeats"
                yield f"passage {id} {same} passage {other} (list them in same.toml)."
                break
        for word in rarest:
            holders.setdefault(word, []).append(id)
