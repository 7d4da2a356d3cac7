"""What a run would bring that somebody should look at: conflicts, rejected rows and things to review that are new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from flows.consolidation.review import IDENTITY, KEYS, KINDS, to_review
from flows.storing.engine import opened
from schemas.stored import Stored

# So many lines of each list are shown, as in `CHANGES.md`.
LISTED = 100
_NAME = f"""coalesce(nullif(row ->> ('$.' || CASE "table" {KEYS} END), ''), row ->> '$.row_id', row ->> '$.raw_path',
    row ->> '$.correction_id', document_id, "table") AS name, concat_ws(' ', "column", value, row) AS content"""
# Each list as a query: what is said of a thing, what is the same for the same thing in two releases, and the order.
_LISTS = {
    "conflicts": "SELECT row_id AS says, row_id AS identity, (number, place) AS ranked FROM facts WHERE conflicting",
    # Each as often as it is there: rows of quarantine have no key.
    "rejects": f"""SELECT reason || ': ' || name AS says, (reason, name, content) AS ranked,
        row(ranked, row_number() OVER (PARTITION BY ranked)) AS identity
        FROM (SELECT reason, {_NAME} FROM quarantine)""",
    "review": f"""SELECT concat_ws(': ', concat_ws(' ', why || ': ' || "table", row_id), nullif(says, '')) AS says,
        {IDENTITY} AS identity, (list_position({[*KINDS]}, kind), ranked) AS ranked FROM ({{to_review}})""",
}


@dataclass(frozen=True, slots=True)
class News:
    """A list: how many things are on it, how many of these are new, and the first lines about new ones."""

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
    """What is new in the tables that would be the next release, compared with those of the last one, if any."""
    with opened() as database:
        for release, tables in (("old", old), ("new", new)):
            query = to_review(database, tables)
            for name, things in _LISTS.items():
                database.execute(f"CREATE TABLE {release}_{name} AS {things.format(to_review=query)}")
        return Preview(**{name: _news(database, name) for name in _LISTS})


def _news(database: duckdb.DuckDBPyConnection, name: str) -> News:
    unknown = f"FROM new_{name} WHERE identity NOT IN (SELECT identity FROM old_{name})"
    ((every, new),) = database.execute(f"SELECT (SELECT count(*) FROM new_{name}), count(*) {unknown}").fetchall()
    first = database.execute(f"SELECT says {unknown} ORDER BY ranked LIMIT {LISTED}").fetchall()
    return News(every, new, tuple(says for (says,) in first))
