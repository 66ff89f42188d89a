"""`python -m assistant` is the command `cramps`."""

import os

from assistant.start import prefer_ours

if __name__ == "__main__":
    prefer_ours(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    from assistant.cli import main

    raise SystemExit(main())
