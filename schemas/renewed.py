"""A table that was checked and released before, but for some rows: only these are made and checked anew."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from schemas.numbered import Flags, Numbers
from schemas.stored import Stood, Stored, stored


@dataclass(frozen=True)
class Renewed(Iterable[dict[str, object]]):
    """`stays` tells which rows of the table `before` are there as they were; `rows` are all others, to be checked.

    Both are in order, and no row of one is like one of the other in the columns that rows are told apart by.
    """

    before: Stored
    stays: Flags
    rows: Iterable[dict[str, object]]

    def __iter__(self) -> Iterator[dict[str, object]]:
        """All rows, those that stay first."""
        there = (batch.to_pylist() for batch, _ in self._kept())
        return chain(chain.from_iterable(there), self.rows)

    def merged(self, new: Stored, order: Sequence[str], path: Path, schema: pa.Schema, beside: object) -> Stored:
        """The rows that stay and new ones in one file, in order."""
        if self.stays.all() and not len(new):
            return replace(self.before, stood=Stood(self.before.path, np.arange(len(self.stays))))
        places: list[Numbers] = [np.zeros(0, dtype=np.int64)]

        def batches() -> Iterator[pa.Table]:
            for batch, stood in self._merged(new.table().cast(schema), order, schema):
                places.append(stood)
                yield batch

        rows = stored(batches(), path, schema, beside)
        return replace(rows, stood=Stood(self.before.path, np.concatenate(places)))

    def _merged(self, new: pa.Table, order: Sequence[str], schema: pa.Schema) -> Iterator[tuple[pa.Table, Numbers]]:
        """The rows in batches, each with where it stood before; -1 for a new one."""
        keys, done = _keys(new, order), 0
        for batch, places in self._kept():
            end = bisect(keys, _keys(batch[-1:], order)[0], done) if len(batch) else done
            if end > done:
                there = _keys(batch, order)
                before = np.array([bisect(there, key) for key in keys[done:end]])
                batch = pa.concat_tables([batch.cast(schema), new[done:end]])
                places = np.concatenate([places, np.full(end - done, -1)])
                right = np.argsort(np.concatenate([np.arange(len(there)), before - 0.5]), kind="stable")
                batch, places, done = batch.take(pa.array(right)), places[right], end
            yield batch, places
        yield new[done:], np.full(len(new) - done, -1)

    def _kept(self) -> Iterator[tuple[pa.Table, Numbers]]:
        """The rows that stay in batches, with their places."""
        start = 0
        for batch in self.before.batches():
            here = self.stays[start : start + len(batch)]
            yield batch if here.all() else batch.filter(pa.array(here)), start + np.flatnonzero(here)
            start += len(batch)


def _keys(rows: pa.Table, order: Sequence[str]) -> list[tuple[Any, ...]]:
    return [*zip(*(rows[name].to_pylist() for name in order), strict=True)]
