"""What was extracted from documents as rows of Parquet: one for each document, with its claims as lists of structs.

The form follows from the dataclasses, so that none is written down twice. To each claim the words of its passage are
added, so that whoever works with claims needs no text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, is_dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from flows.extraction.claims import TABLE_OF, Extraction
from flows.reading.document import Document, Reject

_PLAIN: dict[Any, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


def arrow_type(hint: Any) -> pa.DataType:
    """The Arrow type of a type hint: of text, numbers and flags, tuples of one type, dataclasses, each perhaps None."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if is_dataclass(hint):
        return pa.struct([*schema_of(hint)])
    # But for what says that there may be none, or any number.
    inner = [each for each in get_args(hint) if each not in (type(None), Ellipsis)]
    if get_origin(hint) in (tuple, UnionType, Union) and len(inner) == 1:
        form = arrow_type(inner[0])
        return pa.list_(form) if get_origin(hint) is tuple else form
    raise TypeError(f"{hint} has no form in Arrow")


def schema_of(kind: Any) -> pa.Schema:
    """The Arrow schema of a dataclass. What is left out of comparing two of them is left out here, too."""
    hints = get_type_hints(kind)
    return pa.schema([pa.field(each.name, arrow_type(hints[each.name])) for each in fields(kind) if each.compare])


_DOCUMENT_FIELDS = schema_of(Document).names
# Of each kind some claims are likelier right than not, and yet not published.
_CLAIMS = {
    f"{prefix}{table}": pa.list_(pa.struct([*schema_of(kind), pa.field("quote", pa.string())]))
    for prefix in ("", "doubtful_")
    for kind, table in TABLE_OF.items()
}
SCHEMA = pa.schema(
    [
        ("key", pa.string()),
        ("document_id", pa.string()),  # beside the document, whose text is long
        ("document", arrow_type(Document)),
        ("rejects", arrow_type(tuple[Reject, ...])),
        *_CLAIMS.items(),
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
        claims: dict[str, list[dict[str, Any]]] = {name: [] for name in _CLAIMS}
        for prefix, found in (("", self.extraction.claims), ("doubtful_", self.extraction.doubtful)):
            for claim in found:
                words = self.document.text[claim.passage.start : claim.passage.end]
                claims[f"{prefix}{TABLE_OF[type(claim)]}"].append({**asdict(claim), "quote": words})
        document = {name: getattr(self.document, name) for name in _DOCUMENT_FIELDS}
        known = {"key": key, "document_id": self.document.document_id, "document": document}
        return {**known, "rejects": [asdict(each) for each in self.rejects], **claims}


def table_of(extracted: Iterable[tuple[str, Extracted]]) -> pa.Table:
    """Rows of what was extracted, each with its key. Raises ValueError or OverflowError for what no table can hold."""
    return pa.Table.from_pylist([each.row(key) for key, each in extracted], SCHEMA)
