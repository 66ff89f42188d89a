"""Installs the package on several Pythons and compares their answers to all questions.

    python -m tests.reliability.pythons [PYTHON…]

PYTHON is an interpreter, such as `python3.13`; by default, each one from 3.11 on that pyenv has or
that is on the path. Each gets its own virtual environment, a wheel built there (with data prepared
by that Python) and the newest dependencies allowed.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

from tests.helpers import environments


def found() -> list[str]:
    """The Pythons from 3.11 that are installed here."""
    pythons = [
        str(path)
        for path in sorted(Path("~/.pyenv/versions").expanduser().glob("3.*/bin/python"))
        if int(path.parent.parent.name.split(".")[1]) >= 11
    ]
    if not pythons:
        pythons = [path for n in range(11, 16) if (path := shutil.which(f"python3.{n}"))]
    return pythons


def main() -> int:
    """Compare the Pythons; return 0 if all give the same answers."""
    results: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = environments.snapshot(folder)
        shutil.copytree(source / "tests", folder / "alone" / "tests")  # the package is installed
        for number, python in enumerate(sys.argv[1:] or found()):
            made = environments.virtual(python, folder / str(number), str(source))
            version = environments.run([made, "--version"], folder).strip()
            command = [made, "-m", "tests.helpers.answers"]
            printed = environments.run(command, folder / "alone", environments.home(folder))
            results[version] = sha256(printed.encode()).hexdigest()
            print(f"{version}: {len(printed.splitlines())} answers, sha256 {results[version]}")
    same = len(set(results.values())) == 1
    print("the same answers" if same else "DIFFERENT answers")
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main())
