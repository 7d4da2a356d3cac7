"""What was extracted before, so that a run extracts only what is new or changed.

A folder for each version of the extraction, with Parquet files that are named by the checksum of their content: a file
is whole or is noticed, and runs at the same time share a folder. It can be deleted at any time: that costs time and
changes nothing else. An entry is found by the bytes of a document and its sidecars. A store that cannot be used is done
without: what was extracted then stands in a temporary folder as long as the run needs it.
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
from flows.storing.temporary import Beside, written_whole

log = logging.getLogger(__name__)

Tells = Callable[[Document], bool]

_PROGRAM = "inspection-facts"
_VERSIONS = "extracted-*"
# A store of another version that nobody has opened for so long is deleted.
_KEPT_SECONDS = 30 * 24 * 3600
# So many documents are in a file, unless a run ends before.
_IN_A_FILE = 256
# So many files with fewer documents are merged. They are deleted a day later, when no earlier run still reads them.
_TOO_MANY, DAY = 64, 24 * 3600
# The texts of so many files stay in memory.
_FILES = 8
# What a document is known by, without its text.
_DOCUMENT_COLUMNS = [f"document.{each.name}" for each in fields(Document) if each.compare and each.name != "text"]
# What many documents have the same of, so that it is kept once.
_SHARED = frozenset({"media_type", "publisher", "published_on", "published_on_basis", "licence"})


def cache_folder() -> Path:
    """Where the stores of all projects are: `inspection-facts` in the user's folder for caches."""
    cache_home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(cache_home) if cache_home else Path.home() / ".cache") / _PROGRAM


def default_folder(raw: Path) -> Path:
    """Where the store of a project is if nobody says otherwise: found by the folder of its documents."""
    place = Path(os.path.realpath(raw))
    digest = hashlib.sha256(os.fsencode(place)).hexdigest()[:16]
    return cache_folder() / f"{place.parent.name[:40]}-{digest}"


