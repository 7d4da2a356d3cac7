"""How facts are made of each kind of claim: the one place in consolidation where a new kind is registered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from flows.consolidation import disruptions, ratings, stakeholders
from flows.consolidation.claimed import Claimed
from flows.consolidation.facts import Columns, Row
from flows.entries import TABLE_OF
from flows.extraction.claims import Claim, DisruptionClaim, Passage, RatingClaim, StakeholderClaim


@dataclass(frozen=True, slots=True)
class Kind:
    """How facts are made of one kind of claim, and what people may decide about them.

    `ids` are the identifiers of what claims state, `rows` the facts with the evidence for them, `by_hand` the claim
    that a person makes with a row, of which nothing is missing that may not be empty; it raises `Unfit`.

    `identity` is what a row is about, as its identifier says it: not amended but rejected, and the right one added.
    `value` is what it says of that; where passages claim some of this, another value contradicts them (`claimed`).
    `told_apart_by` is what an identifier has beside what the row is about. `completed` is a row with what follows from
    its other cells, `settled` are all rows with what follows from each other, when they are as they will be.
    """

    claim: type[Claim]
    ids: Callable[[Claimed], pa.Array]
    rows: Callable[[Claimed], tuple[pa.Table, Columns]]
    by_hand: Callable[[Passage, Row], Claim]
    identity: tuple[str, ...]
    value: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()
    told_apart_by: Callable[[Row], str | None] = lambda row: None
    completed: Callable[[Row], Row] = lambda row: row
    settled: Callable[[pa.Table], pa.Table] = lambda rows: rows


_ALL = (
    Kind(
        RatingClaim,
        ratings.rating_ids,
        ratings.rating_rows,
        ratings.by_hand,
        identity=("body_id", "body", "body_kind", "area", "historic", "report_published_on"),
        value=("grade",),
        claimed=("grade",),
        told_apart_by=ratings.told_apart_by,
        completed=ratings.completed,
        settled=ratings.with_current,
    ),
    Kind(
        DisruptionClaim,
        disruptions.disruption_ids,
        disruptions.disruption_rows,
        disruptions.by_hand,
        identity=("body_id", "body", "threats", "measure", *disruptions.PARTS, "period_start", "period_end"),
        value=disruptions.FIGURE,
        claimed=disruptions.NUMBERS,
        told_apart_by=disruptions.told_apart_by,
        completed=disruptions.completed,
        settled=disruptions.with_misfits,
    ),
    Kind(
        StakeholderClaim,
        stakeholders.stakeholder_ids,
        stakeholders.stakeholder_rows,
        stakeholders.by_hand,
        identity=("name", "kind", "organisation_id", "organisation"),
    ),
)
KINDS: Mapping[str, Kind] = {TABLE_OF[kind.claim]: kind for kind in _ALL}
