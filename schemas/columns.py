"""Rows of a table that are kept column by column: the largest tables are made, checked and written that way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

_BATCH = 10_000


class Columns(Sequence[dict[str, object]]):
    """Rows as Arrow has them, each made as a dict when it is asked for: all at once take many times the memory."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __iter__(self) -> Iterator[dict[str, object]]:
        for batch in self.table.to_batches(_BATCH):
            yield from batch.to_pylist()

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __getitem__(self, place: Any) -> Any:
        return [*self][place]
