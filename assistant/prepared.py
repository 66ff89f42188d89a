"""The prepared file of a document: opened in milliseconds, or made once and kept.

A wheel contains the one for the built-in document. Others are made at first use and kept in the
user's cache folder, or in memory if that folder is not writable.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import time
from functools import partial
from zlib import crc32

from assistant.overview import Overview
from assistant.paths import (
    cache_folder,
    is_trusted,
    make_private,
    remove_abandoned,
    unfinished,
)
from assistant.sources import BUILT_IN, digest, sources
from corpus.progress import Progress, part, unseen
from index.records import reader
from index.store import Lookup, Store, Writer

PACKAGED = os.path.join(BUILT_IN, "prepared.sqlite")
"""The built-in document's file in a wheel; absent in a checkout."""

UNUSED = 30 * 86400
"""Seconds after which an unused file is removed."""

DAY = 86400

READING = 0.15
"""The share of the time taken by reading a long document and splitting it into passages; the rest
is indexing."""


class Prepared:
    """The prepared data of one document folder."""

    def __init__(self, store: Store, folder: str) -> None:
        self.store = store
        self.folder = folder
        self.overview = self._overview()

    def renew(self) -> bool:
        """Prepare the data again because they are inconsistent; return False if this does not
        help."""
        renewed = self.store.renew()
        self.overview = self._overview()
        return renewed

    def _overview(self) -> Overview:
        return self.table("overview").need("overview", self._with_all_warnings)

    def _with_all_warnings(self, data: bytes) -> Overview:
        """The overview; ValueError if it lists fewer warnings than the file holds, so that no
        output, text or JSON, can lack one."""
        overview = reader(Overview)(data)
        if self.table("warnings").get(len(overview.warnings)) is not None:
            raise ValueError("a warning is missing from the overview")
        return overview

    def table(self, name: str) -> Lookup:
        """Return one table of the data."""
        return self.store.table(name)


def prepare(folder: str | None = None, progress: Progress = unseen) -> Prepared:
    """Return the data of a document folder, by default the built-in one.

    `progress` is called while the data are made, which takes seconds or minutes. Raises
    corpus.errors.FolderError if the folder cannot be used.
    """
    folder = BUILT_IN if folder is None else os.path.abspath(folder)
    source = digest(sources(folder))
    kept = os.path.join(cache_folder(), f"{crc32(os.fsencode(folder)):08x}.sqlite")
    store = _open(kept, source, is_trusted(kept))
    if store is None and folder == BUILT_IN:
        # It is as trustworthy as the code beside it.
        store = _open(PACKAGED, source, _is_file(PACKAGED))
    if store is None:
        store = make(folder, source, kept, progress)
    store.repair = partial(make, folder, source, kept)
    return Prepared(store, folder)


def _is_file(path: str) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def _open(path: str, source: str, trusted: bool) -> Store | None:
    store = Store.open(path, source) if trusted else None
    if store is not None:
        try:
            if os.stat(path).st_mtime < time.time() - DAY:
                os.utime(path)  # it is in use
        except OSError:
            pass
    return store


def make(folder: str, source: str, path: str, progress: Progress = unseen) -> Store:
    """Make the data of a folder, and keep them at `path` if it can be written."""
    from assistant import preparing  # heavy, and needed only once per document

    document = preparing.read(folder, part(progress, 0.0, READING))
    progress = part(progress, READING, 1.0)
    try:
        write(document, source, path, progress)
        store = Store.open(path, source)
        if store is not None:
            _tidy(os.path.dirname(path), path)
            return store
    except (OSError, sqlite3.Error):
        pass  # if the home folder is read-only, the next start is slow again
    writer = Writer(":memory:")
    preparing.write(document, writer, source, progress)
    return Store.of(writer)


def write(document: object, source: str, path: str, progress: Progress = unseen) -> None:
    """Write the prepared file of a document, mode 0600, completely or not at all."""
    from assistant import preparing

    assert isinstance(document, preparing.Document)
    folder = os.path.dirname(path)
    make_private(folder)
    if os.path.isdir(path):
        raise IsADirectoryError(path)  # fail before the work, not after it
    if os.stat(folder).st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        if os.path.islink(folder):  # that folder may not be ours
            raise PermissionError(errno.EACCES, "others can write to it", folder)
        os.chmod(folder, 0o700)
    with unfinished(path) as temporary:
        writer = Writer(temporary)
        try:
            preparing.write(document, writer, source, progress)
        finally:
            writer.close()


def _tidy(folder: str, path: str) -> None:
    """Remove files that are no longer needed: unfinished ones left by killed programs, those of
    older versions, and those of documents not opened for a month. Raises OSError."""
    remove_abandoned(folder)
    for name in os.listdir(folder):
        other = os.path.join(folder, name)
        stem, ending = os.path.splitext(name)
        age = time.time() - os.lstat(other).st_mtime
        ours = len(stem) == 8 and all(letter in "0123456789abcdef" for letter in stem)
        old = ours and (ending == ".jsonl" or (ending == ".sqlite" and age > UNUSED))
        if other != path and old:
            os.unlink(other)
