"""What people may decide about each kind of fact: the one place in consolidation where a new kind is registered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flows.consolidation import disruptions
from flows.consolidation.corrections import Unfit, known_body
from flows.consolidation.facts import Row
from flows.extraction.claims import TABLE_OF, Claim, DisruptionClaim, Passage, RatingClaim, StakeholderClaim
from schemas.evidence import BY_HAND
from schemas.vocabularies import SEPARATOR, grade_ranks


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of claim, and what people may decide about them.

    How facts are made of claims stands in `sql/`. `by_hand` is the claim that a person makes with a row, of which
    nothing is missing that may not be empty; it raises `Unfit`.

    `identity` is what a row is about, as its identifier says it: not amended but rejected, and the right one added.
    `value` is what it says of that; where passages claim some of this, another value contradicts them (`claimed`).
    `id_suffix` is what an identifier has beside what the row is about. `completed` is a row with what follows from
    its other cells.
    """

    by_hand: Callable[[Passage, Row], Claim]
    identity: tuple[str, ...]
    value: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()
    id_suffix: Callable[[Row], str | None] = lambda row: None
    completed: Callable[[Row], Row] = lambda row: row


def _rating(place: Passage, row: Row) -> RatingClaim:
    given: dict[str, Any] = dict(row)
    return RatingClaim(rule=BY_HAND, passage=place, body=known_body(given.pop("body_id")), **given)


def _disruption(place: Passage, row: Row) -> DisruptionClaim:
    if all(row[column] is None for column in disruptions.NUMBERS):
        raise Unfit("bad-correction", "count", "is needed, or share_percent or rate")
    if (row["rate"] is None) != (row["rate_unit"] is None):
        raise Unfit("bad-correction", "rate_unit", "is needed with a rate, and only there")
    given: dict[str, Any] = {**row, "threats": tuple(str(row["threats"]).split(SEPARATOR))}
    return DisruptionClaim(rule=BY_HAND, passage=place, body=known_body(given.pop("body_id")), **given)


def _stakeholder(place: Passage, row: Row) -> StakeholderClaim:
    given: dict[str, Any] = dict(row)
    body_id, relations = given.pop("organisation_id"), tuple(given.pop("relation").split(SEPARATOR))
    organisation = known_body(body_id) if body_id else None
    if row["kind"] == "organisation" and organisation is None:
        raise Unfit("bad-correction", "organisation_id", "is needed for an organisation")
    return StakeholderClaim(rule=BY_HAND, passage=place, organisation=organisation, relations=relations, **given)


KINDS: Mapping[str, Kind] = {
    TABLE_OF[RatingClaim]: Kind(
        _rating,
        identity=("body_id", "body", "body_kind", "area", "historic", "report_published_on"),
        value=("grade",),
        claimed=("grade",),
        id_suffix=lambda row: str(row["grade"]) if row["historic"] else None,
        completed=lambda row: {**row, "grade_rank": grade_ranks().get(str(row["grade"]))},
    ),
    TABLE_OF[DisruptionClaim]: Kind(
        _disruption,
        identity=("body_id", "body", "threats", "measure", *disruptions.PARTS, "period_start", "period_end"),
        value=disruptions.FIGURE,
        claimed=disruptions.NUMBERS,
        id_suffix=disruptions.id_suffix,
        completed=disruptions.completed,
    ),
    TABLE_OF[StakeholderClaim]: Kind(_stakeholder, identity=("name", "kind", "organisation_id", "organisation")),
}
