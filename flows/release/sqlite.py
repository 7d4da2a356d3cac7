"""Writes all tables into one SQLite file, with keys, and with views for the most common questions."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import quote

import numpy as np
import pyarrow as pa

from schemas.numbered import Numbers, stretches
from schemas.stored import Stored
from schemas.tables import TABLES, Column, Table

_TYPES = {"str": "TEXT", "Int64": "INTEGER", "Float64": "REAL", "boolean": "INTEGER"}
# Without journal and synchronization: a file that was not finished is thrown away, so it need not be recoverable.
_SETTINGS = "PRAGMA page_size = 8192; PRAGMA encoding = 'UTF-8'; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
_BATCH = 10_000
# Copy rows from the earlier database if its stretches of consecutive rows have at least this many rows on average.
_WORTH_IT = 10
# SQL expressions of keys that are computed from other columns, by table. They are generated columns, computed when they
# are read, and the primary key consists of the other columns, so neither these keys nor an index of them take space.
_GENERATED_KEYS = {
    "evidence": """"table" || ':' || row_id || '@' || document_id || ':' || start || '-' || "end\"""",
    "coverage": "body_id || '.' || area || '.' || year",
}
# Values to write over the counters of changes and the version of SQLite in the file header, by offset in bytes, so that
# every SQLite writes the same bytes.
_STAMPS = {24: 1, 92: 1, 96: 3_037_000}

_VIEWS = """\
CREATE VIEW current_grades AS -- the newest dated grade of each body in each area
SELECT body_id, body, body_kind, area, grade, grade_rank, inspectorate, programme, report_published_on, conflicting,
  rating_id, document_id, source_url, quote
FROM ratings WHERE current ORDER BY body_id, area;

CREATE VIEW facts_with_passages AS -- every fact, once for each passage behind it
WITH facts ("table", row_id, body_id, subject, fact) AS (
  SELECT 'ratings', rating_id, body_id, body,
    grade || ', ' || area || coalesce(', report of ' || report_published_on, '')
  FROM ratings
  UNION ALL
  SELECT 'disruptions', disruption_id, body_id, body,
    coalesce("count" || ' ', '') || measure || coalesce(', ' || share_percent || ' per cent', '')
    || coalesce(', ' || rate || ' ' || rate_unit, '') || ', ' || threats || coalesce(', ' || level, '')
    || coalesce(', ' || period_start || ' to ' || period_end, '')
  FROM disruptions
  UNION ALL
  SELECT 'stakeholders', stakeholder_id, organisation_id, name, coalesce(role, relation, kind) FROM stakeholders
)
SELECT facts."table", facts.row_id, facts.body_id, facts.subject, facts.fact,
  evidence.quote AS passage, evidence.supports, evidence.start, evidence."end", evidence.evidence_id,
  documents.document_id, documents.title, documents.publisher, documents.published_on, documents.source_url
FROM facts
JOIN evidence ON evidence."table" = facts."table" AND evidence.row_id = facts.row_id
JOIN documents ON documents.document_id = evidence.document_id;
"""


@dataclass(frozen=True, slots=True)
class EarlierDatabase:
    """The database of an earlier release.

    `places` has, by table, an entry for each row of today: the place of the same row in the earlier release, or -1.
    """

    path: Path
    places: Mapping[str, Numbers]


def write_database(tables: Mapping[str, Stored], path: Path, before: EarlierDatabase | None = None) -> None:
    """Write the tables into a new SQLite file; the same tables give the same bytes. Raises OSError.

    Rows that an earlier database contains are copied from it, several times as fast as inserting them from Python. All
    rows are inserted in order, whatever their source, so that the pages of the file are the same.
    """
    path.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path, isolation_level=None, uri=True)) as connection:
            connection.executescript(_SETTINGS + _tables())
            if before:
                connection.execute("ATTACH ? AS before", [_read_only_address(before.path)])
            connection.execute("BEGIN")
            for name, table in TABLES.items():
                places = before.places.get(name) if before else None
                _fill(connection, table, tables[name], np.full(len(tables[name]), -1) if places is None else places)
            connection.execute("COMMIT")
            if before:
                connection.execute("DETACH before")
            connection.executescript(_VIEWS)
    except sqlite3.Error as error:
        raise OSError(errno.EIO, str(error), str(path)) from error
    with path.open("r+b") as written:
        for offset, number in _STAMPS.items():
            written.seek(offset)
            written.write(number.to_bytes(4, "big"))


