"""The table `disruptions`: figures about disruptions of crime."""

from __future__ import annotations

import pandas as pd
from pandera.typing import Series

from schemas import fields, shared


class Disruptions(fields.Row):
    """One row for each figure."""

    disruption_id: Series[str] = fields.key(
        "Disruption figure",
        "Identifier of the row: body, measure, threats, period and, where given, lead, level, strand and operation. "
        "Figures alike in all of these are told apart by the figure itself.",
    )
    body_id: Series[str] = shared.body_id()
    body: Series[str] = fields.text("Body name", "Name of the body whose disruptions are counted.")
    threats: Series[str] = fields.code_list(
        "Threats", "The crime threats the figure covers, as codes; `all` where it covers every threat.", "threat"
    )
    threats_text: Series[str] = fields.text(
        "Threats in the document's words",
        "How the document words the threats; empty where they are implied.",
        nullable=True,
    )
    measure: Series[str] = fields.code(
        "Measure",
        "What is counted: disruptions (each time a criminal or group is kept from operating as before), groups that "
        "were disrupted, the share of either, or a rate of disruptions.",
        "measure",
    )
    count: Series[pd.Int64Dtype] = fields.whole(
        "Count",
        "The number the document gives; 0 where it says that there were none; empty where it gives no number.",
        nullable=True,
    )
    qualifier: Series[str] = fields.code(
        "Qualifier", "How the document hedges the figure: `exact`, `about`, `over` and so on.", "qualifier"
    )
    share_percent: Series[pd.Float64Dtype] = fields.number(
        "Share in per cent",
        "The share of all disruptions or groups, 0 to 100, as rounded by the document.",
        maximum=100,
    )
    rate: Series[pd.Float64Dtype] = fields.number("Rate", "The rate the document gives, per `rate_unit`.")
    rate_unit: Series[str] = fields.code("Unit of the rate", "What the rate is per.", "rate-unit", nullable=True)
    implied_total_min: Series[pd.Int64Dtype] = fields.whole(
        "Implied total, least",
        "The smallest whole total for which the count is the rounded share: 128 at 24 per cent means 523 to 544. "
        "Empty without both a count and a share.",
        nullable=True,
    )
    implied_total_max: Series[pd.Int64Dtype] = fields.whole(
        "Implied total, most", "The largest whole total for which the count is the rounded share.", nullable=True
    )
    level: Series[str] = fields.code(
        "Level", "How serious the document says the disruption was for the criminals.", "level", nullable=True
    )
    strand: Series[str] = fields.code(
        "Strand",
        "The strand of the government's serious and organised crime strategy: pursue (prosecute and disrupt), prevent "
        "(keep people from getting drawn in), protect (against crime) or prepare (reduce its impact).",
        "strand",
        nullable=True,
    )
    lead: Series[str] = fields.code(
        "Lead", "Whether the body led the disruption or supported another in it.", "lead", nullable=True
    )
    operation: Series[str] = fields.text(
        "Operation", "Name of the police operation the figure belongs to.", nullable=True
    )
    period_start: Series[str] = fields.day(
        "Period from", "First day, month or year of the period counted.", seasons=False
    )
    period_end: Series[str] = fields.day(
        "Period to", "Last day, month or year of the period counted, inclusive.", seasons=False
    )
    period_text: Series[str] = fields.text(
        "Period in the document's words", "How the document words the period; empty where it gives none.", nullable=True
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
        title = "Disruptions"
        description = "One figure about disruptions of crime: a count, a share or a rate, of a body in a period."
        unique = "disruption_id"

    @fields.row_check("period_end", "is before period_start")
    def period_in_order(cls, frame: pd.DataFrame) -> pd.Series:  # noqa: N805
        return fields.not_after(frame["period_start"], frame["period_end"])

    @fields.row_check("implied_total_max", "is less than implied_total_min")
    def totals_in_order(cls, frame: pd.DataFrame) -> pd.Series:  # noqa: N805
        return fields.in_order(frame["implied_total_min"], frame["implied_total_max"])

    @fields.row_check("implied_total_min", "is less than the count it holds")
    def total_holds_count(cls, frame: pd.DataFrame) -> pd.Series:  # noqa: N805
        return fields.in_order(frame["count"], frame["implied_total_min"])

    @fields.row_check("implied_total_max", "is filled where implied_total_min is not, or the other way round")
    def totals_together(cls, frame: pd.DataFrame) -> pd.Series:  # noqa: N805
        return fields.both_or_neither(frame["implied_total_min"], frame["implied_total_max"])

    @fields.row_check("implied_total_min", "has no count and share to follow from")
    def totals_follow(cls, frame: pd.DataFrame) -> pd.Series:  # noqa: N805
        return frame["implied_total_min"].isna() | (frame["count"].notna() & frame["share_percent"].notna())

    @fields.row_check("rate_unit", "is filled where rate is not, or the other way round")
    def rate_has_unit(cls, frame: pd.DataFrame) -> pd.Series:  # noqa: N805
        return fields.both_or_neither(frame["rate"], frame["rate_unit"])

    @fields.row_check("count", "is empty, and so are share_percent and rate: the row has no figure")
    def has_a_figure(cls, frame: pd.DataFrame) -> pd.Series:  # noqa: N805
        return frame[["count", "share_percent", "rate"]].notna().any(axis=1)
