"""Tables as files: Parquet, CSV and SQLite with the same rows, the same to the byte wherever they are written."""

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
from flows.release.sqlite import Before, write_database
from schemas.projections import arrow_schema
from schemas.stored import Stored, stored
from schemas.tables import TABLES, Table

_on_one_line = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_ALL_LEVELS = 100
_CSV = pyarrow.csv.WriteOptions(eol="\n", quoting_style="needed", null_string="")


def write_tables(
    tables: Mapping[str, Stored],
    folder: Path,
    before: Before | None = None,
    finished: Callable[[str], object] = lambda name: None,
) -> None:
    """Write `NAME.parquet` and `NAME.csv` of each table, and `facts.sqlite` of all; `finished` is told of each file.

    CSV: UTF-8 with a byte order mark, without which Excel takes it for another encoding and garbles every quotation
    mark; pandas, DuckDB, Arrow and R skip it. Lines end in LF, text is in quotation marks, empty cells are empty. LF
    and not CRLF, because passages hold line breaks of their own: so every line end in the file is the same.
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
    """The CSV and the Parquet file of a table, unless it is in that already."""
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


class Each(Iterable[Any]):
    """What a function makes of some items, each when it is written: a first release has one for every row."""

    def __init__(self, function: Callable[[Any], Any], of: Collection[Any]) -> None:
        self._function, self._of = function, of

    def __len__(self) -> int:
        return len(self._of)

    def __iter__(self) -> Iterator[Any]:
        return map(self._function, self._of)


def write_json(path: Path, content: Any, levels: int = _ALL_LEVELS) -> None:
    """JSON for people and machines: indented, UTF-8, in the order given, ending in a line break.

    What stands deeper than some `levels` is on one line: a row of a long list, which is written faster that way, too.
    """
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json_lines(content, levels))


def json_lines(content: Any, levels: int = _ALL_LEVELS) -> Iterator[str]:
    """The same in parts, to be written one after the other."""
    if levels == _ALL_LEVELS:
        yield json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2)
    else:
        yield from _indented(content, levels, "\n")
    yield "\n"


def _indented(content: Any, levels: int, margin: str) -> Iterator[str]:
    if not levels or not content or isinstance(content, str | int | float):
        yield _on_one_line([*content] if isinstance(content, Each) else content)
        return
    if levels == 1 and not isinstance(content, Mapping):  # rows by the hundred thousand
        yield "["
        for place, each in enumerate(content):
            yield f"{',' if place else ''}{margin}  {_on_one_line(each)}"
        yield f"{margin}]"
        return
    before, after = "{}" if isinstance(content, Mapping) else "[]"
    parts = content.items() if isinstance(content, Mapping) else ((None, each) for each in content)
    for name, part in parts:
        yield f"{before}{margin}  " if name is None else f"{before}{margin}  {_on_one_line(str(name))}: "
        yield from _indented(part, levels - 1, f"{margin}  ")
        before = ","
    yield f"{margin}{after}"