def _fill(connection: sqlite3.Connection, table: Table, rows: Stored, places: Numbers) -> None:
    """Insert the rows of a table in order.

    `places` are the places of the rows in the earlier database, -1 for new rows. A stretch of rows that are consecutive
    there, too, is copied with one statement; new rows are inserted one by one.
    """
    parts = stretches(places)
    if len(parts) > len(rows) / _WORTH_IT:
        places, parts = np.full(len(rows), -1), [(0, len(rows))]
    others = _rows(table, rows, places)
    stored, sorted_by = _listed(_stored(table)), table.unique_by
    key, marks = _listed(sorted_by), ", ".join("?" * len(sorted_by))
    insert = f'INSERT INTO main."{table.name}" ({stored})'
    taken = f'{insert} SELECT {stored} FROM before."{table.name}" WHERE ({key}) >= ({marks}) ORDER BY {key} LIMIT ?'
    given = f"{insert} VALUES ({', '.join('?' * len(_stored(table)))})"
    known = np.array([first for first, _ in parts if len(places) and places[first] >= 0], dtype=np.int64)
    starts = iter(rows.take(known, sorted_by).to_pylist())
    for first, end in parts:
        if len(places) and places[first] >= 0:
            start = next(starts)
            connection.execute(taken, [*(start[name] for name in sorted_by), end - first])
        else:
            connection.executemany(given, islice(others, end - first))


def _rows(table: Table, rows: Stored, places: Numbers) -> Iterator[tuple[object, ...]]:
    """Yield the rows whose place is -1; if there are few, only these are read, else the table is read in batches."""
    start, new = 0, np.flatnonzero(places < 0)
    few = len(new) <= _BATCH
    for batch in [rows.take(new, _stored(table))] if few else rows.batches(_stored(table), _BATCH):
        here = batch if few else batch.filter(pa.array(places[start : start + len(batch)] < 0))
        yield from zip(*(column.to_pylist() for column in here.select(_stored(table)).columns), strict=True)
        start += len(batch)


def _stored(table: Table) -> list[str]:
    """Return the columns that are stored, which are all but a generated key."""
    return [name for name in table.names if name != table.key or name in table.unique_by]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _read_only_address(path: Path) -> str:
    """Return an address that opens a database read-only, so that SQLite makes no files beside it either."""
    return f"file:{quote(str(path))}?mode=ro&immutable=1"


def definition(path: Path | None = None) -> list[str]:
    """Return the SQL that makes the tables, indexes and views of a database file or, without a path, of new files."""
    with closing(sqlite3.connect(path or ":memory:")) as connection:
        if path is None:
            connection.executescript(_tables() + _VIEWS)
        return [
            text for (text,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name")
        ]


def _tables() -> str:
    return "\n".join(_create(table) for table in TABLES.values())


def _create(table: Table) -> str:
    """Return the CREATE TABLE statement of a table, with column titles as comments, which `.schema` shows.

    A table with a key is stored in the order of its primary key (WITHOUT ROWID).
    """
    keys = [f"PRIMARY KEY ({_listed(table.unique_by)})"] if table.key else []
    keys += [
        f'FOREIGN KEY ("{column}") REFERENCES "{other}" ("{TABLES[other].key}")'
        for column, other in table.references.items()
    ]
    lines = [*((_column(table, column), column.title) for column in table.columns), *((key, "") for key in keys)]
    kind = "STRICT, WITHOUT ROWID" if table.key else "STRICT"
    return f'CREATE TABLE "{table.name}" ( -- {table.description}\n' + "\n".join(_lines(lines)) + f"\n) {kind};\n"


def _column(table: Table, column: Column) -> str:
    parts = [f'"{column.name}"', _TYPES[column.dtype]]
    parts += [] if column.nullable else ["NOT NULL"]
    parts += [] if column.name in _stored(table) else [f"AS ({_GENERATED_KEYS[table.name]})"]
    parts += [f'CHECK ("{column.name}" IN (0, 1))'] if column.dtype == "boolean" else []
    return " ".join(parts)


def _lines(lines: list[tuple[str, str]]) -> Iterator[str]:
    for number, (line, comment) in enumerate(lines, 1):
        comma = "," if number < len(lines) else ""
        yield f"  {line}{comma} -- {comment}" if comment else f"  {line}{comma}"
