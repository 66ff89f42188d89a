"""Runs the tests with the lowest or the newest allowed versions of the dependencies.

    python -m tests.helpers.bounds lowest
    python -m tests.helpers.bounds newest
    python -m tests.helpers.bounds lowest nltk==3.8.1    # a trial beyond the bounds

The bounds are those of `pyproject.toml`. `--python PYTHON` uses another interpreter. A requirement
such as `nltk==3.8.1` replaces the bounds of that dependency. `tests/reliability`
and `tests/benchmarks` are left out: they test programs, not dependencies.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import tomllib
from pathlib import Path

from tests.helpers import environments


def chosen(which: str, trials: list[str]) -> list[str]:
    """The requirements to install: the lower bounds, or the newest versions within the bounds."""
    project = tomllib.loads((environments.ROOT / "pyproject.toml").read_text())["project"]
    replaced = {_name(trial): trial for trial in trials}
    wanted = []
    for requirement in project["dependencies"]:
        lowest = re.sub(r">=([^,]+).*", r"==\1", requirement)
        wanted.append(
            replaced.get(_name(requirement), lowest if which == "lowest" else requirement)
        )
    known = {_name(requirement) for requirement in wanted}
    others = [trial for name, trial in replaced.items() if name not in known]
    return [*wanted, *others, *project["optional-dependencies"]["test"]]


def _name(requirement: str) -> str:
    return re.split(r"[<>=!~ ]", requirement)[0].replace("-", "_").lower()


def main() -> int:
    """Make the environment and run the tests in it; return 0 if they pass."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("which", choices=("lowest", "newest"))
    parser.add_argument("trial", nargs="*")
    parser.add_argument("--python", default=sys.executable)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = environments.snapshot(folder)
        requirements = chosen(options.which, options.trial)
        made = environments.virtual(options.python, folder / "venv", "--upgrade", *requirements)
        listed = environments.run([made, "-m", "pip", "list", "--format=freeze"], folder)
        names = {_name(requirement) for requirement in requirements} | {"numpy", "wcwidth"}
        print(" ".join(line for line in listed.split() if _name(line) in names), flush=True)
        command = [made, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]
        command += ["--ignore=tests/reliability", "--ignore=tests/benchmarks"]
        print(environments.run(command, source, environments.home(folder))[-400:])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
