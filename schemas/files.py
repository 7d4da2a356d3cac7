"""Reading a table back from CSV or Parquet: whatever the file is, either rows or one line that says what to do."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from schemas.tables import Table


def read_rows(path: Path, table: Table) -> list[dict[str, object]]:
    """The rows of a CSV or Parquet file of a table; CSV cells stay text, empty ones are None.

    Raises ValueError with one line for a file that is not such a table.
    """
    rows: list[dict[str, object]] = read_arrow(path, table).to_pylist()
    return rows


def read_arrow(path: Path, table: Table) -> pa.Table:
    """The file as Arrow has it, its columns those of the table. Raises ValueError with one line."""
    readers = {".csv": _read_csv, ".parquet": pyarrow.parquet.read_table}
    if path.suffix not in readers:
        raise ValueError(f"{path}: is neither .csv nor .parquet: give a file of one of these types")
    try:
        found = readers[path.suffix](path)
    except OSError as error:
        raise ValueError(f"{path}: cannot be read: {error.strerror or _line(error)}") from None
    except pa.ArrowException as error:
        raise ValueError(f"{path}: is not {path.suffix[1:]} that can be read: {_line(error)}") from None
    _check_columns(path, table, found.column_names)
    return found


def _read_csv(path: Path) -> pa.Table:
    names = pyarrow.csv.open_csv(path, parse_options=_PARSE).schema.names
    convert = pyarrow.csv.ConvertOptions(
        column_types={name: pa.string() for name in names}, strings_can_be_null=True, null_values=[""]
    )
    return pyarrow.csv.read_csv(path, parse_options=_PARSE, convert_options=convert)


def _check_columns(path: Path, table: Table, names: list[str]) -> None:
    if names == table.names:
        return
    missing = [name for name in table.names if name not in names]
    strange = [name for name in names if name not in table.names]
    if missing:
        raise ValueError(f"{path}: the table {table.name} has a column {missing[0]}, which is missing: add it")
    if strange:
        raise ValueError(f"{path}: the table {table.name} has no column {strange[0]}: remove it")
    raise ValueError(f"{path}: the columns must be in this order, each once: {', '.join(table.names)}")


def _line(error: Exception) -> str:
    return str(error).split("\n")[0][:200]


_PARSE = pyarrow.csv.ParseOptions(newlines_in_values=True)
