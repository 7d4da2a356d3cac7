"""Claims row by row, with what they state: made once of each file of the store, in a file beside it.

They depend on that file and on the code alone. One that is damaged or not there is made again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import weakref
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import duckdb

from flows.fingerprint import release_version
from flows.storing.store import DAY, Entries, older, write_rows
from flows.storing.temporary import temporary_folder

_FOLDER = "claims-"


def flat_files(database: duckdb.DuckDBPyConnection, entries: Entries, query: str) -> dict[str, str]:
    """The file with the claims of each file of entries, in order; `query` finds them in a table `entries`.

    Where they cannot be kept they are there as long as the database."""
    known = {store: dict(_known(store)) for store in {Path(file).parent for file in entries.files}}
    found = {file: known[Path(file).parent].get(Path(file).stem) for file in entries.files}
    return {file: str(path or _made(database, Path(file), query)) for file, path in found.items()}


def _known(store: Path) -> Iterator[tuple[str, Path]]:
    """The files that are whole, by what they were made of. What is damaged or no longer needed is deleted."""
    folder = _folder(store)
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
        os.utime(folder)
    for other in store.glob(f"{_FOLDER}*"):
        if other != folder and older(other, DAY):
            shutil.rmtree(other, ignore_errors=True)
    for path in folder.glob("*"):
        source, _, digest = path.stem.partition("-")
        if (store / f"{source}.parquet").exists() and hashlib.sha256(path.read_bytes()).hexdigest() == digest:
            yield source, path
        elif digest or older(path, DAY):  # or it is being made
            path.unlink(missing_ok=True)


def _made(database: duckdb.DuckDBPyConnection, file: Path, query: str) -> Path:
    try:
        return _made_in(_folder(file.parent), database, file, query)
    except (OSError, duckdb.IOException):
        beside = temporary_folder()
        weakref.finalize(database, shutil.rmtree, beside, ignore_errors=True)
        return _made_in(Path(beside), database, file, query)


def _made_in(folder: Path, database: duckdb.DuckDBPyConnection, file: Path, query: str) -> Path:
    claims = database.sql(f"WITH entries AS (FROM {from_files([str(file)])}) {query}").to_arrow_table()
    path = write_rows(claims, folder)
    return path.replace(folder / f"{file.stem}-{path.name}")


def _folder(store: Path) -> Path:
    return store / f"{_FOLDER}{release_version()[:16]}"


def from_files(files: list[str]) -> str:
    """The rows of Parquet files for a query, each with the name of its file."""
    quoted = ("'" + file.replace("'", "''") + "'" for file in files)
    return f"read_parquet([{', '.join(quoted)}], filename = true)"
