"""The Parquet schema of extracted documents: one row for each document, with its claims as lists of structs.

The schema is derived from the dataclasses. Each claim also has the words of its passage in `quote`, so that code that
works with claims does not need the text of the document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, is_dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from flows.extraction.claims import TABLE_OF, Extraction
from flows.reading.document import Document, Reject

# The Arrow types of the plain Python types.
_PLAIN: dict[Any, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


def arrow_type(hint: Any) -> pa.DataType:
    """Return the Arrow type of a type hint: text, number, flag, dataclass, `tuple[T, ...]`, or `T | None`.

    Raises TypeError for any other hint.
    """
    if hint in _PLAIN:
        return _PLAIN[hint]
    if is_dataclass(hint):
        return pa.struct([*schema_of(hint)])
    # Leave out the `None` of `T | None` and the `...` of `tuple[T, ...]`.
    inner = [each for each in get_args(hint) if each not in (type(None), Ellipsis)]
    if get_origin(hint) in (tuple, UnionType, Union) and len(inner) == 1:
        form = arrow_type(inner[0])
        return pa.list_(form) if get_origin(hint) is tuple else form
    raise TypeError(f"{hint} has no form in Arrow")


def schema_of(kind: Any) -> pa.Schema:
    """Return the Arrow schema of a dataclass, without the fields that are declared with `compare=False`."""
    hints = get_type_hints(kind)
    return pa.schema([pa.field(each.name, arrow_type(hints[each.name])) for each in fields(kind) if each.compare])


_DOCUMENT_FIELDS = schema_of(Document).names
# A claim of any kind, with the table of its kind, and whether it is likely enough to be published; if not, it is still
# more likely right than wrong.
_CLAIM = pa.unify_schemas(
    [
        pa.schema([("table", pa.string()), ("likely", pa.bool_()), ("quote", pa.string())]),
        *map(schema_of, TABLE_OF),
    ]
)
SCHEMA = pa.schema(
    [
        ("key", pa.string()),
        ("document_id", pa.string()),  # again, so that it can be read without the document and its long text
        ("document", arrow_type(Document)),
        ("rejects", arrow_type(tuple[Reject, ...])),
        ("claims", pa.list_(pa.struct([*_CLAIM]))),
    ]
)


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document with its extraction, and what is wrong with its sidecar.

    In the row, the claims that the extraction refused are left out.
    """

    document: Document
    extraction: Extraction
    rejects: tuple[Reject, ...] = ()

    def row(self, key: str) -> dict[str, Any]:
        """Return the row, of `SCHEMA`, that is stored under a key."""
        claims = []
        for likely, found in ((True, self.extraction.claims), (False, self.extraction.doubtful)):
            for claim in found:
                words = self.document.text[claim.passage.start : claim.passage.end]
                claims.append({"table": TABLE_OF[type(claim)], "likely": likely, "quote": words, **asdict(claim)})
        document = {name: getattr(self.document, name) for name in _DOCUMENT_FIELDS}
        known = {"key": key, "document_id": self.document.document_id, "document": document}
        return {**known, "rejects": [asdict(each) for each in self.rejects], "claims": claims}


def table_of(extracted: Iterable[tuple[str, Extracted]]) -> pa.Table:
    """Return a table, of `SCHEMA`, of pairs of a key and what was extracted.

    Raises ValueError or OverflowError for values that Arrow cannot represent.
    """
    return pa.Table.from_pylist([each.row(key) for key, each in extracted], SCHEMA)
