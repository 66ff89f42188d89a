"""Relearns the weights in `corpus/leg_cramps/danger/weights.json` and writes them.

    python -m tests.benchmarks.danger [--unused]

Needed after any change to the sentences, phrases or asked-as lines of the built-in document or to
the ordinary language of the program. Without it, answers are the same, but preparing takes longer.

With `--unused`, it writes nothing and lists the phrases that decide nothing: in no sentence of the
folder, of the ordinary language or of the question sets does their concept depend on them. Some of
them are rare misspellings, which are worth keeping.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator

from assistant import preparing
from assistant.safety import kept
from assistant.safety.concepts import Dangers, Phrase, compile_phrases
from assistant.safety.reading import Reader, Vocabulary
from assistant.safety.training import learn_weights, ordinary_language, other_emergencies
from corpus.loader import BUILT_IN
from index.spelling import english
from tests.helpers.places import QUESTIONS


def main() -> None:
    """Learn and write, or list what is unused."""
    document = preparing.read(str(BUILT_IN))
    if "--unused" in sys.argv[1:]:
        print_unused(document.danger)
        return
    learned = learn_weights(document.corpus, document.danger)
    kept.write(BUILT_IN, document.danger.names(), learned)
    for warning, found in learned.warnings.items():
        print(f"{warning}: {len(found.weights)} weights, bias {found.bias}")


def print_unused(dangers: Dangers) -> None:
    """List, for each concept, the phrases and exceptions that decide nothing, one to a line."""
    groups = {concept.name: concept.phrases for concept in dangers.concepts}
    groups |= {f"{concept.name}, except": concept.excepted for concept in dangers.concepts}
    groups |= {f"{s.warning}, exceptions": s.exceptions for s in dangers.subjects}
    useful = deciding(groups.values(), {*dangers.texts(), *_texts()}, dangers)
    total = sum(map(len, groups.values()))
    print(f"{total - len(useful)} of {total} phrases decide nothing")
    number = 0
    for name, phrases in groups.items():
        for one in phrases:
            if number not in useful:
                print(f"{name}: {one.text}")
            number += 1


def deciding(
    groups: Iterable[Iterable[Phrase]], texts: Iterable[str], dangers: Dangers
) -> set[int]:
    """Return the numbers of the phrases that are the only one of their group in some sentence."""
    each = [(at, one) for at, group in enumerate(groups) for one in group]
    words = " ".join(sorted({*dangers.words()} & english()))
    reader = Reader(Vocabulary(compile_phrases([one] for _, one in each), len(each), {}, words))
    useful: set[int] = set()
    for text in texts:
        for sentence in (window for windows in reader.sentences(text) for window in windows):
            found: dict[int, set[int]] = defaultdict(set)
            for match in sentence.matches:
                found[each[match.kind][0]].add(match.kind)
            useful |= {min(kinds) for kinds in found.values() if len(kinds) == 1}
    return useful


def _texts() -> Iterator[str]:
    """Ordinary language, and the questions of all sets."""
    yield from (*ordinary_language(), *other_emergencies())
    for path in sorted(QUESTIONS.iterdir()):
        for line in path.read_text(encoding="utf-8").splitlines():
            if path.suffix != ".jsonl":
                yield line
            elif "question" in (data := json.loads(line)):
                yield data["question"]
            else:
                yield from (turn["say"] for turn in data.get("turns", ()))


if __name__ == "__main__":
    main()
