"""All tables in one SQLite file, with keys and with views for what most people ask first."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pandas as pd

from schemas.projections import to_arrow
from schemas.tables import TABLES, Column, Table

_TYPES = {"str": "TEXT", "Int64": "INTEGER", "Float64": "REAL", "boolean": "INTEGER"}
# A file that is not whole is never looked at again, so nothing is kept to mend it with.
_SETTINGS = "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
_BATCH = 10_000
# Where the header of the file tells how often it was changed, and by which SQLite: the same for every one of them.
_STAMPS = {24: 1, 92: 1, 96: 3_037_000}

_INDEX = 'CREATE INDEX evidence_of_row ON evidence ("table", row_id);\n'
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


def write_database(tables: Mapping[str, pd.DataFrame], path: Path) -> None:
    """Write a SQLite file that holds the tables; the same tables give the same bytes. Raises OSError.

    Rows are handed over in batches, so that a large release never stands in memory a second time.
    """
    scratch = path.with_name(f"{path.name}.scratch")
    for file in (path, scratch):
        file.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(scratch, isolation_level=None)) as connection:
            connection.executescript(_SETTINGS + _tables())
            connection.execute("BEGIN")
            for name, table in TABLES.items():
                marks = ", ".join("?" * len(table.columns))
                for start in range(0, len(tables[name]), _BATCH):
                    batch = to_arrow(table, tables[name].iloc[start : start + _BATCH])
                    rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
                    connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
            connection.execute("COMMIT")
            connection.executescript(_INDEX + _VIEWS)
            path.unlink(missing_ok=True)
            connection.execute("VACUUM INTO ?", [str(path)])
    except sqlite3.Error as error:
        raise OSError(errno.EIO, str(error), str(path)) from error
    scratch.unlink()
    with path.open("r+b") as written:
        for offset, number in _STAMPS.items():
            written.seek(offset)
            written.write(number.to_bytes(4, "big"))


def definition(path: Path | None = None) -> list[str]:
    """The statements that make the tables, indexes and views of a file; without one, of every file written now."""
    with closing(sqlite3.connect(path or ":memory:")) as connection:
        if path is None:
            connection.executescript(_tables() + _INDEX + _VIEWS)
        return [
            text for (text,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name")
        ]


def _tables() -> str:
    return "\n".join(_create(table) for table in TABLES.values())


def _create(table: Table) -> str:
    """The statement that makes a table; what its columns are stands beside them, where `.schema` shows it."""
    keys = [
        f'FOREIGN KEY ("{column}") REFERENCES "{other}" ("{TABLES[other].key}")'
        for column, other in table.references.items()
    ]
    lines = [*((_column(table, column), column.title) for column in table.columns), *((key, "") for key in keys)]
    return f'CREATE TABLE "{table.name}" ( -- {table.description}\n' + "\n".join(_listed(lines)) + "\n) STRICT;\n"


def _column(table: Table, column: Column) -> str:
    parts = [f'"{column.name}"', _TYPES[column.dtype]]
    parts += [] if column.nullable else ["NOT NULL"]
    parts += ["PRIMARY KEY"] if column.name == table.key else []
    parts += [f'CHECK ("{column.name}" IN (0, 1))'] if column.dtype == "boolean" else []
    return " ".join(parts)


def _listed(lines: list[tuple[str, str]]) -> Iterator[str]:
    for number, (line, comment) in enumerate(lines, 1):
        comma = "," if number < len(lines) else ""
        yield f"  {line}{comma} -- {comment}" if comment else f"  {line}{comma}"
