"""Feature tables of many documents, made by several processes at once: `tabulate_in_parallel` is a `Tabulate`."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from flows.extraction.linking.features.rows import Names, Table, described

# The documents are split into at most this many parts, which this many processes describe.
PARTS, PROCESSES = 24, 12
# What each part is described with: `_tabulate` takes the number of a part, since functions cannot be sent to a process.
_parts: list[tuple[str, Sequence[Any], Callable[..., Any]]] = []


def tabulate_in_parallel(names: Names, prefix: str, documents: Sequence[Any], describe: Callable[..., Any]) -> Table:
    """Return the same table as `rows.described`, and give the same numbers to the same names."""
    size = 1 + len(documents) // PARTS
    _parts[:] = [(prefix, documents[first : first + size], describe) for first in range(0, len(documents), size)]
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        return stacked(pool.map(_tabulate, range(len(_parts)), chunksize=1), names)


def stacked(tables: Sequence[tuple[list[str], Table]], names: Names) -> Table:
    """Put tables one below another; each comes with its column names, which get numbers in `names`."""
    ends, columns, start = [np.zeros(1, np.int64)], [], 0
    for own_names, table in tables:
        number = np.array([names.number.setdefault(name, len(names.number)) for name in own_names], np.int64)
        columns.append(number[table.columns] if len(table.columns) else table.columns)
        ends.append(table.ends[1:] + start)
        start += len(table.columns)
    values = [table.values for _, table in tables]
    if not values:
        return Table(ends[0], np.zeros(0, np.int64), np.zeros(0))
    return Table(np.concatenate(ends), np.concatenate(columns), np.concatenate(values))


def _tabulate(part: int) -> tuple[list[str], Table]:
    names = Names()
    table = described(names, *_parts[part])
    return list(names.number), table
