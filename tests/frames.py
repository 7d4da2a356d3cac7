"""Tables as data frames, for tests that look at cells or change them, and the same in files, as they are released."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb
import pandas as pd
import pyarrow as pa

from flows import release
from flows.release import Draft, Outcome, editions
from flows.release.editions import Edition
from flows.storing.temporary import TemporaryFolder
from schemas import validation
from schemas.projections import to_arrow
from schemas.stored import Stored, stored
from schemas.tables import TABLES
from schemas.validation import Gate, Rows

Frames = Mapping[str, pd.DataFrame | Stored]


def split(rows: Mapping[str, Rows], texts: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    """What the gate makes of rows of all tables."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as database:
        found = validation.split(lambda name: rows.get(name, ()), texts, Gate(database, Path(folder)))
        return {name: table.table().to_pandas() for name, table in found.items()}


def in_files(tables: Frames) -> dict[str, Stored]:
    """The tables as files, in a temporary folder that lasts as long as they do."""
    folder = TemporaryFolder()
    return {name: _in_file(name, table, folder) for name, table in tables.items()}


def _in_file(name: str, table: pd.DataFrame | Stored, folder: TemporaryFolder) -> Stored:
    if isinstance(table, Stored):
        return table
    known = name in TABLES and [*table.columns] == TABLES[name].names
    content = to_arrow(TABLES[name], table) if known else pa.Table.from_pandas(table, preserve_index=False)
    return stored([content], folder.path / f"{name}.parquet", content.schema, folder)


def unreleased(tables: Frames) -> Edition:
    """Tables that are not released yet, to compare."""
    return editions.unreleased(in_files(tables), {})


def publish(tables: Frames, output: Path, *, created: str | None = None, **settings: Any) -> Outcome:
    """Publish tables with the settings of a draft; `created` is the time to record, by default now."""
    epoch = created and str(int(datetime.fromisoformat(created).timestamp()))
    with patch.dict(os.environ, {"SOURCE_DATE_EPOCH": epoch} if epoch else {}):
        return release.publish(Draft(in_files(tables), **settings), output)
