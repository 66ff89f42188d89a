"""Prepared data: the same answers from cache, wheel or memory, and never from a stale file."""

from __future__ import annotations

import json
import os
import pickle
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from assistant import Assistant, prepared, preparing, sources
from assistant.paths import MARK, PART, cache_folder
from assistant.prepared import Prepared, prepare
from assistant.sources import BUILT_IN, digest
from corpus.errors import FolderError
from index.store import Store, Writer
from tests.helpers.folders import FolderCopy
from tests.helpers.places import LEAFLET, ROOT

QUESTIONS = sorted(
    path
    for path in (ROOT / "tests" / "questions").glob("*.jsonl")
    if not path.name.startswith("chats")
)


def same(one: Prepared, other: Prepared) -> bool:
    asked = "how do I stop a nosebleed?"
    return one.overview == other.overview and (
        Assistant(prepared=one).ask(asked).to_dict()
        == Assistant(prepared=other).ask(asked).to_dict()
    )


# The same answers


@pytest.fixture(scope="module")
def tables() -> Writer:
    """The tables of the built-in document, prepared in memory."""
    writer = Writer(":memory:")
    preparing.write(preparing.read(BUILT_IN), writer, digest(sources.sources(BUILT_IN)))
    return writer


@pytest.fixture(scope="module")
def in_memory(tables: Writer) -> Assistant:
    """An assistant that has never used a prepared file."""
    return Assistant(prepared=Prepared(Store.of(tables), BUILT_IN))


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_same_answers(path: Path, in_memory: Assistant, assistant: Assistant) -> None:
    """On a third of each question set, answers are the same with and without the prepared file."""
    for line in path.read_text().splitlines()[::3]:
        question = json.loads(line)
        one, other = assistant.conversation(), in_memory.conversation()
        for earlier in question.get("history", []):
            one.ask(earlier)
            other.ask(earlier)
        asked = question["question"]
        assert one.ask(asked, top=20).to_dict() == other.ask(asked, top=20).to_dict()


def test_same_data(tables: Writer, warm_cache: Path) -> None:
    """Two processes with different hash seeds prepare the same data."""
    path = max(warm_cache.glob("*/*.sqlite"), key=lambda path: path.stat().st_size)
    with closing(sqlite3.connect(path)) as elsewhere:
        assert list(elsewhere.iterdump()) == list(tables.connection.iterdump())


def test_pickled(assistant: Assistant) -> None:
    """An assistant can be pickled: the pickle names the folder, and the answers are the same."""
    content = pickle.dumps(assistant)
    assert len(content) < 200
    again = pickle.loads(content)
    assert again.ask("what helps?").to_dict() == assistant.ask("what helps?").to_dict()


def test_pickled_folder(cache: Path, compilations: list[str]) -> None:
    """A pickled assistant for another folder opens that folder again."""
    assert pickle.loads(pickle.dumps(Assistant(LEAFLET))).about == Assistant(LEAFLET).about


def test_forked(assistant: Assistant) -> None:
    """A forked process answers on its own."""
    expected = assistant.ask("what helps at night?").to_dict()
    child = os.fork()
    if child == 0:
        os._exit(0 if assistant.ask("what helps at night?").to_dict() == expected else 1)
    assert os.waitpid(child, 0)[1] == 0


# The cache


def test_made_once(cache: Path, compilations: list[str]) -> None:
    """A folder is compiled at its first use, and read from the cache after that."""
    first = prepare(str(LEAFLET))
    second = prepare(str(LEAFLET))
    assert len(compilations) == 1
    assert same(first, second)
    (file,) = cache.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700


def test_a_cache_that_others_can_write_to(cache: Path, tmp_path: Path) -> None:
    """A cache open to others is made private if ours; a linked one is neither used nor changed."""
    cache.mkdir(parents=True)
    cache.chmod(0o777)
    prepare(str(LEAFLET))
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    shared = tmp_path / "shared"
    cache.rename(shared)
    (file,) = shared.iterdir()
    file.unlink()
    shared.chmod(0o777)
    cache.symlink_to(shared)
    prepare(str(LEAFLET))
    assert stat.S_IMODE(shared.stat().st_mode) == 0o777
    assert list(shared.iterdir()) == []


@pytest.mark.parametrize(
    "file", ["document.txt", "tags.toml", "warnings.toml", "passages/1.toml", "danger/heavy.toml"]
)
def test_stale(file: str, cache: Path, compilations: list[str], leaflet_copy: FolderCopy) -> None:
    """After a change to any file in the folder, the data are prepared again."""
    folder = str(leaflet_copy.path)
    prepare(folder)
    leaflet_copy.append(file, "\n")
    prepare(folder)
    prepare(folder)
    assert len(compilations) == 2


def test_new_file(cache: Path, compilations: list[str], leaflet_copy: FolderCopy) -> None:
    """A file added to the folder counts as a change."""
    prepare(str(leaflet_copy.path))
    (leaflet_copy.path / "danger" / "more.toml").write_text("")
    prepare(str(leaflet_copy.path))
    assert len(compilations) == 2


def test_renamed_file(cache: Path, compilations: list[str], leaflet_copy: FolderCopy) -> None:
    """A renamed file counts as a change."""
    prepare(str(leaflet_copy.path))
    (leaflet_copy.path / "danger" / "heavy.toml").rename(leaflet_copy.path / "danger" / "a.toml")
    prepare(str(leaflet_copy.path))
    assert len(compilations) == 2


def test_moved_folder(leaflet_copy: FolderCopy) -> None:
    """The digest does not depend on where the folder is."""
    assert digest(sources.sources(str(leaflet_copy.path))) == digest(sources.sources(str(LEAFLET)))


