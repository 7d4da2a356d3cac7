"""Rows of a table that are kept column by column: the largest tables are made, checked and written that way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

_BATCH = 10_000


class Columns(Iterable[dict[str, object]]):
    """Rows as Arrow has them, each made as a dict when it is asked for: all at once take many times the memory."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __iter__(self) -> Iterator[dict[str, object]]:
        for batch in self.table.to_batches(_BATCH):
            yield from batch.to_pylist()
