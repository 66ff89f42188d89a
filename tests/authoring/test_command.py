"""The command `leaflet`, from a file to a chat with a warning."""

from __future__ import annotations

import json
import os
import re
import tomllib
from pathlib import Path

import pytest

from assistant.authoring.command import main, parser
from assistant.authoring.growing import _grown
from corpus import loader
from corpus.reference import KEYS
from tests.helpers.attacks import OBEYED, hostile_folder
from tests.helpers.folders import FolderCopy
from tests.helpers.places import LEAFLET, ROOT

DOCUMENTS = ROOT / "tests/documents"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A separate cache for prepared data."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def ran(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """The exit status of the command and what it printed."""
    status = main([str(argument) for argument in arguments])
    return status, capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "question", "line"),
    [
        ("ankle.txt", "can I put ice on my skin", 8),
        ("ankle.txt", "may I have some ibuprofen", 13),
        ("ankle.txt", "my toes are numb", 28),
        ("pancakes.md", "how much flour for 50 people", 16),
        ("pancakes.md", "is there gluten in it", 32),
        ("pancakes.md", "can I freeze the batter", 37),
    ],
)
def test_ask(name: str, question: str, line: int, capsys: pytest.CaptureFixture[str]) -> None:
    """One command answers from any document, with a note that it has no warnings."""
    assert main(["ask", str(DOCUMENTS / name), "--json", question]) == 0
    out, err = capsys.readouterr()
    answer = json.loads(out)
    assert answer["passages"][0]["line"] == line
    assert answer["warnings"] == []
    assert err.count("this document has no warnings") == 1


@pytest.mark.parametrize("options", [["--top", "1"], ["--json", "--top", "1"], ["--json"]])
def test_options_before_the_file(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Options may come before the document as well as after it."""
    file, question = str(DOCUMENTS / "ankle.txt"), "my toes are numb"
    found = ran(capsys, "ask", *options, file, question)
    assert found == ran(capsys, "ask", file, *options, question)
    assert found[0] == 0


