"""The command: what each of its options prints, and what it says of bad input."""

from __future__ import annotations

import argparse
import json
import os
import re
from pathlib import Path

import pytest
from folders import LEAFLET, FolderCopy
from running import here

from assistant import Assistant, __version__, cli, printing
from assistant.prepared import Prepared

ANSWERED, NOT_ANSWERED, USAGE, INTERRUPTED = 0, 1, 2, 130
FRIENDLY = "Ask in your own words about leg cramps, for example: what helps at night?"


def body(text: str) -> str:
    """What stands below the warnings."""
    return text.split("\n\n", 1)[1]


# Questions


def test_a_question_of_several_words() -> None:
    """The words of a question need no quotation marks; status 0 says that it is answered."""
    ran = here("what", "foods", "contain", "potassium")
    assert ran.status == ANSWERED
    assert ran.err == ""
    assert ran.out == here("what foods contain potassium").out


def test_options_amid_the_question() -> None:
    """Options may stand before, behind and amid the words of a question."""
    ran = here("--top", "2", "what", "foods", "contain", "potassium")
    assert here("what", "foods", "--top", "2", "contain", "potassium") == ran
    assert here("what", "foods", "contain", "potassium", "--top=2") == ran


def test_behind_two_hyphens() -> None:
    """Behind `--` there are only words."""
    assert json.loads(here("--json", "--", "--top", "cramp", "--tags").out)["question"] == (
        "--top cramp --tags"
    )


def test_refused() -> None:
    """Status 1 says that the document does not answer."""
    ran = here("is botox any good")
    assert ran.status == NOT_ANSWERED
    assert body(ran.out) == 'The document does not answer this: it knows nothing of "botox".\n'


def test_top_and_tag() -> None:
    """`--top` and `--tag`, which may be repeated, do as in Python."""
    told = json.loads(here("--json", "--top=1", "--tag=diet", "--tag=minerals", "food").out)
    assert len(told["passages"]) == 1
    assert {"diet", "minerals"} <= {*told["passages"][0]["tags"]}
    assert len(json.loads(here("--json", "cramps").out)["passages"]) == 5


@pytest.mark.parametrize(
    "question",
    ["", " ", "\t \n", "the of and", "what is it", "?!", "...", "---- …", "12345", "99999", "٣"],
)
def test_nothing_asked(question: str) -> None:
    """A blank question, or one of stop words, marks or digits, is told what can be asked."""
    ran = here("--", question)
    assert ran.status == NOT_ANSWERED
    assert body(ran.out) == FRIENDLY + "\n"
    assert ran.err == ""


def test_not_utf8_as_an_argument() -> None:
    """Bytes of an argument that are no UTF-8 are replaced, as in a pipe."""
    argument = os.fsdecode(b"potassium \xff\xfe")
    told = json.loads(here("--json", argument).out)
    assert told["question"] == "potassium \ufffd\ufffd"
    assert told["answered"]


# Pipes


def test_a_piped_conversation(assistant: Assistant) -> None:
    """Each line of a pipe is a question of one conversation."""
    lines = ["bay leaf compress", "and honey?"]
    chat = assistant.conversation()
    wanted = [chat.ask(line).to_dict() for line in lines]
    assert wanted[1]["carried"]
    ran = here("--json", stdin="\n".join(lines).encode())
    assert [json.loads(line) for line in ran.out.splitlines()] == wanted
    assert here("--json", stdin="\r\n".join(lines).encode() + b"\r\n") == ran
    assert ran.status == ANSWERED


def test_a_piped_conversation_as_text(assistant: Assistant) -> None:
    """As text, a blank line parts the answers, and each has its warnings first."""
    out = here("--top=1", stdin=b"potassium\nself-massage of the calves\n").out
    questions = ("potassium", "self-massage of the calves")
    first, second = (here("--top=1", question).out for question in questions)
    assert out == f"{first}\n{second}"


def test_status_of_a_pipe() -> None:
    """A pipe has status 1 if one of its questions was not answered."""
    assert here(stdin=b"potassium\nbotox\npotassium foods in pregnancy\n").status == NOT_ANSWERED
    assert here(stdin=b"potassium\nmassage\n").status == ANSWERED


