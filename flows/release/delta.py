"""Write `delta.jsonl`: one line of JSON for each row added, modified or deleted since the release before.

The file is for updating a copy of the tables. It leaves out `quarantine`, whose rows have no key, and `withdrawn`,
which is computed from the other tables: both are small and can be copied whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from flows.release.changes import WITHDRAWN, Changes, TableChanges
from flows.release.withholding import WITHHELD, withheld
from schemas.stored import Stored
from schemas.tables import TABLES

DELTA = "delta.jsonl"
# Convert this many rows at a time to Python objects.
_BATCH = 10_000
_as_line = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def delta(changes: Changes, tables: Mapping[str, Stored]) -> Iterator[str]:
    """Yield the lines for `tables` as they are released now: table by table, deleted rows first, then all others.

    `ADD` and `MOD` have the whole row as it is now, `MOD` also the names of the changed columns, `DEL` only the key. If
    something was removed on request, deleted rows are not named, as in `changes.json`: a line with the key null says
    that rows were deleted, and the table must be copied whole.
    """
    changes = withheld(changes)
    for name, rows in tables.items():
        key = TABLES[name].key
        if key is None or name == WITHDRAWN:
            continue
        change = changes.of(name)
        for gone in dict.fromkeys(row.key for row in change.withdrawn):
            yield _as_line({"op": "DEL", "table": name, "key": None if gone == WITHHELD else gone})
        modified = {row.key: [cell.column for cell in row.cells] for row in change.changed}
        for row in _present_rows(rows, change):
            known = {"table": name, "key": row[key]}
            changed = {"changed": modified[row[key]]} if row[key] in modified else {}
            yield _as_line({"op": "MOD" if changed else "ADD", **known, **changed, "row": row})


def _present_rows(rows: Stored, change: TableChanges) -> Iterator[dict[str, Any]]:
    """Yield the rows that were added or changed, as they are now."""
    if len(change.added) == len(rows):
        yield from rows.rows()
    else:
        places = change.touched
        for start in range(0, len(places), _BATCH):
            yield from rows.take(places[start : start + _BATCH]).to_pylist()
