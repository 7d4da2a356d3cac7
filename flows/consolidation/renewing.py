"""What the last run left: which facts are made anew, and which rows of the last release stay as they are.

Facts are made in parts (`steps.claims_of`). A part is made anew if claims of it came or went, if people decide about a
fact of it, if something of it was refused, or if a body that it names is called otherwise now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from flows.consolidation import steps
from flows.consolidation.facts import Row
from flows.consolidation.kinds import KINDS
from flows.consolidation.steps import Database
from flows.reading.document import Correction
from schemas.numbered import Numbers, flagged
from schemas.renewed import Renewed
from schemas.stored import Stored, numbers_of, quoted
from schemas.tables import FACTS, TABLES

_ASKED = (*(table.name for table in FACTS), "evidence", "documents", "coverage", "quarantine")


@dataclass(frozen=True)
class Last:
    """The newest release, made by the same code: its tables, and the documents that are found by the same as then."""

    tables: Mapping[str, Stored]
    found_again: set[str]

    def changed(self, documents: Collection[str]) -> set[str]:
        """The documents that came, went, or are others than in the release."""
        there = {*self.tables["documents"].table(["document_id"])["document_id"].to_pylist()}
        return {*there, *documents} - (there & {*documents} & self.found_again)


def take(
    database: Database,
    last: Last,
    changed: Collection[str],
    claims: Sequence[str],
    corrections: Iterable[Correction],
) -> None:
    """Take the claims whose facts are made anew: the tables `anew` and `replaced` tell which are.

    Given are the documents that changed, all claims, and what people decide.
    """
    for name in _ASKED:
        database.execute(f"CREATE VIEW released_{name} AS FROM {last.tables[name].query}")
    steps.unite(database, "released_{}")
    decided = [each for each in corrections if each.row_id]
    rows = {"table": [each.table for each in decided], "row_id": [each.row_id for each in decided]}
    steps.table(database, "decided", rows)
    steps.table(database, "documents_changed", {"document_id": sorted(changed)})
    steps.look_at(database, claims)
    steps.run(database, "released", "bodies_called", "refused", "anew", "replaced", "taken")
    steps.take(database, ["taken"])


def renewed(database: Database, last: Last, rows: Mapping[str, Iterable[Row]]) -> dict[str, Iterable[Row]]:
    """The tables as they were released, and rows in the place of those that are others now."""
    staying = {name: _staying(database, name) for name in (*KINDS, "evidence")}
    staying["documents"] = _places(database, "FROM released_documents ANTI JOIN documents_changed USING (document_id)")
    staying["coverage"] = _places(database, "FROM released_coverage SEMI JOIN coverage USING (coverage_id)")
    database.execute("DELETE FROM coverage WHERE coverage_id IN (SELECT coverage_id FROM released_coverage)")
    flags = {name: flagged(places, len(last.tables[name])) for name, places in staying.items()}
    return {name: Renewed(last.tables[name], flags[name], rows[name]) for name in staying}


def _staying(database: Database, table: str) -> Numbers:
    """The rows of a table of the last release that stay: those of facts that do, and those that were made again.

    These are no longer among what was made, unless they quote a document that has changed.
    """
    mine = "replaced" if table == "evidence" else f"(FROM replaced WHERE \"table\" = '{table}')"
    by = '"table", row_id' if table == "evidence" else "place"
    kept = f"SELECT place FROM released_{table} ANTI JOIN {mine} USING ({by})"
    key, columns = str(TABLES[table].key), database.table(table).columns
    same = " AND ".join(f"made.{quoted(name)} IS NOT DISTINCT FROM released.{quoted(name)}" for name in columns)
    again = f"SELECT released.* FROM {table} AS made JOIN released_{table} AS released USING ({key}) WHERE {same}"
    again = f"SELECT {key}, place FROM ({again}) ANTI JOIN documents_changed USING (document_id)"
    database.execute(f"CREATE OR REPLACE TABLE again AS {again}")
    database.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM again)")
    places = _places(database, f"FROM ({kept} UNION ALL SELECT place FROM again)")
    database.execute("DROP TABLE again")
    return places


def _places(database: Database, rows: str) -> Numbers:
    return numbers_of(database, f"SELECT place {rows}")["place"]
