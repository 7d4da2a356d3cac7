"""Run the SQL steps of consolidation: each file in `sql/` is one query, and its first line says what a row means.

The result of a step is stored as a table with the name of the step, which later steps read. Every query breaks ties by
a total order, so that neither the number of threads nor the available memory changes the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import product
from operator import attrgetter
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from duckdb.func import DEFAULT, SPECIAL, FunctionNullHandling

from flows.consolidation import disruptions, facts, stakeholders
from flows.consolidation.facts import slugged
from flows.consolidation.flat import flat_files, from_files
from flows.consolidation.removals import IsRemoved
from flows.reading.document import Document
from flows.storing.engine import limit
from flows.storing.entries import SCHEMA
from flows.storing.store import Entries
from schemas import vocabularies
from schemas.evidence import BY_HAND, JUDGED, QUOTATION
from schemas.following import create_facts_view
from schemas.stored import quoted
from schemas.tables import FACTS, TABLES
from schemas.vocabularies import BodyEntry

Database = duckdb.DuckDBPyConnection

_SQL = Path(__file__).with_name("sql")
# The steps between claims and facts, in the order in which they run: a step may read the tables of the steps before it.
_BETWEEN = ("ranked", "graded", "supported", "rivalled", "merged")
# Read the claims of this many files at a time; when facts are made, reckon with this many bytes of memory per claim.
_FILES, _BYTES = 16, 2_000
# The tables of a release that are made from claims.
FROM_CLAIMS = (*(table.name for table in FACTS), "evidence")
_MACROS = f"""
CREATE MACRO by_hand(rule) AS rule = '{BY_HAND}';
CREATE MACRO opens_quotation(rule) AS ends_with(rule, '{QUOTATION}');
CREATE MACRO longest(cell, rank) AS struct_pack(shorter := -length(cell), rank := rank);
CREATE MACRO holds(year, first, last) AS year BETWEEN coalesce(first[:4]::INT, year) AND coalesce(last[:4]::INT, year);
CREATE MACRO judged(rule) AS rule = '{JUDGED}';
-- What claims are about whose facts are made together: what is asked of a fact or its claims is asked of no others.
CREATE MACRO part_of("table", body_id, area, measure, fact) AS CASE "table"
  WHEN 'ratings' THEN body_id || '.' || area WHEN 'disruptions' THEN body_id || '.' || measure ELSE fact
