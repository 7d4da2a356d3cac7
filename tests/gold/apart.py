"""Consolidate many documents in one go, each as if it were the only one: `consolidated_apart`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from flows.consolidation import consolidate
from flows.consolidation.facts import Row
from flows.extraction.claims import Body, Claim, Extraction, StakeholderClaim
from flows.reading.document import Document
from schemas.tables import FACTS
from tests.consolidation.invented import entries_of

_APART = "~"
_IDS = {"body_id", "organisation_id", "row_id", "evidence_id", *(table.key for table in FACTS)}


def consolidated_apart(stated: Sequence[tuple[Document, Extraction]]) -> list[dict[str, list[Row]]]:
    """Return the rows of facts and of evidence of each document, by table. The ids of the documents must differ.

    Claims of several documents become one fact only if they are of the same body. So each document gets body ids of
    its own, which are taken out of the rows again.
    """
    numbers = {document.document_id: f"{number}{_APART}" for number, (document, _) in enumerate(stated)}
    claims = [
        replace(
            extraction,
            claims=tuple(_of_own_body(claim, numbers[extraction.document_id]) for claim in extraction.claims),
        )
        for _, extraction in stated
    ]
    documents = [document for document, _ in stated]
    tables = consolidate(documents, entries_of(documents, claims), [])
    apart: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for table, key in [*((table.name, str(table.key)) for table in FACTS), ("evidence", "evidence_id")]:
        for row in tables[table]:
            name = str(row["document_id"])
            own = {column: _without(cell, numbers[name]) if column in _IDS else cell for column, cell in row.items()}
            apart[name][table].append(own)
        for of_document in apart.values():
            of_document[table].sort(key=lambda row, key=key: str(row[key]))  # type: ignore[misc]
    return [apart[document.document_id] for document in documents]


def _of_own_body(claim: Claim, number: str) -> Claim:
    """Return a claim whose body id begins with the number of its document."""
    if isinstance(claim, StakeholderClaim):
        return replace(claim, organisation=claim.organisation and _own(claim.organisation, number))
    return replace(claim, body=_own(claim.body, number))


def _own(body: Body, number: str) -> Body:
    return replace(body, body_id=f"{number}{body.body_id}")


def _without(cell: object, number: str) -> object:
    return cell.replace(number, "") if isinstance(cell, str) else cell
