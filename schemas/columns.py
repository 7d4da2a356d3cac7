"""Rows that are kept column by column, since the largest tables are made, checked and written that way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa

from schemas.stored import BATCH, in_sizes


class Columns(Iterable[dict[str, object]]):
    """Rows that are kept as Arrow tables; each is made a dict only when it is iterated, which saves much memory."""

    def __init__(self, table: pa.Table | Callable[[], Iterable[pa.Table]]) -> None:
        """`table` holds the rows, or is a function that yields them in batches each time they are needed."""
        self._table = table

    @property
    def table(self) -> pa.Table:
        """All rows as one table."""
        return pa.concat_tables(self._table()) if callable(self._table) else self._table

    def batches(self, size: int = BATCH) -> Iterator[pa.Table]:
        """Yield the rows in batches of `size`; the last may be smaller."""
        yield from in_sizes(self._table() if callable(self._table) else [self._table], size)

    def __iter__(self) -> Iterator[dict[str, object]]:
        for batch in self.batches():
            yield from batch.to_pylist()
