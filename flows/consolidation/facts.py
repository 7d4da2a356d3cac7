"""What every kind of fact shares: rows, those that are rejected, and how often each rule was right."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from flows.extraction.claims import slug

Row = dict[str, object]
# Both are written by `make accuracy`: the precision of each rule, and all figures, which releases carry.
MEASURED = Path(__file__).with_name("measured.csv")
ACCURACY = Path(__file__).with_name("accuracy.json")
# Claims by these ways of linking are inferred from the text around; all others are said outright.
INFERRED = "-context"
# Names recur in many claims.
slugged = lru_cache(maxsize=100_000)(slug)


def quarantined(
    table: str,
    reason: str,
    row: Row,
    column: str | None = None,
    value: object = None,
    quote: object = None,
    document_id: object = None,
) -> Row:
    """What is rejected, as a row of `quarantine`: what it says is there as JSON."""
    said = {"value": value, "quote": quote, "row": row}
    return {
        "table": table,
        "document_id": document_id,
        "reason": reason,
        "column": column,
        **{name: None if cell is None else json.dumps(cell, ensure_ascii=False) for name, cell in said.items()},
    }


@cache
def measured_precision() -> Mapping[str, float]:
    """Precision of each rule as measured on the project's own gold articles; empty before any measurement."""
    if not MEASURED.exists():
        return MappingProxyType({})
    with MEASURED.open(encoding="utf-8", newline="") as handle:
        return MappingProxyType({row["rule"]: float(row["precision"]) for row in csv.DictReader(handle)})
