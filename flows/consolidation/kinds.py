"""Define for each kind of fact what people may decide about it. A new kind of fact is registered here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flows.consolidation import disruptions
from flows.consolidation.facts import Row
from schemas.vocabularies import grade_ranks


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fact, and what people may decide about it. How facts are made of claims is defined in `sql/`.

    - `identity`: the columns that say what a row is about, and that make its identifier. They cannot be amended: the
      row must be rejected, and the right one added.
    - `value`: the columns that say what the fact is. `claimed` are those of them that passages state, so that passages
      contradict an amended value.
    - `lacking`: returns a column of a row that a person added, and what is wrong with it, or None. All columns that
      must never be empty are filled in this row.
    - `id_suffix`: returns the value at the end of a row's identifier, or None if the identifier has none.
    - `completed`: returns a row with the cells filled in that are computed from other cells.
    """

    identity: tuple[str, ...]
    value: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()
    lacking: Callable[[Row], tuple[str, str] | None] = lambda row: None
    id_suffix: Callable[[Row], str | None] = lambda row: None
    completed: Callable[[Row], Row] = lambda row: row


def _organisation(row: Row) -> tuple[str, str] | None:
    nameless = row["kind"] == "organisation" and not row["organisation_id"]
    return ("organisation_id", "is needed for an organisation") if nameless else None


KINDS: Mapping[str, Kind] = {
    "ratings": Kind(
        identity=("body_id", "body", "body_kind", "area", "historic", "report_published_on"),
        value=("grade",),
        claimed=("grade",),
        id_suffix=lambda row: str(row["grade"]) if row["historic"] else None,
        completed=lambda row: {**row, "grade_rank": grade_ranks().get(str(row["grade"]))},
    ),
    "disruptions": Kind(
        identity=("body_id", "body", "threats", "measure", *disruptions.PARTS, "period_start", "period_end"),
        value=disruptions.FIGURE,
        claimed=disruptions.NUMBERS,
        lacking=disruptions.lacking,
        id_suffix=disruptions.id_suffix,
        completed=disruptions.completed,
    ),
    "stakeholders": Kind(identity=("name", "kind", "organisation_id", "organisation"), lacking=_organisation),
}
