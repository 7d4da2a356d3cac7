"""The table `quarantine`: what was not published, and why."""

from __future__ import annotations

from pandera.typing import Series

from schemas import fields, shared


class Quarantine(fields.Row):
    """One row for each rejected row, claim or file."""

    table: Series[str] = fields.code("Table", "The table the row was meant for.", "table")
    document_id: Series[str] = fields.text(
        "Document",
        "The document it came from; empty where that is unknown. The document need not be in `documents`: it may be "
        "what was rejected.",
        nullable=True,
        pattern=fields.NAME,
    )
    reason: Series[str] = fields.code("Reason", "Why it was not published.", "quarantine-reason")
    column: Series[str] = fields.text(
        "Column", "The column that was wrong; empty where it is not one column.", nullable=True
    )
    value: Series[str] = fields.json_text("Value", "What was wrong, as JSON.", nullable=True)
    quote: Series[str] = fields.json_text("Passage", "The passage it was read from, as JSON.", nullable=True)
    row: Series[str] = fields.json_text("Row", "The whole row as it would have been published, as JSON.", nullable=True)
    first_release: Series[str] = shared.first_release()

    class Config:
        title = "Quarantine"
        description = "Rows and files that were rejected, and why; none of them is in another table."
