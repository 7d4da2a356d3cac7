"""Rules between tables: references lead somewhere, every fact has a passage, and counts are true.

The rules are SQL queries. Their database must hold the tables and the views that `schemas.following.load_tables` makes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa

from schemas.findings import Finding, shown
from schemas.following import Database, right_facts, right_others
from schemas.numbered import Numbers, differ
from schemas.stored import numbers_of
from schemas.tables import FACTS, TABLES, Table


@dataclass(frozen=True, slots=True)
class Broken:
    """Rows of one table that break the same rule in the same column.

    - `places`: the rows, counted from 0 in the order of the table, ascending.
    - `reason`: a code of the vocabulary `quarantine-reason`.
    - `says`: the end of a sentence about the cell, such as "is not a row of bodies".
    """

    table: str
    places: Numbers
    reason: str
    column: str
    says: str


def broken_evidence(database: Database) -> Iterator[Broken]:
    """Yield the passages of facts or documents that do not exist."""
    orphans = "SELECT place FROM passages WHERE fact IS NULL"
    yield from _broken(database, "evidence", orphans, "orphan", "row_id", "is not a row of the table it names")
    yield from _references(database, TABLES["evidence"])


def broken_others(database: Database) -> Iterator[Broken]:
    """Yield the facts without a supporting passage, and the references in tables but `evidence` that lead nowhere."""
    says = "has no passage in evidence that supports it"
    for table in FACTS:
        # Quotations alone do not support a stakeholder: at least one passage must name or mean them.
        supporting = f"""FROM passages WHERE "table" = '{table.name}' AND supports AND NOT opens AND NOT goes_on"""
        unproved = f"SELECT place FROM {table.name} ANTI JOIN ({supporting}) AS told ON told.fact = {table.name}.place"
        yield from _broken(database, table.name, unproved, "no-evidence", str(table.key), says)
    for table in TABLES.values():
        if table.name != "evidence":
            yield from _references(database, table)


def _references(database: Database, table: Table) -> Iterator[Broken]:
    for column, other in table.references.items():
        dangling = (
            f"SELECT mine.place FROM {table.name} AS mine ANTI JOIN {other} AS other "
            f"ON other.{TABLES[other].key} = mine.{column} WHERE mine.{column} IS NOT NULL"
        )
        yield from _broken(database, table.name, dangling, "missing-reference", column, f"is not a row of {other}")


def _broken(database: Database, table: str, query: str, reason: str, column: str, says: str) -> Iterator[Broken]:
    """Run a query that gives the places of rows that break a rule; yield nothing if there are none."""
    found = numbers_of(database, f"{query} ORDER BY place")["place"]
    if len(found):
        yield Broken(table, found, reason, column, says)


def findings(broken: Broken, rows: pa.Table) -> Iterator[Finding]:
    """Yield a finding for each broken row; `rows` are the cells of these rows, in the order of `broken.places`."""
    for place, value in zip(broken.places.tolist(), rows[broken.column].to_pylist(), strict=True):
        yield Finding(place, broken.reason, broken.column, value, broken.says)


def broken_findings(database: Database, tables: Mapping[str, pa.Table]) -> Iterator[tuple[str, Finding]]:
    """Yield the table and the finding for everything that is broken between all tables of a release."""
    for broken in (*broken_evidence(database), *broken_others(database)):
        for finding in findings(broken, tables[broken.table].take(broken.places)):
            yield broken.table, finding


def wrong_cells(database: Database, tables: Mapping[str, pa.Table]) -> Iterator[tuple[str, Finding]]:
    """Yield the table and a finding for each cell that does not follow from the other tables as it should."""
    for right in (*right_facts(database, tables["evidence"]), *right_others(database)):
        rows = tables[right.table].take(right.places)
        for column in right.cells.column_names:
            should = right.cells[column].to_pylist()
            cells = rows[column].to_pylist()
            for row in differ(rows[column], right.cells[column]).nonzero()[0].tolist():
                says = f"should be {shown(should[row])} by the other tables"
                place = int(right.places[row])
                yield right.table, Finding(place, "inconsistent-row", column, cells[row], says)
