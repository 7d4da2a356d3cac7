"""The table `corrections`: what people decided, and what was removed on request."""

from __future__ import annotations

import pandas as pd
from pandera.typing import Series

from schemas import fields


class Corrections(fields.Row):
    """One row for each decision or removal that is in force."""

    correction_id: Series[str] = fields.key(
        "Correction",
        "Identifier of the row: the file of the correction and the place in it; of a removal its day and a number.",
    )
    action: Series[str] = fields.code("Action", "What was decided.", "correction-action")
    table: Series[str] = fields.code("Table", "The table it is about; empty for a removal.", "table", nullable=True)
    row_id: Series[str] = fields.text(
        "Row",
        "Key of the row it is about; a rejected row is in `quarantine`. Empty for a removal.",
        nullable=True,
        pattern=fields.NAME,
    )
    who: Series[str] = fields.text("Who", "Who decided it; empty for a removal.", nullable=True)
    when: Series[str] = fields.day("When", "The day it was decided.", seasons=False)
    why: Series[str] = fields.text("Why", "The reason; empty for a removal.", nullable=True)

    class Config:
        title = "Corrections"
        description = (
            "What people decided: rows confirmed, amended, rejected or added, and, without a name, that something was "
            "removed on request."
        )
        unique = "correction_id"

    @fields.row_check("table", "is empty though the row is no removal")
    def about_a_row(cls, frame: pd.DataFrame) -> pd.Series:  # noqa: N805
        removal = frame["action"].str.startswith("remove-")
        return (removal == frame["table"].isna()) & (removal | frame["table"].notna())
