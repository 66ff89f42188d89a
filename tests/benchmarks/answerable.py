"""Fits `index/answerable.json`: the weights that decide whether a question is answerable.

    python -m tests.benchmarks.answerable --leaflets FOLDER FILE.jsonl…

takes the questions in the files (`source` says where each comes from; chats are read turn by turn),
and the tuning sets of `tests/questions`. It prints how many questions of each source are refused by
weights that were fitted without that source, and how often a confidence is right; then it writes
the weights and `index/english/wording.txt`.

The document is read twice: with its annotations, and as plain text. FOLDER has further documents
without annotations, each with a file of questions of the same name.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np

from assistant.engine import Assistant
from assistant.sources import BUILT_IN
from corpus import loader
from index import answerable, wording
from index.analysis import Stemmer, is_stop
from index.query import Query
from index.search import Hit, Index
from index.wording import Counts
from index.words import Word
from tests.helpers.places import QUESTIONS

TUNING = ("tuning", "second-tuning", "safety-tuning", "answerable")
OUTSIDE = ("outside", "outside-more")
PRACTICE = 0.15
"""Weight of practice questions: they were used to extend the document's data."""

LEAFLET, OTHERS = 30.0, 0.1
"""Weights of questions on a leaflet, and of the other questions on documents without annotations:
the former are few, but typical of such documents. Weights fitted on the other leaflets separate the
questions on a leaflet better (area under the curve .80; without leaflets, .745)."""

PULL = 2.0
"""L2 regularisation of the standardised weights."""

FOLDS = 5

LEAFLETS = "leaflet: "
"""Prefix of the source of a question on a leaflet."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Largest shares of answerable questions that may be refused or have nothing near."""

    refused: float
    far: float


ANNOTATED = Bounds(0.021, 0.002)
PLAIN = Bounds(0.15, 0.02)
"""Without annotations, more than a quarter of the questions that seem to have an answer have none
in the three best passages. So doubtful questions are refused; the nearest passages are shown."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, whether the document answers it, and the earlier lines of its chat."""

    source: str
    question: str
    answerable: bool
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """An example as the model sees it: the stems and features of a question."""

    asked: Asked
    stems: tuple[str, ...]
    figures: dict[str, float]

    @property
    def is_leaflet(self) -> bool:
        """Whether the question is about a leaflet."""
        return self.asked.source.startswith(LEAFLETS)

    @property
    def weight(self) -> float:
        """The weight of the example in fitting."""
        return LEAFLET if self.is_leaflet else PRACTICE if self.asked.source == "practice" else 1.0


def read(path: Path) -> Iterator[Asked]:
    """The questions in a file of questions or of chats."""
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        source = entry.get("source", path.stem)
        said: list[str] = []
        for turn in entry.get("turns", ()):
            if turn["kind"] != "talk":
                yield Asked(source, turn["say"], turn["kind"] == "passages", tuple(said))
            said.append(turn["say"])
        if "turns" not in entry:
            beyond = entry["kind"] == "out-of-scope"
            yield Asked(source, entry["question"], not beyond, tuple(entry.get("history", ())))


