"""What was extracted before, so that a run extracts only what is new or changed.

One sqlite file for each version of the extraction, in a folder that can be deleted at any time: that costs time and
changes nothing else. An entry is found by the bytes of a document and its sidecars, and tells by itself if it is
damaged. A store that cannot be used is done without.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from flows.entries import Entry, Unreadable, decode
from flows.fingerprint import extraction_version
from flows.reading.document import Document
from flows.reading.files import MOST_BYTES, raw_path
from flows.reading.sidecar import SUFFIXES

log = logging.getLogger(__name__)

Tells = Callable[[Document], bool]

_PROGRAM = "inspection-facts"
_FILES = "extracted-*.sqlite"
# A store of another version that nobody has opened for so long is deleted.
_KEPT_SECONDS = 30 * 24 * 3600
_WAIT_SECONDS = 30.0
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH}
# Entries are long: kept beside the tree of their keys and not in it, they are found four times as fast.
_TABLE = "CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, content BLOB NOT NULL)"


def cache_folder() -> Path:
    """Where the stores of all projects are: `inspection-facts` in the user's folder for caches."""
    cache_home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(cache_home) if cache_home else Path.home() / ".cache") / _PROGRAM


def default_folder(raw: Path) -> Path:
    """Where the store of a project is if nobody says otherwise: found by the folder of its documents."""
    place = Path(os.path.realpath(raw))
    digest = hashlib.sha256(os.fsencode(place)).hexdigest()[:16]
    return cache_folder() / f"{place.parent.name[:40]}-{digest}"


def key_of(path: Path, root: Path) -> bytes | None:
    """What an entry is found by: the file's place, its bytes, and those of its sidecars; None if it cannot be had."""
    digest = hashlib.sha256(raw_path(path, root).encode())
    for file in (path, *map(path.with_suffix, SUFFIXES)):
        try:
            about = file.stat()
            if not stat.S_ISREG(about.st_mode) or about.st_size > MOST_BYTES:
                return None
            with file.open("rb", buffering=0) as opened:  # whole at once
                digest.update(hashlib.sha256(opened.read()).digest())
        except FileNotFoundError:
            if file.is_symlink():  # a sidecar that leads to nothing is not none
                return None
            digest.update(b"none")  # an empty one is another thing
        except OSError:
            return None
    return digest.digest()


class Store:
    """Entries by key, of one project. Whatever happens to its file, `get` finds an entry that is whole or none."""

    def __init__(self, folder: Path, tells: Tells | None = None, removals: str = "") -> None:
        """Documents that `tells` finds something in that was removed on request are not kept. What was kept, under any
        version, before the `removals` were what they are is deleted: whole files, so that none of it is left in them.
        """
        self.path = folder / f"extracted-{extraction_version()[:16]}.sqlite"
        self._file: sqlite3.Connection | None = None
        self._tells = tells
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._open()
            if tells:
                self._forget_before(removals)
            _forget_others(self.path)
        except OSError as error:
            self._do_without(error.strerror or str(error))

    def get(self, keys: Iterable[bytes | None]) -> dict[bytes, Entry]:
        """The entries there are, by key."""
        wanted = [key for key in keys if key]
        marks = ",".join("?" * len(wanted))
        found: dict[bytes, Entry] = {}
        for key, content in self._do(f"SELECT key, content FROM entries WHERE key IN ({marks})", [wanted]):
            try:
                found[key] = decode(content)
            except Unreadable:
                log.warning("%s: a damaged entry; its document is extracted again", self.path)
        return found

    def put(self, contents: Mapping[bytes, bytes]) -> None:
        """Keep entries, each as `flows.entries.encode` makes it."""
        kept = [each for each in contents.items() if not (self._tells and self._tells(decode(each[1]).document))]
        if kept:
            self._insert(kept)

    def _insert(self, rows: list[tuple[bytes, bytes]]) -> None:
        self._do("INSERT OR REPLACE INTO entries VALUES (?, ?)", list(rows))

    def _forget_before(self, removals: str) -> None:
        """The mark that this was done has a checksum for its key, as entries have, and nothing in it."""
        mark = hashlib.sha256(f"removals {removals}".encode()).digest()
        if self._do("SELECT key, content FROM entries WHERE key IN (?)", [[mark]]):
            return
        self.close()
        # What stands where the stores of all projects once were may be of this one; nobody reads it any more.
        for folder in {self.path.parent, *_shared(self.path.parent)}:
            for file in folder.glob(f"{_FILES}*"):
                file.unlink(missing_ok=True)
        self._open()
        self._insert([(mark, b"")])

    def close(self) -> None:
        """Let go of the file."""
        if self._file:
            self._file.close()
            self._file = None

    def _do(self, statement: str, rows: list[object], again: bool = True) -> list[tuple[bytes, bytes]]:
        if not self._file:
            return []
        try:
            with self._file:
                if statement.startswith("SELECT"):
                    return self._file.execute(statement, rows[0]).fetchall()  # type: ignore[arg-type]
                self._file.executemany(statement, rows)  # type: ignore[arg-type]
        except sqlite3.Error as error:
            if self._recovered(error) and again:
                return self._do(statement, rows, again=False)
        return []

    def _open(self) -> None:
        try:
            self._file = sqlite3.connect(self.path, timeout=_WAIT_SECONDS)
            # What a power cut does to it is noticed like any other damage.
            self._file.execute("PRAGMA synchronous = OFF")
            self._file.execute(_TABLE)
            self._file.execute("SELECT key, content FROM entries LIMIT 1").fetchone()
            os.utime(self.path)
        except sqlite3.Error as error:
            self._recovered(error)

    def _recovered(self, error: sqlite3.Error) -> bool:
        """Start anew where the file is damaged, else do without."""
        self.close()
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_IOERR) & 0xFF not in _DAMAGED:
            self._do_without(str(error))
            return False
        log.warning("%s: damaged (%s); starting a new one", self.path, error)
        try:
            for end in ("", "-journal", "-wal", "-shm"):
                self.path.with_name(self.path.name + end).unlink(missing_ok=True)
            self._file = sqlite3.connect(self.path, timeout=_WAIT_SECONDS)
            self._file.execute(_TABLE)
        except (OSError, sqlite3.Error) as second:
            self._do_without(str(second))
        return self._file is not None

    def _do_without(self, why: str) -> None:
        self.close()
        log.warning(
            "%s: cannot be used (%s): every document is extracted again; give another folder with --store",
            self.path,
            why,
        )


def _shared(folder: Path) -> Iterator[Path]:
    """Where the stores of all projects once were, for a store that is not anywhere else."""
    if folder.parent == cache_folder():
        yield folder.parent


def _forget_others(path: Path) -> None:
    """Delete what nobody has opened for long: other versions, and the stores of projects that may be no more."""
    left = [*path.parent.glob(_FILES)]
    for shared in _shared(path.parent):
        left += [*shared.glob(_FILES), *shared.glob(f"*/{_FILES}")]
    for other in left:
        with suppress(FileNotFoundError):  # another run that forgets was quicker
            if other != path and time.time() - other.stat().st_mtime > _KEPT_SECONDS:
                other.unlink()
