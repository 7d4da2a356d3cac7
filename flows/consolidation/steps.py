"""Consolidation as small named steps in SQL: each file of `sql/` is a query, whose first line says what its rows mean.

A step becomes a table of its name, which later steps read. Ties are broken by a total order everywhere, so that the
number of threads and the memory there is change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from flows.consolidation import disruptions, facts, stakeholders
from flows.consolidation.facts import INFERRED, slugged
from flows.consolidation.flat import flat_files, from_files
from flows.reading.document import Document
from flows.storing.engine import limit
from flows.storing.entries import SCHEMA
from flows.storing.store import Entries
from schemas import vocabularies
from schemas.evidence import BY_HAND, JUDGED, QUOTATION
from schemas.stored import quoted, tables_of
from schemas.tables import FACTS, TABLES, Table
from schemas.vocabularies import BodyEntry

Database = duckdb.DuckDBPyConnection

_SQL = Path(__file__).with_name("sql")
# What is likely enough to be published, by table, and what is not.
_CLAIMS = (*(f"{table.name}_claims" for table in FACTS), "doubtful_claims")
# What is found of claims, in order: each step reads those before it, and those that are tables of a release.
_BETWEEN = (
    *("ratings_ranked", "ratings_supported"),
    *("disruptions_ranked", "disruptions_supported", "disruptions_rivalled"),
    *("stakeholders_ranked", "stakeholders_roles"),
)
# The claims of so many files are taken at a time, and facts are made of as many claims as have so many bytes each.
_FILES, _BYTES = 16, 2_000
_RELEASED = ("ratings", "disruptions", "stakeholders", "evidence")
_MACROS = f"""
CREATE MACRO inferred(rule) AS ends_with(rule, '{INFERRED}');
CREATE MACRO by_hand(rule) AS rule = '{BY_HAND}';
CREATE MACRO opens_quotation(rule) AS ends_with(rule, '{QUOTATION}');
CREATE MACRO longest(cell, rank) AS struct_pack(shorter := -length(cell), rank := rank);
CREATE MACRO holds(year, first, last) AS year BETWEEN coalesce(first[:4]::INT, year) AND coalesce(last[:4]::INT, year);
CREATE MACRO judged(rule) AS rule = '{JUDGED}';
-- What claims are about whose facts are made together: what is asked of a fact or its claims is asked of no others.
CREATE MACRO part_of("table", body_id, area, measure, fact) AS CASE "table"
  WHEN 'ratings' THEN body_id || '.' || area WHEN 'disruptions' THEN body_id || '.' || measure ELSE fact
