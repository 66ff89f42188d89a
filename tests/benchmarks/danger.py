"""Learns the weights in `corpus/leg_cramps/danger/weights.json` again and writes them.

    python -m tests.benchmarks.danger

Needed after any change to the sentences, phrases or asked-as lines of the built-in document or to
the ordinary language of the program. Without it, answers are the same, but preparing takes longer.
"""

from __future__ import annotations

from assistant import preparing
from assistant.safety import kept
from assistant.safety.training import learn_weights
from corpus.loader import BUILT_IN


def main() -> None:
    """Learn and write."""
    document = preparing.read(str(BUILT_IN))
    learned = learn_weights(document.corpus, document.danger)
    kept.write(BUILT_IN, document.danger.names(), learned)
    for warning, found in learned.warnings.items():
        print(f"{warning}: {len(found.weights)} weights, bias {found.bias}")


if __name__ == "__main__":
    main()
