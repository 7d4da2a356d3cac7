"""What people may say about grades: by hand a claim, of a row what follows from it."""

from __future__ import annotations

from typing import Any

from flows.consolidation.corrections import known_body
from flows.consolidation.facts import Row
from flows.extraction.claims import Passage, RatingClaim
from schemas.evidence import BY_HAND
from schemas.vocabularies import grade_ranks


def by_hand(place: Passage, row: Row) -> RatingClaim:
    """The claim of a person that a body has a grade. Raises `Unfit`."""
    given: dict[str, Any] = dict(row)
    return RatingClaim(rule=BY_HAND, passage=place, body=known_body(given.pop("body_id")), **given)


def told_apart_by(row: Row) -> str | None:
    """An earlier grade, which is in the identifier."""
    return str(row["grade"]) if row["historic"] else None


def completed(row: Row) -> Row:
    """The row with the rank of its grade."""
    return {**row, "grade_rank": grade_ranks().get(str(row["grade"]))}
