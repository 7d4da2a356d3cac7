"""Flatten the claims of each file of the store to one row per claim, and keep the result in a file beside it.

The result depends on the file in the store and on the code only, so it can be reused. A result that is damaged or
missing is made again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import duckdb

from flows.fingerprint import release_version
from flows.storing.store import DAY, Entries, older, write_rows
from flows.storing.temporary import temporary_folder

# Begin of the name of the folders, in the store, with the results of one version of the code.
_FOLDER = "claims-"


def flat_files(database: duckdb.DuckDBPyConnection, entries: Entries, query: str) -> dict[str, str]:
    """Return the file with the flat claims for each file of entries, in order; makes those that are missing.

    `query` selects the claims from a table `entries`. Files that cannot be written to the store are in a temporary
    folder, which is deleted with the database object.
    """
    known = {store: dict(_undamaged(store)) for store in {Path(file).parent for file in entries.files}}
    found = {file: known[Path(file).parent].get(Path(file).stem) for file in entries.files}
    return {file: str(path or _write(database, Path(file), query)) for file, path in found.items()}


def _undamaged(store: Path) -> Iterator[tuple[str, Path]]:
    """Yield the undamaged files of a store, each after the name (without suffix) of the file it was made from.

    Deletes damaged files, files of entries that are gone, and old folders of other versions of the code.
    """
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
        elif digest or older(path, DAY):  # a young file without a digest is still being written
            path.unlink(missing_ok=True)


def _write(database: duckdb.DuckDBPyConnection, file: Path, query: str) -> Path:
    """Make the flat claims of a file beside it or, if that is impossible, in a temporary folder."""
    try:
        return _write_to(_folder(file.parent), database, file, query)
    except (OSError, duckdb.IOException):
        return _write_to(temporary_folder(database), database, file, query)


def _write_to(folder: Path, database: duckdb.DuckDBPyConnection, file: Path, query: str) -> Path:
    claims = database.sql(f"WITH entries AS (FROM {from_files([str(file)])}) {query}").to_arrow_table()
    path = write_rows(claims, folder)
    return path.replace(folder / f"{file.stem}-{path.name}")


def _folder(store: Path) -> Path:
    return store / f"{_FOLDER}{release_version()[:16]}"


def from_files(files: list[str]) -> str:
    """Return a SQL expression for the rows of Parquet files, each with the path of its file as `filename`."""
    quoted = ("'" + file.replace("'", "''") + "'" for file in files)
    return f"read_parquet([{', '.join(quoted)}], filename = true)"
