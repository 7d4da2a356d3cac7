"""Claims row by row, with what they state: made once of each file of the store, in a file beside it.

They depend on that file and on the code alone. One that is damaged or not there is made again.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

from flows.fingerprint import release_version
from flows.storing.store import Entries

_FOLDER = "claims-"


def flat_files(database: duckdb.DuckDBPyConnection, entries: Entries, query: str) -> dict[str, str]:
    """The file with the claims of each file of entries, in order; `query` finds them in a table `entries`."""
    known = {folder: dict(_known(folder)) for folder in {Path(file).parent for file in entries.files}}
    found = {file: known[Path(file).parent].get(Path(file).stem) for file in entries.files}
    return {file: str(path or _made(database, file, query)) for file, path in found.items()}


def _known(store: Path) -> Iterator[tuple[str, Path]]:
    """The files that are whole, by what they were made of. Others are deleted, those of other code and of no file too."""
    folder = _folder(store)
    for other in store.glob(f"{_FOLDER}*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    for path in folder.glob("*"):
        source, _, digest = path.stem.partition("-")
        if (store / f"{source}.parquet").exists() and hashlib.sha256(path.read_bytes()).hexdigest() == digest:
            yield source, path
        else:
            path.unlink(missing_ok=True)


def _made(database: duckdb.DuckDBPyConnection, file: str, query: str) -> Path:
    folder = _folder(Path(file).parent)
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".") as staged:
        path = Path(staged) / "claims"
        rows = f"WITH entries AS (FROM {from_files([file])}) {query}"
        database.execute(f"COPY ({rows}) TO {_text(str(path))} (FORMAT parquet, COMPRESSION zstd)")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        return path.replace(folder / f"{Path(file).stem}-{digest}.parquet")


def _folder(store: Path) -> Path:
    return store / f"{_FOLDER}{release_version()[:16]}"


def from_files(files: list[str]) -> str:
    """The rows of Parquet files for a query, each with the name of its file."""
    return f"read_parquet([{', '.join(map(_text, files))}], filename = true)"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
