"""Tables as files: Parquet, CSV and SQLite with the same rows, the same to the byte wherever they are written."""

from __future__ import annotations

import codecs
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from flows.release.descriptors import DATABASE
from flows.release.sqlite import write_database
from schemas.projections import to_arrow
from schemas.tables import TABLES

# Readers skip by row group; the number is fixed because it shapes the file.
ROW_GROUP = 100_000


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write `NAME.parquet` and `NAME.csv` of each table, and `facts.sqlite` of all.

    CSV: UTF-8 with a byte order mark, without which Excel takes it for another encoding and garbles every quotation
    mark; pandas, DuckDB, Arrow and R skip it. Lines end in LF, text is in quotation marks, empty cells are empty. LF
    and not CRLF, because passages hold line breaks of their own: so every line end in the file is the same.
    """
    with ThreadPoolExecutor(1) as pool:
        database = pool.submit(write_database, tables, folder / DATABASE)
        for name, table in TABLES.items():
            content = to_arrow(table, tables[name])
            _write_parquet(content, folder / f"{name}.parquet")
            _write_csv(content, folder / f"{name}.csv")
        database.result()


def _write_parquet(content: pa.Table, path: Path) -> None:
    with path.open("wb") as file:
        pyarrow.parquet.write_table(
            content,
            file,
            version="2.6",
            compression="zstd",
            compression_level=3,
            row_group_size=ROW_GROUP,
            data_page_version="1.0",
        )


def _write_csv(content: pa.Table, path: Path) -> None:
    options = pyarrow.csv.WriteOptions(eol="\n", quoting_style="needed", null_string="")
    with path.open("wb") as file:
        file.write(codecs.BOM_UTF8)
        pyarrow.csv.write_csv(content, file, options)


def write_json(path: Path, content: Any) -> None:
    """JSON for people and machines: indented, UTF-8, in the order given, ending in a line break."""
    path.parent.mkdir(exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
