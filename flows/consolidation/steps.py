"""Consolidation as small named steps in SQL: each file of `sql/` is a query, whose first line says what its rows mean.

A step becomes a table of its name, which later steps read. Ties are broken by a total order everywhere, so that the
number of threads and the memory there is change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from operator import attrgetter
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
from schemas.tables import FACTS, TABLES
from schemas.vocabularies import BodyEntry

Database = duckdb.DuckDBPyConnection
Fact = tuple[str, str]

_SQL = Path(__file__).with_name("sql")
# What claims are about whose facts are made together: what is asked of a fact or its claims is asked of no others.
_PARTS = {"ratings": "body_id || '.' || area", "disruptions": "body_id || '.' || measure", "stakeholders": "fact"}
# What is found of claims, in order: each step reads those before it, and those that are tables of a release.
_BETWEEN = (
    *("contested", "ranked", "ratings_standing", "supported"),
    *("disruptions_rivalled", "stakeholders_roles", "stakeholders_relations"),
)
# The claims of so many files are taken at a time, and facts are made of as many claims as have so many bytes each.
_FILES, _BYTES = 16, 2_000
_RELEASED = ("ratings", "disruptions", "stakeholders", "evidence")
# What is found of the last release, where it is taken on.
_RENEWED = ("released", "refused", "anew", "replaced")
_MACROS = f"""
CREATE MACRO inferred(rule) AS ends_with(rule, '{INFERRED}');
CREATE MACRO by_hand(rule) AS rule = '{BY_HAND}';
CREATE MACRO opens_quotation(rule) AS ends_with(rule, '{QUOTATION}');
CREATE MACRO longest(cell, rank) AS struct_pack(shorter := -length(cell), rank := rank);
CREATE MACRO holds(year, first, last) AS year BETWEEN coalesce(first[:4]::INT, year) AND coalesce(last[:4]::INT, year);
CREATE MACRO judged(rule) AS rule = '{JUDGED}';
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
    "in_place_of_organisation": (stakeholders.in_place_of_organisation, [_TEXT], _TEXT),
}
# Those that are asked of what is null, too, or give it; all others make null of it unasked.
_OF_NULL = frozenset({"figure", "implied_min", "implied_max", "distinct_roles"})


def prepare(database: Database, documents: Iterable[Document]) -> None:
    """Give a database the documents, the vocabularies, the functions of steps, and tables for claims."""
    for name, (function, takes, gives) in _FUNCTIONS.items():
        nulls: Any = "special" if name in _OF_NULL else "default"
        types: Any = ([*takes], gives)
        database.create_function(name, function, *types, null_handling=nulls)
    database.execute(_MACROS)
    # Of documents the earliest is first. Of publishers the names are compared, in any capitals.
    read = sorted(documents, key=lambda each: (each.published_on or "9999", each.document_id))
    told = [
        (each.document_id, (each.publisher or "").casefold(), each.published_on, each.source_url, place)
        for place, each in enumerate(read)
    ]
    table(database, "documents_read", "document_id publisher published_on source_url place:int64", told)
    for name, columns, rows in _vocabularies():
        table(database, name, columns, rows)
    run(database, "primary_sources")
    look_at(database, claims_of(database, SCHEMA.empty_table()))
    run(database, "bodies_called")
    database.execute("CREATE TABLE claimed AS FROM claims")
    database.execute("CREATE VIEW published AS FROM claimed WHERE likely")


def take(database: Database, claims: Iterable[str]) -> None:
    """Take claims beside those that were taken before."""
    for some in claims:
        database.execute(f"INSERT INTO claimed BY NAME FROM {some}")


def claims_of(database: Database, entries: Entries | pa.Table) -> list[str]:
    """The claims of entries for queries, as far as they are of a document that was read, those of some files each: what
    is not wanted is found by joins, where anything is, and of all they could take all claims into memory. What of
    entries is in memory is looked at as it is by then."""
    parts = [
        f"SELECT '{name}' AS \"table\", {part} AS part, * FROM ({query(f'{name}_claims')})"
        for name, part in _PARTS.items()
    ]
    made = f"WITH stated AS ({query('stated')}) {' UNION ALL BY NAME '.join(parts)}"
    read = "SEMI JOIN documents_read USING (document_id)"
    if isinstance(entries, pa.Table) or not entries.files:
        database.register("entries", entries if isinstance(entries, pa.Table) else SCHEMA.empty_table())
        return [f"(FROM ({made}) {read})"]
    files, partly = flat_files(database, entries, made), entries.partly()
    database.register("wanted", entries.wanted(files))
    ((documents,),) = database.execute("SELECT count(*) FROM documents_read").fetchall()
    some = ([*files][start : start + _FILES] for start in range(0, len(files), _FILES))
    return [
        f"(SELECT * EXCLUDE filename FROM {from_files([files[file] for file in each])} "
        f"{'SEMI JOIN wanted USING (key, filename)' if partly.intersection(each) else ''} "
        f"{read if documents < len(entries.file_of) else ''})"
        for each in some
    ]


def look_at(database: Database, claims: Iterable[str]) -> None:
    """Have claims as the view `claims`."""
    every = " UNION ALL BY NAME ".join(f"FROM {some}" for some in claims)
    database.execute(f"CREATE OR REPLACE VIEW claims AS {every}")


