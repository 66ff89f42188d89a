"""Where the user's files are, and how they are written: completely or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.paths import SHARED, is_trusted, write_all, write_whole
from tests.helpers.full import full_disk

CONTENT = b"content"


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A path where a file may be written."""
    return str(tmp_path / "data")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that only its owner may write to, in a folder of the same kind."""
    folder = tmp_path / "private"
    folder.mkdir(mode=0o700)
    file = folder / "data"
    file.touch(mode=0o600)
    return file


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that the examples of a property test overwrite."""
    return tmp_path_factory.mktemp("paths") / "data"


def test_writing_replaces(path: str) -> None:
    """An existing file is replaced."""
    write_whole(path, b"old, and longer than the new one")
    write_whole(path, b"new")
    assert Path(path).read_bytes() == b"new"


def test_a_written_file_is_private(path: str) -> None:
    """Only its owner may read a written file, even with an open umask."""
    before = os.umask(0)
    try:
        write_whole(path, CONTENT)
    finally:
        os.umask(before)
    assert os.stat(path).st_mode & 0o777 == 0o600


def test_folders_are_made(tmp_path: Path) -> None:
    """Missing folders are made, and only its owner may use the last one."""
    write_whole(str(tmp_path / "a/b/data"), CONTENT)
    assert (tmp_path / "a/b").stat().st_mode & 0o777 == 0o700


def test_nothing_is_left_behind(path: str) -> None:
    """After writing, only the file itself is there."""
    write_whole(path, CONTENT)
    assert os.listdir(os.path.dirname(path)) == ["data"]


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_a_failed_write_changes_nothing(
    error: BaseException, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that fails, or is interrupted, leaves the old file and nothing else."""
    write_whole(path, b"old")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(type(error)):
        write_whole(path, b"new")
    assert Path(path).read_bytes() == b"old"
    assert os.listdir(os.path.dirname(path)) == ["data"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o400])
def test_an_existing_file_keeps_its_mode(mode: int, path: str) -> None:
    """A file that is replaced keeps its mode."""
    write_whole(path, b"old")
    os.chmod(path, mode)
    write_whole(path, b"new")
    assert os.stat(path).st_mode & 0o777 == mode


def test_a_link_remains(path: str, tmp_path: Path) -> None:
    """The file that a link leads to is replaced, not the link."""
    link = tmp_path / "link"
    link.symlink_to("data")
    write_whole(path, b"old")
    write_whole(str(link), b"new")
    assert link.is_symlink()
    assert Path(path).read_bytes() == b"new"


def test_new_files_of_the_user_heed_the_umask(path: str) -> None:
    """The user's own new files are as open as the umask allows."""
    before = os.umask(0o027)
    try:
        write_all({path: CONTENT}, SHARED)
    finally:
        os.umask(before)
    assert os.stat(path).st_mode & 0o777 == 0o640


def test_all_files_or_none(path: str, tmp_path: Path) -> None:
    """If one of several files cannot be written, none is, and the error names that one."""
    write_whole(path, b"old")
    with pytest.raises(OSError, match="data/below"):
        write_all({path: b"new", f"{path}/below": b"new"})
    assert Path(path).read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["data"]


def test_a_full_disk(path: str, tmp_path: Path) -> None:
    """On a full disk, the old file stays, and the error names it."""
    write_whole(path, b"old")
    with full_disk(), pytest.raises(OSError, match="data'"):
        write_whole(path, b"new")
    assert Path(path).read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["data"]


def test_an_unwritable_folder(tmp_path: Path) -> None:
    """If nothing can be written, writing raises OSError."""
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        write_whole(str(tmp_path / "file" / "data"), CONTENT)


@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@given(st.lists(st.binary(max_size=50_000), min_size=2, max_size=8))
def test_writers_do_not_mix(scratch: Path, contents: list[bytes]) -> None:
    """When several writers write at once, the file holds the whole content of one of them."""
    from concurrent.futures import ThreadPoolExecutor

    path = str(scratch.parent / "shared")
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda content: write_whole(path, content), contents))
    assert Path(path).read_bytes() in contents


def test_trusted(file: Path) -> None:
    """Only a regular file is used, and only if nobody else may write to it or to its folder."""
    assert is_trusted(str(file))
    file.chmod(0o620)
    assert not is_trusted(str(file))
    file.chmod(0o602)
    assert not is_trusted(str(file))
    file.chmod(0o600)
    file.parent.chmod(0o770)
    assert not is_trusted(str(file))
    file.parent.chmod(0o700)
    os.mkfifo(file.with_name("pipe"))
    file.with_name("link").symlink_to(file)
    for name in ("pipe", "link", "none"):
        assert not is_trusted(str(file.with_name(name)))


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a file away")
def test_files_of_others(file: Path) -> None:
    """A file or folder that belongs to another user is not used."""
    os.chown(file, 12345, -1)
    assert not is_trusted(str(file))
    os.chown(file, 0, -1)
    os.chown(file.parent, 12345, -1)
    assert not is_trusted(str(file))
