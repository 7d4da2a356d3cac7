"""Flatten the claims of each file of the store to one row per claim, and keep the result in a file beside it.

The result depends on the file in the store and on the code only, so it can be reused. A result that is damaged or
missing is made again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

import duckdb

from flows.fingerprint import release_version
from flows.storing.store import DAY, Entries, delete_if_possible, delete_old, undamaged, write_rows
from flows.storing.temporary import temporary_folder

# Begin of the name of the folders, in the store, with the results of one version of the code.
_FOLDER = "claims-"


def flat_files(database: duckdb.DuckDBPyConnection, entries: Entries, query: str) -> dict[str, str]:
    """Return the file with the flat claims for each file of entries, in order; makes those that are missing.

    `query` selects the claims from a table `entries`. Files that cannot be written to the store are in a temporary
    folder, which is deleted with the database object.
    """
    known = {path: flat for store in {Path(file).parent for file in entries.files} for path, flat in _made(store)}
    temporary = cache(partial(temporary_folder, database))  # one for all files, made when the first needs it
    return {file: str(known.get(Path(file)) or _make(database, Path(file), query, temporary)) for file in entries.files}


def _made(store: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the files of a store whose flat claims are there, each with the file of these; delete all others.

    Flat claims that cannot be read count as missing.
    """
    folder = _folder(store)
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
        os.utime(folder)
    with suppress(OSError):
        for flat, _ in undamaged(folder):
            source = store / f"{flat.stem.partition('-')[0]}.parquet"
            if source.exists():
                yield source, flat
            else:
                delete_if_possible(flat)
        delete_old(store.glob(f"{_FOLDER}*"), folder, DAY)


def _make(database: duckdb.DuckDBPyConnection, file: Path, query: str, temporary: Callable[[], Path]) -> Path:
    """Make the flat claims of a file in its store or, if that is impossible, in the folder that `temporary` returns."""
    claims = database.sql(f"WITH entries AS (FROM {from_files([str(file)])}) FROM ({query})").to_arrow_table()
    try:
        return write_rows(claims, _folder(file.parent), f"{file.stem}-")
    except OSError:
        return write_rows(claims, temporary())


def _folder(store: Path) -> Path:
    return store / f"{_FOLDER}{release_version()[:16]}"


def from_files(files: list[str]) -> str:
    """Return a SQL expression for the rows of Parquet files, each with the path of its file as `filename`."""
    quoted = ("'" + file.replace("'", "''") + "'" for file in files)
    return f"read_parquet([{', '.join(quoted)}], filename = true)"
