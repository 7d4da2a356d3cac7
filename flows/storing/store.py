"""Keep extracted documents between runs, so that a run extracts only documents that are new or changed.

There is one folder for each version of the extraction. Its Parquet files are named by the checksum of their content, so
damage is noticed, and several runs can use a folder at once. It can be deleted at any time: the next run only takes
longer. Keys of entries depend on the bytes of a document and its sidecars. A run that cannot use the folder keeps its
entries in a temporary folder.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from flows.fingerprint import extraction_version
from flows.reading.document import Document, Reject
from flows.storing.entries import SCHEMA
from flows.storing.temporary import TemporaryFolder, written_whole

log = logging.getLogger(__name__)

_PROGRAM = "inspection-facts"
_VERSIONS = "extracted-*"
# Delete a store of another version if no run has opened it for this long.
_KEPT_SECONDS = 30 * 24 * 3600
# Write a file when this many documents are waiting; the last file of a run may have fewer.
_IN_A_FILE = 256
# Merge files with fewer documents if there are this many; delete them a day later, when no earlier run reads them.
_TOO_MANY, DAY = 64, 24 * 3600
# Keep the texts of this many files in memory.
_FILES = 8
# All fields of a document except its text.
_DOCUMENT_COLUMNS = [f"document.{each.name}" for each in fields(Document) if each.compare and each.name != "text"]
# Fields with the same value in many documents; equal values are kept in memory once.
_SHARED = frozenset({"media_type", "publisher", "published_on", "published_on_basis", "licence"})


def cache_folder() -> Path:
    """Return the folder of the stores of all projects: `inspection-facts` in the user's cache folder."""
    cache_home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(cache_home) if cache_home else Path.home() / ".cache") / _PROGRAM


def default_folder(raw: Path) -> Path:
    """Return the default folder of a project's store; its name is derived from the folder of the documents."""
    place = Path(os.path.realpath(raw))
    digest = hashlib.sha256(os.fsencode(place)).hexdigest()[:16]
    return cache_folder() / f"{place.parent.name[:40]}-{digest}"


@dataclass(frozen=True, slots=True)
class StoredDocument(Document):
    """A document whose text is read from the Parquet file `file` when it is needed; `key` is the key of its entry.

    `texts_in` returns the texts in a file by key. It keeps only the last few files in memory, so it is fastest to go
    through documents in the order in which `Entries.documents` yields them.
    """

    text: str = field(init=False, repr=False)
    key: str = ""
    file: str = field(default="", compare=False)
    texts_in: Callable[[str], Mapping[str, str]] | None = field(default=None, repr=False, compare=False)

    def __getattr__(self, name: str) -> str:
        if name == "text" and self.texts_in:
            return self.texts_in(self.file)[self.key]
        raise AttributeError(name)


@dataclass(frozen=True)
class Entries:
    """Rows of `flows.storing.entries`: the Parquet file of each, by key.

    `owner` keeps the temporary folder alive that has the rows that are in no store.
    """

    file_of: Mapping[str, Path]
    owner: TemporaryFolder | None = None

    @property
    def files(self) -> list[str]:
        """The paths of the files, sorted."""
        return sorted({str(path) for path in self.file_of.values()})

    def only(self, keys: Iterable[str]) -> Entries:
        """Return the entries with some of the keys. Raises KeyError for a key without an entry."""
        return Entries({key: self.file_of[key] for key in keys}, self.owner)

    def documents(self) -> Iterator[tuple[StoredDocument, tuple[Reject, ...]]]:
        """Yield each document, with what is wrong with its sidecar; file by file."""
        texts_in = lru_cache(_FILES)(self._texts_in)
        for file in self.files:
            for row in pq.read_table(file, columns=["key", "rejects", *_DOCUMENT_COLUMNS]).to_pylist():
                if str(self.file_of.get(row["key"])) == file:
                    rejects = tuple(Reject(**each) for each in row.pop("rejects"))
                    known: dict[str, Any] = {
                        name: intern(cell) if cell and name in _SHARED else cell for name, cell in row.items()
                    }
                    yield StoredDocument(**known, file=file, texts_in=texts_in), rejects

    def _texts_in(self, file: str) -> dict[str, str]:
        """Return the texts in a file, by key."""
        rows = pq.read_table(file, columns=["key", "document.text"])
        return dict(zip(rows["key"].to_pylist(), rows["text"].to_pylist(), strict=True))


