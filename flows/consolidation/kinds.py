"""What people may decide about each kind of fact: the one place in consolidation where a new kind is registered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flows.consolidation import disruptions, ratings, stakeholders
from flows.consolidation.facts import Row
from flows.extraction.claims import TABLE_OF, Claim, DisruptionClaim, Passage, RatingClaim, StakeholderClaim


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of claim, and what people may decide about them.

    How facts are made of claims stands in `sql/`. `by_hand` is the claim that a person makes with a row, of which
    nothing is missing that may not be empty; it raises `Unfit`.

    `identity` is what a row is about, as its identifier says it: not amended but rejected, and the right one added.
    `value` is what it says of that; where passages claim some of this, another value contradicts them (`claimed`).
    `told_apart_by` is what an identifier has beside what the row is about. `completed` is a row with what follows from
    its other cells.
    """

    by_hand: Callable[[Passage, Row], Claim]
    identity: tuple[str, ...]
    value: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()
    told_apart_by: Callable[[Row], str | None] = lambda row: None
    completed: Callable[[Row], Row] = lambda row: row


KINDS: Mapping[str, Kind] = {
    TABLE_OF[RatingClaim]: Kind(
        ratings.by_hand,
        identity=("body_id", "body", "body_kind", "area", "historic", "report_published_on"),
        value=("grade",),
        claimed=("grade",),
        told_apart_by=ratings.told_apart_by,
        completed=ratings.completed,
    ),
    TABLE_OF[DisruptionClaim]: Kind(
        disruptions.by_hand,
        identity=("body_id", "body", "threats", "measure", *disruptions.PARTS, "period_start", "period_end"),
        value=disruptions.FIGURE,
        claimed=disruptions.NUMBERS,
        told_apart_by=disruptions.told_apart_by,
        completed=disruptions.completed,
    ),
    TABLE_OF[StakeholderClaim]: Kind(
        stakeholders.by_hand, identity=("name", "kind", "organisation_id", "organisation")
    ),
}
