"""What was extracted from documents as rows of Parquet: one for each document, with its claims as lists of structs.

The form follows from the dataclasses. To each claim the words of its passage are added, so that whoever works with
claims needs no text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa

from flows.extraction.claims import TABLE_OF, Extraction
from flows.reading.document import Document, Reject
from flows.storing.forms import arrow_type, schema_of

QUOTE = "quote"
_TOLD = schema_of(Document).names
KINDS = {table: pa.struct([*schema_of(kind), pa.field(QUOTE, pa.string())]) for kind, table in TABLE_OF.items()}
# Of each kind some claims are likelier right than not, and yet not published.
DOUBTFUL = {f"doubtful_{table}": KINDS[table] for table in KINDS}
SCHEMA = pa.schema(
    [
        ("key", pa.string()),
        ("document_id", pa.string()),  # beside the document, whose text is long
        ("document", arrow_type(Document)),
        ("rejects", arrow_type(tuple[Reject, ...])),
        *((table, pa.list_(claim)) for table, claim in (*KINDS.items(), *DOUBTFUL.items())),
    ]
)


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document, what was found in it, and what is wrong with its sidecar. What the extraction refused is not kept."""

    document: Document
    extraction: Extraction
    rejects: tuple[Reject, ...] = ()

    def row(self, key: str) -> dict[str, Any]:
        """The row that is kept of it, found by a key."""
        claims: dict[str, list[dict[str, Any]]] = {table: [] for table in (*KINDS, *DOUBTFUL)}
        for prefix, found in (("", self.extraction.claims), ("doubtful_", self.extraction.doubtful)):
            for claim in found:
                words = self.document.text[claim.passage.start : claim.passage.end]
                claims[f"{prefix}{TABLE_OF[type(claim)]}"].append({**asdict(claim), QUOTE: words})
        document = {name: getattr(self.document, name) for name in _TOLD}
        known = {"key": key, "document_id": self.document.document_id, "document": document}
        return {**known, "rejects": [asdict(each) for each in self.rejects], **claims}


def table_of(extracted: Iterable[tuple[str, Extracted]]) -> pa.Table:
    """Rows of what was extracted, each with its key. Raises ValueError or OverflowError for what no table can hold."""
    return pa.Table.from_pylist([each.row(key) for key, each in extracted], SCHEMA)
