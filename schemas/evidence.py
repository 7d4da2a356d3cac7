"""The table `evidence`: the passages behind every row."""

from __future__ import annotations

import pandas as pd
from pandera.typing import Series

from schemas import fields, shared

# The rule of passages that a person gave in a correction.
BY_HAND = "correction"
# The rule of claims that a judge decided; each has a probability of its own.
JUDGED = "linked"
# How the names of rules that read quotations end: of a rule for the first part of a quotation block, and of a rule for
# a further part of the same block.
QUOTATION = "-quotation"
GOES_ON = "-quotation-goes-on"


class Evidence(fields.Row):
    """One row for each passage of a fact."""

    evidence_id: Series[str] = fields.made_key(
        "Evidence", "Identifier of the row: `table:row_id@document_id:start-end`."
    )
    table: Series[str] = fields.code("Table", "The table that holds the row this passage speaks of.", "table")
    row_id: Series[str] = fields.text("Row", "Key of that row in the table named by `table`.", pattern=fields.NAME)
    document_id: Series[str] = fields.text(
        "Document", "Identifier of the document that holds the passage; a row of `documents`.", pattern=fields.NAME
    )
    start: Series[pd.Int64Dtype] = fields.whole(
        "Start",
        "Where the passage starts in the document's text, counted in Unicode code points from 0. The text is the file "
        "decoded, with line ends as LF, no byte order mark, and control characters replaced by U+FFFD.",
    )
    end: Series[pd.Int64Dtype] = fields.whole(
        "End", "Where the passage ends: the offset just after its last code point.", minimum=1
    )
    quote: Series[str] = fields.text(
        "Passage", "The passage, word for word: `text[start:end]` of the document. May run over several lines."
    )
    rule: Series[str] = fields.text(
        "Rule",
        "Name of the extraction rule that read the passage. Of stakeholders, a rule that ends in `-quotation` read "
        "a block of quotation, one that ends in `-quotation-goes-on` a further part of the same block, and any other a "
        "mention.",
        pattern=fields.NAME,
    )
    confidence: Series[pd.Float64Dtype] = shared.confidence()
    supports: Series[pd.BooleanDtype] = fields.flag(
        "Supports", "True where the passage supports the row, false where it contradicts it."
    )

    class Config:
        title = "Evidence"
        description = "The passage behind a row; many per row, and every counted mention is one."
        unique = "evidence_id"

    @fields.row_check("evidence_id", "is not made of the cells that it names")
    def identified_by_place(cls, frame: pd.DataFrame) -> pd.Series:  # noqa: N805
        fact, place = (frame["table"], ":", frame["row_id"]), (frame["document_id"], ":", frame["start"])
        return fields.made_of(frame["evidence_id"], *fact, "@", *place, "-", frame["end"])

    @fields.row_check("quote", "is not as long as end - start", reason="quote-mismatch")
    def as_long_as_offsets(cls, frame: pd.DataFrame) -> pd.Series:  # noqa: N805
        return fields.equal(frame["quote"].str.len().astype("Int64"), frame["end"] - frame["start"])