@pytest.mark.parametrize("wrong", [["--bogus"], ["--top", "0"], ["--folder", "/none"]])
def test_a_danger_and_something_wrong(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """With wrong options before or after the folder, the folder's urgent warning comes first."""
    for arguments in ([LEAFLET, *wrong], [*wrong, LEAFLET]):
        status, out = ran(capsys, "ask", *arguments, "the", "blood", "is", "pouring")
        assert status == 2
        assert out.startswith("DANGER   Heavy bleeding")


def test_markup_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Neither markup nor page headers are shown, and a hyphenated word is rejoined."""
    _, out = ran(capsys, "ask", DOCUMENTS / "pancakes.md", "--plain", "must the batter rest")
    assert "The batter must rest for half an hour." in out
    _, out = ran(capsys, "ask", DOCUMENTS / "ankle.txt", "--plain", "paracetamol dose")
    assert "Follow the dose on the package, and" in " ".join(out.split())
    assert "Page 1" not in out


def test_ten_minutes_from_a_leaflet_to_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The worked example: a folder is made, a warning and a question are added, and both work."""
    folder = tmp_path / "ankle"
    status, out = ran(capsys, "new", DOCUMENTS / "ankle.txt", folder)
    assert status == 0
    assert "Page 1 of 2" in out  # the dropped line is reported
    assert ran(capsys, "check", folder)[0] == 0
    _, out = ran(capsys, "passages", folder)
    assert "28   0 asked  From the third day" in out

    (folder / "warnings.toml").write_text(
        "[blood-flow]\n"
        'label = "White or blue foot"\n'
        'standing = { passage = "28", quote = "see that the foot turns white or blue" }\n'
        'steps = [{ passage = "25", quote = "Come back to the clinic" }]\n'
        'passages = ["28"]\n'
    )
    (folder / "passages/1.toml").write_text(
        '[8]\nopens = "Keep the weight off"\nasked.0 = ["how do I hold down the swelling?"]\n'
    )
    (folder / "danger/colour.toml").write_text(
        '[concept.pale]\nabout = "a foot without blood"\nphrases = "(white|blue) (foot|toes)"\n\n'
        '[warning.blood-flow.signs]\ncolour = ["pale"]\n'
    )
    status, out = ran(capsys, "check", folder)
    assert status == 0, out
    _, out = ran(capsys, "ask", folder, "--json", "how do I hold down the swelling?")
    answer = json.loads(out)
    assert answer["passages"][0]["line"] == 8
    assert [warning["signal"] for warning in answer["warnings"]] == ["WARNING"]
    _, out = ran(capsys, "ask", folder, "--json", "my toes: blue toes")
    assert [warning["signal"] for warning in json.loads(out)["warnings"]] == ["DANGER"]

    document = folder / "document.txt"
    document.write_text("A new first line.\n\n" + document.read_text())
    _, out = ran(capsys, "repair", folder)
    assert "8 is now 10" in out
    assert '[10]\nopens = "Keep the weight off"' in (folder / "passages/1.toml").read_text()
    assert '"31"' in (folder / "warnings.toml").read_text()
    assert ran(capsys, "check", folder)[0] == 0


def test_check_names_all_complaints(
    leaflet_copy: FolderCopy, capsys: pytest.CaptureFixture[str]
) -> None:
    """All errors are reported at once, with file and line, and with an example of the key."""
    leaflet_copy.replace("passages/1.toml", '["heavy"]', '["heavi"]')
    leaflet_copy.replace("passages/1.toml", "filler = true", "filler = 1")
    leaflet_copy.replace("document.toml", "about =", "abuot =")
    leaflet_copy.replace("thesaurus.toml", '["petroleum jelly"]', "[]")
    status, out = ran(capsys, "check", leaflet_copy.path)
    assert status == 1
    assert len(out.splitlines()) == 4
    assert 'document.toml:2: abuot: unknown key; did you mean "about"?' in out
    assert "(filler: whether the passage says nothing on its own, such as filler = true)" in out
    assert all(":" in line.split(" ")[0] for line in out.splitlines())


def test_a_mistake_is_one_complaint(
    leaflet_copy: FolderCopy, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error that only follows from another error is not reported."""
    leaflet_copy.replace("warnings.toml", 'passages = ["33", ', 'passages = ["99", ')
    status, out = ran(capsys, "check", leaflet_copy.path)
    assert status == 1
    assert len(out.splitlines()) == 1
    assert 'heavy.passages: there is no passage "99"; correct the number.' in out


def test_check_counts_sentences(
    leaflet_copy: FolderCopy, capsys: pytest.CaptureFixture[str]
) -> None:
    """An asked-as line for a sentence that the passage does not have is reported."""
    leaflet_copy.replace(
        "passages/1.toml", 'asked.0 = ["how do I stop', 'asked.9 = ["how do I stop'
    )
    status, out = ran(capsys, "check", leaflet_copy.path)
    assert status == 1
    assert re.match(r"passages/1.toml:\d+: 11.asked.9: the passage has \d sentences", out)


def test_check_knows_what_says_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A repetition is reported until `same.toml` lists it."""
    text = "Put a cold wet cloth on the forehead for ten minutes."
    (tmp_path / "document.txt").write_text(f"{text}\n\nRest in bed.\n\n{text}\n")
    assert "repeats passage 1" in ran(capsys, "check", tmp_path)[1]
    (tmp_path / "same.toml").write_text('[cloth]\npassages = ["1", "5"]\n')
    status, out = ran(capsys, "check", tmp_path)
    assert status == 0
    assert "repeats passage 1" not in out


def test_check_names_words_that_find_nothing(
    leaflet_copy: FolderCopy, capsys: pytest.CaptureFixture[str]
) -> None:
    """Thesaurus words that do not occur in the document, and danger phrases that no text could
    contain, are reported."""
    leaflet_copy.replace("thesaurus.toml", '["petroleum jelly"]', '["petroleum jelly", "trombone"]')
    status, out = ran(capsys, "check", leaflet_copy.path)
    assert status == 0
    assert 'the document never says "trombone"' in out
    leaflet_copy.replace("danger/heavy.toml", "gush*", "x-ray")
    status, out = ran(capsys, "check", leaflet_copy.path)
    assert status == 1
    assert '"x-ray" is not a word of letters, digits and apostrophes' in out


def test_advice(capsys: pytest.CaptureFixture[str]) -> None:
    """Advice on a valid folder: passages without asked-as lines, and what sounds like a warning."""
    _, out = ran(capsys, "check", DOCUMENTS / "ankle.txt")
    assert "passages have no asked-as lines" in out
    assert 'passage 8 sounds like a warning ("Never")' in out


def test_grow(leaflet_copy: FolderCopy, capsys: pytest.CaptureFixture[str], to_grow: Path) -> None:
    """For an unanswered question, typing a number adds the question to the passage with that
    number."""
    status, out = ran(capsys, "grow", leaflet_copy.path, to_grow)
    assert status == 0
    assert "1 asked-as lines written" in out
    grown = loader.read(leaflet_copy.path)
    assert any(
        line.text.startswith("may I wear a scarf") for p in grown.passages for line in p.asked
    )


def test_new_refuses_a_full_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is not empty is left alone."""
    (tmp_path / "notes.txt").write_text("mine")
    assert main(["new", str(DOCUMENTS / "ankle.txt"), str(tmp_path)]) == 2
    assert "not an empty folder" in capsys.readouterr().err


def test_keys_are_those_of_the_loader() -> None:
    """The reference lists each key of the files that are read, and no others."""
    modules = ("corpus/loader.py", "corpus/annotations.py", "assistant/safety/concepts.py")
    source = "".join((ROOT / module).read_text() for module in modules)
    names = {key.name for key in KEYS}
    assert all(f'"{name}"' in source for name in names)
    accepted = {
        name
        for part in source.split(".only(")[1:]
        for name in part.split(")")[0].replace('"', "").replace(",", " ").split()
        if name.isidentifier()
    }
    within = {"add", "remove", "line", "said", "means", "passage", "quote", "short"}
    assert accepted - within <= names


@pytest.mark.parametrize("name", ["ankle.txt", "pancakes.md"])
def test_drafts_of_warnings(name: str, tmp_path: Path) -> None:
    """What sounds like a warning is offered as a comment that can be used as it is."""
    assert main(["new", str(DOCUMENTS / name), str(tmp_path / "new")]) == 0
    file = tmp_path / "new/warnings.toml"
    _, mark, drafts = file.read_text().partition("\n# [warning-1]")
    assert mark
    file.write_text(f"{mark}{drafts}".replace("\n# ", "\n"))
    assert len(loader.read(tmp_path / "new").warnings) == drafts.count("label =")


def test_examples_of_keys_are_valid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `leaflet new` writes is valid, and its commented examples are TOML."""
    for key in KEYS:
        assert tomllib.loads(key.example)
    entries = "\n".join(f"{key.file} {key.name}" for key in KEYS)
    assert len(set(entries.split("\n"))) == len(KEYS)
    folder = tmp_path / "new"
    assert main(["new", str(DOCUMENTS / "pancakes.md"), str(folder)]) == 0
    assert loader.read(folder).title == "Pancakes for a crowd"
    assert "keys" in parser().format_help()


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b'{"q": 1}\n', b"{", b'{"question": 5}'])
def test_grow_needs_questions(
    content: bytes, leaflet_copy: FolderCopy, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that holds anything but questions is refused in one sentence that names the line."""
    questions = leaflet_copy.path / "questions"
    questions.write_bytes(content)
    assert main(["grow", str(leaflet_copy.path), str(questions)]) == 2
    err = capsys.readouterr().err
    assert "questions, line 1: no question" in err
    assert err.count("\n") == 1


def test_grow_waits_for_no_pipe(
    leaflet_copy: FolderCopy, capsys: pytest.CaptureFixture[str]
) -> None:
    """A named pipe instead of the questions is refused, and nothing hangs."""
    questions = leaflet_copy.path / "questions"
    os.mkfifo(questions)
    assert main(["grow", str(leaflet_copy.path), str(questions)]) == 2
    assert "it is not an ordinary file" in capsys.readouterr().err


def test_nothing_that_a_terminal_obeys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Text from the document and names of files are printed without escape sequences."""
    assert main(["passages", str(hostile_folder(tmp_path / "hostile"))]) == 0
    assert main(["passages", "/no\x1b[31mne"]) == 2
    out, err = capsys.readouterr()
    assert "A cold cloth" in out
    assert not OBEYED & set(out.replace("\n", ""))
    assert err.replace("\n", "").isprintable()


def test_a_full_disk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A list that cannot be written is reported in one sentence."""
    with open("/dev/full", "w", encoding="utf-8") as full:
        monkeypatch.setattr("sys.stdout", full)
        monkeypatch.setattr("os.dup2", lambda source, target: target)
        assert main(["keys"]) == 2
    assert "No space left on device" in capsys.readouterr().err


def test_no_colours_of_argparse() -> None:
    """The help is plain text in every version of Python: argparse's own colours are off."""
    made = parser()
    (commands,) = (action for action in made._actions if action.dest == "command")
    assert isinstance(commands.choices, dict)
    for one in (made, *commands.choices.values()):
        assert one.color is False


@pytest.mark.parametrize(
    "text",
    [
        '[5]\nopens = "A"\n\n[6]\nopens = "B"\n',
        '[5]\nopens = "A"\nasked.0 = [\n  "old",\n]\n\n[6]\nopens = "B"\n',
        '[5]\nopens = "A"\n[5.asked]\n1 = ["old"]\n\n[6]\nopens = "B"\n',
        '[5]\nopens = "A"\n[5.asked]\n0 = [\n  "old",\n]\n1 = ["old"]\n',
    ],
)
def test_asked_as_lines_are_added(text: str) -> None:
    """A line is added to the entry of its passage, in any notation, and nothing else changes."""
    before = tomllib.loads(text)
    after = tomllib.loads(_grown(text, "5", '  "new",'))
    asked = after["5"].pop("asked")
    old = before["5"].pop("asked", {})
    assert after == before
    assert asked == {**old, "0": ["new", *old.get("0", [])]}


def test_a_comment_is_no_entry() -> None:
    """A commented entry stays a comment."""
    assert _grown('# [5]\n# opens = "A"\n', "5", '  "new",') == ""
