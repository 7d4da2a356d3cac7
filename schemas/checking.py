"""Checking tables that are files already: ours, all of a release, or somebody else's, one of them or some."""

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
    """What is wrong with a folder of tables, a SQLite file, the tables of a datapackage.json, or with one file of the
    table named (by default the stem of the file)."""
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
    """What is wrong with the tables of a folder: each by itself, its files against each other, and between tables.

    A release has checksums, and then all tables as CSV and Parquet; any other folder has some tables in some form.
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
    # Rules between tables say nothing useful about tables that are not there or broken by themselves.
    if problems or len(frames) < len(TABLES):
        return problems
    return [*check_tables(frames), *_database_differs(folder / _DATABASE, frames)]


def holds_releases(folder: Path) -> str | None:
    """What to say of a folder that has releases in it and is none itself; None of every other folder."""
    if (folder / _RELEASES).exists() and not (folder / _CHECKSUMS).exists():
        return f"holds releases: name one of them, such as {folder / 'latest'}"
    return None


def _no_tables(folder: Path) -> str:
    return holds_releases(folder) or (
        f"holds no table, neither ratings.csv nor another one of {', '.join(TABLES)}: name the folder of a release"
    )


def _table_of(path: Path, table: str | None) -> str:
    if path.suffix.lower() not in READ:
        raise ValueError(f"{path}: is not a table: give a folder, a file of type {', '.join(READ)}, or {_DESCRIPTOR}")
    if (name := table or path.stem) not in TABLES:
        raise ValueError(f"{path}: is not named after a table: say which with --table, one of {', '.join(TABLES)}")
    return name


def _check_files(table: Table, paths: Sequence[Path], whole: bool) -> tuple[pd.DataFrame, list[Problem]]:
    """One table from its files, and what is wrong with them; those after the first must be as that is.

    Parquet of others may have any type that holds the values.
    """
    problems: list[Problem] = []
    for path in paths:  # each is there only as long as it is looked at
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
    """The tables that a descriptor names; of a release of ours, its whole folder."""
    try:
        resources = json.loads(path.read_text(encoding="utf-8-sig"))["resources"]
        files = {each["name"]: path.parent / each["path"] for each in resources if each["name"] in TABLES}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path}: is not a data package: {type(error).__name__}: {error}") from None
    if not files:
        raise ValueError(f"{path}: describes none of the known tables: name its resources {', '.join(TABLES)}")
    if (path.parent / _CHECKSUMS).exists():
        return check_folder(path.parent)
    return [problem for name, file in files.items() for problem in _check_resource(file, name)]


def _check_resource(path: Path, table: str) -> list[Problem]:
    """A descriptor names tables, neither folders nor descriptors, of which one could name itself."""
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
    where, _, says = str(error).partition(": ")
    return Problem(Path(where).name if says else str(path), says or str(error))


def _types_differ(table: Table, parquet: pa.Table, where: str) -> Iterator[Problem]:
    for field in arrow_schema(table):
        if (found := parquet.schema.field(field.name).type) != field.type:
            yield Problem(where, f"has the type {found}, not {field.type}", column=field.name)


def _same(table: Table, frame: pd.DataFrame, rows: Iterable[dict[str, object]]) -> bool:
    """Whether rows are those of a frame with which nothing is wrong: then nothing is wrong with them."""
    other, found = typed(table, rows)
    return not found and other.equals(frame)


def _cells_differ(
    table: Table, frame: pd.DataFrame, rows: Iterable[dict[str, object]], where: str, first: str
) -> Iterator[Problem]:
    """Where a file of a table is not what the first one is."""
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
