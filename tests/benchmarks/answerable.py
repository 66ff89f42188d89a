"""Fits `index/answerable.json`: the weights by which a question counts as answerable.

    python -m tests.benchmarks.answerable OUT-OF-SCOPE.jsonl…

takes questions that the document does not answer from the files (`source` names where one comes
from), and those of `tests/questions` that were used for tuning. It writes the weights, and prints
how many questions each group would see refused, by weights that were fitted without its source.
The document is read twice: as it is, and without what its authors wrote beside it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from assistant.dialogue.followup import Turn, inherit, is_follow_up
from assistant.engine import Assistant
from corpus import loader
from corpus.model import Corpus
from index import answerable
from index.analysis import is_stop, tokens
from index.build import build
from index.search import Index
from index.spelling import is_common
from index.store import Store, Writer
from tests.helpers.places import QUESTIONS

TUNING = ("public", "tuning", "second-tuning", "safety-tuning", "outside")
PRACTICE = 0.15
"""Weight of a practice question or a mere keyword: the document's data were extended by these."""

PULL = 2.0
"""L2 regularisation of the standardised weights."""

FOLDS = 5
ANSWERED, NEAR = 0.19, 0.03
"""Confidence from which a question is answered, and from which near passages are shown."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its figures, whether the document answers it, and its weight."""

    source: str
    plain: bool
    figures: dict[str, float]
    answerable: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set, with the earlier ones of its chat."""

    source: str
    question: str
    answerable: bool
    history: tuple[str, ...] = ()


def questions(files: Sequence[str]) -> Iterator[Asked]:
    """The questions to fit on."""
    paths = [*map(Path, files), *(QUESTIONS / f"{name}.jsonl" for name in TUNING)]
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            yield Asked(
                entry.get("source", path.stem),
                entry["question"],
                entry["kind"] != "out-of-scope",
                tuple(entry.get("history", ())),
            )
    for line in (QUESTIONS / "practice.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            question, _, passages = line.rpartition(" |")
            yield Asked("practice", question, bool(passages))
    corpus = loader.read()
    for group in corpus.thesaurus:
        yield Asked("keywords", group.said[0], answerable=True)
    for passage in corpus.passages:
        for line in passage.asked[:1]:
            telling = [w for w, _, _ in tokens(line.text) if not is_stop(w) and not is_common(w)]
            if telling:
                yield Asked("keywords", " ".join(telling[:2]), answerable=True)


def figures(index: Index, asked: Asked, urgent: bool) -> dict[str, float]:
    """The figures of a question, after those of its chat."""
    last: Turn | None = None
    for question in (*asked.history, asked.question):
        words = index.reader.words(question)
        query = index.reader.read(words)
        if last is not None and is_follow_up(words, index.common):
            query, _ = inherit(query, last, index.reader.light)
        last = Turn(query, {})
    return answerable.figures(index, words, query, index.search(query), urgent)


def bare(corpus: Corpus) -> Corpus:
    """The document without what its authors wrote beside it."""
    passages = tuple(replace(p, asked=(), tags=()) for p in corpus.passages)
    return replace(corpus, passages=passages, tags=(), thesaurus=(), beyond=())


def examples(files: Sequence[str], assistant: Assistant, bare_index: Index) -> list[Example]:
    """All questions, read against both indexes."""
    found = []
    for asked in questions(files):
        chat = assistant.conversation()
        for question in asked.history:
            chat.ask(question)
        urgent = any(warning.urgent for warning in chat.ask(asked.question).warnings)
        weight = PRACTICE if asked.source in ("practice", "keywords") else 1.0
        for index in (assistant.index, bare_index):
            whole = index is assistant.index
            found.append(
                Example(
                    asked.source,
                    not whole,
                    figures(index, asked, urgent and whole),
                    asked.answerable,
                    weight,
                )
            )
    return found


def fit(x: np.ndarray, y: np.ndarray, w: np.ndarray) -> np.ndarray:
    """The weights of a logistic regression on standardised figures, the bias last (Newton)."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.c_[(x - mean) / spread, np.ones(len(x))]
    w = w * np.where(y == 1, 1.0, w[y == 1].sum() / w[y == 0].sum())
    pull = np.full(z.shape[1], PULL)
    pull[-1] = 0.0
    b = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ b))
        slope = z.T @ (w * (p - y)) + pull * b
        b -= np.linalg.solve((z * (w * p * (1 - p))[:, None]).T @ z + np.diag(pull), slope)
    weights = b[:-1] / spread
    return np.append(weights, b[-1] - weights @ mean)


def calibration(seen: np.ndarray, y: np.ndarray) -> float:
    """The expected calibration error over ten bins."""
    bins = np.minimum((seen * 10).astype(int), 9)
    gaps = [abs((seen - y)[bins == number].sum()) for number in range(10)]
    return float(sum(gaps) / len(seen))


def crossed(found: Sequence[Example], x: np.ndarray, y: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Confidences by weights that were fitted without the source of a question (its fifth of the
    answerable ones)."""
    sources = sorted({example.source for example in found})
    folds = np.array(
        [
            (number if example.answerable else sources.index(example.source)) % FOLDS
            for number, example in enumerate(found)
        ]
    )
    seen = np.zeros(len(found))
    for fold in range(FOLDS):
        held = folds == fold
        b = fit(x[~held], y[~held], w[~held])
        seen[held] = 1 / (1 + np.exp(-(x[held] @ b[:-1] + b[-1])))
    return seen


def fitted(found: Sequence[Example], vocabulary: int) -> dict[str, object]:
    """Fit one model, print its figures and return its weights."""
    names = list(found[0].figures)
    x = np.array([[example.figures[name] for name in names] for example in found])
    y = np.array([example.answerable for example in found], dtype=float)
    w = np.array([example.weight for example in found])
    source = np.array([example.source for example in found])
    seen = crossed(found, x, y, w)
    for name in sorted(set(source)):
        for kind, of in (("answerable", 1.0), ("beyond", 0.0)):
            chosen = (source == name) & (y == of)
            if chosen.any():
                refused, far = ((seen[chosen] < bound).mean() for bound in (ANSWERED, NEAR))
                print(f"{name:36} {kind:10} {chosen.sum():5} {refused:.3f} {far:.3f}")
    chosen = ~np.isin(source, ("practice", "keywords"))
    print(f"expected calibration error {calibration(seen[chosen], y[chosen]):.3f}\n")
    b = fit(x, y, w)
    weights = {name: round(value, 3) for name, value in zip(names, b, strict=False)}
    return {"vocabulary": vocabulary, "bias": round(b[-1], 3), "weights": weights}


def main(files: Sequence[str]) -> None:
    """Fit both models, report and write."""
    assistant = Assistant()
    writer = Writer(":memory:")
    build(bare(loader.read()), writer)
    bare_index = Index(Store.of(writer))
    found = examples(files, assistant, bare_index)
    print("questions, how many are refused, how many have nothing near")
    data = {
        "about": "Fitted by python -m tests.benchmarks.answerable; see index/answerable.py.",
        "answered": ANSWERED,
        "near": NEAR,
        "annotated": fitted([e for e in found if not e.plain], assistant.index.terms),
        "plain": fitted([e for e in found if e.plain], bare_index.terms),
    }
    path = Path(answerable.__file__).with_suffix(".json")
    path.write_text(json.dumps(data, indent=2) + "\n", encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1:])
