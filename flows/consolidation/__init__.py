"""Claims of all documents -> the rows of every table: `consolidate(documents, extractions, rejects, corrections)`.

Rows are plain dicts; the order of the input never matters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import cast

from flows.consolidation.additions import add
from flows.consolidation.corrections import Outcome, correct, correction_row
from flows.consolidation.coverage import coverage_rows
from flows.consolidation.disruptions import disruption_rows, mark_misfits
from flows.consolidation.facts import C, Evidence, Row, Stated, body_of
from flows.consolidation.ratings import mark_current, rating_rows
from flows.consolidation.removals import (
    kept_claims,
    kept_corrections,
    kept_documents,
    kept_rejects,
    removed,
    without_names,
)
from flows.consolidation.stakeholders import stakeholder_rows
from flows.extraction.claims import Body, Claim, DisruptionClaim, Extraction, RatingClaim, StakeholderClaim
from flows.reading.document import Correction, Document, Reject
from schemas import vocabularies
from schemas.tables import FACTS

__all__ = ["consolidate"]


def consolidate(
    documents: Iterable[Document],
    extractions: Iterable[Extraction],
    rejects: Iterable[Reject],
    corrections: Iterable[Correction] = (),
) -> dict[str, Sequence[Row]]:
    """The rows of every table, each a dict of the table's columns, in order of their keys.

    Removals act on claims, before there are facts; added facts are claims too; other corrections act on rows.
    """
    corrections = sorted(corrections, key=lambda each: (each.when, each.correction_id))
    gone, outcome = removed(corrections), Outcome()
    by_id = {each.document_id: each for each in sorted(kept_documents(documents, gone), key=lambda d: d.document_id)}
    stated: list[Stated[Claim]] = [
        Stated(claim, by_id[extraction.document_id])
        for extraction in sorted(extractions, key=lambda e: e.document_id)
        if extraction.document_id in by_id
        for claim in extraction.claims
    ]
    stated = kept_claims(stated, gone)
    followed = kept_corrections(corrections, by_id, gone)
    stated += add(followed, by_id, stated, outcome)
    ratings = _of_kind(stated, RatingClaim)
    facts, evidence = _facts(ratings, stated, outcome)
    if followed:
        facts["evidence"] = [*evidence]
        correct(facts, followed, by_id, ratings, outcome)
    mark_current(facts["ratings"])
    mark_misfits(facts["disruptions"])
    tables: dict[str, Sequence[Row]] = {"evidence": evidence, **facts}
    tables["documents"] = [*map(_document_row, by_id.values())]
    tables["bodies"] = _body_rows(stated)
    tables["coverage"] = coverage_rows(tables)
    outcome.applied += [correction_row(each) for each in followed if each.action.startswith("remove-")]
    tables["corrections"] = sorted(outcome.applied, key=lambda row: str(row["correction_id"]))
    told = sorted(kept_rejects(rejects, gone), key=lambda reject: (reject.raw_path, reject.reason))
    tables["quarantine"] = [*map(_reject_row, told), *outcome.quarantine]
    return without_names(tables, gone)


def _of_kind(stated: Sequence[Stated[Claim]], kind: type[C]) -> list[Stated[C]]:
    return [cast("Stated[C]", item) for item in stated if isinstance(item.claim, kind)]


def _facts(
    ratings: Sequence[Stated[RatingClaim]], stated: Sequence[Stated[Claim]], outcome: Outcome
) -> tuple[dict[str, list[Row]], Evidence]:
    """The tables of facts and the evidence for them, as they are before anybody corrects a row."""
    found = {
        "ratings": rating_rows(ratings),
        "disruptions": disruption_rows(_of_kind(stated, DisruptionClaim)),
        "stakeholders": stakeholder_rows(_of_kind(stated, StakeholderClaim)),
    }
    tables = {name: rows for name, (rows, _) in found.items()}
    added = {(each["table"], each["row_id"]) for each in outcome.applied}
    for name, rows in tables.items() if added else ():
        for row in rows:
            if (name, next(iter(row.values()))) in added:  # the first column is the key
                row["corrected"] = "added"
    return tables, Evidence([each for name in sorted(found) for each in found[name][1]])


def _document_row(document: Document) -> Row:
    """A document; how much was found in it is counted at the gate, when it is known what is published."""
    return {
        "document_id": document.document_id,
        "title": document.title,
        "publisher": document.publisher,
        "source_url": document.source_url,
        "published_on": document.published_on,
        "published_on_basis": document.published_on_basis,
        "media_type": document.media_type,
        "licence": document.licence,
        "character_count": len(document.text),
        "text_sha256": document.text_sha256,
        "raw_path": document.raw_path,
        "raw_sha256": document.raw_sha256,
        **{str(table.counted_as): 0 for table in FACTS},
    }


def _body_rows(stated: Iterable[Stated[Claim]]) -> list[Row]:
    """Every organisation the facts name, and those they are part of."""
    named: dict[str, Body] = {}
    for item in stated:
        if body := body_of(item.claim):
            named.setdefault(body.body_id, body)
    entries = vocabularies.bodies()
    parents = {entries[body_id].parent_id for body_id in named if body_id in entries}
    aliases: dict[str, set[str]] = {}
    for alias in vocabularies.aliases():
        aliases.setdefault(alias.body_id, set()).add(alias.alias)
    rows: list[Row] = []
    for body_id in sorted(set(named) | {parent for parent in parents if parent}):
        entry = entries.get(body_id)
        rows.append(
            {
                "body_id": body_id,
                "name": entry.name if entry else named[body_id].name,
                "kind": entry.kind if entry else named[body_id].kind,
                "region": entry.region if entry else None,
                "parent_id": entry.parent_id if entry else None,
                "gss_code": entry.gss_code if entry else None,
                "aliases": ";".join(sorted(aliases.get(body_id, ()))) or None,
                "valid_from": entry.valid_from if entry else None,
                "valid_to": entry.valid_to if entry else None,
            }
        )
    return rows


def _reject_row(reject: Reject) -> Row:
    return {
        "table": "corrections" if reject.reason == "bad-correction" else "documents",
        "document_id": reject.document_id,
        "reason": reject.reason,
        "column": None,
        "value": json.dumps(reject.value, ensure_ascii=False),
        "quote": None,
        "row": json.dumps({"raw_path": reject.raw_path}, ensure_ascii=False),
    }
