"""The table `stakeholders`: people and organisations that have a part in what documents report."""

from __future__ import annotations

import pandas as pd
from pandera.typing import Series

from schemas import fields, shared


class Stakeholders(fields.Row):
    """One row for each person or organisation."""

    stakeholder_id: Series[str] = fields.key(
        "Stakeholder",
        "Identifier of the row: for an organisation its `body_id`, for a person the name and the organisation, as in "
        "`jane-doe.emsou`.",
    )
    name: Series[str] = fields.text("Name", "Full name of the person or organisation.")
    kind: Series[str] = fields.code("Kind", "Person or organisation.", "stakeholder-kind")
    role: Series[str] = fields.text_list(
        "Role", "Ranks and roles the documents give the person, spelled out, united over all documents.", nullable=True
    )
    organisation_id: Series[str] = fields.text(
        "Organisation",
        "Identifier of the organisation the person belongs to, or of the organisation itself; a row of `bodies`. A "
        "commissioner belongs to their office.",
        nullable=True,
        pattern=fields.NAME,
    )
    organisation: Series[str] = fields.text("Organisation name", "Name of that organisation.", nullable=True)
    relation: Series[str] = fields.code_list(
        "Relation",
        "The parts the person or organisation has in what is reported, united over all documents.",
        "relation",
    )
    quoted: Series[pd.BooleanDtype] = fields.flag("Quoted", "Whether a document quotes words of theirs.")
    quotation_count: Series[pd.Int64Dtype] = fields.whole(
        "Quotations",
        "Number of quotation blocks with their words. A block that runs over several paragraphs, or is interrupted, "
        "counts once; each block is a row of `evidence`, and so is each further part of an interrupted one.",
    )
    mention_count: Series[pd.Int64Dtype] = fields.whole(
        "Mentions", "Number of passages that name or mean them; each is a row of `evidence`.", minimum=1
    )
    corrected: Series[str] = shared.corrected()
    confidence: Series[pd.Float64Dtype] = shared.confidence()
    document_count: Series[pd.Int64Dtype] = shared.document_count()
    document_id: Series[str] = shared.document_id()
    source_url: Series[str] = shared.source_url()
    quote: Series[str] = shared.quote()
    first_release: Series[str] = shared.first_release()
    changed_release: Series[str] = shared.changed_release()

    class Config:
        title = "Stakeholders"
        description = (
            "A person or organisation with a part in what is reported: inspected, inspecting, quoted or named."
        )
        unique = "stakeholder_id"

    @fields.row_check("quotation_count", "does not agree with quoted")
    def quoted_means_quotations(cls, frame: pd.DataFrame) -> pd.Series:  # noqa: N805
        return fields.equal(frame["quoted"], frame["quotation_count"] > 0)

    @fields.row_check("organisation", "is filled where organisation_id is not, or the other way round")
    def organisation_has_name(cls, frame: pd.DataFrame) -> pd.Series:  # noqa: N805
        return fields.both_or_neither(frame["organisation_id"], frame["organisation"])
