"""The worked example of `corpus/LEAFLET.md`: its files and commands, run in a folder.

    python -m tests.helpers.example

updates what the commands print, and the list of keys.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus.reference import reference
from tests.helpers.places import ROOT
from tests.helpers.running import environment

PAGE = ROOT / "corpus/LEAFLET.md"

_BLOCK = re.compile(r"```(?P<kind>text|toml|console) ?(?P<name>\S*)\n(?P<body>.*?)```", re.DOTALL)
_REFERENCE = "\n## All keys\n"


def renewed(page: str, folder: Path) -> str:
    """Return the page with what its commands print now, when run in `folder`."""
    python = shlex.quote(sys.executable)
    command = f'leaflet() {{ {python} -m assistant.authoring.command "$@"; }}\n'
    env = environment(COLUMNS="80", XDG_CACHE_HOME=str(folder / ".cache"))

    def block(match: re.Match[str]) -> str:
        if match["kind"] != "console":
            file = folder / match["name"]
            file.write_text(match["body"], "utf-8")
            return match[0]
        shown = []
        for line in re.findall(r"^\$ (.*)$", match["body"], re.MULTILINE):
            done = subprocess.run(
                ["bash", "-c", command + line],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                cwd=folder,
                env=env,
                timeout=60,
                check=False,
            )
            shown.append(f"$ {line}\n{done.stdout}")
        return f"```console\n{''.join(shown)}```"

    text = page.partition(_REFERENCE)[0]
    return f"{_BLOCK.sub(block, text)}{_REFERENCE}\n```text\n{reference()}```\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        PAGE.write_text(renewed(PAGE.read_text("utf-8"), Path(temporary)), "utf-8")
