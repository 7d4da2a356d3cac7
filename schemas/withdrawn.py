"""The table `withdrawn`: identifiers of rows of earlier releases that are gone, with their successors."""

from __future__ import annotations

from pandera.typing import Series

from schemas import fields, shared


class Withdrawn(fields.Row):
    """One row for each identifier that was published once and is not in its table now."""

    withdrawn_id: Series[str] = fields.key("Withdrawn row", "Identifier of this row: table and key, joined by a colon.")
    table: Series[str] = fields.code("Table", "The table the row was in.", "table")
    row_id: Series[str] = fields.text("Row", "Key of the row.", pattern=fields.NAME)
    reason: Series[str] = fields.code("Reason", "Why it is no longer there.", "change-cause")
    successor: Series[str] = fields.text(
        "Successor",
        "Key of the row of the same table that stands for it now, such as the dated rating of an undated one; empty "
        "where there is none. It may have been withdrawn since and then has a successor of its own.",
        nullable=True,
        pattern=fields.NAME,
    )
    first_release: Series[str] = shared.release("First release", "The release in which the row first appeared.")
    withdrawn_in: Series[str] = shared.release("Withdrawn in", "The first release without the row.")

    class Config:
        title = "Withdrawn"
        description = (
            "Identifiers of facts, documents and bodies that earlier releases had: why they went, and what stands for "
            "them now. What was removed on request is not named."
        )
        unique = "withdrawn_id"
