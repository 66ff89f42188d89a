"""`python -m assistant` is the command `cramps`."""

import os

from assistant.start import run

if __name__ == "__main__":
    raise SystemExit(
        run("assistant.cli", os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    )
