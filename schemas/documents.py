"""The table `documents`: every document that was read."""

from __future__ import annotations

import pandas as pd
from pandera.typing import Series

from schemas import fields


class Documents(fields.Row):
    """One row for each document."""

    document_id: Series[str] = fields.key("Document", "Identifier of the document: the stem of its file as a slug.")
    title: Series[str] = fields.text("Title", "Title of the document; empty where none was found.", nullable=True)
    publisher: Series[str] = fields.text("Publisher", "Who published it; empty where unknown.", nullable=True)
    source_url: Series[str] = fields.text(
        "Source address", "Web address where it was published; empty where unknown.", nullable=True, pattern=fields.WEB
    )
    published_on: Series[str] = fields.day(
        "Published",
        "The document's own date (EDTF level 1), never that of the report it speaks of; empty where it gives none.",
    )
    published_on_basis: Series[str] = fields.code(
        "Basis of the date", "Where that date was found.", "published-on-basis", nullable=True
    )
    media_type: Series[str] = fields.code("Media type", "Media type of the raw file.", "media-type")
    licence: Series[str] = fields.text(
        "Licence", "Licence of the document itself where one is stated. Its words stay their owner's.", nullable=True
    )
    character_count: Series[pd.Int64Dtype] = fields.whole(
        "Characters", "Length of the document's text in Unicode code points."
    )
    text_sha256: Series[str] = fields.text(
        "SHA-256 of the text",
        "Checksum of the document's text in UTF-8, to which all offsets refer.",
        pattern=fields.SHA256,
    )
    raw_path: Series[str] = fields.text("Raw file", "Path of the raw file below the folder of raw documents.")
    raw_sha256: Series[str] = fields.text(
        "SHA-256 of the raw file", "Checksum of the raw file, byte for byte.", pattern=fields.SHA256
    )
    rating_count: Series[pd.Int64Dtype] = fields.whole("Ratings", "Number of ratings with a passage in this document.")
    disruption_count: Series[pd.Int64Dtype] = fields.whole(
        "Disruptions", "Number of disruption figures with a passage in this document."
    )
    stakeholder_count: Series[pd.Int64Dtype] = fields.whole(
        "Stakeholders", "Number of stakeholders with a passage in this document."
    )

    class Config:
        title = "Documents"
        description = "What was read: every document, where it is from, and how many facts have a passage in it."
        unique = "document_id"

    @fields.row_check("published_on_basis", "is filled where published_on is not, or the other way round")
    def date_has_basis(cls, frame: pd.DataFrame) -> pd.Series:  # noqa: N805
        return fields.both_or_neither(frame["published_on"], frame["published_on_basis"])