END;
-- Lowest is what people say, then primary sources, then what is earliest: in one number without ties, of 2 bits, then
-- 28 for the place of the document, 32 for start and end each, 12 for the rule and 20 for the position.
CREATE MACRO ranked(rule, number, primary_source, place, start, "end", position) AS (((((
  CASE WHEN by_hand(rule) THEN 0 ELSE 2 END + CASE WHEN primary_source THEN 0 ELSE 1 END
)::HUGEINT * {1 << 28} + place) * {1 << 32} + start) * {1 << 32} + "end") * {1 << 12} + number) * {1 << 20} + position;
"""
# Functions that the steps call, each with the types of its arguments and its result. `SPECIAL` are those that are also
# called with null or may return null: DuckDB does not call the others for null cells.
_FUNCTIONS: dict[str, tuple[Callable[..., Any], list[Any], type, FunctionNullHandling]] = {
    "slug": (slugged, [str], str, DEFAULT),
    "figure": (disruptions.figure, [int, float, float, str, str], str, SPECIAL),
    "operation_part": (disruptions.operation_part, [str], str, DEFAULT),
    "implied_min": (lambda count, share: disruptions.implied_total(count, share)[0], [int, float], int, SPECIAL),
    "implied_max": (lambda count, share: disruptions.implied_total(count, share)[1], [int, float], int, SPECIAL),
    "distinct_roles": (lru_cache(100_000)(stakeholders.distinct_roles), [str], str, DEFAULT),
    "casefold": (str.casefold, [str], str, DEFAULT),
    "in_place_of_organisation": (stakeholders.in_place_of_organisation, [str], str, DEFAULT),
}
# The types of the columns that do not hold text, by name.
_TYPES = {"place": pa.int64(), "grade_rank": pa.int64(), "precision": pa.float64()}


def prepare(database: Database, documents: Iterable[Document]) -> None:
    """Create the functions, macros, vocabularies and documents that the steps read, and empty tables for claims."""
    for name, (function, takes, gives, nulls) in _FUNCTIONS.items():
        database.create_function(name, function, takes, gives, null_handling=nulls)
    database.execute(_MACROS)
    _create_vocabularies(database)
    earliest = sorted(documents, key=lambda each: (each.published_on or "9999", each.document_id))
    read = ((d.document_id, d.published_on, d.source_url, d.publisher, place) for place, d in enumerate(earliest))
    table(database, "documents_read", ("document_id", "published_on", "source_url", "publisher", "place"), read)
    run(database, "primary_sources")
    database.register("entries", SCHEMA.empty_table())
    database.execute(f"CREATE TABLE no_claims AS {identified(query('claimed'))}")
    set_claims_view(database, [])
    run(database, "bodies_called")
    database.execute("CREATE TABLE claims_taken AS FROM no_claims")


def insert_claims(database: Database, claims: Iterable[str]) -> None:
    """Add claims to the table `claims_taken`; each of `claims` is a table or a query in parentheses (`claims_of`)."""
    columns = ", ".join(map(quoted, database.table("claims_taken").columns))
    for batch in claims:
        database.execute(f"INSERT INTO claims_taken SELECT {columns} FROM {batch}")


def claims_of(database: Database, entries: Entries) -> list[str]:
    """Return SQL queries, in parentheses, that give the claims of entries whose documents were read.

    Each row also has its `table`, whether it is `likely` enough to be published, and its `part` (see `part_of`).
    """
    files = flat_files(database, entries, identified(query("claimed")))
    # Two files may have the same key.
    wanted = ((key, files[str(file)]) for key, file in entries.file_of.items())
    table(database, "wanted", ("key", "filename"), wanted)
    # A join of all files with what is wanted of them could need all claims in memory.
    batches = ([*files.values()][start : start + _FILES] for start in range(0, len(files), _FILES))
    read = "SEMI JOIN wanted USING (key, filename) SEMI JOIN documents_read USING (document_id)"
    return [f"(FROM {from_files(each)} {read})" for each in batches]


def identified(claimed: str) -> str:
    """Return the query of the rows of another, `claimed`, with the identifiers of the facts that they state."""
    return f"WITH claimed AS ({claimed}) FROM ({query('claims')})"


def set_claims_view(database: Database, claims: Iterable[str]) -> None:
    """Create the view `claims` of all rows of some queries; replaces the view that was there."""
    union = " UNION ALL BY NAME ".join(f"FROM {each}" for each in ("no_claims", *claims))
    database.execute(f"CREATE OR REPLACE VIEW claims AS {union}")


def remove(database: Database, is_removed: IsRemoved) -> None:
    """Delete all claims that are removed on request."""
    database.create_function("is_removed", is_removed, [str] * 4, bool, null_handling=SPECIAL)
    database.execute("DELETE FROM claims_taken WHERE is_removed(document_id, quote, body, name)")


def consolidate(database: Database) -> None:
    """Make the tables of facts and of evidence from the claims that were taken.

    The facts are made in several rounds if there are many claims: DuckDB cannot move everything that it holds while it
    works to the temporary folder. This is possible since each fact depends on its own claims only.
    """
    run(database, "bodies_named", "rules")
    ((claimed,),) = database.execute("SELECT count(*) FROM claims_taken").fetchall()
    count = claimed * _BYTES // limit(database) + 1
    for part in range(count):
        database.execute(f"SET VARIABLE part = {part}; SET VARIABLE parts = {count}")
        run(database, *_BETWEEN)
        for table in FROM_CLAIMS:
            database.execute(f"{f'INSERT INTO {table} BY NAME' if part else f'CREATE TABLE {table} AS'} {query(table)}")


def run(database: Database, *steps: str) -> None:
    """Run steps in order; the result of each becomes a table with its name."""
    for step in steps:
        database.execute(f"CREATE OR REPLACE TABLE {step} AS {query(step)}")


def settle(database: Database) -> None:
    """Set the flags that depend on several facts: `current` of the newest ratings, `conflicting` of wrong totals."""
    run(database, "current", "misfits")
    database.execute("UPDATE ratings SET current = true WHERE rating_id IN (FROM current)")
    misfits = "SELECT part FROM misfits UNION SELECT total FROM misfits"
    database.execute(f"UPDATE disruptions SET conflicting = true WHERE disruption_id IN ({misfits})")


def create_fact_views(database: Database, kept: bool) -> None:
    """Create views `ratings_there`, `disruptions_there` … of all facts of the release, and `facts_there` of all kinds.

    If `kept`, the views have, besides the facts that were made in this run, the facts that stay from the last release.
    """
    for each in FACTS:
        replaced = f"SELECT row_id FROM replaced WHERE \"table\" = '{each.name}'"
        before = f"SELECT * EXCLUDE place FROM released_{each.name} WHERE {each.key} NOT IN ({replaced})"
        there = f"FROM {each.name} UNION ALL BY NAME {before}" if kept else f"FROM {each.name}"
        database.execute(f"CREATE VIEW {each.name}_there AS {there}")
    create_facts_view(database, "{}_there")


def drop_intermediate_tables(database: Database) -> None:
    """Drop all tables except those of a release and `below_threshold`."""
    for (name,) in database.execute("SELECT table_name FROM duckdb_tables()").fetchall():
        if name not in (*TABLES, "below_threshold"):
            database.execute(f"DROP TABLE {name}")


def replace(database: Database, table: str, column: str, among: Sequence[str], rows: list[dict[str, Any]]) -> None:
    """Delete the rows whose cell in `column` is one of `among`, and insert `rows`."""
    form = database.table(table).limit(0).to_arrow_table().schema
    database.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT unnest($1))", [among])
    database.from_arrow(pa.Table.from_pylist(rows, form)).insert_into(table)


@cache
def query(step: str) -> str:
    """Return the query of a step."""
    return (_SQL / f"{step}.sql").read_text(encoding="utf-8")


def rows(database: Database, table: str, column: str, among: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of a table of a release whose cell in `column` is one of `among`, in the order of the table."""
    query = f"FROM {table} WHERE {column} IN (SELECT unnest($1)) ORDER BY {order(table)}"
    return database.sql(query, params=[among]).to_arrow_table().to_pylist()  # type: ignore[no-any-return]