@pytest.mark.parametrize("stdin", [b"", b"\n", b"   \n", b"\x00\n", b"\xff\xfe\n", b"\xef\xbb\xbf"])
def test_nothing_in_a_pipe(stdin: bytes) -> None:
    """An empty pipe, a blank line and one of mere bytes are told what can be asked."""
    ran = here(stdin=stdin)
    assert ran.status == NOT_ANSWERED
    assert body(ran.out) == FRIENDLY + "\n"


def test_not_utf8_in_a_pipe() -> None:
    """Bytes that are no UTF-8 are replaced, and the question is answered."""
    told = json.loads(here("--json", stdin=b"potassium \xff\xc3(\n").out)
    assert told["question"] == "potassium \ufffd\ufffd("
    assert told["answered"]


def test_closed_stdin() -> None:
    """Without a question and with standard input closed, the remedy is named."""
    ran = here(stdin=None)
    assert ran == (
        USAGE, "", "cramps: standard input is closed; write the question behind the command\n"
    )  # fmt: skip
    assert here("potassium", stdin=None).status == ANSWERED


def test_long_question() -> None:
    """Of a very long question the beginning is read, and that is said on standard error."""
    ran = here("--json", "potassium " * 2000)
    assert ran.status == ANSWERED
    assert len(json.loads(ran.out)["question"]) == 10_000
    assert ran.err == "cramps: only the first 10,000 characters were read; ask in fewer words\n"


def test_very_long_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a very long line the rest is passed over, and the next line is a question again."""
    monkeypatch.setattr(printing, "LONGEST_LINE", 64)
    ran = here("--json", stdin=b"potassium " * 100 + b"\nmassage\n" + b"magnesium" + b" x" * 100)
    questions = [json.loads(line)["question"] for line in ran.out.splitlines()]
    assert [question.split()[0] for question in questions] == ["potassium", "massage", "magnesium"]


# Looking at the document


def test_tags(prepared: Prepared) -> None:
    """`--tags` lists the tags with how many passages bear them, and what they mean."""
    ran = here("--tags")
    listed = " ".join(body(ran.out).split())
    for name, _, description, count in prepared.face["tags"]:
        assert f"{name} {count} {description}" in listed
    assert ran.status == ANSWERED
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_tags_as_json(prepared: Prepared, assistant: Assistant) -> None:
    """`--tags --json` gives them as data."""
    told = json.loads(here("--tags", "--json").out)
    assert list(told) == ["warnings", "tags"]
    assert [list(tag.values()) for tag in told["tags"]] == prepared.face["tags"]
    assert list(told["tags"][0]) == ["id", "title", "description", "passages"]
    for tag in told["tags"]:
        assert tag["passages"] == sum(tag["id"] in p.tags for p in assistant.passages)


def test_passage(assistant: Assistant) -> None:
    """`--passage` shows a passage, marked, among the two before it and the two after it."""
    out = body(here("--passage", "117").out)
    heads = [line.split()[0] for line in out.splitlines() if re.match(r"(>|   \d+)  ", line)]
    assert heads == ["113", "115", ">", "119", "121"]
    assert out.startswith(" › ".join(assistant.passages[assistant.number["117"]].section))
    flat = " ".join(out.split())
    for id in ("113", "115", "117", "119", "121"):
        assert assistant.passages[assistant.number[id]].text in flat


def test_passages_at_the_ends(assistant: Assistant) -> None:
    """The first and the last passage have surroundings on one side."""
    for id, before, after in ((0, 0, 2), (-1, 2, 0), (1, 1, 2)):
        told = json.loads(here("--json", "--passage", assistant.passages[id].id).out)
        assert (len(told["before"]), len(told["after"])) == (before, after)


def test_passage_as_json(assistant: Assistant) -> None:
    """`--passage --json` gives them as data, in the order of the document."""
    told = json.loads(here("--json", "--passage", "117").out)
    assert list(told) == ["warnings", "passage", "before", "after"]
    assert told["passage"] == assistant.passages[assistant.number["117"]].to_dict()
    assert [passage["id"] for passage in told["before"]] == ["113", "115"]
    assert [passage["id"] for passage in told["after"]] == ["119", "121"]


@pytest.mark.parametrize("id", ["9999", "0", "-1", "2", "x", "", "１１７"])
def test_no_such_passage(id: str) -> None:
    """For a passage that does not exist, the range is named."""
    assert here(f"--passage={id}") == (
        USAGE,
        "",
        f'cramps: no passage begins on line "{id}"; passages stand on lines 3 to 366\n',
    )


def test_another_folder() -> None:
    """`--folder` answers from another document, with that document's warnings."""
    ran = here("--folder", str(LEAFLET), "how should I sit")
    assert ran.status == ANSWERED
    assert ran.out.startswith("WARNING  Heavy bleeding")
    assert "cramp" not in ran.out.lower()
    assert here("--folder", str(LEAFLET), "--help").out.startswith("WARNING  Heavy bleeding")


