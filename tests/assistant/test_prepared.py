"""Prepared data: the same answers from the cache, a wheel's file or memory; never a stale file."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from assistant import Assistant, prepared, preparing, sources
from assistant.paths import cache_folder
from assistant.prepared import Prepared, prepare
from assistant.preparing import compile_folder
from corpus.errors import FolderError
from tests.helpers.folders import FolderCopy
from tests.helpers.places import LEAFLET, ROOT

QUESTIONS = sorted((ROOT / "tests" / "questions").glob("*.jsonl"))


@pytest.fixture(scope="module")
def compiled() -> bytes:
    """The leaflet's prepared file."""
    return compile_folder(str(LEAFLET))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that is not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "new" / "cache"))
    return tmp_path / "new" / "cache" / "leg-cramp-assistant"


@pytest.fixture
def compilations(compiled: bytes, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that were compiled; compiling the leaflet takes no time in these tests."""
    done: list[str] = []

    def quickly(folder: str, source: str) -> bytes:
        done.append(folder)
        head, rest = compiled.split(b"\n", 1)
        return json.dumps({**json.loads(head), "source": source}).encode() + b"\n" + rest

    monkeypatch.setattr(preparing, "compile_folder", quickly)
    return done


def same(one: Prepared, other: Prepared) -> bool:
    return one.face == other.face and all(
        one.section(name) == other.section(name) for name in ("body", "words")
    )


# The same answers


@pytest.fixture(scope="module")
def in_memory(warm_cache: Path) -> tuple[Assistant, bytes]:
    """An assistant that never saw a file, and what its file would hold."""
    content = compile_folder()
    head, *bodies = content.splitlines()
    names = [name for name, _ in json.loads(head)["sections"]]
    return Assistant(prepared=Prepared(dict(zip(names, bodies, strict=True)))), content


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_same_answers(path: Path, in_memory: tuple[Assistant, bytes], assistant: Assistant) -> None:
    """Over all question sets the answers are the same with and without the prepared file."""
    for line in path.read_text().splitlines():
        question = json.loads(line)
        one, other = assistant.conversation(), in_memory[0].conversation()
        for earlier in question.get("history", []):
            one.ask(earlier)
            other.ask(earlier)
        asked = question["question"]
        assert one.ask(asked, top=20).to_dict() == other.ask(asked, top=20).to_dict()


def test_same_file(in_memory: tuple[Assistant, bytes], warm_cache: Path) -> None:
    """Two processes with other hash seeds prepare the same bytes."""
    kept = (warm_cache / "leg-cramp-assistant").glob("*.jsonl")
    assert in_memory[1] in [file.read_bytes() for file in kept]


# The cache


def test_made_once(cache: Path, compilations: list[str]) -> None:
    """A folder is compiled at its first use, and read from the cache at the next ones."""
    first = prepare(str(LEAFLET))
    second = prepare(str(LEAFLET))
    assert compilations == [str(LEAFLET)]
    assert same(first, second)
    (file,) = cache.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700


def test_face_only(cache: Path, compilations: list[str]) -> None:
    """For the face alone, the rest is not read."""
    whole = prepare(str(LEAFLET))
    face = prepare(str(LEAFLET), face_only=True)
    assert face.face == whole.face
    with pytest.raises(KeyError):
        face.section("body")


@pytest.mark.parametrize(
    "file", ["document.txt", "tags.toml", "warnings.toml", "passages/1.toml", "danger/heavy.toml"]
)
def test_stale(file: str, cache: Path, compilations: list[str], leaflet_copy: FolderCopy) -> None:
    """After a change of any file of the folder, the data are made anew."""
    folder = str(leaflet_copy.path)
    prepare(folder)
    leaflet_copy.append(file, "\n")
    prepare(folder)
    prepare(folder)
    assert len(compilations) == 2


def test_new_file(cache: Path, compilations: list[str], leaflet_copy: FolderCopy) -> None:
    """A file that appears in the folder counts, too."""
    prepare(str(leaflet_copy.path))
    (leaflet_copy.path / "danger" / "more.toml").write_text("")
    prepare(str(leaflet_copy.path))
    assert len(compilations) == 2


@pytest.mark.parametrize("file", ["index/bm25.py", "assistant/answer.py", "index/english/more.txt"])
def test_other_code(
    file: str,
    cache: Path,
    compilations: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Another version of the program, or of its word lists, makes its own data."""
    monkeypatch.setattr(sources, "_ROOT", str(tmp_path))
    prepare(str(LEAFLET))
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text("# better\n")
    prepare(str(LEAFLET))
    assert len(compilations) == 2


@pytest.mark.parametrize("damage", ["cut", "emptied", "garbled", "zeros", "folder", "one letter"])
def test_damaged(damage: str, cache: Path, compilations: list[str]) -> None:
    """A damaged file is not believed, and replaced without a word."""
    first = prepare(str(LEAFLET))
    (file,) = cache.iterdir()
    content = file.read_bytes()
    middle = len(content) // 2
    if damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes(
            {
                "cut": content[:middle],
                "emptied": b"",
                "garbled": os.urandom(1000),
                "zeros": bytes(len(content)),
                "one letter": content[:middle] + b"#" + content[middle + 1 :],
            }[damage]
        )
    assert same(prepare(str(LEAFLET)), first)
    assert len(compilations) == 2
    if damage != "folder":
        assert file.read_bytes() == content


@pytest.mark.parametrize("obstacle", ["file", "unwritable"])
def test_cache_that_cannot_be_written(
    obstacle: str,
    tmp_path: Path,
    compilations: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where nothing can be written, the data are made in memory each time."""
    base = tmp_path / "cache"
    if obstacle == "file":
        base.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(base) if obstacle == "file" else "/proc/none")
    assert same(prepare(str(LEAFLET)), prepare(str(LEAFLET)))
    assert len(compilations) == 2


def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache is where XDG says, or in ~/.cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/x")
    assert cache_folder() == "/x/leg-cramp-assistant"
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setenv("HOME", "/home/me")
    assert cache_folder() == "/home/me/.cache/leg-cramp-assistant"


def test_no_half_file(cache: Path, compilations: list[str]) -> None:
    """Nothing but whole files is left in the cache."""
    prepare(str(LEAFLET))
    assert [file.suffix for file in cache.iterdir()] == [".jsonl"]


def test_relative_folder(
    cache: Path, compilations: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder may be named from where one is."""
    monkeypatch.chdir(LEAFLET.parent)
    prepare("leaflet")
    prepare(str(LEAFLET))
    assert compilations == [str(LEAFLET)]


def test_no_such_folder(cache: Path, tmp_path: Path) -> None:
    """A folder that does not exist is told, and nothing is kept of it."""
    with pytest.raises(FolderError, match=r"none/document.txt: No such file or directory"):
        prepare(str(tmp_path / "none"))
    assert not cache.exists()


# A wheel's file


@pytest.fixture
def wheel(
    tmp_path: Path, compiled: bytes, compilations: list[str], monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A built-in document, here the leaflet, that a wheel brought with its prepared file."""
    file = tmp_path / "compiled.jsonl"
    file.write_bytes(compiled)
    monkeypatch.setattr(prepared, "BUILT_IN", str(LEAFLET))
    monkeypatch.setattr(prepared, "PACKAGED", str(file))
    return file


def test_wheel(wheel: Path, cache: Path, compilations: list[str]) -> None:
    """A wheel's file is believed: nothing is compiled, nothing is written."""
    assert prepare().face["about"] == prepare(str(LEAFLET)).face["about"]
    assert compilations == []
    assert not cache.exists()


def test_stale_wheel(wheel: Path, cache: Path, compilations: list[str]) -> None:
    """A wheel's file that does not fit its sources is not believed; the cache serves then."""
    wheel.write_bytes(wheel.read_bytes()[:-100])
    prepare()
    prepare()
    assert len(compilations) == 1
    assert len(list(cache.iterdir())) == 1


def test_wheel_serves_its_document_only(
    wheel: Path, cache: Path, compilations: list[str], leaflet_copy: FolderCopy
) -> None:
    """For another folder the wheel's file is not looked at."""
    prepare(str(leaflet_copy.path))
    assert len(compilations) == 1


def test_packaged_place() -> None:
    """A wheel's file lies in the built-in document's folder; a checkout has none."""
    assert Path(prepared.PACKAGED).parent == Path(prepared.BUILT_IN)
    assert Path(prepared.BUILT_IN, "document.txt").exists()