def order(table: str) -> str:
    """Return the columns, for ORDER BY, by which the rows of a table of a release are sorted."""
    return ", ".join(map(quoted, TABLES[table].unique_by))


def table(database: Database, name: str, columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> None:
    """Create a table of text, and numbers in the columns of `_TYPES`."""
    cells = [*zip(*rows, strict=True)] or [()] * len(columns)
    content = {each: pa.array(found, _TYPES.get(each, pa.string())) for each, found in zip(columns, cells, strict=True)}
    database.from_arrow(pa.table(content)).create(name)


def _create_vocabularies(database: Database) -> None:
    """Create the tables of what does not come from documents: ranks of grades, the measured precision of rules, bodies
    with their aliases, and the programmes (which areas of which kinds of body are inspected when)."""
    table(database, "grades", ("grade", "grade_rank"), vocabularies.grade_ranks().items())
    table(database, "measured", ("rule", "precision"), facts.measured_precision().items())
    bodies = map(attrgetter(*BodyEntry.__slots__), vocabularies.bodies().values())
    table(database, "bodies_known", BodyEntry.__slots__, bodies)
    aliases = ((each.body_id, each.alias) for each in vocabularies.aliases())
    table(database, "aliases", ("body_id", "alias"), aliases)
    inspected = (
        (kind, area, each.valid_from, each.valid_to)
        for each in vocabularies.programmes()
        for kind, area in product(each.body_kinds, each.areas)
    )
    table(database, "programmes", ("kind", "area", "valid_from", "valid_to"), inspected)
