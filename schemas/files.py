"""Read a table from a CSV, Parquet or SQLite file: its rows, or an error in one line that says what to do.

CSV may come from anywhere: with or without byte order mark, in UTF-8 or UTF-16, with any usual delimiter.
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
# The suffixes of all files that are read: those with one table, and SQLite files with several.
READ = (".csv", ".tsv", ".parquet", *SQLITE)

_DELIMITERS = ",;\t|"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_RAGGED = re.compile(r"Row #([0-9]+): Expected ([0-9]+) columns, got ([0-9]+)")
_FLAGS = {0: False, 1: True}
# Show at most so many characters of a file's content in a message.
_SHOWN = 200
# The largest block in bytes that the CSV reader of Arrow takes.
_LARGEST_BLOCK = 2**31 - 1


def read_rows(path: Path, table: Table) -> Iterable[dict[str, object]]:
    """Return the rows of a table in a file. CSV cells stay text; empty cells are None.

    Raises ValueError with one line for a file that is not such a table; for SQLite only when the rows are iterated.
    """
    return _read_sqlite(path, table) if path.suffix.lower() in SQLITE else Columns(read_arrow(path, table))


def read_arrow(path: Path, table: Table) -> pa.Table:
    """Return a CSV or Parquet file as an Arrow table with the columns of `table`. Raises ValueError with one line."""
    if path.exists() and not path.is_file():
        raise ValueError(f"{path}: cannot be read: it is no regular file")
    with _in_one_line(path):
        parquet = path.suffix.lower() == ".parquet"
        found = pyarrow.parquet.read_table(path) if parquet else _read_csv(path, table)
    _check_columns(path, table, found.column_names)
    return found


def readable(path: Path, table: Table) -> Stored:
    """Return a Parquet file of a table, to be read in batches. Raises ValueError with one line."""
    with _in_one_line(path):
        names = pyarrow.parquet.read_schema(path).names
    _check_columns(path, table, names)
    return Stored(path)


@contextmanager
def _in_one_line(path: Path) -> Iterator[None]:
    """Raise errors of reading a file as ValueError with one line."""
    try:
        yield
    except OSError as error:
        raise ValueError(f"{path}: cannot be read: {error.strerror or _first_line(error)}") from None
    except pa.ArrowException as error:
        raise ValueError(f"{path}: {_explain(path, str(error))}") from None


def tables_in(path: Path) -> list[str]:
    """Return the names of the tables in a SQLite file. Raises ValueError with one line."""
    with _query(path, "SELECT name FROM sqlite_master WHERE type = 'table'") as rows:
        return [str(name) for (name,) in rows]


def _read_csv(path: Path, table: Table) -> pa.Table:
    data = _utf8(path)
    delimiter, names = _header(data, table)
    parse = pyarrow.csv.ParseOptions(newlines_in_values=True, delimiter=delimiter)
    convert = pyarrow.csv.ConvertOptions(
        column_types={name: pa.string() for name in names}, strings_can_be_null=True, null_values=[""]
    )
    # Only with one thread Arrow can name the row of an error; in one block no row is too long for a block.
    read = pyarrow.csv.ReadOptions(use_threads=False, block_size=min(max(len(data), 1), _LARGEST_BLOCK))
    return pyarrow.csv.read_csv(pa.BufferReader(data), read, parse, convert)


def _utf8(path: Path) -> bytes:
    """Return the bytes of a file in UTF-8, converted if they are UTF-16. Raises ValueError if they are neither."""
    data = path.read_bytes()
    encoding = "utf-16" if data.startswith(_UTF16) else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ValueError(f"{path}: line {line} is not in {encoding.upper()}: save the file as CSV UTF-8") from None
    return text.encode() if encoding == "utf-16" else data


def _header(data: bytes, table: Table) -> tuple[str, list[str]]:
    """Return the delimiter that splits the first line into the most columns of the table, and the columns it gives."""
    line = re.split(rb"[\r\n]", data, maxsplit=1)[0].decode(errors="replace").strip("\ufeff")
    headers = {each: _cells(line, each) for each in _DELIMITERS}
    return max(headers.items(), key=lambda header: len({*header[1]} & {*table.names}))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:  # a field that is too long or has a line break is in no header of ours
        return []


def _read_sqlite(path: Path, table: Table) -> Iterator[dict[str, object]]:
    with _query(path, f'SELECT * FROM "{table.name}"') as rows:
        names = [column[0] for column in rows.description]
        _check_columns(path, table, names)
        # SQLite stores flags as numbers.
        flags = [column.name for column in table.columns if column.dtype == "boolean"]
        for cells in rows:
            row: dict[str, Any] = dict(zip(names, cells, strict=True))
            yield row | {name: _FLAGS.get(row[name], row[name]) for name in flags}


@contextmanager
def _query(path: Path, statement: str) -> Iterator[sqlite3.Cursor]:
    """Run a statement on a SQLite file and give its rows. Raises ValueError with one line."""
    try:
        # Immutable: SQLite writes no files beside it, so it can be read in a folder that is read-only.
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)) as database:
            yield database.execute(statement)
    except (sqlite3.Error, UnicodeError) as error:
        raise ValueError(f"{path}: is not a readable SQLite file: {_first_line(error)}") from None


def _check_columns(path: Path, table: Table, names: list[str]) -> None:
    """Raise ValueError with one line unless the columns are those of the table, in their order."""
    if names == table.names:
        return
    missing = [name for name in table.names if name not in names]
    strange = [name[:_SHOWN] for name in names if name not in table.names]
    if missing:
        raise ValueError(f"{path}: the table {table.name} has a column {missing[0]}, which is missing: add it")
    if strange:
        raise ValueError(f"{path}: the table {table.name} has no column {strange[0]}: remove it")
    raise ValueError(f"{path}: the columns must be in this order, each once: {', '.join(table.names)}")


def _explain(path: Path, message: str) -> str:
    """Turn an error message of Arrow into the end of a sentence about the file."""
    if ragged := _RAGGED.search(message):
        row, expected, got = map(int, ragged.groups())
        return f"row {row - 1} has {got} cells, not {expected}"
    return f"is not {path.suffix[1:]} that can be read: {_first_line(message)}"


def _first_line(error: Exception | str) -> str:
    return str(error).split("\n")[0][:_SHOWN]