# Wrong usage


@pytest.mark.parametrize("top", ["0", "-1", "x", "", "1.5", "1001", "1e3", "٣", "9" * 5000])
def test_top_that_is_no_count(top: str) -> None:
    """`--top` needs a whole number from 1 to 1000."""
    ran = here(f"--top={top}", "cramp")
    assert (ran.status, ran.out) == (USAGE, "")
    assert ran.err.startswith("cramps: argument --top: needs a whole number from 1 to 1000, not ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("question", "signal"), [("cramp", "WARNING"), ("", "WARNING"), ("he is drowning", "DANGER")]
)
def test_unknown_tag(question: str, signal: str) -> None:
    """For an unknown tag, the nearest one is named; whoever asks in danger is warned all the
    same."""
    ran = here("--tag", "swiming", "--", question)
    assert (ran.status, ran.err) == (
        USAGE, 'cramps: there is no tag "swiming"; did you mean "swimming"?\n'
    )  # fmt: skip
    assert ran.out.startswith(signal)
    told = json.loads(here("--json", "--tag", "swiming", "--", question).out)
    assert told["warnings"][0]["signal"] == signal


@pytest.mark.parametrize("looking", [["--tags"], ["--passage=117"], ["--evaluate=questions"]])
def test_no_question_where_none_is_answered(looking: list[str]) -> None:
    """A question beside an option that shows something else is not passed over in silence."""
    ran = here(*looking, "cramp")
    assert (ran.status, ran.out) == (USAGE, "")
    assert "take no question" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [["--bogus"], ["-x"], ["--to", "3", "cramp"], ["--top"], ["--passage"], ["--json=1"]],
)
def test_unknown_options(arguments: list[str]) -> None:
    """An option that does not exist or lacks its value is named, with where to look."""
    ran = here(*arguments)
    assert (ran.status, ran.out) == (USAGE, "")
    assert ran.err.startswith("cramps: ")
    assert ran.err.endswith("; see cramps --help\n")


def test_no_such_folder(home: Path) -> None:
    """A document folder that does not exist is named."""
    ran = here("--folder", str(home / "none"), "cramp")
    assert (ran.status, ran.out) == (USAGE, "")
    assert ran.err.startswith(f"cramps: {home}/none/document.txt: No such file or directory; ")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("warnings.toml", "[heavy]", "[heavy", "warnings.toml: not valid TOML"),
        ("warnings.toml", "passage = ", "pasage = ", "warnings.toml, heavy."),
        ("tags.toml", "title", "titel", "tags.toml, "),
        ("document.toml", "about", "abuot", 'document.toml, abuot: unknown key; did you mean'),
        ("passages/1.toml", "opens = \"", "opens = \"Xx", "passages/1.toml, "),
    ],
)  # fmt: skip
def test_damaged_folder(file: str, old: str, new: str, said: str, leaflet_copy: FolderCopy) -> None:
    """A damaged file is told in one sentence with file, entry and remedy."""
    leaflet_copy.replace(file, old, new)
    for more in (["cramp"], ["--help"], ["--tags"], ["--json", "--passage", "3"]):
        ran = here("--folder", str(leaflet_copy.path), *more)
        assert (ran.status, ran.out) == (USAGE, "")
        assert ran.err.startswith(f"cramps: {said}")
        assert ran.err.count("\n") == 1


def test_attack_in_a_complaint() -> None:
    """What a complaint quotes is shown without anything that a terminal could obey."""
    for arguments in (["--tag", "\x1b]0;x\x07"], ["--passage", "\x1b[2J"], ["--\x1b[2J"]):
        ran = here(*arguments, "cramp")
        assert ran.status == USAGE
        assert ran.err.rstrip("\n").isprintable()


def test_no_folder_without_warnings(leaflet_copy: FolderCopy) -> None:
    """A document whose warnings are gone does not start."""
    (leaflet_copy.path / "warnings.toml").write_text("")
    ran = here("--folder", str(leaflet_copy.path), "cramp")
    assert (ran.status, ran.out) == (USAGE, "")
    assert ran.err.startswith("cramps: warnings.toml: there is no warning in it; ")


