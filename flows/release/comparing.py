"""Compare two releases: which rows, columns and tables are only in one, and which rows have other values.

The entry point is `diff(old, new)`.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from flows.release.causes import explained
from flows.release.changes import WITHDRAWN, CellChange, Changes, RowChange, TableChanges
from flows.release.editions import Edition, aligned
from flows.release.naming import AllAdded, row_names
from flows.release.withholding import removes as removes_something
from flows.storing.engine import opened
from schemas.numbered import Numbers, flagged
from schemas.renames import Rename
from schemas.shared import OF_RELEASES
from schemas.stored import Stored, numbers_of, quoted

HasRemoved = Callable[[Mapping[str, Stored]], bool]
# Keys of a descriptor whose values change with the data or the schema. All other keys are description.
_NOT_DESCRIPTION = {"version", "resources", "bytes", "hash", "rows", "fields", "schema", "type", "name"}
# If the newer table has at most this many new rows, compare them in memory instead of comparing the whole tables.
_MOST_IN_MEMORY = 100_000


def diff(old: Edition | None, new: Edition, removed: HasRemoved = lambda tables: False) -> Changes:
    """Return what changed from `old` to `new`, and why. `old` is None if nothing was released before.

    `removed` gets the tables of `old` and tells whether they have something that was removed on request since then.
    """
    rows = {name: len(frame) for name, frame in new.tables.items()}
    if old is None:
        tables = tuple(TableChanges(name, added=AllAdded(new, name)) for name in new.tables)
        return Changes(None, tables, tables_added=tuple(new.tables), rows=rows)
    before, renamed = aligned(old, new)
    with opened() as database:
        compared = tuple(
            _compared(before, new, name, renamed, database) for name in new.tables if name in before.tables
        )
    found = Changes(
        previous=old.version,
        tables=compared,
        tables_added=tuple(name for name in new.tables if name not in before.tables),
        tables_removed=tuple(name for name in before.tables if name not in new.tables),
        tables_renamed=tuple((each.old, each.new) for each in renamed if not each.table),
        described=tuple(_redescribed(before.descriptor, new.descriptor)),
        files=_differing(old.extras, new.extras),
        renames=(*old.renames, *renamed),
        rows=rows,
        version=new.version,
    )
    if not found.reshaped:  # otherwise derived files have another form just because the tables have
        found = replace(found, files=(*found.files, *_differing(old.forms, new.forms)))
    removes = removes_something(old, new, found.of("corrections")) or (bool(found) and removed(old.tables))
    removals = new.removals if new.version else old.removals
    return explained(before, new, replace(found, removals=removals, removes=removes))


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[str, ...]:
    """Return the sorted names whose values differ, or that only one mapping has."""
    return tuple(sorted(name for name in {*old, *new} if old.get(name) != new.get(name)))


def _compared(
    old: Edition, new: Edition, name: str, renamed: tuple[Rename, ...], database: duckdb.DuckDBPyConnection
) -> TableChanges:
    """Return the changes of a table that both editions have; `renamed` are renames already applied to `old`."""
    before, after = old.columns(name), new.columns(name)
    form = TableChanges(
        name,
        columns_added=tuple(column for column in after if column not in before),
        columns_removed=tuple(column for column in before if column not in after),
        columns_retyped=tuple(c for c in after if c in before and before[c] != after[c]),
        columns_renamed=tuple((each.old, each.new) for each in renamed if each.table == name),
    )
    key, were, are = new.key(name), old.tables[name], new.tables[name]
    if name == WITHDRAWN:
        return form
    columns = [c for c in after if before.get(c) == after[c] and c != key and c not in OF_RELEASES]
    if key == old.key(name) and (before[key] == after[key] if key else before == after):
        at, same = _matched(were, are, key, columns, database)
    else:  # the key changed, so rows can be matched only by their names, and count as unchanged if the names match
        at = same = _matched_by_name(old, new, name)
    changed = _changed_rows(were, are, key, columns, at, np.flatnonzero((at >= 0) & (same < 0)))
    come, left = np.flatnonzero(at < 0), np.flatnonzero(~flagged(at, len(were)))
    added, withdrawn = (tuple(map(RowChange, row_names(*each))) for each in ((new, name, come), (old, name, left)))
    return replace(form, added=added, changed=tuple(changed), withdrawn=withdrawn, at=at, same=same, left=left)


def _matched_by_name(old: Edition, new: Edition, name: str) -> Numbers:
    """Return for each row of the newer table the place of the row with the same name in the older one, -1 if none.

    Of several rows with the same name, the first is matched with the first, the second with the second, and so on.
    """
    places: dict[str, deque[int]] = defaultdict(deque)
    for place, row in enumerate(row_names(old, name)):
        places[row].append(place)
    found = (places[row].popleft() if places.get(row) else -1 for row in row_names(new, name))
    return np.fromiter(found, np.int32)


def _matched(
    were: Stored, are: Stored, key: str | None, columns: Sequence[str], database: duckdb.DuckDBPyConnection
) -> tuple[Numbers, Numbers]:
    """Match the rows of the newer table (`are`) with those of the older table (`were`).

    Returns two arrays with an entry for each row of the newer table: its place in the older table, or -1 if it is not
    there; and the same, but also -1 if any of `columns` differs. For rows that were copied from the older table the
    place is known; only new rows are looked for, among the rows of the older table that were not copied.
    """
    if not are.earlier or are.earlier.path != were.path or (are.earlier.places < 0).sum() > _MOST_IN_MEMORY:
        return _joined(were.query, are.query, key, columns, database)
    at = are.earlier.places.astype(np.int32)
    there, here, same = np.flatnonzero(~flagged(at, len(were))), np.flatnonzero(at < 0), at.copy()
    for name, rows, places in (("rest", were, there), ("others", are, here)):
        database.register(name, rows.take(places).append_column("place", pa.array(places)))
    at[here], same[here] = _joined("rest", "others", key, columns, database)
    return at, same


def _joined(
    were: str, are: str, key: str | None, columns: Sequence[str], database: duckdb.DuckDBPyConnection
) -> tuple[Numbers, Numbers]:
    """Match rows like `_matched`, for the rows of two queries (or of registered tables).

    Without a key, rows are matched by all their cells: of several equal rows the first is matched with the first, the
    second with the second, and so on.
    """

    def alike(names: Iterable[str]) -> str:
        return " AND ".join(f"were.{quoted(name)} IS NOT DISTINCT FROM are.{quoted(name)}" for name in names)

    by, same = [key] if key else columns, alike(columns)
    turn = "1" if key else f"row_number() OVER (PARTITION BY {', '.join(map(quoted, by))} ORDER BY place)"
    found = numbers_of(
        database,
        f"""
        -- One row for each row of the newer release: where it stands in the older, and where with the same cells.
        WITH were AS (SELECT *, {turn} AS turn FROM {were}), are AS (SELECT *, {turn} AS turn FROM {are})
        SELECT coalesce(were.place, -1)::INTEGER AS at, CASE WHEN {same or "true"} THEN "at" ELSE -1 END AS same
        FROM are LEFT JOIN were ON {alike([*by, "turn"])}
        ORDER BY are.place
        """,
    )
    return found["at"], found["same"]


def _changed_rows(
    were: Stored, are: Stored, key: str | None, columns: Sequence[str], at: Numbers, places: Numbers
) -> Iterator[RowChange]:
    """Yield the changed cells of the rows at some `places` (ascending) of the newer table.

    `at` has the place in the older table for each row of the newer one.
    """
    order = np.argsort(at[places])
    before, after = were.take(at[places][order]).to_pylist(), are.take(places).to_pylist()
    for row, new in zip(np.argsort(order).tolist(), after, strict=True):
        old = before[row]
        cells = (CellChange(name, old[name], new[name]) for name in columns if old[name] != new[name])
        yield RowChange(str(new[key]), tuple(cells))


def _redescribed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is described differently in two descriptors: "package", "TABLE", "TABLE.COLUMN" or
    "TABLE: order of columns". Only tables and columns that are in both are compared."""
    if _description(old) != _description(new):
        yield "package"
    before, after = ({r["name"]: _described(r) for r in each["resources"] if "schema" in r} for each in (old, new))
    for name in (name for name in after if name in before):
        (table_was, were), (table_is, are) = before[name], after[name]
        if table_was != table_is:
            yield name
        yield from (f"{name}.{column}" for column in are if column in were and were[column] != are[column])
        if [column for column in were if column in are] != [column for column in are if column in were]:
            yield f"{name}: order of columns"


def _described(table: Mapping[str, Any]) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """Return the descriptions of a table (itself, its dialect, its schema), and those of its columns by name."""
    parts = (table, table.get("dialect", {}), table["schema"])
    return [*map(_description, parts)], {field["name"]: _description(field) for field in table["schema"]["fields"]}


def _description(part: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys of a part of a descriptor that describe, without those that change with data or schema."""
    return {name: value for name, value in part.items() if name not in _NOT_DESCRIPTION}
