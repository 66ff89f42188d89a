"""Coverage-guided fuzzing with atheris: inputs that reach new branches are kept and mutated.

    pip install -e '.[fuzz]'
    python -m tests.fuzz.fuzz TARGET [FOLDER] [libFuzzer options]

TARGET is one of those in `targets.py`: question, chat, flags, piped, document, side_files. Fuzzing
starts from `seeds/TARGET` and keeps new inputs in FOLDER (by default a temporary one). A crash is
written to `crash-…` in the working folder; once it is fixed, add it to the seeds, and
`test_targets.py` tests it from then on. For example, for two minutes:

    python -m tests.fuzz.fuzz question -max_total_time=120 -print_final_stats=1
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["assistant", "corpus", "index"]):
    from tests.fuzz import targets

SEEDS = Path(__file__).parent / "seeds"
SLOW = ["-timeout=30", "-rss_limit_mb=1500", "-max_len=4096"]
"""A question that takes 30 seconds, or 1.5 GB of memory, counts as a crash."""


def main() -> None:
    """Fuzz the target named by the first argument until stopped."""
    if len(sys.argv) < 2 or sys.argv[1] not in targets.TARGETS:
        raise SystemExit(f"name a target: {', '.join(targets.TARGETS)}")
    name, *rest = sys.argv[1:]
    folders = [argument for argument in rest if not argument.startswith("-")]
    kept = Path(folders[0] if folders else tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    kept.mkdir(parents=True, exist_ok=True)
    for seed in (SEEDS / name).glob("*"):
        shutil.copy(seed, kept)
    options = [argument for argument in rest if argument not in folders]
    for built_in in (False, True):
        targets.assistant(built_in)  # preparing a document must not count as a slow first input
    atheris.Setup([sys.argv[0], str(kept), *SLOW, *options], targets.TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
