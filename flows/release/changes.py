"""What changed between two releases, row by row and cell by cell, and which step of the version that means."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from flows.release.editions import Edition
from schemas.findings import plain

# Of a descriptor, what changes with the data; the rest is description.
_NOT_DESCRIPTION = {"version", "resources", "bytes", "hash", "fields", "schema", "type", "name"}

_NAMING = 4
# Where a table describes itself: in general, and in these parts of its resource.
_PARTS = ("resource", "dialect", "schema")


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a row that is in both releases."""

    column: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is in both releases, with other values."""

    key: str
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What changed in one table. Rows are named by their key, those of a table without keys by their content."""

    table: str
    added: tuple[str, ...] = ()
    changed: tuple[RowChange, ...] = ()
    withdrawn: tuple[str, ...] = ()
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    columns_retyped: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.added, self.changed, self.withdrawn, self.breaking, self.columns_added))

    @property
    def breaking(self) -> bool:
        """Whether code that reads the table may fail."""
        return bool(self.columns_removed or self.columns_retyped)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows were added, changed and withdrawn."""
        return {"added": len(self.added), "changed": len(self.changed), "withdrawn": len(self.withdrawn)}


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from one release to the next. `previous` is None for the first."""

    previous: str | None
    tables: tuple[TableChanges, ...]
    tables_added: tuple[str, ...] = ()
    tables_removed: tuple[str, ...] = ()
    described: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.level is not None

    @property
    def level(self) -> str | None:
        """major, minor or patch; None where nothing changed."""
        if self.tables_removed or any(table.breaking for table in self.tables):
            return "major"
        if self.tables_added or any(t.added or t.withdrawn or t.columns_added for t in self.tables):
            return "minor"
        if self.described or self.files or any(self.tables):
            return "patch"
        return None

    def of(self, table: str) -> TableChanges:
        """The changes of one table."""
        return next((each for each in self.tables if each.table == table), TableChanges(table))


def diff(old: Edition | None, new: Edition) -> Changes:
    """What changed from `old` (None: nothing was released before) to `new`."""
    if old is None:
        tables = tuple(TableChanges(name, added=tuple(_names(new, name))) for name in new.tables)
        return Changes(None, tables, tables_added=tuple(new.tables))
    return Changes(
        previous=old.version,
        tables=tuple(_table(old, new, name) for name in new.tables if name in old.tables),
        tables_added=tuple(name for name in new.tables if name not in old.tables),
        tables_removed=tuple(name for name in old.tables if name not in new.tables),
        described=tuple(_redescribed(old.descriptor, new.descriptor)),
        files=tuple(sorted(n for n in {*old.extras, *new.extras} if old.extras.get(n) != new.extras.get(n))),
    )


def _names(edition: Edition, table: str) -> Iterator[str]:
    """A name for each row: its key, or else its first columns and a checksum of its content."""
    frame, key = edition.tables[table], edition.key(table)
    if key:
        yield from frame[key]
    else:
        for cells in frame.itertuples(index=False):
            content = ["" if pd.isna(cell) else str(cell) for cell in cells]
            digest = hashlib.sha256("\0".join(content).encode()).hexdigest()[:12]
            yield " ".join([*(cell for cell in content[:_NAMING] if cell), digest])


def _table(old: Edition, new: Edition, name: str) -> TableChanges:
    before, after = _types(old, name), _types(new, name)
    columns = {
        "columns_added": tuple(column for column in after if column not in before),
        "columns_removed": tuple(column for column in before if column not in after),
        "columns_retyped": tuple(c for c in after if c in before and before[c] != after[c]),
    }
    key = new.key(name)
    if not key or key != old.key(name):
        unkeyed, anew = Counter(_names(old, name)), Counter(_names(new, name))
        return TableChanges(name, tuple((anew - unkeyed).elements()), (), tuple((unkeyed - anew).elements()), **columns)
    were, are = (edition.tables[name].set_index(key) for edition in (old, new))
    same_type = [column for column in after if before.get(column) == after[column] and column != key]
    return TableChanges(
        name,
        added=tuple(are.index[~are.index.isin(were.index)]),
        changed=tuple(_changed(were, are, same_type)),
        withdrawn=tuple(were.index[~were.index.isin(are.index)]),
        **columns,
    )


def _types(edition: Edition, table: str) -> dict[str, str]:
    return {field["name"]: field["type"] for field in edition.schema(table)["fields"]}


def _changed(were: pd.DataFrame, are: pd.DataFrame, columns: list[str]) -> Iterator[RowChange]:
    both = are.index[are.index.isin(were.index)]
    old, new = were.loc[both], are.loc[both]
    cells: dict[str, list[CellChange]] = {}
    for column in columns:
        same = (old[column] == new[column]).fillna(False) | (old[column].isna() & new[column].isna())
        for key in both[~same.astype(bool).to_numpy()]:
            change = CellChange(column, plain(old.at[key, column]), plain(new.at[key, column]))
            cells.setdefault(key, []).append(change)
    return (RowChange(key, tuple(cells[key])) for key in both if key in cells)


def _redescribed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """What is described otherwise than before: the package, tables, columns; only of what is in both."""
    if _words(old) != _words(new):
        yield "package"
    before, after = _described_tables(old), _described_tables(new)
    for name in after:
        if name not in before:
            continue
        if any(_words(before[name].get(part, {})) != _words(after[name].get(part, {})) for part in _PARTS):
            yield name
        were, are = _described_columns(before[name]), _described_columns(after[name])
        yield from (f"{name}.{column}" for column in are if column in were and were[column] != are[column])
        if [column for column in were if column in are] != [column for column in are if column in were]:
            yield f"{name}: order of columns"


def _described_tables(descriptor: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    tables = (resource for resource in descriptor["resources"] if "schema" in resource)
    return {resource["name"]: {part: resource.get(part, resource) for part in _PARTS} for resource in tables}


def _described_columns(table: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {field["name"]: _words(field) for field in table["schema"]["fields"]}


def _words(part: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name not in _NOT_DESCRIPTION}
