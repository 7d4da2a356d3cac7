"""Facts that people add: each becomes a claim of the document it is quoted from, and takes the road of all claims."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import pyarrow as pa

from flows.consolidation.claimed import Claimed, Documents, Stated, stated
from flows.consolidation.corrections import Outcome, Unfit, cells, passage
from flows.consolidation.disruptions import disruption_ids, fact_keys, figures_of
from flows.consolidation.facts import Row
from flows.consolidation.ratings import rating_ids
from flows.consolidation.stakeholders import stakeholder_ids
from flows.entries import claims_of
from flows.extraction.claims import Body, Claim, DisruptionClaim, Extraction, Passage, RatingClaim, StakeholderClaim
from flows.reading.document import Correction, Document
from schemas import vocabularies
from schemas.evidence import BY_HAND

Fact = tuple[str, str]
# Of each kind of claim the table of its facts, and how these are called.
_CALLED: Mapping[type[Claim], tuple[str, Callable[[Claimed], pa.Array]]] = {
    RatingClaim: ("ratings", rating_ids),
    DisruptionClaim: ("disruptions", disruption_ids),
    StakeholderClaim: ("stakeholders", stakeholder_ids),
}
_NEEDS = {
    "ratings": ("body_id", "area", "grade"),
    "disruptions": ("body_id", "threats", "measure"),
    "stakeholders": ("name", "kind", "relation"),
}
_MAY = {
    "ratings": ("area_text", "inspectorate", "programme", "report_published_on", "inspected_in", "historic"),
    "disruptions": (
        *("threats_text", "count", "qualifier", "share_percent", "rate", "rate_unit", "level", "strand", "lead"),
        *("operation", "period_start", "period_end", "period_text"),
    ),
    "stakeholders": ("role", "organisation_id"),
}


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
    row = cells(table, correction.row)
    for column in _NEEDS[table]:
        if row.get(column) is None:
            raise Unfit("bad-correction", column, "is needed")
    for column in row:
        if column not in (*_NEEDS[table], *_MAY[table]):
            raise Unfit("bad-correction", column, "is not given but follows")
    document, place = passage(correction, documents)
    item = Extraction(document.document_id, (_CLAIMS[table](place, row),), ())
    made = stated([claims_of(item)], Documents([document]))
    (fact,) = _facts_of(made)
    if fact in contested:  # what there are different figures for is called by each of them
        fact = (table, f"{fact[1]}.{figures_of(made[DisruptionClaim])[0].as_py()}")
    if fact in there:
        raise Unfit("correction-stale", None, f"{fact[1]} is there already: confirm or amend it")
    return fact, item


def _facts_of(found: Stated) -> set[Fact]:
    """The table and the identifier of each fact that is stated."""
    return {
        (table, identifier)
        for kind, (table, called) in _CALLED.items()
        for identifier in called(found[kind]).to_pylist()
    }


def _body(body_id: object) -> Body:
    entry = vocabularies.bodies().get(str(body_id))
    if entry is None:
        raise Unfit("bad-correction", "body_id", f"{body_id}: is not in schemas/vocabularies/bodies.csv")
    return Body(entry.body_id, entry.name, entry.kind)


def _rating(place: Passage, row: Row) -> Claim:
    given: dict[str, Any] = {**dict.fromkeys(_MAY["ratings"]), **row}
    given |= {"body": _body(given.pop("body_id")), "historic": bool(given["historic"])}
    return RatingClaim(rule=BY_HAND, passage=place, **given)


def _disruption(place: Passage, row: Row) -> Claim:
    given: dict[str, Any] = {"threats_text": None, "qualifier": "exact"}
    given |= {column: cell for column, cell in row.items() if cell is not None}
    if all(given.get(column) is None for column in ("count", "share_percent", "rate")):
        raise Unfit("bad-correction", "count", "is needed, or share_percent or rate")
    if ("rate" in given) != ("rate_unit" in given):
        raise Unfit("bad-correction", "rate_unit", "is needed with a rate, and only there")
    given |= {"body": _body(given.pop("body_id")), "threats": tuple(str(given["threats"]).split(";"))}
    return DisruptionClaim(rule=BY_HAND, passage=place, **given)


def _stakeholder(place: Passage, row: Row) -> Claim:
    organisation = _body(row["organisation_id"]) if row.get("organisation_id") else None
    if row["kind"] == "organisation" and organisation is None:
        raise Unfit("bad-correction", "organisation_id", "is needed for an organisation")
    role = row.get("role")
    return StakeholderClaim(
        rule=BY_HAND,
        passage=place,
        kind=str(row["kind"]),
        name=str(row["name"]),
        organisation=organisation,
        role=None if role is None else str(role),
        relations=tuple(str(row["relation"]).split(";")),
    )


_CLAIMS: Mapping[str, Callable[[Passage, Row], Claim]] = {
    "ratings": _rating,
    "disruptions": _disruption,
    "stakeholders": _stakeholder,
}