END;
-- Lowest is what people say, then primary sources, what is said outright, what is earliest: in one number without ties,
-- of 3 bits, then 28 for the place of the document, 32 for start and end each, 12 for the rule and 20 for the position.
CREATE MACRO ranked(rule, number, primary_source, place, start, "end", position) AS (((((
  CASE WHEN by_hand(rule) THEN 0 ELSE 4 END + CASE WHEN primary_source THEN 0 ELSE 2 END + inferred(rule)::INT
)::HUGEINT * {1 << 28} + place) * {1 << 32} + start) * {1 << 32} + "end") * {1 << 12} + number) * {1 << 20} + position;
"""
_WHOLE, _PART, _TEXT = "BIGINT", "DOUBLE", "VARCHAR"
_FUNCTIONS: dict[str, tuple[Callable[..., Any], Sequence[str], str]] = {
    "slug": (slugged, [_TEXT], _TEXT),
    "figure": (disruptions.figure, [_WHOLE, _PART, _PART, _TEXT, _TEXT], _TEXT),
    "operation_part": (disruptions.operation_part, [_TEXT], _TEXT),
    "implied_min": (lambda count, share: disruptions.implied_total(count, share)[0], [_WHOLE, _PART], _WHOLE),
    "implied_max": (lambda count, share: disruptions.implied_total(count, share)[1], [_WHOLE, _PART], _WHOLE),
    "distinct_roles": (lru_cache(100_000)(stakeholders.distinct_roles), [_TEXT], _TEXT),
    "casefold": (str.casefold, [_TEXT], _TEXT),
    "in_place_of_organisation": (stakeholders.in_place_of_organisation, [_TEXT], _TEXT),
}
# Those that are asked of what is null, too, or give it; all others make null of it unasked.
_OF_NULL = frozenset({"figure", "implied_min", "implied_max"})
# The types of columns that are not of text.
_TYPES = {"place": pa.int64(), "grade_rank": pa.int64(), "precision": pa.float64()}


def prepare(database: Database, documents: Iterable[Document]) -> None:
    """Give a database the documents, the vocabularies, the functions of steps, and tables for claims."""
    for name, (function, takes, gives) in _FUNCTIONS.items():
        nulls: Any = "special" if name in _OF_NULL else "default"
        types: Any = ([*takes], gives)
        database.create_function(name, function, *types, null_handling=nulls)
    database.execute(_MACROS)
    for name, columns in _vocabularies().items():
        table(database, name, columns)
    earliest = sorted(documents, key=lambda each: (each.published_on or "9999", each.document_id))
    document_columns = _columns(earliest, ("document_id", "published_on", "source_url", "publisher"))
    table(database, "documents_read", {**document_columns, "place": [*range(len(earliest))]})
    run(database, "primary_sources")
    look_at(database, claims_of(database, SCHEMA.empty_table()))
    run(database, "doubtful_claims", "bodies_called")
    for each in FACTS:
        database.execute(f"CREATE TABLE {each.name}_claims AS {_stated(each, each.name)}")
    every = (f"SELECT '{each.name}' AS \"table\", * FROM {each.name}_claims" for each in FACTS)
    database.execute(f"CREATE VIEW claims_taken AS {' UNION ALL BY NAME '.join(every)}")


def _columns(entries: Sequence[object], names: Iterable[str]) -> dict[str, list[Any]]:
    return {name: [getattr(each, name) for each in entries] for name in names}


def take(database: Database, claims: Iterable[str]) -> None:
    """Take claims beside those that were taken before."""
    for some in claims:
        look_at(database, [some])
        for each in FACTS:
            columns = ", ".join(map(quoted, database.table(f"{each.name}_claims").columns))
            likely = f"SELECT {columns} FROM claims WHERE likely AND \"table\" = '{each.name}'"
            database.execute(f"INSERT INTO {each.name}_claims {likely}")
        database.execute(f"INSERT INTO doubtful_claims {query('doubtful_claims')}")


def claims_of(database: Database, entries: Entries | pa.Table) -> list[str]:
    """The claims of entries for queries, as far as they are of a document that was read, those of some files each: what
    is not wanted is found by joins, where anything is, and of all they could take all claims into memory. What of
    entries is in memory is looked at as it is by then."""
    kinds = (
        f"SELECT '{each.name}' AS \"table\", {likely} AS likely, * FROM ({_stated(each, claims)})"
        for each in FACTS
        for likely, claims in ((True, each.name), (False, f"doubtful_{each.name}"))
    )
    part = 'part_of("table", body_id, area, measure, fact) AS part'
    made = f"SELECT {part}, * FROM ({' UNION ALL BY NAME '.join(kinds)})"
    read = "SEMI JOIN documents_read USING (document_id)"
    if isinstance(entries, pa.Table) or not entries.files:
        database.register("entries", entries if isinstance(entries, pa.Table) else SCHEMA.empty_table())
        return [f"(FROM ({made}) {read})"]
    files, partly = flat_files(database, entries, made), entries.partly()
    database.register("wanted", entries.wanted(files))
    ((documents,),) = database.execute("SELECT count(*) FROM documents_read").fetchall()
    some = ([*files][start : start + _FILES] for start in range(0, len(files), _FILES))
    return [
        f"(FROM {from_files([files[file] for file in each])} "
        f"{'SEMI JOIN wanted USING (key, filename)' if partly.intersection(each) else ''} "
        f"{read if documents < len(entries.file_of) else ''})"
        for each in some
    ]


def _stated(table: Table, claims: str) -> str:
    """What a list of the entries has, which are claims of the facts of a table."""
    claimed = query("claimed").format(claims=claims, body=table.body.removesuffix("_id"))
    return f"WITH claimed AS ({claimed}) {query(f'{table.name}_claims')}"


def look_at(database: Database, claims: Iterable[str]) -> None:
    """Have claims as `claims`."""
    every = " UNION ALL BY NAME ".join(f"FROM {some}" for some in claims)
    database.execute(f"CREATE OR REPLACE VIEW claims AS {every}")


def remove(database: Database, claims: Iterable[tuple[str, str, int]]) -> None:
    """Do without some claims, by table, key of their entry and position there."""
    for name, *place in [*claims]:  # they may come from this database, which can do nothing else meanwhile
        database.execute(f"DELETE FROM {name}_claims WHERE key = ? AND position = ?", place)


def consolidate(database: Database) -> None:
    """Make the tables of facts and of evidence: of some facts after the others, since not all that a step has in mind
    while it works can go to the temporary folder. Whatever is asked of a fact is asked of its own claims."""
    run(database, "bodies_named", "rules")
    ((claimed,),) = database.execute("SELECT count(*) FROM claims_taken").fetchall()
    count = claimed * _BYTES // limit(database) + 1
    for part in range(count):
        database.execute(f"SET VARIABLE part = {part}; SET VARIABLE parts = {count}")
        run(database, *_BETWEEN)
        for table in _RELEASED:
            database.execute(f"{f'INSERT INTO {table} BY NAME' if part else f'CREATE TABLE {table} AS'} {query(table)}")


def run(database: Database, *steps: str) -> None:
    """Make tables of steps."""
    for step in steps:
        database.execute(f"CREATE OR REPLACE TABLE {step} AS {query(step)}")


def settle(database: Database) -> None:
    """Mark what follows from the facts as they will be: the newest ratings, and figures that do not add up."""
    run(database, "current", "misfits")
    database.execute("UPDATE ratings SET current = true WHERE rating_id IN (FROM current)")
    strange = "SELECT part FROM misfits UNION SELECT total FROM misfits"
    database.execute(f"UPDATE disruptions SET conflicting = true WHERE disruption_id IN ({strange})")


def have_there(database: Database, kept: bool) -> None:
    """Have all facts there are: those that were made, and perhaps those that are kept of the last release."""
    for each in FACTS:
        mine = f"SELECT row_id FROM replaced WHERE \"table\" = '{each.name}'"
        before = f"SELECT * EXCLUDE place FROM released_{each.name} WHERE {each.key} NOT IN ({mine})"
        there = f"FROM {each.name} UNION ALL BY NAME {before}" if kept else f"FROM {each.name}"
        database.execute(f"CREATE VIEW {each.name}_there AS {there}")
    unite(database, "{}_there")


def unite(database: Database, called: str) -> None:
    """Have the facts of all kinds in one view, such as `facts_there` of those in tables called like `{}_there`: with
    the table and its number, and the key and the body of each called alike."""
    every = (
        f"SELECT '{each.name}' AS \"table\", {number} AS number, {each.key} AS row_id, {each.body} AS body_id, "
        f"* EXCLUDE ({each.body}) FROM {called.format(each.name)}"
        for number, each in enumerate(FACTS, 1)
    )
    database.execute(f"CREATE OR REPLACE VIEW {called.format('facts')} AS {' UNION ALL BY NAME '.join(every)}")


def forget(database: Database) -> None:
    """Leave nothing but the tables of a release, and what is below the threshold."""
    for (name,) in database.execute("SELECT table_name FROM duckdb_tables()").fetchall():
        if name not in (*TABLES, "below_threshold"):
            database.execute(f"DROP TABLE {name}")


def replace(database: Database, table: str, column: str, among: Sequence[str], rows: list[dict[str, Any]]) -> None:
    """Put other rows in the place of those that have one of some texts in a column."""
    form = database.table(table).limit(0).to_arrow_table().schema
    database.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT unnest($1))", [among])
    database.register("given", pa.Table.from_pylist(rows, form))
    database.execute(f"INSERT INTO {table} BY NAME FROM given")
    database.unregister("given")


def claims_with_names(database: Database) -> Iterator[tuple[Any, ...]]:
    """All claims with what may name somebody: table, key, position, document, words of the passage, body and name."""
    claims = "FROM claims_taken UNION ALL BY NAME SELECT * REPLACE ('doubtful' AS \"table\") FROM doubtful_claims"
    columns = '"table", key, position, document_id, quote, body, name'
    for batch in tables_of(database.sql(f"SELECT {columns} FROM ({claims})")):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


@cache
def query(step: str) -> str:
    """The query of a step; what is asked alike of claims of each kind stands there once, without the table."""
    table, _, alike = step.partition("_")
    path = _SQL / f"{step}.sql"
    return (path if path.exists() else _SQL / f"{alike}.sql").read_text(encoding="utf-8").replace("{table}", table)


def rows(database: Database, table: str, column: str, among: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of a table of a release that have one of some texts in a column, in order."""
    query = f"FROM {table} WHERE {column} IN (SELECT unnest($1)) ORDER BY {order(table)}"
    return database.sql(query, params=[among]).to_arrow_table().to_pylist()  # type: ignore[no-any-return]


