"""Rows of an edition: how they are told apart, how they are found, and how they are called in words."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import pandas as pd
import pyarrow as pa

from flows.release.changes import TableChanges
from flows.release.editions import Edition
from schemas.numbered import arrow, is_among
from schemas.shared import OF_RELEASES
from schemas.tables import TABLES
from schemas.vocabularies import SEPARATOR

Row = Mapping[str, Any]

_NAMING = 4


def row_names(edition: Edition, table: str) -> Iterator[str]:
    """A name for each row: its key, or else its first columns and a checksum of its content."""
    frame, key = edition.tables[table], edition.key(table)
    if key:
        yield from arrow(frame[key]).to_pylist()
    else:
        for cells in frame.drop(columns=list(OF_RELEASES), errors="ignore").itertuples(index=False):
            content = ["" if pd.isna(cell) else str(cell) for cell in cells]
            digest = hashlib.sha256("\0".join(content).encode()).hexdigest()[:12]
            yield " ".join([*(cell for cell in content[:_NAMING] if cell), digest])


def records(frame: pd.DataFrame) -> Iterator[Row]:
    """The rows as plain Python has them."""
    yield from pa.Table.from_pandas(frame, preserve_index=False).to_pylist()


def rows(edition: Edition, table: str, names: Collection[str]) -> dict[str, Row]:
    """The rows of these names; nothing for a table that is not there."""
    if not names or table not in edition.tables:
        return {}
    frame, key = edition.tables[table], edition.key(table)
    if key:
        frame = frame[is_among(frame[key], names)]
        return dict(zip(frame[key], records(frame), strict=True))
    return {name: row for name, row in zip(row_names(edition, table), records(frame), strict=True) if name in names}


def names_in(table: TableChanges) -> list[str]:
    """The names of all rows that changed in any way."""
    return [*table.added, *(row.key for row in table.changed), *table.withdrawn]


def labels(found: Mapping[str, Row], table: str) -> dict[str, str]:
    """Each row in a few words."""
    parts = TABLES[table].in_words if table in TABLES else ()
    words = {name: _words(parts, row) for name, row in found.items()}
    return {name: label for name, label in words.items() if label}


def _words(parts: Iterable[str], row: Row) -> str:
    """The parts that the row has something for, none said twice."""
    cells = {
        name: " ".join(cell.replace(SEPARATOR, f"{SEPARATOR} ").split()) if isinstance(cell, str) else cell
        for name, cell in row.items()
        if cell is not None
    }
    said: dict[str, str] = {}
    for part in parts:
        with suppress(KeyError):
            text = part.format_map(cells)
            said.setdefault(text.strip(", "), text)
    return "".join(said.values()).strip(", ")