# Other pages


def test_version() -> None:
    """`--version` prints the version and nothing else."""
    assert here("--version") == (ANSWERED, f"cramps {__version__}\n", "")


def test_help() -> None:
    """`--help` explains every option; standard error stays empty."""
    ran = here("--help")
    assert (ran.status, ran.err) == (ANSWERED, "")
    assert here("-h") == ran
    for action in cli.parser()._actions:
        assert action.help, action
        for name in action.option_strings or [action.dest]:
            assert name in ran.out
    assert "Exit status: 0 answered, 1 not answered, 2 wrong usage, 130 interrupted." in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines())


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions(shell: str) -> None:
    """`--completions` prints a script for the shell that knows the options."""
    ran = here("--completions", shell)
    assert ran.status == ANSWERED
    assert "passage" in ran.out
    assert here("--completions", "tcsh").status == USAGE


def test_config() -> None:
    """`--config` prints a settings file."""
    assert here("--config").out.startswith("# Settings of the chat")


def test_chat_only_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a question, and with somebody at the terminal, the chat opens."""
    from assistant.shell import chat

    opened: list[argparse.Namespace] = []
    monkeypatch.setattr(chat, "run", lambda prepared, options: opened.append(options) or 7)
    monkeypatch.setattr("sys.stdin", Somebody())
    assert cli.main(["--top", "3"]) == 7
    assert opened[0].top == 3
    assert cli.main(["potassium"]) == ANSWERED
    assert len(opened) == 1


# What goes wrong outside


class Broken:
    """A standard stream that cannot be written."""

    def __init__(self, error: OSError) -> None:
        self.error = error

    def write(self, text: str) -> int:
        raise self.error

    def flush(self) -> None:
        pass


class Somebody:
    """A standard input with somebody at a terminal."""

    def isatty(self) -> bool:
        return True


class CtrlC:
    """A standard input that Ctrl-C interrupts."""

    @property
    def buffer(self) -> CtrlC:
        return self

    def isatty(self) -> bool:
        return False

    def readline(self, size: int) -> bytes:
        raise KeyboardInterrupt


def test_full_disk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An answer that cannot be written is told on standard error."""
    monkeypatch.setattr("sys.stdout", Broken(OSError(28, "No space left on device")))
    assert cli.main(["potassium"]) == USAGE
    assert capsys.readouterr().err.startswith(
        "cramps: cannot write the answer: No space left on device"
    )


def test_closed_stdout(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor can one be given where standard output is closed."""
    monkeypatch.setattr("sys.stdout", None)
    assert cli.main(["potassium"]) == USAGE
    assert capsys.readouterr().err.startswith("cramps: standard output is closed; ")


def test_closed_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    """With standard error closed, a complaint is just the status."""
    for stream in (None, Broken(OSError(9, "Bad file descriptor"))):
        monkeypatch.setattr("sys.stderr", stream)
        assert cli.main(["--bogus"]) == USAGE


def test_reader_gone(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """When whoever reads has gone, the rest goes nowhere, and that is no failure."""
    moved = []
    monkeypatch.setattr("os.dup2", lambda source, target: moved.append(target))
    monkeypatch.setattr("sys.stdout", Broken(BrokenPipeError(32, "Broken pipe")))
    assert cli.main(["potassium"]) == ANSWERED
    assert moved == [1]
    assert capfd.readouterr().err == ""


def test_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends a pipe with status 130 and no word."""
    monkeypatch.setattr("sys.stdin", CtrlC())
    assert cli.main([]) == INTERRUPTED


def test_bugs_are_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that is nobody's usage is not dressed up as one."""

    def broken(arguments: object) -> int:
        raise ValueError("a bug")

    monkeypatch.setattr(cli, "_run", broken)
    with pytest.raises(ValueError, match="a bug"):
        cli.main(["potassium"])


def no_terminal(descriptor: int) -> os.terminal_size:
    raise OSError(25, "Inappropriate ioctl for device")


def test_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """The width is that of the terminal; 80 where there is none or where it does not know."""
    for size, width in (((40, 20), 40), ((0, 0), 80)):
        monkeypatch.setattr("os.get_terminal_size", lambda _, s=size: os.terminal_size(s))
        assert cli._width() == width
    monkeypatch.setattr("os.get_terminal_size", no_terminal)
    assert cli._width() == 80
