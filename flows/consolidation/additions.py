"""Facts that people add: each becomes a claim of the document it is quoted from, and takes the road of all claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from flows.consolidation.claimed import Documents, Stated, stated
from flows.consolidation.corrections import DERIVED, Outcome, Unfit, cells, passage
from flows.consolidation.disruptions import fact_keys, figures_of
from flows.consolidation.facts import Row
from flows.consolidation.kinds import KINDS
from flows.entries import claims_of
from flows.extraction.claims import DisruptionClaim, Extraction
from flows.reading.document import Correction, Document
from schemas.tables import TABLES, Table

Fact = tuple[str, str]
# Columns of names, which follow from identifiers of bodies.
_NAMES = frozenset({"body", "body_kind", "organisation"})
# What is meant where a person does not say; flags are false.
_MEANT = {"qualifier": "exact"}


def add(
    corrections: Iterable[Correction],
    documents: Mapping[str, Document],
    found: Stated,
    outcome: Outcome,
) -> list[Extraction]:
    """The claims of the facts that people added, each noted as applied under the identifier it got."""
    asked = [each for each in corrections if each.action == "add"]
    if not asked:
        return []
    there = _facts_of(found)
    contested = {("disruptions", key) for key in fact_keys(found[DisruptionClaim]).to_pylist()} - there
    added: list[Extraction] = []
    for correction in asked:
        try:
            fact, item = _claim(correction, documents, there, contested)
        except Unfit as unfit:
            outcome.refuse(correction, unfit)
            continue
        there.add(fact)
        added.append(item)
        outcome.accept(correction, fact[1])
    return added


def _claim(
    correction: Correction,
    documents: Mapping[str, Document],
    there: Collection[Fact],
    contested: Collection[Fact],
) -> tuple[Fact, Extraction]:
    table = str(correction.table)
    kind, row = KINDS[table], _whole_row(TABLES[table], cells(table, correction.row))
    document, place = passage(correction, documents)
    item = Extraction(document.document_id, (kind.by_hand(place, row),), ())
    made = stated([claims_of(item)], Documents([document]))
    (fact,) = _facts_of(made)
    if fact in contested:  # what there are different figures for is called by each of them
        fact = (table, f"{fact[1]}.{figures_of(made[DisruptionClaim])[0].as_py()}")
    if fact in there:
        raise Unfit("correction-stale", None, f"{fact[1]} already exists: confirm or amend it")
    return fact, item


def _whole_row(table: Table, given: Row) -> Row:
    """Every column that a person may give, those that are not given as they are meant."""
    columns = [each for each in table.columns if each.name not in (table.key, *DERIVED, *_NAMES)]
    meant = {each.name: False if each.dtype == "boolean" else _MEANT.get(each.name) for each in columns}
    row = {name: given.get(name, cell) for name, cell in meant.items()}
    for column in columns:
        if row[column.name] is None and not column.nullable:
            raise Unfit("bad-correction", column.name, "is needed")
    for name in given:
        if name not in row:
            raise Unfit("bad-correction", name, "is computed: leave it out")
    return row


def _facts_of(found: Stated) -> set[Fact]:
    """The table and the identifier of each fact that is stated."""
    return {
        (table, identifier) for table, kind in KINDS.items() for identifier in kind.ids(found[kind.claim]).to_pylist()
    }