class Store:
    """The store of one project: `path` is the folder of this version, `file_of` the file of each entry by its key."""

    def __init__(self, folder: Path, is_affected: Callable[[Document], bool] | None = None, removals: str = "") -> None:
        """Open the store in a folder. Documents of which `is_affected` is true are kept only for this run.

        `removals` are all removals as text. If there are any, all stores of other removals are deleted, so that nothing
        of what was removed is left in any file.
        """
        form, asked = (hashlib.sha256(text.encode()).hexdigest()[:8] for text in (str(SCHEMA), removals))
        self.path = folder / f"extracted-{extraction_version()[:16]}-{form}{f'-{asked}' if is_affected else ''}"
        self.file_of: dict[str, Path] = {}
        self._is_affected = is_affected
        self._waiting: list[pa.Table] = []
        self._temporary: TemporaryFolder | None = None
        self._lasting: Path | None = self.path  # where entries are kept for the next run, unless that is impossible
        try:
            for other in folder.glob(_VERSIONS) if is_affected else ():
                if not other.name.endswith(asked):
                    _delete(other)
            self.path.mkdir(parents=True, exist_ok=True)
            os.utime(self.path)
            _delete_unused(self.path)
            self._open()
        except OSError as error:
            self._stop_using(error)

    def _open(self) -> None:
        """Read the keys of all undamaged files."""
        keys_in: dict[Path, list[str]] = {}
        for file, content in undamaged(self.path):
            keys_in[file] = pq.read_table(pa.BufferReader(content), columns=["key"])["key"].to_pylist()
        # If two files have an entry, the file with more entries counts.
        for file, keys in sorted(keys_in.items(), key=lambda item: len(item[1])):
            self.file_of |= dict.fromkeys(keys, file)
        self._merge_small_files(keys_in)

    def _merge_small_files(self, keys_in: Mapping[Path, Collection[str]]) -> None:
        """Merge the small files that earlier runs left, each with what was new to it, and delete those merged before.

        `keys_in`: the keys of the entries in each file.
        """
        for file, keys in keys_in.items():
            larger = {self.file_of[key] for key in keys}
            if file not in larger and all(older(each, DAY) for each in larger):
                file.unlink(missing_ok=True)
        sizes = Counter(self.file_of.values())
        small = [file for file, size in sorted(sizes.items()) if size < _IN_A_FILE and older(file, DAY)]
        if len(small) >= _TOO_MANY:
            for file in small:
                rows = pq.read_table(file, schema=SCHEMA)
                self._waiting.append(rows.filter(pa.array([self.file_of[key] == file for key in keys_in[file]])))
            self.flush()

    def put(self, rows: pa.Table, lasting: Collection[str]) -> list[str]:
        """Add rows of `flows.storing.entries`; return their keys. Those not in `lasting` are kept only for this run."""
        keys: list[str] = rows["key"].to_pylist()
        kept = [key in lasting and not self._is_removed(rows, place) for place, key in enumerate(keys)]
        self._waiting.append(rows.filter(pa.array(kept, pa.bool_())))
        if not all(kept):
            self._write(rows.filter(pa.array([not each for each in kept])), self._temporary_folder())
        if sum(map(len, self._waiting)) >= _IN_A_FILE:
            self.flush()
        return keys

    def flush(self) -> None:
        """Write the rows that are waiting to a file; if the store cannot be written, to the temporary folder."""
        rows, self._waiting = pa.concat_tables([SCHEMA.empty_table(), *self._waiting]), []
        try:
            if len(rows):
                self._write(rows, self._lasting or self._temporary_folder())
        except OSError as error:
            if not self._lasting:
                raise
            self._stop_using(error)
            self._write(rows, self._temporary_folder())

    def entries(self, keys: Iterable[str]) -> Entries:
        """Return the entries with some keys. Raises KeyError for a key without an entry: no document may get lost."""
        return Entries(self.file_of, self._temporary).only(keys)

    def keys_of(self, documents: Iterable[Document]) -> dict[str, str]:
        """Return the keys of documents by id, except for those in the temporary folder, whose keys may not last."""
        kept = (each for each in documents if isinstance(each, StoredDocument) and Path(each.file).parent == self.path)
        return {each.document_id: each.key for each in kept}

    def _write(self, rows: pa.Table, folder: Path) -> None:
        file = write_rows(rows, folder)
        self.file_of |= dict.fromkeys(rows["key"].to_pylist(), file)

    def _is_removed(self, rows: pa.Table, place: int) -> bool:
        return self._is_affected is not None and self._is_affected(Document(**rows["document"][place].as_py()))

    def _temporary_folder(self) -> Path:
        self._temporary = self._temporary or TemporaryFolder()
        return self._temporary.path

    def _stop_using(self, error: OSError) -> None:
        self._lasting = None
        log.warning(
            "%s: cannot be used (%s): the next run extracts again what this one does; give another folder with --store",
            self.path,
            error.strerror or error,
        )


