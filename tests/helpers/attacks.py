"""Known attacks on terminals and their users, and the places where they can come from."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.helpers import sandbox

ATTACKS = {
    "title": "\x1b]0;owned\x07",
    "clipboard": "\x1b]52;c;ZWNobyBvd25lZA==\x07",
    "hyperlink": "\x1b]8;;file:///etc/passwd\x1b\\click\x1b]8;;\x1b\\",
    "clear": "\x1b[2J\x1b[H",
    "cursor up": "\x1b[10A\x1b[2K",
    "hidden": "\x1b[8m",
    "report": "\x1b[6n\x1b[c\x1b[>0q",
    "window report": "\x1b[21t",
    "answerback": "\x05",
    "other screen": "\x1b[?1049h",
    "mouse": "\x1b[?1003h",
    "device control": "\x1bP$q\"p\x1b\\",
    "application command": "\x1b_Gf=100;AAAA\x1b\\",
    "privacy message": "\x1b^secret\x1b\\",
    "reset": "\x1bc",
    "8-bit CSI": "\x9b2J",
    "8-bit OSC": "\x9d0;owned\x9c",
    "8-bit DCS": "\x90q\x9c",
    "backspaces": "safe\b\b\b\bevil",
    "carriage return": "safe\revil",
    "delete": "\x7f\x7f",
    "shift out": "\x0e\x0f",
    "null": "\0",
    "bidi override": "\u202egnihtyna\u202c",
    "bidi isolate": "\u2066x\u2067y\u2069",
    "bidi marks": "\u200e\u200f\u061c",
    "bidi embedding": "\u202ax\u202by\u202c",
    "zero width": "wa\u200bter\u200c\u200d\u2060\ufeff",
    "separators": "\u2028\u2029\x85\x0b\x0c",
    "tags": "\U000e0041\U000e0042",
    "annotation": "\ufff9a\ufffab\ufffb",
    "soft hyphen": "wa\u00adter",
    "private use": "\ue000\U000f0000",
    "unassigned": "\u0378\uffff",
}  # fmt: skip
"""Attacks by what each one tries to do."""

ALL = " ".join(ATTACKS.values())

OBEYED = frozenset(c for c in ALL if not c.isprintable()) - {" "}
"""The characters on which the attacks rely."""


def toml(text: str) -> str:
    """A text as TOML writes it, control characters escaped."""
    return '"' + "".join(c if c.isalnum() else f"\\U{ord(c):08x}" for c in text) + '"'


def hostile_folder(folder: Path) -> Path:
    """A copy of the leaflet with all attacks in every text that an author writes."""
    copy = Path(shutil.copytree(sandbox.LEAFLET, folder))
    mean = toml(ALL)[1:-1]

    def change(name: str, *pairs: tuple[str, str]) -> None:
        text = (copy / name).read_bytes().decode()
        for old, new in pairs:
            assert old in text, (name, old)
            text = text.replace(old, new, 1)
        (copy / name).write_bytes(text.encode())

    change(
        "document.toml",
        ('title = "', f'title = "{mean} '),
        ('about = "', f'about = "{mean} '),
    )
    change(
        "tags.toml",
        ('title = "At home', f'title = "{mean} At home'),
        ('description = "What a', f'description = "{mean} What a'),
        ('note = "', f'note = "{mean} '),
    )
    change("warnings.toml", ('label = "', f'label = "{mean} '))
    change("thesaurus.toml", ('said = ["vaseline"', f'said = ["{mean}", "vaseline"'))
    change(
        "passages/1.toml",
        ('notes = ["', f'notes = ["{mean} '),
        ('asked.0 = ["', f'asked.0 = ["how do {mean} I ", "'),
    )
    change("document.txt", ("A cold cloth on", f"A cold cloth {ALL.replace(chr(0), '')} on"))
    with (copy / "document.txt").open(
        "a", encoding="utf-8"
    ) as document:  # enough lines for the file to pass as text
        document.writelines(
            f"\nEntry {n} of the clinic's log: nothing happened.\n" for n in range(150)
        )
    return copy
