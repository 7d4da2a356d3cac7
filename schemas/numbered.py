"""Cells as numbers, so that whole columns are looked up, sorted and counted at once."""

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

# Shorter columns are done before threads are there.
_WORTH_THREADS = 50_000

Numbers = npt.NDArray[np.signedinteger[Any]]  # of 32 bits or of 64
Flags = npt.NDArray[np.bool_]


def arrow(cells: pd.Series | pa.Array | pa.ChunkedArray) -> pa.Array:
    """A column as Arrow has it, in one piece."""
    array = pa.array(cells) if isinstance(cells, pd.Series) else cells
    if not isinstance(array, pa.ChunkedArray):
        return array
    return array.chunk(0) if array.num_chunks == 1 else array.combine_chunks()  # which copies even a single one


def on_all_cores(function: Callable[[pa.Array], pa.Array], cells: pa.Array) -> pa.Array:
    """What a function of one cell at a time makes of a column; by itself Arrow works through it on one core."""
    if len(cells) < _WORTH_THREADS:
        return function(cells)
    size = -(-len(cells) // (os.cpu_count() or 1))
    with ThreadPoolExecutor() as pool:
        parts = [cells[start : start + size] for start in range(0, len(cells), size)]
        return pa.concat_arrays(pool.map(function, parts))


def ranks(cells: pd.Series | pa.Array | pa.ChunkedArray) -> Numbers:
    """A number for each different cell, in their order (text by code point); -1 for an empty one."""
    found = arrow(cells).dictionary_encode()
    order = pc.sort_indices(found.dictionary)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order.to_numpy()] = np.arange(len(rank))
    codes = _filled(found.indices)
    return np.where(codes < 0, -1, rank[codes]) if len(rank) else codes


def are_ordered(frame: pd.DataFrame, by: Sequence[str], *, each_once: bool = False) -> bool:
    """Whether the rows are in that order already, and perhaps no two alike; quicker than to find the order out."""
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
    """Whether a row differs from the row before it in any of some columns; the first row does."""
    differs = np.zeros(len(sorted_by[0]), dtype=bool)
    differs[:1] = True
    for numbers in sorted_by:
        differs[1:] |= numbers[1:] != numbers[:-1]
    return differs


def flagged(places: Numbers, count: int) -> Flags:
    """Which of so many rows stand at some places, of which -1 is none."""
    found = np.zeros(count, dtype=bool)
    found[places[places >= 0]] = True
    return found


def stretches(places: Numbers) -> list[tuple[int, int]]:
    """The rows from the first to before the last of each stretch in which places elsewhere follow upon each other, or
    in which no row has one (-1)."""
    # The same for rows that follow upon each other in both.
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
