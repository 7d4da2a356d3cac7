"""Merge the claims of all documents into facts, and apply what people decided."""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from itertools import chain

from flows.consolidation import removals, renewing, steps
from flows.consolidation.additions import add, by_hand
from flows.consolidation.corrections import Outcome
from flows.consolidation.decisions import correct
from flows.consolidation.facts import LazyRows, Row, quarantined
from flows.consolidation.renewing import LastRelease
from flows.consolidation.steps import Database
from flows.reading.document import Correction, Document, Reject
from flows.storing.engine import confine, opened
from flows.storing.store import Entries
from schemas.columns import Columns
from schemas.reasons import BELOW_THRESHOLD
from schemas.stored import tables_of
from schemas.tables import FACTS, TABLES

__all__ = ["consolidate"]


def consolidate(
    documents: Iterable[Document],
    entries: Entries,
    rejects: Iterable[Reject],
    corrections: Iterable[Correction] = (),
    last: LastRelease | None = None,
) -> dict[str, Iterable[Row]]:
    """Return the rows of every table by name, each a dict of the table's columns, sorted by key.

    The order of the input does not matter. Facts and evidence are kept in a database and read in batches.

    - `entries`: what was extracted from the documents, one row per document.
    - `rejects`: files that could not be read, and wrong sidecars; they become rows of `quarantine`.
    - `corrections`: removals are applied to claims, before facts are made of them. Facts that people add become claims
      too. All other corrections are applied to rows of facts.
    - `last`: the last release, to reuse its rows where nothing changed that they depend on. None makes all rows again;
      the result is the same.
    """
    corrections = sorted(corrections, key=lambda each: each.place)
    gone, outcome = removals.removed(corrections), Outcome()
    kept = sorted((each for each in documents if not gone.removes(each)), key=lambda each: each.document_id)
    known = {each.document_id: each for each in kept}
    followed = removals.kept_corrections(corrections, known, gone)
    database = opened(len(known))
    steps.prepare(database, known.values())
    by_hand(database, followed, known, outcome)
    claims = steps.claims_of(database, entries)
    changed = last.changed(known) if last else {*known}
    if gone.names or 2 * len(changed) > len(known):  # all or most claims must be read anyway
        last, changed = None, {*known}
    if last:
        renewing.insert_changed_claims(database, last, changed, claims, followed)
    else:
        steps.insert_claims(database, claims)
    if gone.names:
        steps.remove(database, removals.test_of_claims(known, gone))
    add(database, followed, outcome)
    steps.consolidate(database)
    correct(database, followed, known, outcome)
    steps.settle(database)
    steps.create_fact_views(database, kept=last is not None)
    steps.run(database, "below_threshold", "bodies", "coverage")
    rows: dict[str, Iterable[Row]] = {
        name: _kept(database, name, f"FROM {name} ORDER BY {steps.order(name)}")
        for name in (*steps.FROM_CLAIMS, "bodies", "coverage")
    }
    rows["documents"] = LazyRows(lambda: (_document_row(each) for name, each in known.items() if name in changed))
    if last:
        rows |= renewing.renewed(database, last, rows)
    steps.drop_intermediate_tables(database)
    for each in (each for each in followed if each.is_removal):
        outcome.accept(each)
    rows["corrections"] = sorted(outcome.applied, key=lambda row: str(row["correction_id"]))
    files = sorted(removals.kept_rejects(rejects, gone), key=lambda each: (each.raw_path, each.reason, each.value))
    doubts = _kept(database, "below_threshold", "SELECT * EXCLUDE place FROM below_threshold ORDER BY place")
    rows["quarantine"] = LazyRows(lambda: chain(map(_reject_row, files), outcome.quarantine, map(doubtful_row, doubts)))
    confine(database, 1 / 2)  # from now on it shares the memory with the database that checks the tables
    return removals.without_names(rows, gone)


def _kept(database: Database, table: str, query: str) -> Columns:
    """Return the rows of a query on a table; the table is dropped when the returned object is garbage-collected."""
    rows = Columns(lambda: tables_of(database.sql(query)))
    weakref.finalize(rows, database.execute, f"DROP TABLE {table}").atexit = False
    return rows


def _document_row(document: Document) -> Row:
    """Return the row of a document. Its counts of facts are 0 here: they are set after validation, in the gate."""
    counted: Row = {"character_count": len(document.text), **{str(table.counted_as): 0 for table in FACTS}}
    return {name: getattr(document, name) for name in TABLES["documents"].names if name not in counted} | counted


def _reject_row(reject: Reject) -> Row:
    table = "corrections" if reject.reason == "bad-correction" else "documents"
    row = {"raw_path": reject.raw_path}
    return quarantined(table, reject.reason, row, reject.document_id, reject.column, reject.value)


def doubtful_row(claim: Row) -> Row:
    """Return the row of `quarantine` for a claim below the threshold, with all its cells, for people to confirm."""
    known = ("table", "document_id", "quote", "probability")
    cells = {name: cell for name, cell in claim.items() if name not in known and cell is not None}
    details = (claim["document_id"], "confidence", claim["probability"], claim["quote"])
    return quarantined(str(claim["table"]), BELOW_THRESHOLD, cells, *details)
