"""The weights that were learned for a document folder and kept in its `danger/weights.json`.

Learning takes longer than all other work on the built-in document. The file is used only if
everything that its weights were learned from is unchanged. Otherwise, or without such a file, they
are learned when the folder is prepared.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.files import read_file

NAME = "danger/weights.json"
"""The path of the file within a document folder."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned about a warning: the bias, and the weight of each feature (see
    `assistant.safety.model.features`), in logits."""

    bias: float
    weights: dict[str, float]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was learned about each warning, and the digest of what it was learned from."""

    learned_from: str
    warnings: Mapping[str, Learned]


NOTHING_KEPT = Kept("", {})


def read(folder: Path, concepts: Sequence[str]) -> Kept:
    """Return the weights kept in a folder, or NOTHING_KEPT if there is no file that can be used.

    The file refers to the concepts by name; the program numbers them in the order of `concepts`.
    """
    number = {name: at for at, name in enumerate(concepts)}
    try:
        data = json.loads(read_file(folder / NAME))
        warnings = {
            warning: Learned(
                float(entry["bias"]),
                {_numbered(name, number): float(w) for name, w in entry["weights"].items()},
            )
            for warning, entry in data["warnings"].items()
        }
        return Kept(str(data["learned_from"]), warnings)
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return NOTHING_KEPT


def write(folder: Path, concepts: Sequence[str], kept: Kept) -> None:
    """Store weights in a folder, one per line."""
    data = {
        "learned_from": kept.learned_from,
        "warnings": {
            warning: {
                "bias": learned.bias,
                "weights": {_named(name, concepts): w for name, w in learned.weights.items()},
            }
            for warning, learned in kept.warnings.items()
        },
    }
    text = json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True)
    (folder / NAME).write_text(text + "\n", encoding="utf-8")


def _numbered(name: str, number: Mapping[str, int]) -> str:
    return f"@{number[name[1:]]}" if name.startswith("@") else name


def _named(feature: str, concepts: Sequence[str]) -> str:
    return f"@{concepts[int(feature[1:])]}" if feature.startswith("@") else feature
