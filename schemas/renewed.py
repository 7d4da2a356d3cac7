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

Key = tuple[Any, ...]
# Rows, and where each stood before; -1 for one that is new.
Part = tuple[pa.Table, Numbers]


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
            return replace(self.before, stood=Stood(self.before.path, np.arange(len(self.stays)), new))
        places: list[Numbers] = [np.zeros(0, dtype=np.int64)]

        def batches() -> Iterator[pa.Table]:
            kept = ((batch.cast(schema), stood) for batch, stood in self._kept())
            others = ((batch.cast(schema), np.full(len(batch), -1)) for batch in new.batches())
            for batch, stood in _merged(kept, others, order):
                places.append(stood)
                yield batch

        rows = stored(batches(), path, schema, beside, as_released=True)
        return replace(rows, stood=Stood(self.before.path, np.concatenate(places), new))

    def _kept(self) -> Iterator[Part]:
        """The rows that stay in batches, with their places."""
        start = 0
        for batch in self.before.batches():
            here = self.stays[start : start + len(batch)]
            if here.any():
                yield batch if here.all() else batch.filter(pa.array(here)), start + np.flatnonzero(here)
            start += len(batch)


def _merged(some: Iterator[Part], others: Iterator[Part], order: Sequence[str]) -> Iterator[Part]:
    """The rows of both, which are in order and all different, in order; a batch of each is there at a time."""
    one, other = next(some, None), next(others, None)
    while one and other:
        if _key(one[0], len(one[0]) - 1, order) < _key(other[0], 0, order):  # mostly: there are few others
            yield one
            one = next(some, None)
            continue
        last = min(_key(each[0], len(each[0]) - 1, order) for each in (one, other))
        end, other_end = (_place(each[0], last, order) for each in (one, other))
        yield _in_order(_cut(one, 0, end), _cut(other, 0, other_end), order)
        one = _cut(one, end) if end < len(one[0]) else next(some, None)
        other = _cut(other, other_end) if other_end < len(other[0]) else next(others, None)
    for left, more in ((one, some), (other, others)):
        if left:
            yield left
        yield from more


def _in_order(one: Part, other: Part, order: Sequence[str]) -> Part:
    keys = zip(*(other[0][name].to_pylist() for name in order), strict=True)
    before = np.array([_place(one[0], key, order) for key in keys], dtype=np.float64)
    right = np.argsort(np.concatenate([np.arange(len(one[0])), before - 0.5]), kind="stable")
    rows = pa.concat_tables([one[0], other[0]]).take(pa.array(right))
    return rows, np.concatenate([one[1], other[1]])[right]


def _cut(part: Part, start: int, end: int | None = None) -> Part:
    return part[0][start:end], part[1][start:end]


def _place(rows: pa.Table, key: Key, order: Sequence[str]) -> int:
    """Before which of some rows a key is to stand: behind one that has it. Few of the rows are looked at."""
    return bisect(range(len(rows)), key, key=lambda place: _key(rows, place, order))


def _key(rows: pa.Table, place: int, order: Sequence[str]) -> Key:
    return tuple(rows[name][place].as_py() for name in order)
