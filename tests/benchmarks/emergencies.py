"""Fits `assistant/emergencies/weights.json` and measures it on held-out sentences.

    python -m tests.benchmarks.emergencies            # measure, in five folds
    python -m tests.benchmarks.emergencies --write    # fit on everything and write the weights

Sentences without an emergency are those of `signs.toml`, the ordinary sentences of
`assistant/safety/ordinary`, the asked-as lines of the built-in document, its test questions, and
the sentences that call for its own warnings.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant import Assistant
from assistant.emergencies.recognise import LIKELY, SURE, Model, bare, by_first_word, features
from assistant.safety import concepts
from assistant.safety.learning import Example, learn
from corpus.loader import BUILT_IN
from index.analysis import tokens
from tests.helpers.places import ROOT

PACKAGE = ROOT / "assistant" / "emergencies"
TOPICS = ("public", "tuning", "second-tuning")

PENALTY = 0.15
"""The penalty on large weights (see `assistant.safety.learning`)."""

LEAST = 0.1
"""Smaller weights are left out of the file."""

FIFTHS = 5


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the training data, with its source and its weight."""

    group: str
    words: list[str]
    emergency: bool
    counts: float


def texts() -> Iterator[Text]:
    """Yield all training data."""
    for kind in kinds().values():
        yield from (_text("signs", text, True, 1.0) for text in kind["signs"])
        yield from (_text("look-alikes", text, False, 1.5) for text in kind["ordinary"])
    for path in sorted((ROOT / "assistant" / "safety" / "ordinary").glob("*.txt")):
        lines = path.read_text("utf-8").splitlines()
        yield from (_text("ordinary", t, False, 0.5) for t in lines if t and not t.startswith("#"))
    covered = concepts.read(BUILT_IN, [warning.id for warning in Assistant().warnings])
    for subject in covered.subjects:
        danger = subject.sentences.danger
        yield from (_text("dangers covered", text, False, 0.5) for text in danger)
    for lines in Assistant().asked:
        yield from (_text("asked-as lines", text, False, 1.0) for text in lines)
    for name in TOPICS:
        questions = ROOT / "tests" / "questions" / f"{name}.jsonl"
        for line in questions.read_text("utf-8").splitlines():
            entry = json.loads(line)
            if entry["gold"] and not entry["urgent"]:
                yield _text("topic questions", entry["question"], False, 2.0)


def kinds() -> dict[str, dict[str, list[str]]]:
    """Return the authored data by kind of emergency."""
    return tomllib.loads((PACKAGE / "signs.toml").read_text("utf-8"))


def phrases() -> list[str]:
    """Return the phrases that decide, as words in normal form."""
    found = {" ".join(_words(text)) for kind in kinds().values() for text in kind["phrases"]}
    return sorted(found)


def _text(group: str, text: str, emergency: bool, counts: float) -> Text:
    return Text(group, _words(text), emergency, counts)


def _words(text: str) -> list[str]:
    return [bare(word) for word, _, _ in tokens(text)]


def fit(among: Sequence[Text]) -> Model:
    """Fit a model to texts."""
    examples = [Example(features(t.words), t.emergency, t.counts) for t in among]
    bias, weights = learn(examples, penalty=PENALTY)
    kept = {name: weight for name, weight in sorted(weights.items()) if abs(weight) >= LEAST}
    return Model(bias, kept, by_first_word(phrases()))


def measure(everything: Sequence[Text]) -> None:
    """Print the share of each held-out group that is taken for an emergency."""
    scores: dict[str, list[float]] = {}
    for fifth in range(FIFTHS):
        model = fit([text for at, text in enumerate(everything) if at % FIFTHS != fifth])
        for text in everything[fifth::FIFTHS]:
            scores.setdefault(text.group, []).append(model.logits(text.words))
    print(f"{'left out':16}{'texts':>7}{'sure':>8}{'likely':>8}")
    for group, logits in scores.items():
        sure, likely = (sum(x >= least for x in logits) / len(logits) for least in (SURE, LIKELY))
        print(f"{group:16}{len(logits):7}{sure:8.3f}{likely:8.3f}")


def main() -> None:
    """Measure or write."""
    everything = list(texts())
    if "--write" not in sys.argv[1:]:
        measure(everything)
        return
    model = fit(everything)
    data = {"bias": model.bias, "phrases": phrases(), "weights": model.weights}
    (PACKAGE / "weights.json").write_text(json.dumps(data, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
