"""Rows of a table that are kept column by column: the largest tables are made, checked and written that way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa

_BATCH = 10_000


class Columns(Iterable[dict[str, object]]):
    """Rows as Arrow has them, each made as a dict when it is asked for: all at once take many times the memory."""

    def __init__(self, table: pa.Table | Callable[[], pa.Table]) -> None:
        """The rows, or what gets them when they are asked for, so that they are not in memory before."""
        self._table = table

    @property
    def table(self) -> pa.Table:
        """The rows as a table."""
        return self._table() if callable(self._table) else self._table

    def __iter__(self) -> Iterator[dict[str, object]]:
        for batch in self.table.to_batches(_BATCH):
            yield from batch.to_pylist()
