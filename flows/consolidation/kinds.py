"""Define for each kind of fact what people may decide about it. A new kind of fact is registered here."""

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
    """One kind of fact, and what people may decide about it. How facts are made of claims is defined in `sql/`.

    - `by_hand`: makes the claim of a passage and a row that a person added, in which all required cells are filled.
      Raises `Unfit`.
    - `identity`: the columns that say what a row is about, and that make its identifier. They cannot be amended: the
      row must be rejected, and the right one added.
    - `value`: the columns that say what the fact is. `claimed` are those of them that passages state, so that passages
      contradict an amended value.
    - `id_suffix`: returns the value at the end of a row's identifier, or None if the identifier has none.
    - `completed`: returns a row with the cells filled in that are computed from other cells.
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
