"""Check tables in files: those of a whole release, or any files of such tables that somebody has made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa

from schemas.columns import Columns
from schemas.files import READ, SQLITE, read_arrow, read_rows, tables_in
from schemas.findings import shown, typed
from schemas.problems import Problem, check_rows, check_tables
from schemas.projections import arrow_schema
from schemas.tables import TABLES, Table

_DESCRIPTOR, _DATABASE, _CHECKSUMS, _RELEASES = "datapackage.json", "facts.sqlite", "SHA256SUMS", "releases.json"
_KINDS = (".parquet", ".csv")


def check(path: Path, table: str | None = None) -> list[Problem]:
    """Return the problems of a folder of tables, a datapackage.json, a SQLite file, or a file with one table.

    A file with one table holds the `table` named, by default the one that the file is named after.
    """
    try:
        if path.is_dir():
            return check_folder(path)
        if path.name == _DESCRIPTOR:
            return _check_described(path)
        if path.suffix.lower() in SQLITE:
            return _check_database(path)
        return _check_file(path, table)
    except ValueError as error:
        return [_of_file(path, error)]


def check_folder(folder: Path) -> list[Problem]:
    """Return the problems of the tables in a folder: in each file, between the files of a table, and between tables.

    A folder with SHA256SUMS is a release and must have all tables as CSV and Parquet; any other folder may have some
    tables in one of these forms. The rules between tables are checked only if all tables are there and right by
    themselves.
    """
    whole = (folder / _CHECKSUMS).exists()
    found = {name: [kind for kind in _KINDS if whole or (folder / f"{name}{kind}").exists()] for name in TABLES}
    if not any(found.values()):
        return [Problem(str(folder), _no_tables(folder))]
    frames: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    for name, kinds in found.items():
        if kinds:
            try:
                frames[name], wrong = _check_files(TABLES[name], [folder / f"{name}{kind}" for kind in kinds], whole)
            except ValueError as error:
                wrong = [_of_file(folder, error)]
            problems += wrong
    # If tables are missing or wrong by themselves, the rules between tables would only report consequences of that.
    if problems or len(frames) < len(TABLES):
        return problems
    return [*check_tables(frames), *_database_differs(folder / _DATABASE, frames)]


def holds_releases(folder: Path) -> str | None:
    """Return a message if the folder contains releases and is not one itself; else None."""
    if (folder / _RELEASES).exists() and not (folder / _CHECKSUMS).exists():
        return f"holds releases: name one of them, such as {folder / 'latest'}"
    return None


def _no_tables(folder: Path) -> str:
    """Return the message for a folder without tables."""
    return holds_releases(folder) or (
        f"holds no table, neither ratings.csv nor another one of {', '.join(TABLES)}: name the folder of a release"
    )


def _table_of(path: Path, table: str | None) -> str:
    """Return the name of the table that a file holds. Raises ValueError if it cannot hold one."""
    if path.suffix.lower() not in READ:
        raise ValueError(f"{path}: is not a table: give a folder, a file of type {', '.join(READ)}, or {_DESCRIPTOR}")
    if (name := table or path.stem) not in TABLES:
        raise ValueError(f"{path}: is not named after a table: say which with --table, one of {', '.join(TABLES)}")
    return name


def _check_files(table: Table, paths: Sequence[Path], whole: bool) -> tuple[pd.DataFrame, list[Problem]]:
    """Return a table from its first file, and the problems of all its files; all must hold the same cells.

    Only the Parquet file of a release (`whole`) must have exactly the Arrow types of the table.
    """
    problems: list[Problem] = []
    for path in paths:  # one at a time, so that only one file is in memory
        content = read_arrow(path, table)
        if path == paths[0]:
            frame, found = check_rows(table.name, Columns(content), path.name)
            problems += found
        if whole and path.suffix == ".parquet":
            problems += _types_differ(table, content, path.name)
        if path != paths[0]:
            rows = Columns(content)
            if problems or not _same(table, frame, rows):
                problems += _cells_differ(table, frame, rows, path.name, paths[0].name)
    return frame, problems


def _check_described(path: Path) -> list[Problem]:
    """Return the problems of the tables that a datapackage.json names; of a release, those of its whole folder."""
    try:
        resources = json.loads(path.read_text(encoding="utf-8-sig"))["resources"]
        files = {each["name"]: path.parent / each["path"] for each in resources if each["name"] in TABLES}
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"{path}: is not a data package: {type(error).__name__}: {error}") from None
    if not files:
        raise ValueError(f"{path}: describes none of the known tables: name its resources {', '.join(TABLES)}")
    if (path.parent / _CHECKSUMS).exists():
        return check_folder(path.parent)
    return [problem for name, file in files.items() for problem in _check_resource(file, name)]


def _check_resource(path: Path, table: str) -> list[Problem]:
    """Return the problems of a file that a datapackage.json names.

    Unlike `check`, it takes no folders and descriptors, since a descriptor could name itself.
    """
    try:
        return _check_file(path, table)
    except ValueError as error:
        return [_of_file(path, error)]


def _check_file(path: Path, table: str | None) -> list[Problem]:
    name = _table_of(path, table)
    return check_rows(name, read_rows(path, TABLES[name]), path.name)[1]


def _check_database(path: Path) -> list[Problem]:
    names = [name for name in TABLES if name in tables_in(path)]
    if not names:
        raise ValueError(f"{path}: has none of the known tables: {', '.join(TABLES)}")
    checked = {name: check_rows(name, read_rows(path, TABLES[name]), f"{path.name} {name}") for name in names}
    problems = [problem for _, found in checked.values() for problem in found]
    if problems or len(checked) < len(TABLES):
        return problems
    return check_tables({name: frame for name, (frame, _) in checked.items()})


def _database_differs(path: Path, frames: Mapping[str, pd.DataFrame]) -> Iterator[Problem]:
    """Yield the cells in which the SQLite file of a release differs from its other files."""
    if not path.exists():
        return
    try:
        for name, frame in frames.items():
            rows = read_rows(path, TABLES[name])
            if not _same(TABLES[name], frame, rows):
                rows = read_rows(path, TABLES[name])
                yield from _cells_differ(TABLES[name], frame, rows, f"{path.name} {name}", f"{name}.parquet")
    except ValueError as error:
        yield _of_file(path, error)


def _of_file(path: Path, error: ValueError) -> Problem:
    """Turn an error with a message "PATH: what is wrong" into a problem."""
    where, _, says = str(error).partition(": ")
    return Problem(Path(where).name if says else str(path), says or str(error))


def _types_differ(table: Table, parquet: pa.Table, where: str) -> Iterator[Problem]:
    for field in arrow_schema(table):
        if (found := parquet.schema.field(field.name).type) != field.type:
            yield Problem(where, f"has the type {found}, not {field.type}", column=field.name)


def _same(table: Table, frame: pd.DataFrame, rows: Iterable[dict[str, object]]) -> bool:
    """Whether rows are equal to a frame that has no problems; then the rows have none either."""
    other, found = typed(table, rows)
    return not found and other.equals(frame)


def _cells_differ(
    table: Table, frame: pd.DataFrame, rows: Iterable[dict[str, object]], where: str, first: str
) -> Iterator[Problem]:
    """Yield the problems of a file, and the cells in which it differs from the first file of its table."""
    other, problems = check_rows(table.name, rows, where)
    yield from problems
    if len(frame) != len(other):
        yield Problem(where, f"has {len(other)} rows, {first} has {len(frame)}")
        return
    for column in table.names:
        same = (frame[column] == other[column]).fillna(False) | (frame[column].isna() & other[column].isna())
        for position in frame.index[~same.astype(bool)]:
            row = str(frame.at[position, table.key]) if table.key else f"row {position + 1}"
            says = f"is not what {first} has, {shown(frame.at[position, column])}"
            yield Problem(where, says, row, column, other.at[position, column])
