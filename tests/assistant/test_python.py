"""The Python interface: values that programs can keep, and clear errors for wrong ones."""

from __future__ import annotations

import os
import pickle
import pydoc
from pathlib import Path

import pytest

import assistant as package
from assistant import Assistant, FolderError


def test_answers_have_hashes(assistant: Assistant) -> None:
    """An answer can be hashed and pickled, and nothing in it can be changed."""
    answer = assistant.ask("a carmp in bed")
    assert answer.corrections == {"carmp": "cramp"}
    assert hash(answer) == hash(assistant.ask("a carmp in bed"))
    assert pickle.loads(pickle.dumps(answer)) == answer
    with pytest.raises(TypeError):
        answer.corrections["carmp"] = "camp"  # type: ignore[index]


def test_chats_can_be_pickled(assistant: Assistant) -> None:
    """A conversation pickled midway continues as it would have."""
    chat = assistant.conversation()
    chat.ask("my son is having a seizure")
    again = pickle.loads(pickle.dumps(chat))
    assert again.ask("and if he sleeps now?") == chat.ask("and if he sleeps now?")


def test_what_is_shown_of_them(assistant: Assistant) -> None:
    """The repr of each public object fits on two lines and says what the object contains."""
    chat = assistant.conversation()
    for shown in (assistant, chat, chat.ask("bay leaf"), chat.ask("my son is having a seizure")):
        assert type(shown).__name__ in repr(shown)
        assert len(repr(shown)) < 160
    assert "leg cramps" in repr(assistant)


@pytest.mark.parametrize("question", [None, 5, b"cramp", ["cramp"]])
def test_a_question_is_a_text(question: object, assistant: Assistant) -> None:
    """A question that is not a string is refused, and the error names its type."""
    with pytest.raises(TypeError, match=f"not {type(question).__name__}"):
        assistant.ask(question)  # type: ignore[arg-type]


def test_top_is_a_number(assistant: Assistant) -> None:
    """A `top` that is not an integer is refused, too."""
    for top in ("5", None, True, 2.0):
        with pytest.raises(TypeError, match="top must be a whole number"):
            assistant.ask("cramp", top=top)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least 1"):
        assistant.ask("cramp", top=0)


def test_a_bare_tag(assistant: Assistant) -> None:
    """A plain string for `tags` is one tag, None is no tag, and a number is refused."""
    assert assistant.ask("cramp", tags="night") == assistant.ask("cramp", tags=["night"])
    assert assistant.ask("cramp", tags=None) == assistant.ask("cramp")  # type: ignore[arg-type]
    for tags in (5, [5]):
        with pytest.raises(TypeError):
            assistant.ask("cramp", tags=tags)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", "\0", "none\0", b"/none", "/\x1b[2Jnone"])
def test_a_folder_that_cannot_be(name: str | bytes) -> None:
    """An impossible folder name raises FolderError, with a message that is safe for a terminal."""
    with pytest.raises(FolderError) as raised:
        Assistant(name)  # type: ignore[arg-type]
    assert str(raised.value).isprintable()


@pytest.mark.parametrize("file", ["document.txt", "warnings.toml"])
def test_a_queue_in_place_of_a_document(file: str, tmp_path: Path) -> None:
    """A named pipe instead of a document file is reported in one sentence, and nothing hangs."""
    (tmp_path / "document.txt").write_text("Heading\n\nSome text.\n")
    (tmp_path / file).unlink(missing_ok=True)
    os.mkfifo(tmp_path / file)
    from corpus import loader

    with pytest.raises(FolderError):
        loader.read(tmp_path)


def test_help() -> None:
    """`help(assistant)` shows the public classes."""
    shown = pydoc.plain(pydoc.render_doc(package))
    for name in package.__all__:
        assert name in shown
