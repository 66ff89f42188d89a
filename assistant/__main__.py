"""`python -m assistant` is the command `cramps`."""

from assistant.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
