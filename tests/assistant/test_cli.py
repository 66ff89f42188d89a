"""The command: what each of its options prints."""

from __future__ import annotations

import argparse
import json
import os
import re
from dataclasses import asdict

import pytest

from assistant import Assistant, __version__, cli, streams
from assistant.arguments import parser
from assistant.prepared import Prepared
from tests.helpers.places import LEAFLET
from tests.helpers.running import here

ANSWERED, NOT_ANSWERED, USAGE, INTERRUPTED = 0, 1, 2, 130
FRIENDLY = "Ask about leg cramps in your own words: what it is, why it happens, what helps."


class Somebody:
    """A standard input that is a terminal."""

    def isatty(self) -> bool:
        return True


def body(text: str) -> str:
    """The output below the warnings."""
    return text.split("\n\n", 1)[1]


# Questions


def test_a_question_of_several_words() -> None:
    """The words of a question need no quotation marks; status 0 means that it was answered."""
    ran = here("what", "foods", "contain", "potassium")
    assert ran.status == ANSWERED
    assert ran.err == ""
    assert ran.out == here("what foods contain potassium").out


def test_options_amid_the_question() -> None:
    """Options may come before, after and between the words of a question."""
    ran = here("--top", "2", "what", "foods", "contain", "potassium")
    assert here("what", "foods", "--top", "2", "contain", "potassium") == ran
    assert here("what", "foods", "contain", "potassium", "--top=2") == ran


def test_behind_two_hyphens() -> None:
    """After `--` there are only words."""
    assert json.loads(here("--json", "--", "--top", "cramp", "--tags").out)["question"] == (
        "--top cramp --tags"
    )


def test_refused() -> None:
    """Status 1 means that there is no answer."""
    ran = here("is botox any good")
    assert ran.status == NOT_ANSWERED
    assert body(ran.out) == 'The document does not answer this: it does not mention "botox".\n'


def test_top_and_tag() -> None:
    """`--top` and the repeatable `--tag` do the same as in Python."""
    data = json.loads(here("--json", "--top=1", "--tag=diet", "--tag=minerals", "food").out)
    assert len(data["passages"]) == 1
    assert {"diet", "minerals"} <= {*data["passages"][0]["tags"]}
    assert len(json.loads(here("--json", "cramps").out)["passages"]) == 5


@pytest.mark.parametrize(
    "question",
    ["", " ", "\t \n", "the of and", "what is it", "?!", "...", "---- …", "12345", "99999", "٣"],
)
def test_nothing_asked(question: str) -> None:
    """The reply to a question without content (blank, stop words, digits) says what to ask."""
    ran = here("--", question)
    assert ran.status == NOT_ANSWERED
    assert body(ran.out) == FRIENDLY + "\n"
    assert ran.err == ""


def test_not_utf8_as_an_argument() -> None:
    """Bytes in an argument that are not UTF-8 are replaced, as in a pipe."""
    argument = os.fsdecode(b"potassium \xff\xfe")
    data = json.loads(here("--json", argument).out)
    assert data["question"] == "potassium \ufffd\ufffd"
    assert data["answered"]


# Pipes


def test_a_piped_conversation(assistant: Assistant) -> None:
    """Each line of a pipe is a question in one conversation."""
    lines = ["bay leaf compress", "and honey?"]
    chat = assistant.conversation()
    wanted = [chat.ask(line).to_dict() for line in lines]
    assert wanted[1]["carried"]
    ran = here("--json", stdin="\n".join(lines).encode())
    assert [json.loads(line) for line in ran.out.splitlines()] == wanted
    assert here("--json", stdin="\r\n".join(lines).encode() + b"\r\n") == ran
    assert ran.status == ANSWERED


def test_a_piped_conversation_as_text(assistant: Assistant) -> None:
    """As text, answers are separated by a blank line, and each begins with its warnings."""
    out = here("--top=1", stdin=b"potassium\nself-massage of the calves\n").out
    questions = ("potassium", "self-massage of the calves")
    first, second = (here("--top=1", question).out for question in questions)
    assert out == f"{first}\n{second}"


def test_status_of_a_pipe() -> None:
    """A pipe ends with status 1 if one of its questions was not answered."""
    assert here(stdin=b"potassium\nbotox\npotassium foods in pregnancy\n").status == NOT_ANSWERED
    assert here(stdin=b"potassium\nmassage\n").status == ANSWERED


@pytest.mark.parametrize("stdin", [b"", b"\n", b"   \n", b"\x00\n", b"\xff\xfe\n", b"\xef\xbb\xbf"])
def test_nothing_in_a_pipe(stdin: bytes) -> None:
    """The reply to an empty pipe, a blank line or undecodable bytes says what can be asked."""
    ran = here(stdin=stdin)
    assert ran.status == NOT_ANSWERED
    assert body(ran.out) == FRIENDLY + "\n"


def test_not_utf8_in_a_pipe() -> None:
    """Bytes that are not UTF-8 are replaced, and the question is answered."""
    data = json.loads(here("--json", stdin=b"potassium \xff\xc3(\n").out)
    assert data["question"] == "potassium \ufffd\ufffd("
    assert data["answered"]


def test_closed_stdin() -> None:
    """With no question and standard input closed, the message says what to do."""
    ran = here(stdin=None)
    assert ran == (
        USAGE, "", "cramps: standard input is closed; write the question after the command\n"
    )  # fmt: skip
    assert here("potassium", stdin=None).status == ANSWERED


