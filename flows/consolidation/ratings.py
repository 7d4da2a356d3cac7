"""Claims about grades -> rows of `ratings`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from flows.consolidation.claimed import TEXT, Claimed, flags_of, joined, replaced
from flows.consolidation.corrections import known_body
from flows.consolidation.facts import PLACE, Columns, Facts, Row, best_first, evidence
from flows.extraction.claims import Passage, RatingClaim
from schemas.evidence import BY_HAND
from schemas.numbered import Flags, Numbers, order_of, ranks, starts
from schemas.vocabularies import grade_ranks

# The months in which the seasons of dates begin.
_SEASONS = {"21": "03", "22": "06", "23": "09", "24": "12"}


def rating_ids(claims: Claimed) -> pa.Array:
    """`body.area.month-of-report`; without that month the document stands for the inspection, and an earlier grade
    that the document looks back on is told apart by itself."""
    month = pc.utf8_slice_codeunits(claims["report_published_on"], 0, len("2023-03"))
    when = pc.coalesce(month, joined("undated-", claims.document_ids()))
    grade = joined(".earlier-", pc.replace_substring(claims["grade"], " ", "-"))
    earlier = pc.if_else(claims["historic"], grade, pa.scalar("", TEXT))
    return joined(claims["body_id"], ".", claims["area"], ".", when, earlier)


def rating_rows(claims: Claimed) -> tuple[pa.Table, Columns]:
    """(rows of `ratings`, the evidence for them), both in order of identifier."""
    facts = best_first(claims, rating_ids(claims))
    supports = facts.claims.columns["grade"] == _standing_grades(facts)[facts.fact]
    rows = _rows(facts.only(supports), conflicting=facts.some(~supports))
    return rows, evidence("ratings", facts, supports)


def _standing_grades(facts: Facts) -> Numbers:
    """The number of the grade of each fact that stands where claims contradict each other.

    Grades are ranked by whether a primary source gives them, whether any passage says them outright, then by how many
    documents and how many passages do, then by the earliest document and place, then by the better grade.
    """
    cells = facts.claims.columns
    standing = cells["grade"][starts(facts.fact)]
    which = np.flatnonzero(facts.some(cells["grade"] != standing[facts.fact])[facts.fact])
    contested = {name: cells[name][which] for name in ("grade", "primary", "inferred", "document")}
    ranked = facts.claims.told("grade", lambda grade: grade_ranks()[str(grade)], int)
    claims = pd.DataFrame(
        {**contested, "fact": facts.fact[which], "place": _places(facts)[which], "rank": ranked[which]}
    )
    given = claims.groupby(["fact", "grade"], as_index=False).agg(
        primary=("primary", "any"),
        inferred=("inferred", "all"),
        documents=("document", "nunique"),
        passages=("place", "nunique"),
        place=("place", "first"),
        rank=("rank", "first"),  # one passage may give two grades: then always the same one stands
    )
    given = given.sort_values(
        ["fact", "primary", "inferred", "documents", "passages", "place", "rank"],
        ascending=[True, False, True, False, False, True, True],
    )
    best = given.drop_duplicates("fact")
    standing[best["fact"]] = best["grade"]
    return standing


def _places(facts: Facts) -> Numbers:
    """Numbers of the passages of claims, in order of when and where they stand."""
    keys = [facts.claims.columns[name] for name in ("published", *PLACE)]
    order = order_of(*keys)
    numbers = np.empty_like(order)
    numbers[order] = np.cumsum(starts(*(key[order] for key in keys)))
    return numbers


def _rows(supporting: Facts, conflicting: Flags) -> pa.Table:
    count = len(supporting)
    grade = supporting.first("grade")
    ranked = grade_ranks()
    return pa.table(
        {
            "rating_id": supporting.ids,
            **{name: supporting.first(name) for name in ("body_id", "body", "body_kind")},
            **{name: supporting.first_filled(name) for name in ("inspectorate", "programme")},
            "area": supporting.first("area"),
            "area_text": supporting.first_filled("area_text"),
            "grade": grade,
            "grade_rank": pa.array([ranked[each] for each in grade.to_pylist()], pa.int64()),
            **{name: supporting.longest(name) for name in ("report_published_on", "inspected_in")},
            "historic": supporting.first("historic"),
            "current": pa.array(np.zeros(count, dtype=bool)),
            "conflicting": pa.array(conflicting),
            "corrected": pa.nulls(count, TEXT),
            **supporting.provenance(),
            "passage_count": pa.array(supporting.different(*PLACE)),
        }
    )


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


def with_current(rows: pa.Table) -> pa.Table:
    """The rows with the newest dated rating of each body and area marked, once they are final; no earlier or undated
    one is."""
    days = rows["report_published_on"]
    for season, month in _SEASONS.items():
        days = pc.replace_substring_regex(days, f"^([0-9]{{4}})-{season}$", rf"\1-{month}")
    day, historic = ranks(days), flags_of(rows["historic"])
    dated = np.flatnonzero((day >= 0) & ~historic)
    body, area = (ranks(rows[name])[dated] for name in ("body_id", "area"))
    order = order_of(body, area, -day[dated])
    current = np.zeros(len(rows), dtype=bool)
    current[dated[order[starts(body[order], area[order])]]] = True
    return replaced(rows, "current", pa.array(current))
