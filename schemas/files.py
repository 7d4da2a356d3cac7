"""Reading a table back from CSV, Parquet or SQLite: whatever the file is, either rows or one line that says what to do.

CSV may come from anywhere: with or without byte order mark, in UTF-16, with other delimiters, as spreadsheets save it.
"""

from __future__ import annotations

import codecs
import csv
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from schemas.columns import Columns
from schemas.stored import Stored
from schemas.tables import Table

SQLITE = (".sqlite", ".sqlite3", ".db")
# The suffixes of files that hold one table, and of those that hold several.
READ = (".csv", ".tsv", ".parquet", *SQLITE)

_DELIMITERS = ",;\t|"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_RAGGED = re.compile(r"Row #([0-9]+): Expected ([0-9]+) columns, got ([0-9]+)")
_FLAGS = {0: False, 1: True}
# Of what a file has in the wrong place, so many characters are shown.
_SHOWN = 200
_LARGEST_BLOCK = 2**31 - 1


def read_rows(path: Path, table: Table) -> Iterable[dict[str, object]]:
    """The rows of a table in a file, made as they are asked for; CSV cells stay text, empty ones are None.

    Raises ValueError with one line for a file that is not such a table; of SQLite when the rows are asked for.
    """
    return _read_sqlite(path, table) if path.suffix.lower() in SQLITE else Columns(read_arrow(path, table))


def read_arrow(path: Path, table: Table) -> pa.Table:
    """A CSV or Parquet file as Arrow has it, its columns those of the table. Raises ValueError with one line."""
    try:
        parquet = path.suffix.lower() == ".parquet"
        found = pyarrow.parquet.read_table(path) if parquet else _read_csv(path, table)
    except OSError as error:
        raise ValueError(f"{path}: cannot be read: {error.strerror or _line(error)}") from None
    except pa.ArrowException as error:
        raise ValueError(f"{path}: {_trouble(path, str(error))}") from None
    _check_columns(path, table, found.column_names)
    return found


def readable(path: Path, table: Table) -> Stored:
    """A Parquet file of a table, to be read in batches. Raises ValueError with one line."""
    try:
        names = pyarrow.parquet.read_schema(path).names
    except OSError as error:
        raise ValueError(f"{path}: cannot be read: {error.strerror or _line(error)}") from None
    except pa.ArrowException as error:
        raise ValueError(f"{path}: {_trouble(path, str(error))}") from None
    _check_columns(path, table, names)
    return Stored(path)


def tables_in(path: Path) -> list[str]:
    """The names of the tables of a SQLite file. Raises ValueError with one line."""
    with _found(path, "SELECT name FROM sqlite_master WHERE type = 'table'") as rows:
        return [str(name) for (name,) in rows]


def _read_csv(path: Path, table: Table) -> pa.Table:
    data = _utf8(path)
    delimiter, names = _header(data, table)
    parse = pyarrow.csv.ParseOptions(newlines_in_values=True, delimiter=delimiter)
    convert = pyarrow.csv.ConvertOptions(
        column_types={name: pa.string() for name in names}, strings_can_be_null=True, null_values=[""]
    )
    # With one thread it can say in which row the trouble is, and in one block there is no row too long for a block.
    read = pyarrow.csv.ReadOptions(use_threads=False, block_size=min(max(len(data), 1), _LARGEST_BLOCK))
    return pyarrow.csv.read_csv(pa.BufferReader(data), read, parse, convert)


def _utf8(path: Path) -> bytes:
    data = path.read_bytes()
    encoding = "utf-16" if data.startswith(_UTF16) else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ValueError(f"{path}: line {line} is not in {encoding.upper()}: save the file as CSV UTF-8") from None
    return text.encode() if encoding == "utf-16" else data


def _header(data: bytes, table: Table) -> tuple[str, list[str]]:
    """The delimiter that makes the most columns of the table out of the first line, and those columns."""
    line = re.split(rb"[\r\n]", data, maxsplit=1)[0].decode(errors="replace").strip("\ufeff")
    headers = {each: _cells(line, each) for each in _DELIMITERS}
    return max(headers.items(), key=lambda header: len({*header[1]} & {*table.names}))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:  # no header of ours is that long, or has a line in it
        return []


def _read_sqlite(path: Path, table: Table) -> Iterator[dict[str, object]]:
    with _found(path, f'SELECT * FROM "{table.name}"') as rows:
        names = [column[0] for column in rows.description]
        _check_columns(path, table, names)
        flags = [
            column.name for column in table.columns if column.dtype == "boolean"
        ]  # SQLite has only numbers for them
        for cells in rows:
            row: dict[str, Any] = dict(zip(names, cells, strict=True))
            yield row | {name: _FLAGS.get(row[name], row[name]) for name in flags}


@contextmanager
def _found(path: Path, statement: str) -> Iterator[sqlite3.Cursor]:
    try:
        # Nothing is written beside the file, also where its folder cannot be written to.
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)) as database:
            yield database.execute(statement)
    except (sqlite3.Error, UnicodeError) as error:
        raise ValueError(f"{path}: is not a readable SQLite file: {_line(error)}") from None


def _check_columns(path: Path, table: Table, names: list[str]) -> None:
    if names == table.names:
        return
    missing = [name for name in table.names if name not in names]
    strange = [name[:_SHOWN] for name in names if name not in table.names]
    if missing:
        raise ValueError(f"{path}: the table {table.name} has a column {missing[0]}, which is missing: add it")
    if strange:
        raise ValueError(f"{path}: the table {table.name} has no column {strange[0]}: remove it")
    raise ValueError(f"{path}: the columns must be in this order, each once: {', '.join(table.names)}")


def _trouble(path: Path, message: str) -> str:
    if ragged := _RAGGED.search(message):
        row, expected, got = map(int, ragged.groups())
        return f"row {row - 1} has {got} cells, not {expected}"
    return f"is not {path.suffix[1:]} that can be read: {_line(message)}"


def _line(error: Exception | str) -> str:
    return str(error).split("\n")[0][:_SHOWN]
