"""List what a person should review in a release, the most important first: `review(folder)`.

A row that a person has confirmed, amended or added is settled, and not listed again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path

import duckdb

from flows.consolidation import steps
from flows.refusals import WrongPath
from flows.storing.engine import opened
from schemas.files import readable
from schemas.following import create_facts_view
from schemas.projections import arrow_schema
from schemas.reasons import BELOW_THRESHOLD, NOT_IN_FORCE, SETTLED
from schemas.stored import Stored
from schemas.tables import FACTS, TABLES

# Rows with a confidence (0 to 1) below this are listed.
SURE = 0.9
# The kinds of items in the order in which they are listed: first what people decided to no effect, then what a reader
# of the tables may take for true, then what is in no table.
KINDS: Mapping[str, str] = {
    "not-in-force": "decisions of people that have no effect",
    "low-confidence": f"published rows that are less than {SURE:.0%} likely to be right",
    "conflict": "published rows that another document or row contradicts",
    "two-figures": "figures that differ, of the same thing and in the same document",
    "sum": "figures that are more than their total allows",
    "below-threshold": "facts that are likelier right than not, for a person to confirm",
    "quarantine": "files and rows that were not published",
}
# The cells that describe an unpublished fact, in this order.
_DESCRIBING = (
    *("name", "kind", "role", "body", "area", "grade", "count", "share_percent", "rate", "rate_unit", "measure"),
    *("threats", "period_end"),
)
# `Item.identity` in SQL.
_LIKELY = f"CASE why WHEN '{BELOW_THRESHOLD}' THEN regexp_replace(says, ': [^:]*$', '') ELSE says END"
_PLACE = ", ".join(f"CASE WHEN row_id IS NULL THEN {cell} END" for cell in (_LIKELY, "document_id"))
IDENTITY = f'row(why, "table", row_id, {_PLACE})'
# The branches of a CASE from the name of a table to the column that is its key.
KEYS = " ".join(f"WHEN '{table.name}' THEN '{table.key}'" for table in TABLES.values() if table.key)
_READ = ("quarantine", "evidence", "bodies", *(table.name for table in FACTS))


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to review.

    - `kind`: a key of `KINDS`.
    - `why`: the code of the reason, for a row of `quarantine`; else the same as `kind`.
    - `says`: describes the problem; `passage`: the words to read.
    - `refused`: the place of its row in `quarantine`, or None if it has none.
    """

    kind: str
    why: str
    table: str
    row_id: str | None
    body_id: str | None
    says: str
    document_id: str | None
    passage: str | None
    refused: int | None = field(default=None, compare=False)

    @property
    def identity(self) -> tuple[str | None, ...]:
        """Values that identify the same problem in two releases; the probability in `says` is left out."""
        says = self.says.rpartition(": ")[0] if self.why == BELOW_THRESHOLD else self.says
        place = (self.row_id,) if self.row_id else (says, self.document_id)
        return (self.why, self.table, *place)


def review(folder: Path, kinds: Collection[str] = (), bodies: Collection[str] = ()) -> list[Item]:
    """Return what to review in a release folder, only of some kinds and bodies if they are given.

    Raises ValueError, with one line, if the folder cannot be read as a release, and WrongPath if a body is not in it.
    """
    tables = _read(folder)
    known = {row["body_id"] for row in tables["bodies"].rows()}
    for body in bodies:
        if body not in known:
            near = get_close_matches(body, sorted(known), 3)
            hint = f"; there are {', '.join(near)}" if near else ", whose bodies.csv has all"
            raise WrongPath(f"{body!r} is no body_id of {folder}{hint}")
    wanted = (item for item in of_tables(tables) if item.kind in (kinds or KINDS))
    return [item for item in wanted if not bodies or item.body_id in bodies]


def _read(folder: Path) -> dict[str, Stored]:
    """Return the tables that are needed for the review. Raises ValueError, with one line."""
    return {name: readable(folder / f"{name}.parquet", TABLES[name]) for name in _READ}


def counts(items: Iterable[Item]) -> dict[str, int]:
    """Return the number of items of each kind that occurs, the most important kind first."""
    found = Counter(item.kind for item in items)
    return {kind: found[kind] for kind in KINDS if found[kind]}


def counted(folder: Path, before: Path | None) -> dict[str, tuple[int, int]]:
    """Return the number of items of each kind in a release folder, and how many were not in the release `before`.

    Kinds and order are as in `counts(review(folder))`, but the rows are not read into memory. If `before` is None or
    cannot be read, all items are new. Raises ValueError, with one line, if `folder` cannot be read as a release.
    """
    identities = f"SELECT kind, {IDENTITY} AS identity"
    with opened() as database:
        database.execute(f"CREATE TABLE now AS {identities} FROM ({to_review(database, _read(folder))})")
        database.execute("CREATE TABLE known AS FROM now LIMIT 0")
        if before:
            with suppress(ValueError):  # a release with an older format
                database.execute(f"INSERT INTO known {identities} FROM ({to_review(database, _read(before))})")
        new = "count(*) FILTER (identity NOT IN (SELECT identity FROM known))"
        found = database.execute(f"SELECT kind, count(*), {new} FROM now GROUP BY kind").fetchall()
    each = {kind: (every, new) for kind, every, new in found}
    return {kind: each[kind] for kind in KINDS if kind in each}


def of_tables(tables: Mapping[str, Stored]) -> list[Item]:
    """Return what to review in the tables of a release. In an older release, missing tables count as tables without
    rows, and missing columns as empty."""
    columns = ", ".join(f'"{each.name}"' for each in fields(Item))
    with opened() as database:
        query = f"SELECT {columns} FROM ({to_review(database, tables)}) ORDER BY list_position($1, kind), ranked"
        return [Item(*row) for row in database.execute(query, [[*KINDS]]).fetchall()]


def to_review(database: duckdb.DuckDBPyConnection, tables: Mapping[str, Stored]) -> str:
    """Return a query of the items to review, with the columns of `Item` and `ranked`, the order within a kind.

    Creates views of the tables, which the query reads. Missing tables become views without rows, and missing columns
    are empty.
    """
    for name in _READ:
        rows = f"FROM {tables[name].query}" if name in tables else ""
        if not rows or not {*TABLES[name].names}.issubset(tables[name].columns):
            database.register(f"no_{name}", arrow_schema(TABLES[name]).empty_table())
            rows += f"{' UNION ALL BY NAME ' if rows else ''}SELECT *, 0 AS place FROM no_{name}"
        database.execute(f"CREATE OR REPLACE VIEW {name} AS {rows}")
    create_facts_view(database, "{}")
    database.execute(f"SET VARIABLE sure = {SURE}")
    steps.run(database, "misfits", "contradicted", "two_figures", "uncertain")
    refused = steps.query("quarantined").format(
        keys=KEYS,
        below_threshold=BELOW_THRESHOLD,
        said=[f"$.{name}" for name in _DESCRIBING],
        settled=tuple(sorted(SETTLED)),
        not_in_force=tuple(sorted(NOT_IN_FORCE)),
    )
    return f"({refused}) UNION ALL ({steps.query('doubted')})"
