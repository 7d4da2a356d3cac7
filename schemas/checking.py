"""Checking tables that are files already: one CSV or Parquet file, or a folder with all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa

from schemas.files import read_arrow, read_rows
from schemas.findings import shown
from schemas.problems import Problem, check_rows, check_tables
from schemas.projections import arrow_schema
from schemas.tables import TABLES, Table


def check(path: Path, table: str | None = None) -> list[Problem]:
    """What is wrong with a release folder, or with one file of the table named (by default the stem of the file)."""
    if path.is_dir():
        return check_folder(path)
    name = table or path.stem
    if name not in TABLES:
        return [Problem(str(path), f"is of no known table: name one of {', '.join(TABLES)}")]
    try:
        return check_rows(name, read_rows(path, TABLES[name]), path.name)[1]
    except ValueError as error:
        return [_of_file(path, error)]


def check_folder(folder: Path) -> list[Problem]:
    """What is wrong with the tables of a folder: each by itself, CSV against Parquet, and between tables."""
    frames: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    for name, table in TABLES.items():
        try:
            parquet, csv = (read_arrow(folder / f"{name}.{kind}", table) for kind in ("parquet", "csv"))
        except ValueError as error:
            problems.append(_of_file(folder, error))
            continue
        frames[name], found = check_rows(name, parquet.to_pylist(), f"{name}.parquet")
        problems += found
        problems += _types_differ(table, parquet)
        problems += _cells_differ(table, frames[name], csv)
    # Rules between tables say nothing useful about tables that are not there or broken by themselves.
    return problems or check_tables(frames)


def _of_file(path: Path, error: ValueError) -> Problem:
    where, _, says = str(error).partition(": ")
    return Problem(Path(where).name if says else str(path), says or str(error))


def _types_differ(table: Table, parquet: pa.Table) -> Iterator[Problem]:
    for field in arrow_schema(table):
        if (found := parquet.schema.field(field.name).type) != field.type:
            yield Problem(f"{table.name}.parquet", f"has the type {found}, not {field.type}", column=field.name)


def _cells_differ(table: Table, frame: pd.DataFrame, csv: pa.Table) -> Iterator[Problem]:
    """Where the CSV of a table is not what its Parquet is."""
    where = f"{table.name}.csv"
    other, problems = check_rows(table.name, csv.to_pylist(), where)
    yield from problems
    if len(frame) != len(other):
        yield Problem(where, f"has {len(other)} rows, {table.name}.parquet has {len(frame)}")
        return
    for column in table.names:
        same = (frame[column] == other[column]).fillna(False) | (frame[column].isna() & other[column].isna())
        for position in frame.index[~same.astype(bool)]:
            row = str(frame.at[position, table.key]) if table.key else f"row {position + 1}"
            says = f"is not what {table.name}.parquet has, {shown(frame.at[position, column])}"
            yield Problem(where, says, row, column, other.at[position, column])
