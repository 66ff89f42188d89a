"""Fits the model that tells talk from questions, and measures it on held-out lines.

    python -m tests.benchmarks.talk [--misses]

Each third of the lines is held out in turn: neither the weights nor the list of known lines
includes the lines tested. The weights that are written are fitted on all lines.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.dialogue import phrases
from assistant.dialogue.deciding import LONGEST, kind_of_talk
from assistant.dialogue.phrases import LINES, QUESTION, Phrasebook, read_lines
from assistant.dialogue.talk_model import FILE, Subjects, TalkModel, features
from assistant.dialogue.turns import subjects_of, talk_kind
from assistant.dialogue.wording import chat_words
from assistant.engine import Assistant
from tests.helpers.places import QUESTIONS

FOLDS = 3
PULL = 1.0
"""L1 regularisation: the larger, the fewer weights."""

STEPS = 150
RARE = 2
"""Number of lines of talk in which a word must occur to be a known word."""

BLOCK = 50
"""Lines, or features, whose sums are computed at once."""

SELDOM = 3
"""Number of lines in which a feature must occur to get a weight."""

WRITTEN = 0.05
"""Smaller weights are left out."""

ALIKE = 4.0
"""Weight of a question that looks like talk."""

OTHERS = 0.5
"""Weight of a question that does not look like talk; only one in six practice questions is used."""


@dataclass(frozen=True, slots=True)
class Example:
    """A line, its kind, the document's words in it, and its weight."""

    line: str
    kind: str
    subjects: Subjects
    weight: float


def examples(assistant: Assistant) -> list[Example]:
    """All lines to fit on."""
    reader = assistant.index.reader
    said = read_lines(LINES.read_text(encoding="utf-8"))
    found = [
        (line, kind, ALIKE if kind == QUESTION else 1.0)
        for kind, lines in said.items()
        for line in lines
    ]
    found += [(line, "remark", 1.0) for line in _text("remarks.txt")]
    found += [(line, QUESTION, ALIKE) for line in _text("not-talk.txt")]
    found += [(line.rpartition(" |")[0], QUESTION, OTHERS) for line in _text("practice.txt")[::6]]
    found += [(json.loads(line)["question"], QUESTION, OTHERS) for line in _text("outside.jsonl")]
    return [
        Example(line, kind, subjects_of(reader.words(line), reader), weight)
        for line, kind, weight in found
        if len(chat_words(line)) <= LONGEST
    ]