@pytest.mark.parametrize(
    ("file", "times"),
    [
        ("index/bm25.py", 2),
        ("index/english/words.txt", 2),
        ("assistant/safety/training.py", 2),
        ("corpus/loader.py", 2),
        ("assistant/answer_types.py", 1),
        ("assistant/chat/app.py", 1),
        ("assistant/render/text.py", 1),
        ("index/search.py", 1),
        ("index/answerable.py", 1),
        ("index/foreign.txt", 1),
        ("index/notes.json", 1),
    ],
)
def test_other_code(
    file: str,
    times: int,
    cache: Path,
    compilations: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Only code and word lists used in preparing count: rendering and chat do not."""
    monkeypatch.setattr(sources, "_ROOT", str(tmp_path))
    prepare(str(LEAFLET))
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text("# better\n")
    prepare(str(LEAFLET))
    assert len(compilations) == times


def test_all_code_that_prepares_counts() -> None:
    """The code that counts is exactly the code that is imported to prepare a document."""
    script = """
import os, sys
from assistant import preparing, sources
from index.store import Writer
preparing.write(preparing.read(sys.argv[1]), Writer(":memory:"), "")
files = [getattr(module, "__file__", None) or "" for module in sys.modules.values()]
ours = [f for f in files if f.startswith(sources._ROOT + os.sep) and "site-packages" not in f]
print(*(os.path.relpath(f, sources._ROOT) for f in ours))
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(LEAFLET)],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    reads_it = {"index/search.py", "index/adding.py", "index/tables.py", "assistant/sources.py"}
    used = {name for name in done.stdout.split() if not name.endswith("__init__.py")} - reads_it
    counted = {file.name for file in sources.sources(str(LEAFLET)) if file.name.endswith(".py")}
    assert {name for name in counted if not name.endswith("__init__.py")} - used == {
        "corpus/columns.py",  # these two are for another kind of document
        "corpus/pdf.py",
    }
    assert used <= counted


def test_old_files(cache: Path, compilations: list[str], leaflet_copy: FolderCopy) -> None:
    """Old, unfinished and long-unused prepared files are removed; files of other programs stay."""
    prepare(str(leaflet_copy.path))
    (old,) = cache.iterdir()
    for name in ("01234567.jsonl", f"{MARK}xyz{PART}", "notes.jsonl", "other.part"):
        (cache / name).write_text("")
    for file in cache.iterdir():
        os.utime(file, (1, time.time() - 40 * 86400))
    prepare(str(LEAFLET))
    assert not old.exists()
    left = sorted(file.name for file in cache.iterdir() if file.suffix != ".sqlite")
    assert left == ["notes.jsonl", "other.part"]


def test_files_in_use(cache: Path, compilations: list[str]) -> None:
    """Opening a file counts as using it."""
    prepare(str(LEAFLET))
    (file,) = cache.iterdir()
    os.utime(file, (1, time.time() - 40 * 86400))
    prepare(str(LEAFLET))
    assert time.time() - file.stat().st_mtime < 60


@pytest.mark.parametrize("obstacle", ["file", "unwritable"])
def test_cache_that_cannot_be_written(
    obstacle: str,
    tmp_path: Path,
    compilations: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """If nothing can be written, the data are prepared in memory each time."""
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
    """Only complete files are left in the cache."""
    prepare(str(LEAFLET))
    assert [file.suffix for file in cache.iterdir()] == [".sqlite"]


def test_relative_folder(
    cache: Path, compilations: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder may be given as a relative path."""
    monkeypatch.chdir(LEAFLET.parent)
    prepare("leaflet")
    prepare(str(LEAFLET))
    assert len(compilations) == 1


def test_no_such_folder(cache: Path, tmp_path: Path) -> None:
    """A folder that does not exist is reported, and nothing is stored for it."""
    with pytest.raises(FolderError, match=r"none: No such file or directory"):
        prepare(str(tmp_path / "none"))
    assert not cache.exists()


# A wheel's file


@pytest.fixture
def wheel(tmp_path: Path, compilations: list[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built-in document (here the leaflet) from a wheel, with its prepared file."""
    file = tmp_path / "wheel" / "prepared.sqlite"
    source = digest(sources.sources(str(LEAFLET)))
    prepared.write(preparing.read(str(LEAFLET)), source, str(file))
    compilations.clear()
    monkeypatch.setattr(prepared, "BUILT_IN", str(LEAFLET))
    monkeypatch.setattr(prepared, "PACKAGED", str(file))
    return file


def test_wheel(wheel: Path, cache: Path, compilations: list[str]) -> None:
    """A wheel's prepared file is used: nothing is compiled and nothing is written."""
    assert prepare().overview.about == prepare(str(LEAFLET)).overview.about
    assert compilations == []
    assert not cache.exists()


def test_stale_wheel(wheel: Path, cache: Path, compilations: list[str]) -> None:
    """A wheel's prepared file that does not match its sources is not used; the cache is."""
    wheel.write_bytes(wheel.read_bytes()[:-100])
    prepare()
    prepare()
    assert len(compilations) == 1
    assert len(list(cache.iterdir())) == 1


def test_wheel_serves_its_document_only(
    wheel: Path, cache: Path, compilations: list[str], leaflet_copy: FolderCopy
) -> None:
    """A wheel's prepared file is not read for another folder."""
    prepare(str(leaflet_copy.path))
    assert len(compilations) == 1


def test_packaged_place() -> None:
    """A wheel's prepared file is in the built-in document's folder; a checkout has none."""
    assert Path(prepared.PACKAGED).parent == Path(prepared.BUILT_IN)
    assert Path(prepared.BUILT_IN, "document.txt").exists()
