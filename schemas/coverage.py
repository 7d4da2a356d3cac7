"""The table `coverage`: what is known of a body, area and year, so that absence is never read as zero."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
from pandera.typing import Series

from schemas import fields, shared

Passage = tuple[str, str, str]


class Coverage(fields.Row):
    """One row for each body, area and year."""

    coverage_id: Series[str] = fields.key(
        "Coverage", "Identifier of the row: body, area and year, as in `emsou.serious-and-organised-crime.2023`."
    )
    body_id: Series[str] = shared.body_id()
    area: Series[str] = fields.code(
        "Area",
        "An area that the body's inspection programmes of that year grade, or that it was graded in anyway.",
        "area",
    )
    year: Series[pd.Int64Dtype] = fields.whole("Year", "The year, from the oldest to the newest dated document.")
    status: Series[str] = fields.code(
        "Status",
        "`graded`: a grade from a report of this year is in `ratings`. `not-mentioned`: documents of this year name "
        "the body and give no grade in this area. `no-document`: no document of this year names the body, and nothing "
        "follows from there being no grade.",
        "coverage-status",
    )
    rating_count: Series[pd.Int64Dtype] = fields.whole(
        "Ratings", "Number of ratings of the body in this area from reports of this year."
    )
    document_count: Series[pd.Int64Dtype] = fields.whole(
        "Documents",
        "Number of documents that name the body and are of this year: published then, or giving a grade from a report "
        "published then.",
    )

    class Config:
        title = "Coverage"
        description = (
            "What is known of each police force, regional unit and fire service of this release in each area and year: "
            "graded, not mentioned, or no document. Ratings without a dated report are in no year."
        )
        unique = "coverage_id"

    @fields.row_check("status", "does not agree with the counts")
    def status_of_counts(cls, frame: pd.DataFrame) -> pd.Series:  # noqa: N805
        right = [status(*counts) for counts in zip(frame["rating_count"], frame["document_count"], strict=True)]
        return fields.equal(frame["status"], pd.Series(right, index=frame.index, dtype="str"))


def status(rating_count: int, document_count: int) -> str:
    """What the counts of ratings and documents mean."""
    return "graded" if rating_count else "not-mentioned" if document_count else "no-document"


@dataclass(frozen=True, slots=True)
class Known:
    """How many ratings there are of (body, area, year), and how many documents of (body, year)."""

    ratings: Counter[tuple[str, str, int]]
    documents: Counter[tuple[str, int]]


def known(
    dated: Iterable[tuple[str, str, str, str]],
    about: Iterable[Passage],
    passages: Iterable[Passage],
    published: Iterable[tuple[str, str]],
) -> Known:
    """Count what is known, from plain cells.

    `dated`: (rating_id, body_id, area, report_published_on) of ratings with a date. `about`: (table, key, body_id) of
    facts with a body. `passages`: (table, row_id, document_id) of supporting evidence. `published`: (document_id,
    published_on) of documents with a date.
    """
    ratings: Counter[tuple[str, str, int]] = Counter()
    reports: dict[str, int] = {}
    for rating_id, body_id, area, day in dated:
        reports[rating_id] = int(day[:4])
        ratings[body_id, area, int(day[:4])] += 1
    bodies = {(table, key): body_id for table, key, body_id in about}
    years: dict[str, set[int]] = defaultdict(set)
    for document_id, day in published:
        years[document_id].add(int(day[:4]))
    named: dict[str, set[str]] = defaultdict(set)
    for table, row_id, document_id in passages:
        if table == "ratings" and row_id in reports:
            years[document_id].add(reports[row_id])
        if (table, row_id) in bodies:
            named[document_id].add(bodies[table, row_id])
    documents = Counter((body_id, year) for each in named for body_id in named[each] for year in years[each])
    return Known(ratings, documents)
