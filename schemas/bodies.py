"""The table `bodies`: reference data about the organisations the other tables name."""

from __future__ import annotations

import pandas as pd
from pandera.typing import Series

from schemas import fields

# A code of the Government Statistical Service, such as E23000036.
GSS_CODE = r"[A-Z][0-9]{8}"


class Bodies(fields.Row):
    """One row for each organisation."""

    body_id: Series[str] = fields.key("Body", "Identifier of the organisation: a short readable slug.")
    name: Series[str] = fields.text("Name", "Full name of the organisation.")
    kind: Series[str] = fields.code("Kind", "What kind of organisation it is.", "body-kind")
    region: Series[str] = fields.text("Region", "Region or country it serves; empty where it has none.", nullable=True)
    parent_id: Series[str] = fields.text(
        "Parent",
        "Identifier of the organisation it is part of; a row of this table.",
        nullable=True,
        pattern=fields.NAME,
    )
    gss_code: Series[str] = fields.text(
        "GSS code",
        "Code of its area in the Register of Geographic Codes of the Office for National Statistics.",
        nullable=True,
        pattern=GSS_CODE,
    )
    aliases: Series[str] = fields.text_list("Aliases", "Other names texts call it by.", nullable=True)
    valid_from: Series[str] = fields.day("Valid from", "When it came to be under this name.", seasons=False)
    valid_to: Series[str] = fields.day("Valid to", "When it ceased to be under this name.", seasons=False)

    class Config:
        title = "Bodies"
        description = "Every inspected body, inspectorate, agency and office that the tables name."
        unique = "body_id"

    @fields.row_check("valid_to", "is before valid_from")
    def validity_in_order(cls, frame: pd.DataFrame) -> pd.Series:  # noqa: N805
        return fields.not_after(frame["valid_from"], frame["valid_to"])
