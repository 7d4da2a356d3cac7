"""The features of many candidates as a sparse table: a row for each candidate, a column for each feature name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import chain, repeat
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from flows.extraction.linking.features import Features
from flows.extraction.linking.trees import Indices, Numbers

Document = TypeVar("Document")
# The features of a candidate, in parts that have no name in common; candidates may share parts.
Parts = tuple[Features, ...]
# Stands for the column of a name without a number; values there are dropped.
NOWHERE = -1


class Names:
    """The numbers of feature names, "PREFIX: REST". Once `fixed`, unknown names get no number and are ignored."""

    def __init__(self, names: Sequence[str] = (), *, fixed: bool = False) -> None:
        self.number = {name: number for number, name in enumerate(names)}
        self.fixed = fixed
        # The numbers of all names with each prefix, by the rest of the name.
        self.under: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for name, number in self.number.items():
            first, _, rest = name.partition(": ")
            self.under[first][rest] = number

    def take_in(self, prefix: str, parts: Parts) -> None:
        """Give numbers to the names that are new and whose value is not 0; does nothing once `fixed`."""
        if self.fixed:
            return
        known = self.under[prefix]
        for name, value in chain.from_iterable(map(dict.items, parts)):
            if value and name not in known:
                known[name] = self.number.setdefault(f"{prefix}: {name}", len(self.number))


def described(
    names: Names, prefix: str, documents: Iterable[Document], describe: Callable[[Document], Iterable[Parts]]
) -> Table:
    """Return a table with a row for each candidate, in the order of the documents; all names get the prefix."""
    known = names.under[prefix]  # grows with `take_in`
    columns, values, ends = list[int](), list[float](), [0]
    for parts in chain.from_iterable(map(describe, documents)):
        names.take_in(prefix, parts)
        columns += map(known.get, chain.from_iterable(parts), repeat(NOWHERE))
        values += chain.from_iterable(map(dict.values, parts))
        ends.append(len(columns))
    at, numbers = np.array(columns, np.int64), np.array(values, np.float64)
    return filtered(np.array(ends, np.int64), at, numbers, (at != NOWHERE) & (numbers != 0))


class Table:
    """Sparse rows (CSR). Row n has `columns` and `values` from `ends[n]` to `ends[n + 1]`; `ends[0]` is 0."""

    def __init__(self, ends: Indices, columns: Indices, values: Numbers) -> None:
        self.ends, self.columns, self.values = ends, columns, values

    def __len__(self) -> int:
        return len(self.ends) - 1

    @cached_property
    def rows(self) -> Indices:
        """The row number of each value."""
        return np.arange(len(self)).repeat(np.diff(self.ends))

    def renumbered(self, place: Indices) -> Table:
        """Return the rows with column c renumbered `place[c]`; columns whose place is -1 are dropped."""
        columns = place[self.columns]
        return filtered(self.ends, columns, self.values, columns >= 0)

    def take(self, rows: Sequence[int]) -> Table:
        """Return the chosen rows, in the order given; a row may be chosen more than once."""
        chosen = np.array(rows, np.int64)
        lengths = np.diff(self.ends)[chosen]
        ends = np.append(0, lengths.cumsum())
        at = (self.ends[chosen] - ends[:-1]).repeat(lengths) + np.arange(ends[-1])
        return Table(ends, self.columns[at], self.values[at])

    def joined_with(self, other: Table) -> Table:
        """Return each row joined with the same row of another table; the two must have no column in common."""
        at = self.ends[other.rows + 1]  # behind the values of this table's row
        columns, values = np.insert(self.columns, at, other.columns), np.insert(self.values, at, other.values)
        return Table(self.ends + other.ends, columns, values)

    def dense(self, width: int) -> Numbers:
        """Return the rows as a matrix with `width` columns."""
        matrix = np.zeros((len(self), width))
        matrix[self.rows, self.columns] = self.values
        return matrix

    def weighed(self, weights: Numbers) -> Numbers:
        """Return the weighted sum of each row; `weights` has a weight for each column."""
        return np.bincount(self.rows, weights=weights[self.columns] * self.values, minlength=len(self)).astype(
            np.float64
        )


def filtered(ends: Indices, columns: Indices, values: Numbers, wanted: NDArray[np.bool_]) -> Table:
    """Return rows with only the values where `wanted` is True."""
    kept = wanted.nonzero()[0]
    return Table(kept.searchsorted(ends), columns[kept], values[kept])
