"""Tries out a decision before it is written: applies it to its row with the same code that a run uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flows.consolidation import steps
from flows.consolidation.additions import add, by_hand
from flows.consolidation.corrections import Outcome, Unfit
from flows.consolidation.decisions import correct
from flows.desk.entries import Refused
from flows.desk.snapshot import Snapshot
from flows.reading.document import Correction, Document
from flows.storing.engine import opened


def try_out(snapshot: Snapshot, correction: Correction) -> None:
    """Raise `Refused`, with what to do, if a run would put the decision into quarantine."""
    given = snapshot.document(correction.document_id) if correction.document_id else None
    if correction.document_id and given is None:
        raise Refused(
            "The document of the passage cannot be read: is it still in the folder of documents?", "quote", 409
        )
    outcome = Outcome()
    follow = _add if correction.action == "add" else _correct
    follow(snapshot, correction, given, outcome)
    for unfit in outcome.refused:
        says = "does not fit" if unfit.value is None else str(unfit.value)
        stale = unfit.reason == "correction-stale"
        raise Refused(f"{unfit.column}: {says}" if unfit.column else says, unfit.column, 409 if stale else 422)


def _add(snapshot: Snapshot, correction: Correction, given: Document | None, outcome: Outcome) -> None:
    documents = {given.document_id: given} if given else {}
    with opened() as database:
        steps.prepare(database, documents.values())
        by_hand(database, [correction], documents, outcome)
        add(database, [correction], outcome)
    for row in outcome.applied:
        if (str(correction.table), str(row["row_id"])) in snapshot.facts:
            stale = f"{row['row_id']} already exists: accept or amend it"
            outcome.refuse(correction, Unfit("correction-stale", None, stale))


def _correct(snapshot: Snapshot, correction: Correction, given: Document | None, outcome: Outcome) -> None:
    fact = snapshot.facts.get((str(correction.table), str(correction.row_id)))
    rows: Mapping[str, list[dict[str, Any]]] = {
        str(correction.table): [dict(fact.row)] if fact else [],
        "evidence": [
            dict(row)
            for row in snapshot.release.tables["evidence"]
            if row["table"] == correction.table and row["row_id"] == correction.row_id
        ],
    }
    named = (str(row["document_id"]) for row in rows["evidence"])
    documents = {each.document_id: each for each in _documents(snapshot, named, given)}
    with opened() as database:
        steps.prepare(database, documents.values())
        steps.consolidate(database)
        for name, given_rows in rows.items():
            steps.replace(database, name, "quote", [], given_rows)
        correct(database, [correction], documents, outcome)


def _documents(snapshot: Snapshot, names: Iterable[str], given: Document | None) -> Iterable[Document]:
    """Yield the documents behind a row: `given`, which the passage is from, as it was read, the others without text.

    `names` are document ids; the metadata of documents without text is that of the release.
    """
    for name in dict.fromkeys(names):
        if given is None or name != given.document_id:
            row = snapshot.release.documents[name]
            fields = {column: row[column] for column in ("text_sha256", "raw_path", "raw_sha256", "media_type")}
            yield Document(name, "", source_url=row["source_url"], **fields)
    if given:
        yield given