def remove(database: Database, claims: Iterable[int]) -> None:
    """Do without some claims that were taken, by the numbers that `told` gives them."""
    database.execute("DELETE FROM claimed WHERE rowid IN (SELECT unnest($1))", [[*claims]])


def consolidate(database: Database) -> None:
    """Make the tables of facts and of evidence: of some facts after the others, since not all that a step has in mind
    while it works can go to the temporary folder. Whatever is asked of a fact is asked of its own claims."""
    run(database, "bodies_named", "rules")
    ((claimed,),) = database.execute("SELECT count(*) FROM published").fetchall()
    count = claimed * _BYTES // limit(database) + 1
    for part in range(count):
        some = f"FROM memory.main.published WHERE hash(fact) % {count} = {part}"
        database.execute(f"CREATE OR REPLACE TEMP VIEW published AS {some}")  # which steps see in place of all
        run(database, *_BETWEEN)
        for table in _RELEASED:
            database.execute(f"{f'INSERT INTO {table} BY NAME' if part else f'CREATE TABLE {table} AS'} {query(table)}")
    database.execute("DROP VIEW temp.published")


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


def forget(database: Database) -> None:
    """Leave nothing but the tables of a release."""
    by_hand = ("claims_by_hand", "facts_stated", "added")
    for step in ("claimed", "bodies_named", "bodies_called", "rules", *by_hand, *_BETWEEN, *_RENEWED):
        database.execute(f"DROP TABLE IF EXISTS {step}")


def drop(database: Database, table: str) -> None:
    """Do without a table."""
    database.execute(f"DROP TABLE {table}")


def replace(database: Database, table: str, where: str, rows: list[dict[str, Any]]) -> None:
    """Put other rows in the place of those for which a condition holds."""
    form = database.sql(f"FROM {table} LIMIT 0").to_arrow_table().schema
    database.execute(f"DELETE FROM {table} WHERE {where}")
    database.register("given", pa.Table.from_pylist(rows, form))
    database.execute(f"INSERT INTO {table} BY NAME FROM given")
    database.unregister("given")


def graded(database: Database) -> frozenset[tuple[object, ...]]:
    """What claims say of ratings that are decided about: the identifier, the document, start and end of the passage,
    the grade."""
    said = 'SELECT fact, document_id, start, "end", grade FROM published WHERE ("table", fact) IN (FROM decided)'
    return frozenset(database.execute(said).fetchall())


def told(database: Database) -> list[tuple[Any, ...]]:
    """All claims with what may name somebody: a number, the document, words of the passage, body and name."""
    return database.execute("SELECT rowid, document_id, quote, body, name FROM claimed").fetchall()


@cache
def query(step: str) -> str:
    """The query of a step."""
    return (_SQL / f"{step}.sql").read_text(encoding="utf-8")


def rows(database: Database, table: str, where: str) -> list[dict[str, Any]]:
    """Rows of a table of a release, in order."""
    return ordered(database, table, where).to_arrow_table().to_pylist()  # type: ignore[no-any-return]


def ordered(database: Database, table: str, where: str = "true") -> duckdb.DuckDBPyRelation:
    """A table of a release, or some of its rows, in order, with the types of its columns."""
    order = ", ".join(f'"{name}"' for name in TABLES[table].told_apart_by)
    return database.sql(f"FROM {table} WHERE {where} ORDER BY {order}")


def table(database: Database, name: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
    """Give a database a table. Names of columns are given as words; those that are not of text say of what."""
    made, cells = [each.partition(":") for each in columns.split()], [*zip(*rows, strict=True)]
    form = pa.schema([(column, pa.type_for_alias(kind or "string")) for column, _, kind in made])
    database.register("given", pa.table(cells or [()] * len(made), schema=form))
    database.execute(f"CREATE OR REPLACE TABLE {name} AS FROM given")
    database.unregister("given")


def _vocabularies() -> Iterator[tuple[str, str, list[Any]]]:
    """What the steps know beforehand: ranks of grades, precision of rules, bodies, the names that a publisher may have,
    and what is inspected when."""
    bodies, aliases = vocabularies.bodies(), vocabularies.aliases()
    named = [(body_id, entry.name.casefold(), entry.kind) for body_id, entry in bodies.items()]
    named += [(a.body_id, a.alias.casefold(), bodies[a.body_id].kind) for a in aliases if a.body_id in bodies]
    yield "spoken_names", "body_id name kind", named
    yield "grades", "grade grade_rank:int64", [*vocabularies.grade_ranks().items()]
    yield "measured", "rule precision:float64", [*facts.measured_precision().items()]
    yield "bodies_known", " ".join(BodyEntry.__slots__), [*map(attrgetter(*BodyEntry.__slots__), bodies.values())]
    yield "aliases", "body_id alias", [(each.body_id, each.alias) for each in aliases]
    programmes = [
        (kind, area, each.valid_from, each.valid_to)
        for each in vocabularies.programmes()
        for kind, area in product(each.body_kinds, each.areas)
    ]
    yield "programmes", "kind area valid_from valid_to", programmes