def write_rows(rows: pa.Table, folder: Path, prefix: str = "") -> Path:
    """Write rows to a Parquet file named by its checksum, and return the path. It appears whole or not at all."""
    sink = pa.BufferOutputStream()
    pq.write_table(rows, sink, compression="zstd")
    content = sink.getvalue()
    file = folder / f"{prefix}{hashlib.sha256(content).hexdigest()}.parquet"
    written_whole(file, content)
    return file


def undamaged(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield the files that `write_rows` wrote, with their content; delete damaged and old unfinished ones if possible.

    Raises OSError if a file cannot be read.
    """
    for unfinished in folder.glob(".*"):
        if older(unfinished, DAY):
            delete_if_possible(unfinished)
    for file in sorted(folder.glob("*.parquet")):
        with suppress(FileNotFoundError):
            content = file.read_bytes()
            if file.stem.endswith(hashlib.sha256(content).hexdigest()):
                yield file, content
            else:
                log.warning("%s: damaged; what it had is made again", file)
                delete_if_possible(file)


def delete_if_possible(file: Path) -> None:
    """Delete a file that is of no use any more; if that is impossible, it only takes space."""
    with suppress(OSError):
        file.unlink()


def _delete_unused(path: Path) -> None:
    """Delete stores that no run has opened for long: of other versions, and of projects that may not exist any more."""
    shared = path.parent.parent == cache_folder()
    delete_old(cache_folder().glob(f"*/{_VERSIONS}") if shared else path.parent.glob(_VERSIONS), path, _KEPT_SECONDS)


def delete_old(versions: Iterable[Path], current: Path, seconds: float) -> None:
    """Delete the folders of versions that no run has used for so long, except the current one."""
    for other in versions:
        if other != current and older(other, seconds):
            with suppress(FileNotFoundError):  # another run has just deleted it
                _delete(other)


def older(path: Path, seconds: float) -> bool:
    """Whether a file or folder exists and was last changed more than `seconds` ago."""
    with suppress(FileNotFoundError):
        return time.time() - path.stat().st_mtime > seconds
    return False


def _delete(version: Path) -> None:
    if version.is_dir() and not version.is_symlink():
        shutil.rmtree(version, ignore_errors=True)
    else:  # an earlier format, or a link
        version.unlink(missing_ok=True)