@dataclass(frozen=True, slots=True)
class Kept(Document):
    """A document whose text stands in a file, where it is read when it is asked for: only those of the last few files
    stay in memory. So it is quickest to ask for one after the other as they were kept, mostly in order of identifiers.
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
    """Rows of `flows.storing.entries`, by key in some files; those in no store are there as long as this."""

    file_of: Mapping[str, Path]
    beside: Beside | None = None

    @property
    def files(self) -> list[str]:
        """The files, each once."""
        return sorted({str(path) for path in self.file_of.values()})

    def partly(self) -> set[str]:
        """The files that have other rows, too."""
        sizes = Counter(map(str, self.file_of.values()))
        return {file for file, size in sizes.items() if pq.read_metadata(file).num_rows != size}

    def wanted(self, called: Mapping[str, str]) -> pa.Table:
        """Which row of which file is one of them: the same row may be in two. Files are called otherwise here."""
        columns = {"key": [*self.file_of], "filename": [called[str(file)] for file in self.file_of.values()]}
        return pa.table(columns, pa.schema([("key", pa.string()), ("filename", pa.string())]))

    def only(self, keys: Iterable[str]) -> Entries:
        """Some of them."""
        return Entries({key: self.file_of[key] for key in keys}, self.beside)

    def documents(self) -> Iterator[tuple[Kept, tuple[Reject, ...]]]:
        """Each document, and what was wrong with its sidecar."""
        texts_in = lru_cache(_FILES)(self._texts_in)
        for file in self.files:
            for row in pq.read_table(file, columns=["key", "rejects", *_DOCUMENT_COLUMNS]).to_pylist():
                if str(self.file_of.get(row["key"])) == file:
                    rejects = tuple(Reject(**each) for each in row.pop("rejects"))
                    known: dict[str, Any] = {
                        name: intern(cell) if cell and name in _SHARED else cell for name, cell in row.items()
                    }
                    yield Kept(**known, file=file, texts_in=texts_in), rejects

    def _texts_in(self, file: str) -> dict[str, str]:
        """The texts in a file, by key."""
        rows = pq.read_table(file, columns=["key", "document.text"])
        return dict(zip(rows["key"].to_pylist(), rows["text"].to_pylist(), strict=True))


class Store:
    """Entries by key, of one project. Whatever happens to its files, what it has is whole."""

    def __init__(self, folder: Path, tells: Tells | None = None, removals: str = "") -> None:
        """Documents that `tells` finds something in that was removed on request are not kept. What was kept, under any
        version, before the `removals` were what they are is deleted: whole files, so that none of it is left in them.
        """
        form = hashlib.sha256(str(SCHEMA).encode()).hexdigest()
        self.path = folder / f"extracted-{extraction_version()[:16]}-{form[:8]}"
        self.file_of: dict[str, Path] = {}
        self._tells = tells
        self._waiting: list[pa.Table] = []
        self._beside: Beside | None = None
        self._usable = True
        try:
            if tells:
                _forget_before(folder, hashlib.sha256(removals.encode()).hexdigest())
            self.path.mkdir(parents=True, exist_ok=True)
            os.utime(self.path)
            _forget_others(self.path)
            self._open()
        except OSError as error:
            self._do_without(error)

    def _open(self) -> None:
        for unfinished in self.path.glob(".*"):
            if older(unfinished, DAY):
                unfinished.unlink(missing_ok=True)
        keys_in: dict[Path, list[str]] = {}
        for file in sorted(self.path.glob("*.parquet")):
            with suppress(FileNotFoundError):
                content = file.read_bytes()
                if hashlib.sha256(content).hexdigest() != file.stem:
                    log.warning("%s: damaged; its documents are extracted again", file)
                    file.unlink()
                    continue
                keys_in[file] = pq.read_table(pa.BufferReader(content), columns=["key"])["key"].to_pylist()
        # Of two files that have an entry the one with more entries counts.
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
            self._waiting += [pq.read_table(file, schema=SCHEMA) for file in small]
            self.flush()

    def put(self, rows: pa.Table, lasting: Collection[str]) -> list[str]:
        """Keep rows of `flows.storing.entries`; those whose keys do not last only as long as this run needs them.

        Returns the keys that they are found by meanwhile.
        """
        keys: list[str] = rows["key"].to_pylist()
        kept = [key in lasting and not self._tells_of(rows, place) for place, key in enumerate(keys)]
        self._waiting.append(rows.filter(pa.array(kept, pa.bool_())))
        if not all(kept):
            self._write(rows.filter(pa.array([not each for each in kept])), self._folder_beside())
        if sum(map(len, self._waiting)) >= _IN_A_FILE:
            self.flush()
        return keys

    def flush(self) -> None:
        """Write what waits to be kept."""
        rows, self._waiting = pa.concat_tables([SCHEMA.empty_table(), *self._waiting]), []
        if not len(rows):
            return
        try:
            if self._usable:
                self._write(rows, self.path)
                return
        except OSError as error:
            self._do_without(error)
        self._write(rows, self._folder_beside())

    def entries(self, keys: Iterable[str]) -> Entries:
        """The entries of some keys, as far as they are there."""
        return Entries({key: self.file_of[key] for key in keys if key in self.file_of}, self._beside)

    def keys_of(self, documents: Iterable[Document]) -> dict[str, str]:
        """What documents are found by, but for those beside the store: under their keys something else may be found."""
        kept = (each for each in documents if isinstance(each, Kept) and Path(each.file).parent == self.path)
        return {each.document_id: each.key for each in kept}

    def _write(self, rows: pa.Table, folder: Path) -> None:
        file = write_rows(rows, folder)
        self.file_of |= dict.fromkeys(rows["key"].to_pylist(), file)

    def _tells_of(self, rows: pa.Table, place: int) -> bool:
        return self._tells is not None and self._tells(Document(**rows["document"][place].as_py()))

    def _folder_beside(self) -> Path:
        self._beside = self._beside or Beside()
        return self._beside.path

    def _do_without(self, error: OSError) -> None:
        self._usable, self.file_of = False, {}
        log.warning(
            "%s: cannot be used (%s): every document is extracted again; give another folder with --store",
            self.path,
            error.strerror or error,
        )


def write_rows(rows: pa.Table, folder: Path) -> Path:
    """Write rows to a file that is named by the checksum of its content; it appears whole or not at all."""
    sink = pa.BufferOutputStream()
    pq.write_table(rows, sink, compression="zstd")
    content = sink.getvalue()
    file = folder / f"{hashlib.sha256(content).hexdigest()}.parquet"
    written_whole(file, content)
    return file


def _forget_before(folder: Path, removals: str) -> None:
    """Delete what was kept before removals were what they are. A file without content marks that this was done."""
    mark = folder / f"removals-{removals}"
    if mark.exists():
        return
    # What stands where the stores of all projects once were may be of this one; nobody reads it any more.
    for home in {folder, *_shared(folder)}:
        for version in home.glob(_VERSIONS):
            _delete(version)
    folder.mkdir(parents=True, exist_ok=True)
    for other in folder.glob("removals-*"):
        other.unlink(missing_ok=True)
    mark.touch()


def _shared(folder: Path) -> Iterator[Path]:
    """Where the stores of all projects once were, for a store that is not anywhere else."""
    if folder.parent == cache_folder():
        yield folder.parent


def _forget_others(path: Path) -> None:
    """Delete what nobody has opened for long: other versions, and the stores of projects that may be no more."""
    left = [*path.parent.glob(_VERSIONS)]
    for shared in _shared(path.parent):
        left += [*shared.glob(_VERSIONS), *shared.glob(f"*/{_VERSIONS}")]
    for other in left:
        if other != path and older(other, _KEPT_SECONDS):
            with suppress(FileNotFoundError):  # another run that forgets was quicker
                _delete(other)


def older(path: Path, seconds: float) -> bool:
    """Whether a file or folder was changed so long ago, if it is there."""
    with suppress(FileNotFoundError):
        return time.time() - path.stat().st_mtime > seconds
    return False


def _delete(version: Path) -> None:
    if version.is_dir() and not version.is_symlink():
        shutil.rmtree(version, ignore_errors=True)
    else:  # of an earlier kind, or a link
        version.unlink(missing_ok=True)
