"""Rows of a table that are kept column by column: the largest tables are made, checked and written that way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa

from schemas.stored import BATCH, in_sizes


class Columns(Iterable[dict[str, object]]):
    """Rows as Arrow has them, each made as a dict when it is asked for: all at once take many times the memory."""

    def __init__(self, table: pa.Table | Callable[[], Iterable[pa.Table]]) -> None:
        """The rows, or what gets them in batches when they are asked for, so that they are never in memory at once."""
        self._table = table

    @property
    def table(self) -> pa.Table:
        """The rows as a table."""
        return pa.concat_tables(self._table()) if callable(self._table) else self._table

    def batches(self, size: int = BATCH) -> Iterator[pa.Table]:
        """The rows so many at a time."""
        yield from in_sizes(self._table() if callable(self._table) else [self._table], size)

    def __iter__(self) -> Iterator[dict[str, object]]:
        for batch in self.batches():
            yield from batch.to_pylist()
