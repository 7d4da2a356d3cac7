"""Claims of all documents -> the rows of every table: `consolidate(documents, extractions, rejects, corrections)`.

Facts and evidence are columns, the rows of other tables plain dicts; the order of the input never matters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.consolidation.additions import add
from flows.consolidation.claimed import Claimed, Documents, Stated, called_alike, replaced, stated
from flows.consolidation.corrections import Outcome, correction_row
from flows.consolidation.coverage import coverage_rows
from flows.consolidation.decisions import correct
from flows.consolidation.facts import Row
from flows.consolidation.kinds import KINDS
from flows.consolidation.removals import (
    Removed,
    kept_claims,
    kept_corrections,
    kept_documents,
    kept_rejects,
    removed,
    without_names,
)
from flows.entries import Claims, claims_of
from flows.extraction.claims import Extraction, RatingClaim
from flows.reading.document import Correction, Document, Reject
from schemas import vocabularies
from schemas.columns import Columns
from schemas.tables import FACTS

__all__ = ["consolidate"]


def consolidate(
    documents: Iterable[Document],
    extractions: Iterable[Extraction | Claims],
    rejects: Iterable[Reject],
    corrections: Iterable[Correction] = (),
) -> dict[str, Iterable[Row]]:
    """The rows of every table, each a dict of the table's columns, in order of their keys.

    Removals act on claims, before there are facts; added facts are claims too; other corrections act on rows.
    """
    corrections = sorted(corrections, key=lambda each: each.place)
    gone, outcome = removed(corrections), Outcome()
    known = Documents(sorted(kept_documents(documents, gone), key=lambda document: document.document_id))
    claims = [each if isinstance(each, Claims) else claims_of(each) for each in extractions]
    claims = sorted((each for each in claims if each.document_id in known.numbers), key=lambda each: each.document_id)
    found = _found(claims, known, gone)
    followed = kept_corrections(corrections, known.by_id, gone)
    if added := add(followed, known.by_id, found, outcome):
        claims += map(claims_of, added)
        found = _found(claims, known, gone)
    tables = correct(_facts(found, outcome), followed, found[RatingClaim], outcome)
    tables |= {name: kind.settled(tables[name]) for name, kind in KINDS.items()}
    rows: dict[str, Iterable[Row]] = {name: Columns(table) for name, table in tables.items()}
    rows["documents"] = [*map(_document_row, known.all)]
    rows["bodies"] = _body_rows(tables, found.values())
    rows["coverage"] = coverage_rows(tables["ratings"], rows["documents"], rows["bodies"])
    outcome.applied += [correction_row(each) for each in followed if each.is_removal]
    rows["corrections"] = sorted(outcome.applied, key=lambda row: str(row["correction_id"]))
    told = sorted(kept_rejects(rejects, gone), key=lambda reject: (reject.raw_path, reject.reason, reject.value))
    rows["quarantine"] = [*map(_reject_row, told), *outcome.quarantine]
    return without_names(rows, gone)


def _found(claims: Iterable[Claims], known: Documents, gone: Removed) -> Stated:
    kept = {kind: kept_claims(each, gone) for kind, each in stated([*claims], known).items()}
    return called_alike(kept)


def _facts(found: Stated, outcome: Outcome) -> dict[str, pa.Table]:
    """The tables of facts and the evidence for them, as they are before anybody corrects a row."""
    tables: dict[str, pa.Table] = {}
    passages: dict[str, dict[str, pa.Array]] = {}
    for name, kind in KINDS.items():
        rows, passages[name] = kind.rows(found[kind.claim])
        if added := [each["row_id"] for each in outcome.applied if each["table"] == name]:
            here = pc.is_in(rows[0], pa.array(added, rows[0].type))  # the first column is the key
            rows = replaced(rows, "corrected", pc.if_else(here, "added", rows["corrected"]))
        tables[name] = rows
    # Each part is let go of column by column: two copies of the largest table are not there at the same time.
    parts = [passages[name] for name in sorted(passages)]
    evidence = {name: pa.concat_arrays([part.pop(name) for part in parts]) for name in [*parts[0]]}
    return {**tables, "evidence": pa.table(evidence)}


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


def _body_rows(tables: Mapping[str, pa.Table], found: Iterable[Claimed]) -> list[Row]:
    """Every organisation that the facts left in the tables name, and those they are part of, up to the top."""
    named = _bodies(found)
    entries = vocabularies.bodies()
    there: set[str] = set()
    for body_id in (each for table in FACTS for each in pc.unique(tables[table.name][table.body]).to_pylist()):
        of: str | None = body_id
        while of and of not in there:
            there.add(of)
            of = entries[of].parent_id if of in entries else None
    aliases: dict[str, set[str]] = {}
    for alias in vocabularies.aliases():
        aliases.setdefault(alias.body_id, set()).add(alias.alias)
    rows: list[Row] = []
    for body_id in sorted(there):
        entry = entries.get(body_id)
        rows.append(
            {
                "body_id": body_id,
                "name": entry.name if entry else named[body_id][0],
                "kind": entry.kind if entry else named[body_id][1],
                "region": entry.region if entry else None,
                "parent_id": entry.parent_id if entry else None,
                "gss_code": entry.gss_code if entry else None,
                "aliases": vocabularies.SEPARATOR.join(sorted(aliases.get(body_id, ()))) or None,
                "valid_from": entry.valid_from if entry else None,
                "valid_to": entry.valid_to if entry else None,
            }
        )
    return rows


def _bodies(found: Iterable[Claimed]) -> dict[str, tuple[str, str]]:
    """Name and kind of every organisation."""
    called: dict[str, tuple[str, str]] = {}
    for claims in found:
        body, first = np.unique(claims.columns["body_id"], return_index=True)
        here = claims.at(first[body >= 0])
        body_ids, names, kinds = (here[name].to_pylist() for name in ("body_id", "body", "body_kind"))
        called |= dict(zip(body_ids, zip(names, kinds, strict=True), strict=True))
    return called


def _reject_row(reject: Reject) -> Row:
    return {
        "table": "corrections" if reject.reason == "bad-correction" else "documents",
        "document_id": reject.document_id,
        "reason": reject.reason,
        "column": reject.column,
        "value": json.dumps(reject.value, ensure_ascii=False),
        "quote": None,
        "row": json.dumps({"raw_path": reject.raw_path}, ensure_ascii=False),
    }
