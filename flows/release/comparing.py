"""Two releases side by side: what is in one and not in the other, or in both with other values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from flows.release.causes import explained
from flows.release.changes import WITHDRAWN, CellChange, Changes, RowChange, TableChanges
from flows.release.editions import Edition, aligned
from flows.release.naming import row_names
from flows.release.withholding import removes as removes_something
from schemas.numbered import Numbers, counterparts, differ, stretches
from schemas.renames import Rename
from schemas.shared import OF_RELEASES

Gone = Callable[[Mapping[str, pd.DataFrame]], bool]
# Of a descriptor, what changes with the data; the rest is description.
_NOT_DESCRIPTION = {"version", "resources", "bytes", "hash", "rows", "fields", "schema", "type", "name"}
# So many rows are compared at a time.
_BATCH = 100_000
# Rows that follow upon each other in both releases are compared where they are if there are this many on average.
_WORTH_IT = 1_000
# Where a table describes itself: in general, and in these parts of its resource.
_PARTS = ("resource", "dialect", "schema")


def diff(old: Edition | None, new: Edition, removed: Gone = lambda tables: False) -> Changes:
    """What changed, and why, from `old` (None: nothing was released before) to `new`.

    `removed` tells whether tables still have something that was to be removed on request, so that `new` is without it.
    """
    rows = {name: len(frame) for name, frame in new.tables.items()}
    if old is None:
        tables = tuple(TableChanges(name, added=tuple(row_names(new, name))) for name in new.tables)
        return Changes(None, tables, tables_added=tuple(new.tables), rows=rows)
    before, renamed = aligned(old, new)
    found = Changes(
        previous=old.version,
        tables=tuple(_table(before, new, name, renamed) for name in new.tables if name in before.tables),
        tables_added=tuple(name for name in new.tables if name not in before.tables),
        tables_removed=tuple(name for name in before.tables if name not in new.tables),
        tables_renamed=tuple((each.old, each.new) for each in renamed if not each.table),
        described=tuple(_redescribed(before.descriptor, new.descriptor)),
        files=_differing(old.extras, new.extras),
        renames=(*old.renames, *renamed),
        rows=rows,
        version=new.version,
    )
    if not found.reshaped:  # or else these are others because of that
        found = replace(found, files=(*found.files, *_differing(old.forms, new.forms)))
    removes = removes_something(old, new, found.of("corrections")) or (bool(found) and removed(old.tables))
    removals = new.removals if new.version else old.removals
    return explained(before, new, replace(found, removals=removals, removes=removes))


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(sorted(name for name in {*old, *new} if old.get(name) != new.get(name)))


def _table(old: Edition, new: Edition, name: str, renamed: tuple[Rename, ...]) -> TableChanges:
    before, after = old.columns(name), new.columns(name)
    form = TableChanges(
        name,
        columns_added=tuple(column for column in after if column not in before),
        columns_removed=tuple(column for column in before if column not in after),
        columns_retyped=tuple(c for c in after if c in before and before[c] != after[c]),
        columns_renamed=tuple((each.old, each.new) for each in renamed if each.table == name),
    )
    key = new.key(name)
    if name == WITHDRAWN:
        return form
    if not key or key != old.key(name) or before[key] != after[key]:
        unkeyed, anew = Counter(row_names(old, name)), Counter(row_names(new, name))
        added, withdrawn = ((one - other).elements() for one, other in ((anew, unkeyed), (unkeyed, anew)))
        return replace(form, added=tuple(added), withdrawn=tuple(withdrawn))
    were, are = old.tables[name], new.tables[name]
    same_type = [c for c in after if before.get(c) == after[c] and c != key and c not in OF_RELEASES]
    at = counterparts(are[key], were[key])
    gone = np.ones(len(were), dtype=bool)
    gone[at[at >= 0]] = False
    changed = _changed(were, are, at, same_type)
    same = at.copy()
    same[[*changed]] = -1
    return replace(
        form,
        added=tuple(are[key][at < 0]),
        changed=tuple(RowChange(str(are[key].iloc[place]), tuple(cells)) for place, cells in changed.items()),
        withdrawn=tuple(were[key][gone]),
        at=at,
        same=same,
    )


def _changed(were: pd.DataFrame, are: pd.DataFrame, at: Numbers, columns: list[str]) -> dict[int, list[CellChange]]:
    """The changed cells of rows that are in both releases, by the place of the row in the newer, in order; `at` is
    where each row of the newer is in the older."""
    cells: dict[int, list[CellChange]] = {}
    parts = _parts(at)
    for column in columns:
        before, after = pa.array(were[column]), pa.array(are[column])  # as they are, in pieces or in one
        for here, there in parts:
            new, old = _at(after, here), _at(before, there)
            places = np.flatnonzero(differ(new, old))
            if not len(places):
                continue
            values = (each.take(pa.array(places)).to_pylist() for each in (old, new))
            for place, was, now in zip(here[places].tolist(), *values, strict=True):
                cells.setdefault(place, []).append(CellChange(column, was, now))
    return dict(sorted(cells.items()))


def _parts(at: Numbers) -> list[tuple[Numbers, Numbers]]:
    """The rows of the newer that are in the older, and where they are there, in parts: as they follow upon each other
    in both, unless that makes many, or else a batch at a time."""
    straight = [(first, end) for first, end in stretches(at) if at[first] >= 0]
    if len(straight) <= len(at) / _WORTH_IT + 1:
        return [(np.arange(first, end), at[first:end]) for first, end in straight]
    here = np.flatnonzero(at >= 0)
    return [(rows, at[rows]) for rows in (here[start : start + _BATCH] for start in range(0, len(here), _BATCH))]


def _at(cells: pa.Array | pa.ChunkedArray, places: Numbers) -> pa.Array | pa.ChunkedArray:
    """The cells at some places, not copied where these follow upon each other."""
    first, count = int(places[0]), len(places)
    follow = bool((places == np.arange(first, first + count)).all())
    return cells[first : first + count] if follow else cells.take(pa.array(places))


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
