"""Decide which facts must be made again and which rows of the last release can stay as they are.

Facts are made in parts: all facts of a part follow from the same claims, such as the ratings of one body in one area
(see the macro `part_of` in `steps`). A part is made again if any of its claims was added or removed, if people decide
about one of its facts, if one of its rows was refused in the last release, or if a body in it is called differently.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from flows.consolidation import steps
from flows.consolidation.facts import Row
from flows.consolidation.steps import Database
from flows.reading.document import Correction
from schemas.following import create_facts_view
from schemas.numbered import Numbers, flagged
from schemas.renewed import Renewed
from schemas.stored import Stored, numbers_of, quoted
from schemas.tables import TABLES

# The tables of the last release that are read.
_READ = (*steps.FROM_CLAIMS, "documents", "coverage", "quarantine")


@dataclass(frozen=True)
class LastRelease:
    """The newest release, if the same code made it.

    `found_again` are the ids of documents whose file and sidecars have the same content as then.
    """

    tables: Mapping[str, Stored]
    found_again: set[str]

    def changed(self, documents: Collection[str]) -> set[str]:
        """Return which of the `documents` of this run are new or changed, and which are gone since the release."""
        there = {*self.tables["documents"].table(["document_id"])["document_id"].to_pylist()}
        return {*there, *documents} - (there & {*documents} & self.found_again)


def insert_changed_claims(
    database: Database,
    last: LastRelease,
    changed: Collection[str],
    claims: Sequence[str],
    corrections: Iterable[Correction],
) -> None:
    """Take only the claims whose facts must be made again, and all doubtful claims; `claims` are queries of all claims.

    Leaves the tables `changed_parts` and `replaced` (the facts of the last release in these parts).
    """
    for name in _READ:
        database.execute(f"CREATE VIEW released_{name} AS FROM {last.tables[name].query}")
    create_facts_view(database, "released_{}")
    decided = ((each.table, each.row_id) for each in corrections if each.row_id)
    steps.table(database, "decided", ("table", "row_id"), decided)
    steps.table(database, "documents_changed", ("document_id",), zip(changed, strict=True))
    steps.set_claims_view(database, claims)
    steps.run(database, "released", "bodies_called", "refused", "changed_parts", "replaced", "taken")
    steps.insert_claims(database, ["taken"])


def renewed(database: Database, last: LastRelease, rows: Mapping[str, Iterable[Row]]) -> dict[str, Iterable[Row]]:
    """Return tables that combine the rows of the last release that stay with the `rows` that were made in this run.

    Deletes from the database what the last release already has.
    """
    staying = {name: _places_staying(database, name) for name in steps.FROM_CLAIMS}
    staying["documents"] = _places(database, "FROM released_documents ANTI JOIN documents_changed USING (document_id)")
    staying["coverage"] = _places(database, "FROM released_coverage SEMI JOIN coverage USING (coverage_id)")
    database.execute("DELETE FROM coverage WHERE coverage_id IN (SELECT coverage_id FROM released_coverage)")
    flags = {name: flagged(places, len(last.tables[name])) for name, places in staying.items()}
    return {name: Renewed(last.tables[name], flags[name], rows[name]) for name in staying}


def _places_staying(database: Database, table: str) -> Numbers:
    """Return the places of the rows of a table of the last release that stay.

    That are the rows of facts that were not made again, and the rows that were made again with the same cells. A row of
    the second kind is deleted from the table of this run. It does not stay if it quotes a document that has changed.
    """
    made_again = "replaced" if table == "evidence" else f"(FROM replaced WHERE \"table\" = '{table}')"
    by = '"table", row_id' if table == "evidence" else "place"
    kept = f"SELECT place FROM released_{table} ANTI JOIN {made_again} USING ({by})"
    key, columns = str(TABLES[table].key), database.table(table).columns
    same = " AND ".join(f"made.{quoted(name)} IS NOT DISTINCT FROM released.{quoted(name)}" for name in columns)
    unchanged = f"SELECT released.* FROM {table} AS made JOIN released_{table} AS released USING ({key}) WHERE {same}"
    unchanged = f"SELECT {key}, place FROM ({unchanged}) ANTI JOIN documents_changed USING (document_id)"
    database.execute(f"CREATE OR REPLACE TABLE unchanged AS {unchanged}")
    database.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM unchanged)")
    places = _places(database, f"FROM ({kept} UNION ALL SELECT place FROM unchanged)")
    database.execute("DROP TABLE unchanged")
    return places


def _places(database: Database, rows: str) -> Numbers:
    """Return the column `place` of the rows of a query that begins with FROM."""
    return numbers_of(database, f"SELECT place {rows}")["place"]