def _text(name: str) -> list[str]:
    lines = (QUESTIONS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


class Rows:
    """Lines as lists of feature numbers, joined end to end."""

    def __init__(self, seen: Sequence[set[str]], names: Sequence[str]) -> None:
        place = {name: at for at, name in enumerate(names)}
        rows = [sorted(place[f] for f in one if f in place) for one in seen]
        self.flat = np.array([f for row in rows for f in row])
        self.starts = np.cumsum([0, *map(len, rows[:-1])])
        order = np.argsort(self.flat, kind="stable")
        self.of_row = np.repeat(np.arange(len(rows)), [len(row) for row in rows])[order]
        self.firsts = np.searchsorted(self.flat[order], np.arange(len(names)))

    def times(self, weights: np.ndarray) -> np.ndarray:
        """The sums of the weights of each line's features."""
        return _sums(weights, self.flat, self.starts)

    def back(self, values: np.ndarray) -> np.ndarray:
        """The sums of the values of the lines that have each feature."""
        return _sums(values, self.of_row, self.firsts)


def _sums(values: np.ndarray, chosen: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """The sums of the chosen values, from each start to the next; in blocks that fit in a cache."""
    found = np.empty((len(starts), values.shape[1]), values.dtype)
    for at in range(0, len(starts), BLOCK):
        some = starts[at : at + BLOCK]
        end = starts[at + BLOCK] if at + BLOCK < len(starts) else len(chosen)
        found[at : at + BLOCK] = np.add.reduceat(values[chosen[some[0] : end]], some - some[0])
    return found


def fit(found: Sequence[Example]) -> TalkModel:
    """The weights of a multinomial logistic regression with an L1 penalty (FISTA)."""
    said = [(set(chat_words(one.line)), one.kind) for one in found]
    count = Counter(word for words, kind in said if kind != QUESTION for word in words)
    words = frozenset(word for word, number in count.items() if number >= RARE)
    seen = [set(features(one.line, one.subjects, words)) for one in found]
    number = Counter(feature for one in seen for feature in one)
    names = sorted(feature for feature, lines in number.items() if lines >= SELDOM)
    kinds = sorted({one.kind for one in found})
    rows = Rows(seen, names)
    weight = np.array([[one.weight] for one in found], dtype=np.float32)
    wanted = np.array([[one.kind == kind for kind in kinds] for one in found], dtype=np.float32)
    along = np.ones(
        (len(names), 1), dtype=np.float32
    )  # the largest singular value bounds the curvature
    for _ in range(20):
        along = rows.back(weight * rows.times(along))
        size = float(np.linalg.norm(along))
        along /= size
    step = 1 / (size / 2 + float(weight.sum()) / 2)
    best = ahead = np.zeros((len(names) + 1, len(kinds)), dtype=np.float32)
    pace = 1.0
    for _ in range(STEPS):
        shares = rows.times(ahead[:-1]) + ahead[-1]
        shares = np.exp(shares - shares.max(1, keepdims=True))
        slope = weight * (shares / shares.sum(1, keepdims=True) - wanted)
        new = ahead - step * np.vstack([rows.back(slope), slope.sum(0)])
        new[:-1] = np.sign(new[:-1]) * np.maximum(np.abs(new[:-1]) - step * PULL, 0)
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = new + (pace - 1) / faster * (new - best)
        best, pace = new, faster
    return TalkModel(
        words,
        frozenset(count) - words,
        dict(zip(kinds, best[-1].round(2).tolist(), strict=True)),
        {
            name: {kind: w for kind, w in zip(kinds, row, strict=True) if abs(w) >= WRITTEN}
            for name, row in zip(names, best[:-1].round(2).tolist(), strict=True)
            if max(map(abs, row)) >= WRITTEN
        },
    )


def measure(found: Sequence[Example]) -> None:
    """Print how held-out lines are classified."""
    judged: list[tuple[Example, str]] = []
    for fold in range(FOLDS):
        print("fitting without third", fold + 1, file=sys.stderr)
        held = found[fold::FOLDS]
        kept = [one for at, one in enumerate(found) if at % FOLDS != fold]
        model = fit(kept)
        known: dict[str, list[str]] = {}
        for one in kept:
            if one.kind != QUESTION:
                known.setdefault(one.kind, []).append(one.line)
        book = Phrasebook(phrases.FILE.read_text(encoding="utf-8"), known)
        for one in held:
            read = talk_kind(one.line, book) or kind_of_talk(one.line, one.subjects, model)
            judged.append((one, read))
    groups = {
        "talk": [pair for pair in judged if pair[0].kind != QUESTION],
        "questions that look like talk": [
            pair for pair in judged if pair[0].kind == QUESTION and pair[0].weight == ALIKE
        ],
        "other questions": [pair for pair in judged if pair[0].weight < 1],
    }
    for name, pairs in groups.items():
        talk = sum(bool(read) for _, read in pairs) / len(pairs)
        same = sum(read == one.kind for one, read in pairs) / len(pairs)
        print(f"{name:32}{len(pairs):6} read as talk {talk:.3f}, as their kind {same:.3f}")
    if "--misses" in sys.argv:
        for one, read in judged:
            if bool(read) == (one.kind == QUESTION):
                print(f"{one.kind:12}{read:12}{one.line}")


def main() -> None:
    """Measure on held-out lines, fit on all, and write."""
    found = examples(Assistant())
    measure(found)
    model = fit(found)
    data = {
        "about": "Fitted by python -m tests.benchmarks.talk; see assistant/dialogue/talk_model.py.",
        "words": sorted(model.words),
        "rare": sorted(model.rare),
        "bias": model.bias,
        "weights": model.weights,
    }
    FILE.write_text(
        json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
