"""Converts the data of `assistant.safety.model` to and from the text in the prepared file."""

from __future__ import annotations

import json
from dataclasses import asdict

from assistant.safety.matcher import Automaton
from assistant.safety.model import ConceptData, SafetyData, WarningWeights
from assistant.safety.reading import Vocabulary


def dump(data: SafetyData) -> bytes:
    """Return the data as JSON."""
    return json.dumps(asdict(data), separators=(",", ":"), sort_keys=True).encode()


def load(content: str | bytes) -> SafetyData:
    """Return the data that `dump` converted."""
    data = json.loads(content)
    vocabulary = data["vocabulary"]
    return SafetyData(
        vocabulary=Vocabulary(
            automaton=Automaton(**vocabulary["automaton"]),
            concepts=vocabulary["concepts"],
            stems=vocabulary["stems"],
            danger_words=vocabulary["danger_words"],
        ),
        concepts=[ConceptData(**concept) for concept in data["concepts"]],
        warnings={
            id: WarningWeights(
                excepted=entry["excepted"],
                bias=entry["bias"],
                signs={int(concept): tuple(signs) for concept, signs in entry["signs"].items()},
                weights=entry["weights"],
                needs=tuple(entry["needs"]),
            )
            for id, entry in data["warnings"].items()
        },
    )
