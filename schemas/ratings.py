"""The table `ratings`: grades that inspectorates gave."""

from __future__ import annotations

import pandas as pd
from pandera.typing import Series

from schemas import fields, shared
from schemas.vocabularies import grade_ranks


class Ratings(fields.Row):
    """One row for each body, area and inspection."""

    rating_id: Series[str] = fields.key(
        "Rating",
        "Identifier of the row: body, area and month of the report, as in "
        "`emsou.serious-and-organised-crime.2023-03`. Without a known report date it ends in `undated-` and the "
        "document. It does not change when unrelated documents are added.",
    )
    body_id: Series[str] = shared.body_id()
    body: Series[str] = fields.text("Body name", "Name of the body that was graded.")
    body_kind: Series[str] = fields.code("Kind of body", "What kind of organisation the body is.", "body-kind")
    inspectorate: Series[str] = fields.text(
        "Inspectorate",
        "Who gave the grade, by its usual acronym; empty where the document does not say.",
        nullable=True,
    )
    programme: Series[str] = fields.text(
        "Programme",
        "The inspection programme the grade belongs to, as the inspectorate numbers its rounds; empty where unknown.",
        nullable=True,
    )
    area: Series[str] = fields.code(
        "Area",
        "The question or theme that was graded, as a code shared by all programmes; `other` where no code fits. "
        "`overall` is a grade for the body as a whole.",
        "area",
    )
    area_text: Series[str] = fields.text(
        "Area in the document's words",
        "How the document words the area; empty where it is only implied.",
        nullable=True,
    )
    grade: Series[str] = fields.code(
        "Grade",
        "The grade given. The inspectorate's scale is outstanding, good, adequate, requires improvement, inadequate; "
        "`adequate` exists only since the 2021/22 programme.",
        "grade",
    )
    grade_rank: Series[pd.Int64Dtype] = fields.whole(
        "Rank of the grade",
        "The grade as a number, 1 (outstanding) to 5 (inadequate), for sorting. The older scale of four grades has no "
        "rank 3.",
        minimum=1,
        maximum=5,
    )
    report_published_on: Series[str] = fields.day(
        "Report published",
        "When the report with this grade was published, as exactly as the document tells (EDTF level 1).",
    )
    inspected_in: Series[str] = fields.day(
        "Inspected",
        "When the inspection took place, as exactly as the document tells (EDTF level 1; `2022-21` is spring 2022).",
    )
    historic: Series[pd.BooleanDtype] = fields.flag(
        "Historic", "Whether the document itself gives this as an earlier grade."
    )
    current: Series[pd.BooleanDtype] = fields.flag(
        "Current",
        "Whether this is the newest rating of its body and area in this release, by `report_published_on`. One without "
        "that date never is, nor one that a document gives as an earlier grade (`historic`), even where no other is "
        "known: the grade that took its place may be in a document that was not read. So an area may have none.",
    )
    conflicting: Series[pd.BooleanDtype] = shared.conflicting()
    corrected: Series[str] = shared.corrected()
    confidence: Series[pd.Float64Dtype] = shared.confidence()
    document_count: Series[pd.Int64Dtype] = shared.document_count()
    passage_count: Series[pd.Int64Dtype] = shared.passage_count()
    document_id: Series[str] = shared.document_id()
    source_url: Series[str] = shared.source_url()
    quote: Series[str] = shared.quote()
    first_release: Series[str] = shared.first_release()
    changed_release: Series[str] = shared.changed_release()

    class Config:
        title = "Ratings"
        description = "A body's grade in one area of one inspection."
        unique = "rating_id"

    @fields.row_check("grade_rank", "is not the rank of the grade")
    def rank_of_grade(cls, frame: pd.DataFrame) -> pd.Series:  # noqa: N805
        ranks = frame["grade"].map(grade_ranks().get).astype("Int64")
        return fields.equal(frame["grade_rank"], ranks)
