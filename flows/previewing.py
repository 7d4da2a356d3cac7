"""Previews: lists what is new in a coming release and worth a look: conflicts, rejected rows, things to review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from flows.consolidation.review import IDENTITY, KEYS, KINDS, to_review
from flows.storing.engine import opened
from schemas.stored import Stored

# Show this many lines of each list, as in `CHANGES.md`.
LISTED = 100
_NAME = f"""coalesce(nullif(row ->> ('$.' || CASE "table" {KEYS} END), ''), row ->> '$.row_id', row ->> '$.raw_path',
    row ->> '$.correction_id', document_id, "table") AS name, concat_ws(' ', "column", value, row) AS content"""
# A query for each list. Columns: `says` is the line to show, `identity` is the same for the same thing in two releases,
# `ranked` is the order.
_LISTS = {
    "conflicts": "SELECT row_id AS says, row_id AS identity, (number, place) AS ranked FROM facts WHERE conflicting",
    # Rows of quarantine have no key, so equal rows are numbered: a second one is new if there was only one before.
    "rejects": f"""SELECT reason || ': ' || name AS says, (reason, name, content) AS ranked,
        row(ranked, row_number() OVER (PARTITION BY ranked)) AS identity
        FROM (SELECT reason, {_NAME} FROM quarantine)""",
    "review": f"""SELECT concat_ws(': ', concat_ws(' ', why || ': ' || "table", row_id), nullif(says, '')) AS says,
        {IDENTITY} AS identity, (list_position({[*KINDS]}, kind), ranked) AS ranked FROM ({{to_review}})""",
}


@dataclass(frozen=True, slots=True)
class News:
    """A list of things to look at: how many there are, how many of them are new, and the first lines about new ones."""

    every: int
    new: int
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """Conflicting facts, rejected rows and things to review."""

    conflicts: News
    rejects: News
    review: News


def preview_of(old: Mapping[str, Stored], new: Mapping[str, Stored]) -> Preview:
    """Compare the tables of the next release with those of the last one; `old` is empty if there is no release yet."""
    with opened() as database:
        for release, tables in (("old", old), ("new", new)):
            query = to_review(database, tables)
            for name, listing in _LISTS.items():
                database.execute(f"CREATE TABLE {release}_{name} AS {listing.format(to_review=query)}")
        return Preview(**{name: _news(database, name) for name in _LISTS})


def _news(database: duckdb.DuckDBPyConnection, name: str) -> News:
    unknown = f"FROM new_{name} WHERE identity NOT IN (SELECT identity FROM old_{name})"
    ((every, new),) = database.execute(f"SELECT (SELECT count(*) FROM new_{name}), count(*) {unknown}").fetchall()
    first = database.execute(f"SELECT says {unknown} ORDER BY ranked LIMIT {LISTED}").fetchall()
    return News(every, new, tuple(says for (says,) in first))
