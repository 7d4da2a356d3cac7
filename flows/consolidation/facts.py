"""What every kind of fact shares: rows, and how often each rule was right."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from flows.extraction.claims import slug

Row = dict[str, object]
# Both are written by `make accuracy`: the precision of each rule, and all figures, which releases carry.
MEASURED = Path(__file__).with_name("measured.csv")
ACCURACY = Path(__file__).with_name("accuracy.json")
# Claims by these ways of linking are inferred from the text around; all others are said outright.
INFERRED = "-context"
# Names recur in many claims.
slugged = lru_cache(maxsize=100_000)(slug)


@dataclass(frozen=True, slots=True)
class Made(Iterable[Row]):
    """Rows that are made as they are asked for, none of which is in memory before: documents need texts, and there
    may be more claims that are only likely than documents."""

    rows: Callable[[], Iterable[Row]]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows())


@cache
def measured_precision() -> Mapping[str, float]:
    """Precision of each rule as measured on the project's own gold articles; empty before any measurement."""
    if not MEASURED.exists():
        return {}
    with MEASURED.open(encoding="utf-8", newline="") as handle:
        return {row["rule"]: float(row["precision"]) for row in csv.DictReader(handle)}


def quarantined(
    table: str,
    reason: str,
    row: object,
    document_id: object = None,
    column: str | None = None,
    value: object = None,
    quote: object = None,
) -> Row:
    """A row of `quarantine`, of a row of a table."""
    cells = {"value": value, "quote": quote, "row": row}
    known: Row = {"table": table, "document_id": document_id, "reason": reason, "column": column}
    return known | {name: None if cell is None else as_json(cell) for name, cell in cells.items()}


def as_json(value: object) -> str:
    """A value as JSON text of one line."""
    return json.dumps(value, ensure_ascii=False)
