"""`delta.jsonl`: each row that was added, modified or deleted since the release before, a line of JSON each.

Whoever keeps a copy of a table can bring it up to date with this file: `quarantine`, whose rows have no key, and
`withdrawn`, which follows from the others, are small and to be taken whole.
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
# So many rows are there at a time as plain Python has them.
_BATCH = 10_000
_as_line = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def delta(changes: Changes, tables: Mapping[str, Stored]) -> Iterator[str]:
    """The lines, for `tables` as they are released now, in the order of tables and then of rows: deleted ones first.

    `ADD` and `MOD` bring the whole row as it is now, `MOD` also the columns that changed, `DEL` the key alone. Where
    something was removed on request, deleted rows are not named, as in `changes.json`: a line without a key says that
    some rows are gone, and the table is to be taken whole.
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
        for row in _touched(rows, change):
            known = {"table": name, "key": row[key]}
            changed = {"changed": modified[row[key]]} if row[key] in modified else {}
            yield _as_line({"op": "MOD" if changed else "ADD", **known, **changed, "row": row})


def _touched(rows: Stored, change: TableChanges) -> Iterator[dict[str, Any]]:
    """The rows that are new or others now, as they are."""
    if len(change.added) == len(rows):
        yield from rows.rows()
    else:
        places = change.touched
        for start in range(0, len(places), _BATCH):
            yield from rows.take(places[start : start + _BATCH]).to_pylist()
