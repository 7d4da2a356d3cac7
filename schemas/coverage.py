"""The table `coverage`: for each body, area and year, whether there is a grade, only a mention or no document."""

from __future__ import annotations

import pandas as pd
from pandera.typing import Series

from schemas import fields, shared


class Coverage(fields.Row):
    """One row for each body, area and year."""

    coverage_id: Series[str] = fields.made_key(
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
        "the body and give no dated grade in this area. `no-document`: no document of this year names the body, and "
        "nothing follows from there being no grade.",
        "coverage-status",
    )
    rating_count: Series[pd.Int64Dtype] = fields.whole(
        "Ratings", "Number of ratings of the body in this area from reports of this year."
    )
    document_count: Series[pd.Int64Dtype] = fields.whole(
        "Documents",
        "Number of documents that name the body and are of this year: published then, or giving the body a grade from "
        "a report published then. A document without a date is of the year of the newest report that it gives a grade "
        "from.",
    )

    class Config:
        title = "Coverage"
        description = (
            "What is known of each police force, regional unit and fire service of this release in each area and year: "
            "graded, not mentioned, or no document. Ratings without a dated report are in no year."
        )
        unique = "coverage_id"

    @fields.row_check("coverage_id", "is not made of the cells that it names")
    def identified_by_year(cls, frame: pd.DataFrame) -> pd.Series:  # noqa: N805
        return fields.made_of(frame["coverage_id"], frame["body_id"], ".", frame["area"], ".", frame["year"])

    @fields.row_check("status", "does not agree with the counts")
    def status_of_counts(cls, frame: pd.DataFrame) -> pd.Series:  # noqa: N805
        right = [status(*counts) for counts in zip(frame["rating_count"], frame["document_count"], strict=True)]
        return fields.equal(frame["status"], pd.Series(right, index=frame.index, dtype="str"))


def status(rating_count: int, document_count: int) -> str:
    """Return the status that follows from the numbers of ratings and documents."""
    return "graded" if rating_count else "not-mentioned" if document_count else "no-document"