def test_long_question() -> None:
    """The search reads only the beginning of a very long question; standard error says so."""
    ran = here("--json", "potassium " * 2000)
    assert ran.status == ANSWERED
    assert len(json.loads(ran.out)["question"]) == 10_000
    assert (
        ran.err == "cramps: the search read only the first 10,000 characters; ask in fewer words\n"
    )


def test_very_long_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The beginning of an enormous line is answered; then the command reports the excess."""
    monkeypatch.setattr(streams, "LONGEST_LINE", 64)
    ran = here("--json", stdin=b"massage\n" + b"potassium " * 100 + b"\nmagnesium\n")
    questions = [json.loads(line)["question"] for line in ran.out.splitlines()]
    assert [question.split()[0] for question in questions] == ["massage", "potassium"]
    assert ran.status == USAGE
    assert "make it shorter" in ran.err


# Showing the document


def test_tags(prepared: Prepared) -> None:
    """`--tags` lists the tags, the number of passages with each, and their meanings."""
    ran = here("--tags")
    listed = " ".join(body(ran.out).split())
    for tag in prepared.overview.tags:
        assert f"{tag.id} {tag.passages} {tag.description}" in listed
    assert ran.status == ANSWERED
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_tags_as_json(prepared: Prepared, assistant: Assistant) -> None:
    """`--tags --json` gives the same as data."""
    data = json.loads(here("--tags", "--json").out)
    assert list(data) == ["warnings", "tags"]
    assert data["tags"] == [asdict(tag) for tag in prepared.overview.tags]
    assert list(data["tags"][0]) == ["id", "title", "description", "passages"]
    for tag in data["tags"]:
        assert tag["passages"] == sum(tag["id"] in p.tags for p in assistant.passages)


def test_passage(assistant: Assistant) -> None:
    """`--passage` shows a passage, marked, between the two before it and the two after it."""
    out = body(here("--passage", "113").out)
    heads = [line.split()[0] for line in out.splitlines() if re.match(r"[ >] +\d+  ", line)]
    assert heads == ["109", "111", ">", "115", "117"]
    assert out.startswith(" › ".join(assistant.passages[assistant.number["113"]].section))
    flat = " ".join(out.replace("*", "").split())
    for id in ("109", "111", "113", "115", "117"):
        assert assistant.passages[assistant.number[id]].text in flat


def test_passages_at_the_ends(assistant: Assistant) -> None:
    """The first and the last passage have neighbours on one side only."""
    for id, before, after in ((0, 0, 2), (-1, 2, 0), (1, 1, 2)):
        data = json.loads(here("--json", "--passage", assistant.passages[id].id).out)
        assert (len(data["before"]), len(data["after"])) == (before, after)


def test_passage_as_json(assistant: Assistant) -> None:
    """`--passage --json` gives the same as data, in document order."""
    data = json.loads(here("--json", "--passage", "117").out)
    assert list(data) == ["warnings", "passage", "before", "after"]
    assert data["passage"]["id"] == "117"
    assert data["passage"]["text"] == assistant.passages[assistant.number["117"]].text
    assert [passage["id"] for passage in data["before"]] == ["113", "115"]
    assert [passage["id"] for passage in data["after"]] == ["119", "121"]


@pytest.mark.parametrize("id", ["9999", "0", "-1", "2", "x", "", "１１７"])
def test_no_such_passage(id: str) -> None:
    """For a passage that does not exist, the message gives the valid range."""
    assert here(f"--passage={id}") == (
        USAGE,
        "",
        f'cramps: no passage begins on line "{id}"; passages begin on lines 3 to 366\n',
    )


def test_another_folder() -> None:
    """`--folder` answers from another document, with that document's warnings."""
    ran = here("--folder", str(LEAFLET), "how should I sit")
    assert ran.status == ANSWERED
    assert ran.out.startswith("WARNING  Heavy bleeding")
    assert "cramp" not in ran.out.lower()
    assert here("--folder", str(LEAFLET), "--help").out.startswith("WARNING  Heavy bleeding")


# Other pages


def test_version() -> None:
    """`--version` prints the version and nothing else."""
    assert here("--version") == (ANSWERED, f"cramps {__version__}\n", "")


def test_help() -> None:
    """`--help` explains every option and leaves standard error empty."""
    ran = here("--help")
    assert (ran.status, ran.err) == (ANSWERED, "")
    assert here("-h") == ran
    for action in cli.parser()._actions:
        assert action.help, action
        for name in action.option_strings or [action.dest]:
            assert name in ran.out
    assert "Exit status: 0 answered, 1 not answered, 2 usage error, 130 interrupted." in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_no_colours_of_argparse() -> None:
    """The help is plain text in every version of Python: argparse's own colours are off."""
    assert parser().color is False  # type: ignore[attr-defined,unused-ignore]  # from 3.14 on
    assert "\x1b" not in here("--help").out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions(shell: str) -> None:
    """`--completions` prints a completion script that knows the options."""
    ran = here("--completions", shell)
    assert ran.status == ANSWERED
    assert "passage" in ran.out
    assert here("--completions", "tcsh").status == USAGE


def test_config() -> None:
    """`--config` prints a settings file."""
    assert here("--config").out.startswith("# Settings of the chat")


def test_chat_only_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a question, at a terminal, the chat opens."""
    from assistant.chat import app as chat

    opened: list[argparse.Namespace] = []
    monkeypatch.setattr(chat, "run", lambda prepared, options: opened.append(options) or 7)
    monkeypatch.setattr("sys.stdin", Somebody())
    assert cli.main(["--top", "3"]) == 7
    assert opened[0].top == 3
    assert cli.main(["potassium"]) == ANSWERED
    assert len(opened) == 1