def questions(files: Sequence[str]) -> Iterator[Asked]:
    """The questions to fit on."""
    own = [QUESTIONS / f"{name}.jsonl" for name in (*TUNING, *OUTSIDE)]
    for path in [*map(Path, files), *own]:
        yield from read(path)
    for line in (QUESTIONS / "practice.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            question, _, passages = line.rpartition(" |")
            yield Asked("practice", question, bool(passages))


def examples(assistant: Assistant, asked: Sequence[Asked]) -> Iterator[Example]:
    """The questions that the model decides, each in its chat."""
    stem = Stemmer()
    seen: list[Example] = []
    now: list[Asked] = []

    def watch(
        index: Index, words: Sequence[Word], query: Query, hits: Sequence[Hit], urgent: bool
    ) -> answerable.Verdict:
        verdict = answerable.decide(index, words, query, hits, urgent)
        if verdict is not answerable.EMPTY and len(now) == 1:
            stems = tuple(w.read if is_stop(w.read) else stem(w.read) for w in words)
            found = answerable.figures(index, words, query, hits, urgent)
            seen.append(Example(now[0], stems, found))
        return verdict

    whole = patch("assistant.engine.known_half", return_value=None)
    with patch("assistant.verdicts.decide", watch), whole:
        for one in asked:
            chat = assistant.conversation()
            for question in one.history:
                chat.ask(question)
            now.append(one)
            chat.ask(one.question)
            now.clear()
    yield from seen


def fit(x: np.ndarray, y: np.ndarray, w: np.ndarray) -> np.ndarray:
    """The weights of a logistic regression on standardised features, the bias last (Newton)."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.c_[(x - mean) / spread, np.ones(len(x))]
    pull = np.full(z.shape[1], PULL)
    pull[-1] = 0.0
    b = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ b))
        slope = z.T @ (w * (p - y)) + pull * b
        b -= np.linalg.solve((z * (w * p * (1 - p))[:, None]).T @ z + np.diag(pull), slope)
    weights = b[:-1] / spread
    return np.append(weights, b[-1] - weights @ mean)


def reliability(seen: np.ndarray, y: np.ndarray) -> float:
    """For each tenth of confidence, print its mean, the share of questions that are answerable,
    and their number; return the expected calibration error."""
    tens = np.minimum((seen * 10).astype(int), 9)
    error = 0.0
    for ten in range(10):
        here = tens == ten
        if here.any():
            print(f"  {seen[here].mean():.2f} {y[here].mean():.2f} {here.sum():6}")
            error += abs((seen - y)[here].sum()) / len(seen)
    return float(error)


def folds(found: Sequence[Example]) -> np.ndarray:
    """The fold of each example: one per source for examples that have no answer or are on a
    leaflet."""
    sources = sorted({one.asked.source for one in found if not one.asked.answerable})
    numbers = [
        at if one.asked.answerable and not one.is_leaflet else sources.index(one.asked.source)
        for at, one in enumerate(found)
    ]
    return np.array(numbers) % FOLDS


def matrix(found: Sequence[Example], fold: np.ndarray, lines: Counts | None) -> np.ndarray:
    """The features of examples; their wording is compared with that of the other folds."""
    rows = np.array([[*one.figures.values()] for one in found])
    if lines is None:
        return rows
    at = [*found[0].figures].index("wording")
    for number in range(FOLDS):
        others = [one for one, its in zip(found, fold, strict=True) if its != number]
        table = wording.compare(lines, elsewhere(others))
        for row in np.flatnonzero(fold == number):
            parts = wording.parts(found[row].stems)
            rows[row, at] = wording.limited(table.get(part, 0.0) for part in parts)
    return rows


def crossed(x: np.ndarray, y: np.ndarray, w: np.ndarray, fold: np.ndarray) -> np.ndarray:
    """Confidences from weights that were fitted on the other folds."""
    seen = np.zeros(len(x))
    for number in range(FOLDS):
        out = fold == number
        b = fit(x[~out], y[~out], w[~out])
        seen[out] = 1 / (1 + np.exp(-(x[out] @ b[:-1] + b[-1])))
    return seen


def fitted(
    found: Sequence[Example], lines: Counts | None, vocabulary: int, bounds: Bounds
) -> dict[str, object]:
    """Fit one model, print its results and return its weights. If there are questions on leaflets,
    only those count as results."""
    fold = folds(found)
    x = matrix(found, fold, lines)
    y = np.array([float(one.asked.answerable) for one in found])
    w = np.array([one.weight for one in found])
    source = np.array([one.asked.source for one in found])
    real = np.array([one.is_leaflet for one in found])
    if real.any():
        w[~real] *= OTHERS
    else:
        real = w >= 1
    seen = crossed(x, y, w, fold)
    answered, near = np.quantile(seen[real & (y == 1)], [bounds.refused, bounds.far])
    for name in sorted(set(source)):
        for kind, of in (("answerable", 1.0), ("beyond", 0.0)):
            here = (source == name) & (y == of)
            if here.any():
                refused, far = ((seen[here] < bound).mean() for bound in (answered, near))
                print(f"{name:36} {kind:10} {here.sum():5} {refused:.3f} {far:.3f}")
    print(f"all beyond {(seen[real & (y == 0)] < answered).mean():.3f} refused")
    print(f"expected calibration error {reliability(seen[real], y[real]):.3f}\n")
    b = fit(x, y, w)
    weights = {name: round(v, 3) for name, v in zip(found[0].figures, b, strict=False)}
    return {
        "vocabulary": vocabulary,
        "answered": round(float(answered), 3),
        "near": round(float(near), 3),
        "bias": round(b[-1], 3),
        "weights": weights,
    }


def elsewhere(found: Sequence[Example]) -> Counts:
    """The wording of questions that the document does not answer."""
    return wording.count(
        one.stems for one in found if not one.asked.answerable and one.asked.source != "practice"
    )


def leaflets(folder: str) -> Iterator[tuple[Assistant, list[Asked]]]:
    """Further documents without annotations, with questions about them."""
    for path in sorted(Path(folder).glob("*.jsonl")):
        source = LEAFLETS + path.stem
        asked = [Asked(source, one.question, one.answerable) for one in read(path)]
        texts = (path.with_suffix(ending) for ending in (".md", ".txt"))
        yield Assistant(next(text for text in texts if text.exists())), asked


def main() -> None:
    """Fit both models, report and write."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("files", nargs="+")
    arguments.add_argument("--leaflets", required=True)
    given = arguments.parse_args()
    asked = list(questions(given.files))
    stem = Stemmer()
    lines = wording.count(
        wording.stems_of(line.text, stem)
        for passage in loader.read().passages
        for line in passage.asked
    )
    assistant, plain = Assistant(), Assistant(Path(BUILT_IN) / "document.txt")
    found = list(examples(assistant, asked))
    others = list(leaflets(given.leaflets))
    bare = [*examples(plain, asked)]
    for leaflet, about in others:
        bare += examples(leaflet, about)
    print("questions, how many are refused, how many have nothing near")
    data = {
        "about": "Fitted by python -m tests.benchmarks.answerable; see index/answerable.py.",
        "annotated": fitted(found, lines, assistant.index.terms, ANNOTATED),
        "plain": fitted(bare, None, min(one.index.terms for one, _ in others), PLAIN),
    }
    path = Path(answerable.__file__).with_suffix(".json")
    path.write_text(json.dumps(data, indent=2) + "\n", encoding="ascii")
    words = elsewhere(found)
    rows = [str(words.questions), *(f"{p} {n}" for p, n in sorted(words.parts.items()))]
    (path.parent / "english" / "wording.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
