"""A table of the last release in which only some rows are made and checked again."""

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
from schemas.stored import EarlierPlaces, Stored, stored

Key = tuple[Any, ...]
# Rows, and the place of each in the table before; -1 for new rows.
Part = tuple[pa.Table, Numbers]


@dataclass(frozen=True)
class Renewed(Iterable[dict[str, object]]):
    """A table of the last release, with new rows in place of some.

    `stays` has a flag for each row of the table `before`: whether it stays as it is. `rows` are all other rows of the
    new table, which still have to be checked. Both are sorted alike, and differ in the columns that identify rows.
    """

    before: Stored
    stays: Flags
    rows: Iterable[dict[str, object]]

    def __iter__(self) -> Iterator[dict[str, object]]:
        """Yield all rows, those that stay first."""
        there = (batch.to_pylist() for batch, _ in self._kept())
        return chain(chain.from_iterable(there), self.rows)

    def merged(self, new: Stored, order: Sequence[str], path: Path, schema: pa.Schema, owner: object) -> Stored:
        """Write the rows that stay and the new, checked rows to one file, sorted by `order`.

        `owner` is kept with the result (see `Stored`), which also tells where each row was before.
        """
        if self.stays.all() and not len(new):
            return replace(self.before, earlier=EarlierPlaces(self.before.path, np.arange(len(self.stays)), new))
        earlier: list[Numbers] = [np.zeros(0, dtype=np.int64)]

        def batches() -> Iterator[pa.Table]:
            kept = ((batch.cast(schema), places) for batch, places in self._kept())
            others = ((batch.cast(schema), np.full(len(batch), -1)) for batch in new.batches())
            for batch, places in _merged(kept, others, order):
                earlier.append(places)
                yield batch

        rows = stored(batches(), path, schema, owner, as_released=True)
        return replace(rows, earlier=EarlierPlaces(self.before.path, np.concatenate(earlier), new))

    def _kept(self) -> Iterator[Part]:
        """Yield the rows that stay in batches, each with its places in the table before."""
        start = 0
        for batch in self.before.batches():
            here = self.stays[start : start + len(batch)]
            if here.any():
                yield batch if here.all() else batch.filter(pa.array(here)), start + np.flatnonzero(here)
            start += len(batch)


def _merged(kept: Iterator[Part], others: Iterator[Part], order: Sequence[str]) -> Iterator[Part]:
    """Merge two sorted sequences of batches that have no key in common; only one batch of each is in memory."""
    one, other = next(kept, None), next(others, None)
    while one and other:
        if _key(one[0], len(one[0]) - 1, order) < _key(other[0], 0, order):  # the usual case, as few rows are new
            yield one
            one = next(kept, None)
            continue
        last = min(_key(each[0], len(each[0]) - 1, order) for each in (one, other))
        end, other_end = (_place(each[0], last, order) for each in (one, other))
        yield _in_order(_cut(one, 0, end), _cut(other, 0, other_end), order)
        one = _cut(one, end) if end < len(one[0]) else next(kept, None)
        other = _cut(other, other_end) if other_end < len(other[0]) else next(others, None)
    for left, more in ((one, kept), (other, others)):
        if left:
            yield left
        yield from more


def _in_order(one: Part, other: Part, order: Sequence[str]) -> Part:
    """Merge two batches, each of them sorted."""
    keys = zip(*(other[0][name].to_pylist() for name in order), strict=True)
    before = np.array([_place(one[0], key, order) for key in keys], dtype=np.float64)
    right = np.argsort(np.concatenate([np.arange(len(one[0])), before - 0.5]), kind="stable")
    rows = pa.concat_tables([one[0], other[0]]).take(pa.array(right))
    return rows, np.concatenate([one[1], other[1]])[right]


def _cut(part: Part, start: int, end: int | None = None) -> Part:
    return part[0][start:end], part[1][start:end]


def _place(rows: pa.Table, key: Key, order: Sequence[str]) -> int:
    """Return before which row a key belongs: after a row with the same key. Looks at few rows (binary search)."""
    return bisect(range(len(rows)), key, key=lambda place: _key(rows, place, order))


def _key(rows: pa.Table, place: int, order: Sequence[str]) -> Key:
    return tuple(rows[name][place].as_py() for name in order)
