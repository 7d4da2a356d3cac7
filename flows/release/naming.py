"""Rows of an edition: how they are told apart, how they are found, and how they are called in words."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pandas as pd

from flows.release.changes import TableChanges
from flows.release.editions import Edition
from schemas.findings import plain
from schemas.numbered import is_among
from schemas.shared import OF_RELEASES

Row = Mapping[str, Any]

_NAMING = 4
# What a person knows a row by.
_IN_WORDS = {
    "ratings": ("body", "area", "grade", "report_published_on"),
    "disruptions": ("body", "count", "share_percent", "rate", "rate_unit", "measure", "threats", "level", "strand"),
    "stakeholders": ("name", "role", "organisation"),
    "documents": ("title", "publisher", "published_on"),
    "bodies": ("name",),
}


def row_names(edition: Edition, table: str) -> Iterator[str]:
    """A name for each row: its key, or else its first columns and a checksum of its content."""
    frame, key = edition.tables[table], edition.key(table)
    if key:
        yield from frame[key]
    else:
        for cells in frame.drop(columns=list(OF_RELEASES), errors="ignore").itertuples(index=False):
            content = ["" if pd.isna(cell) else str(cell) for cell in cells]
            digest = hashlib.sha256("\0".join(content).encode()).hexdigest()[:12]
            yield " ".join([*(cell for cell in content[:_NAMING] if cell), digest])


def records(frame: pd.DataFrame) -> Iterator[Row]:
    """The rows as plain Python has them."""
    for row in frame.to_dict("records"):
        yield {str(column): plain(cell) for column, cell in row.items()}


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
    columns = _IN_WORDS.get(table, ())
    words = {name: dict.fromkeys(row[c] for c in columns if row.get(c) is not None) for name, row in found.items()}
    return {name: ", ".join(" ".join(str(cell).split()) for cell in cells) for name, cells in words.items() if cells}