def order(table: str) -> str:
    """What the rows of a table of a release are in the order of."""
    return ", ".join(map(quoted, TABLES[table].unique_by))


def table(database: Database, name: str, columns: Mapping[str, list[Any]]) -> None:
    """Give a database a table."""
    content = {column: pa.array(cells, _TYPES.get(column, pa.string())) for column, cells in columns.items()}
    database.register("given", pa.table(content))
    database.execute(f"CREATE OR REPLACE TABLE {name} AS FROM given")
    database.unregister("given")


def _vocabularies() -> dict[str, dict[str, list[Any]]]:
    """What the steps know beforehand: ranks of grades, precision of rules, bodies, and what is inspected when."""
    grades, measured = vocabularies.grade_ranks(), facts.measured_precision()
    programmes = [
        (kind, area, each.valid_from, each.valid_to)
        for each in vocabularies.programmes()
        for kind, area in product(each.body_kinds, each.areas)
    ]
    return {
        "grades": {"grade": [*grades], "grade_rank": [*grades.values()]},
        "measured": {"rule": [*measured], "precision": [*measured.values()]},
        "bodies_known": _columns([*vocabularies.bodies().values()], BodyEntry.__slots__),
        "aliases": _columns(vocabularies.aliases(), ("body_id", "alias")),
        "programmes": {
            name: [each[place] for each in programmes]
            for place, name in enumerate(("kind", "area", "valid_from", "valid_to"))
        },
    }
