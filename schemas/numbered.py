"""Work on whole columns at once by turning their cells into numbers: to look up, sort, compare and count."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

# Columns with fewer cells than this are done before threads have started.
_WORTH_THREADS = 50_000

Numbers = npt.NDArray[np.signedinteger[Any]]  # of 32 bits or of 64
Flags = npt.NDArray[np.bool_]


def arrow(cells: pd.Series | pa.Array | pa.ChunkedArray) -> pa.Array:
    """Return a column as one contiguous Arrow array."""
    array = pa.array(cells) if isinstance(cells, pd.Series) else cells
    if not isinstance(array, pa.ChunkedArray):
        return array
    return array.chunk(0) if array.num_chunks == 1 else array.combine_chunks()  # combining copies even a single chunk


def on_all_cores(function: Callable[[pa.Array], pa.Array], cells: pa.Array) -> pa.Array:
    """Apply a function that treats each cell by itself to a column, on all cores; Arrow alone would use one core."""
    if len(cells) < _WORTH_THREADS:
        return function(cells)
    size = -(-len(cells) // (os.cpu_count() or 1))
    with ThreadPoolExecutor() as pool:
        parts = [cells[start : start + size] for start in range(0, len(cells), size)]
        return pa.concat_arrays(pool.map(function, parts))


def ranks(cells: pd.Series | pa.Array | pa.ChunkedArray) -> Numbers:
    """Return the rank of each cell among the different cells, from 0 (text by code point); -1 for an empty cell."""
    found = arrow(cells).dictionary_encode()
    order = pc.sort_indices(found.dictionary)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order.to_numpy()] = np.arange(len(rank))
    codes = _filled(found.indices)
    return np.where(codes < 0, -1, rank[codes]) if len(rank) else codes


def are_ordered(frame: pd.DataFrame, by: Sequence[str], *, each_once: bool = False) -> bool:
    """Whether the rows are sorted by some columns, empty cells first; faster than sorting.

    With `each_once` also whether no two rows are alike in these columns.
    """
    tied = np.ones(max(len(frame) - 1, 0), dtype=bool)
    for column in by:
        cells = arrow(frame[column])
        numbers = pa.array(ranks(cells)) if cells.null_count else cells
        before, after = numbers[:-1], numbers[1:]
        if (tied & _true(pc.greater(before, after))).any():
            return False
        tied &= _true(pc.equal(before, after))
    return not (each_once and tied.any())


def starts(*sorted_by: Numbers) -> Flags:
    """Whether each row differs from the row before it in any of some columns; true for the first row."""
    differs = np.zeros(len(sorted_by[0]), dtype=bool)
    differs[:1] = True
    for numbers in sorted_by:
        differs[1:] |= numbers[1:] != numbers[:-1]
    return differs


def flagged(places: Numbers, count: int) -> Flags:
    """Return a flag for each of `count` rows: whether its number is among `places`; places of -1 are ignored."""
    found = np.zeros(count, dtype=bool)
    found[places[places >= 0]] = True
    return found


def stretches(places: Numbers) -> list[tuple[int, int]]:
    """Cut rows into stretches, as half-open ranges.

    `places` tells where each row stands elsewhere. In a stretch, these places follow upon each other without a gap, or
    all are -1: [4, 5, -1, -1, 7] gives [(0, 2), (2, 4), (4, 5)].
    """
    # The distance is the same for rows that are consecutive here and there.
    distance = np.where(places < 0, np.iinfo(np.int64).max, places - np.arange(len(places)))
    return [*pairwise([*np.flatnonzero(starts(distance)).tolist(), len(places)])]


def differ(one: pd.Series | pa.Array, other: pd.Series | pa.Array) -> Flags:
    """Whether the cells of two columns differ, row by row; two empty cells do not."""
    left, right = arrow(one), arrow(other)
    if left.equals(right):
        return np.zeros(len(one), dtype=bool)
    same = pc.fill_null(pc.equal(left, right.cast(left.type)), False)
    both_empty = pc.and_(pc.is_null(left), pc.is_null(right))
    return ~_true(pc.or_(same, both_empty))


def _true(found: Any) -> Flags:
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)


def _filled(found: Any) -> Numbers:
    return np.asarray(pc.fill_null(found, -1).to_numpy(zero_copy_only=False)).astype(np.int64)
