"""Definitions shared by all kinds of facts: rows, rows of quarantine, and the measured precision of rules."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flows.extraction.claims import slug

Row = dict[str, object]
# All measurements, written by `make accuracy`; a part of releases.
ACCURACY = Path(__file__).with_name("accuracy.json")
# Cached, since the same names occur in many claims.
slugged = lru_cache(maxsize=100_000)(slug)


@dataclass(frozen=True, slots=True)
class LazyRows(Iterable[Row]):
    """Rows that are made anew each time they are iterated over, so that they are never all in memory."""

    rows: Callable[[], Iterable[Row]]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows())


def measured_precision() -> Mapping[str, float]:
    """Return the precision (0 to 1) of each rule, measured on the gold documents."""
    rules = json.loads(ACCURACY.read_text(encoding="utf-8"))["rules"]
    return {rule: each["share"] for rule, each in rules.items()}


def quarantined(
    table: str,
    reason: str,
    row: object,
    document_id: object = None,
    column: str | None = None,
    value: object = None,
    quote: object = None,
) -> Row:
    """Return a row of `quarantine` about a row of a table; `value`, `quote` and `row` become JSON text."""
    cells = {"value": value, "quote": quote, "row": row}
    known: Row = {"table": table, "document_id": document_id, "reason": reason, "column": column}
    return known | {name: None if cell is None else as_json(cell) for name, cell in cells.items()}


def as_json(value: object) -> str:
    """Return a value as JSON text on one line."""
    return json.dumps(value, ensure_ascii=False)
