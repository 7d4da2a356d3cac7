"""Writes tables as Parquet, CSV and SQLite, and JSON files, with the same bytes on every machine."""

from __future__ import annotations

import codecs
import json
import shutil
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv

from flows.release.descriptors import DATABASE
from flows.release.sqlite import EarlierDatabase, write_database
from schemas.projections import arrow_schema
from schemas.stored import Stored, stored
from schemas.tables import TABLES, Table

_compact = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
# More levels than any JSON that is written here has.
_ALL_LEVELS = 100
_CSV = pyarrow.csv.WriteOptions(eol="\n", quoting_style="needed", null_string="")


def write_tables(
    tables: Mapping[str, Stored],
    folder: Path,
    before: EarlierDatabase | None = None,
    finished: Callable[[str], object] = lambda name: None,
) -> None:
    """Write `NAME.parquet` and `NAME.csv` of each table, and `facts.sqlite` with all tables.

    `before` is the database of the last release, to copy rows from. `finished` is called with the name of each file
    when the file is complete.

    CSV files are UTF-8 with a byte order mark: without it Excel assumes another encoding and garbles quotation marks;
    pandas, DuckDB, Arrow and R skip it. Text is in quotation marks, null is an empty cell. Lines end in LF, not CRLF,
    because line breaks within passages are LF, too: so all line ends in the file are the same.
    """
    with ThreadPoolExecutor(1) as pool:
        database = pool.submit(write_database, tables, folder / DATABASE, before)
        for name, table in TABLES.items():
            _write(table, tables[name], folder / name)
            for kind in (".parquet", ".csv"):
                finished(f"{name}{kind}")
        database.result()
    finished(DATABASE)


def _write(table: Table, rows: Stored, path: Path) -> None:
    """Write the CSV and the Parquet file of a table; a Parquet file in the form of a release is only copied."""
    schema, parquet = arrow_schema(table), path.with_suffix(".parquet")
    with path.with_suffix(".csv").open("wb") as file:
        file.write(codecs.BOM_UTF8)
        with pyarrow.csv.CSVWriter(file, schema, write_options=_CSV) as csv:

            def written() -> Iterator[pa.Table]:
                for batch in rows.batches():
                    csv.write_table(batch.cast(schema))
                    yield batch

            if rows.as_released:
                shutil.copyfile(rows.path, parquet)
                deque(written(), maxlen=0)
            else:
                stored(written(), parquet, schema, as_released=True)


class LazyList(Iterable[Any]):
    """A list to be written as JSON, made by a function from items one by one, to save memory if there are many."""

    def __init__(self, function: Callable[[Any], Any], of: Collection[Any]) -> None:
        self._function, self._of = function, of

    def __len__(self) -> int:
        return len(self._of)

    def __iter__(self) -> Iterator[Any]:
        return map(self._function, self._of)


def write_json(path: Path, content: Any, levels: int = _ALL_LEVELS) -> None:
    """Write JSON to a file: UTF-8, indented, members in the given order, with a line break at the end.

    Values nested deeper than `levels` are written on one line: so a row of a long list takes one line, and is written
    faster.
    """
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json_lines(content, levels))


def json_lines(content: Any, levels: int = _ALL_LEVELS) -> Iterator[str]:
    """Yield the JSON text that `write_json` writes, in parts."""
    if levels == _ALL_LEVELS:
        yield json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2)
    else:
        yield from _indented(content, levels, "\n")
    yield "\n"


def _indented(content: Any, levels: int, margin: str) -> Iterator[str]:
    if not levels or not content or isinstance(content, str | int | float):
        yield _compact([*content] if isinstance(content, LazyList) else content)
        return
    if levels == 1 and not isinstance(content, Mapping):  # a shortcut for lists of hundreds of thousands of rows
        yield "["
        for place, each in enumerate(content):
            yield f"{',' if place else ''}{margin}  {_compact(each)}"
        yield f"{margin}]"
        return
    before, after = "{}" if isinstance(content, Mapping) else "[]"
    parts = content.items() if isinstance(content, Mapping) else ((None, each) for each in content)
    for name, part in parts:
        yield f"{before}{margin}  " if name is None else f"{before}{margin}  {_compact(str(name))}: "
        yield from _indented(part, levels - 1, f"{margin}  ")
        before = ","
    yield f"{margin}{after}"
