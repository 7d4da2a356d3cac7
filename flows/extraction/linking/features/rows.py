"""The features of many candidates as a sparse table: a row for each candidate, a column for each name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]
Document = TypeVar("Document")
# Gives the features of each candidate of a document, in order.
Describe = Callable[[Document], Iterable[Mapping[str, float]]]


class Names:
    """The names of features, each with its number. Once `fixed`, names that were never learned are passed over."""

    def __init__(self, names: Sequence[str] = (), *, fixed: bool = False) -> None:
        self.number = {name: number for number, name in enumerate(names)}
        self.fixed = fixed

    def find(self, name: str) -> int | None:
        """The number of a name; a new one gets the next, unless no more are taken in."""
        if self.fixed:
            return self.number.get(name)
        return self.number.setdefault(name, len(self.number))


class Rows:
    """Rows of features in the making, whose names all have one prefix."""

    def __init__(self, names: Names, prefix: str) -> None:
        self.names = names
        self._known: dict[str, int | None] = {}  # the numbers of names, without their prefix
        self._prefix = prefix
        self._columns: list[int] = []
        self._values: list[float] = []
        self._ends: list[int] = [0]

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, features: Mapping[str, float]) -> None:
        """Add a candidate."""
        known, columns, values = self._known, self._columns, self._values
        for name, value in features.items():
            if value:
                column = known[name] if name in known else self._find(name)
                if column is not None:
                    columns.append(column)
                    values.append(value)
        self._ends.append(len(columns))

    def _find(self, name: str) -> int | None:
        self._known[name] = self.names.find(f"{self._prefix}: {name}")
        return self._known[name]

    def table(self) -> Table:
        """All rows so far."""
        return Table(np.array(self._ends), np.array(self._columns, np.int64), np.array(self._values, np.float64))


def described(names: Names, prefix: str, documents: Iterable[Document], describe: Describe[Document]) -> Table:
    """The features of the candidates of some documents, as a table whose names all have one prefix."""
    rows = Rows(names, prefix)
    for document in documents:
        for features in describe(document):
            rows.add(features)
    return rows.table()


class Table:
    """Rows that are complete, as three arrays: where each ends, the columns and the values of all."""

    def __init__(self, ends: Indices, columns: Indices, values: Numbers) -> None:
        self.ends, self.columns, self.values = ends, columns, values

    def __len__(self) -> int:
        return len(self.ends) - 1

    def take(self, rows: Sequence[int]) -> Table:
        """Some of the rows, in the order asked for."""
        chosen = np.array(rows, np.int64)
        lengths = np.diff(self.ends)[chosen]
        ends = np.concatenate([[0], np.cumsum(lengths)])
        at = np.repeat(self.ends[chosen] - ends[:-1], lengths) + np.arange(ends[-1])
        return Table(ends, self.columns[at], self.values[at])

    def beside(self, other: Table) -> Table:
        """Each row with the one of another table, whose columns are others."""
        mine, others = np.diff(self.ends), np.diff(other.ends)
        ends = np.concatenate([[0], np.cumsum(mine + others)])
        first = np.repeat(ends[:-1] - self.ends[:-1], mine) + np.arange(len(self.columns))
        second = np.repeat(ends[:-1] + mine - other.ends[:-1], others) + np.arange(len(other.columns))
        columns, values = np.empty(ends[-1], np.int64), np.empty(ends[-1], np.float64)
        columns[first], columns[second] = self.columns, other.columns
        values[first], values[second] = self.values, other.values
        return Table(ends, columns, values)

    def dense(self, place: Indices, width: int) -> Numbers:
        """A plain matrix of the columns that have a place in it (-1: none)."""
        matrix = np.zeros((len(self), width))
        places = place[self.columns]
        rows = np.repeat(np.arange(len(self)), np.diff(self.ends))
        kept = places >= 0
        matrix[rows[kept], places[kept]] = self.values[kept]
        return matrix

    def weighed(self, weights: Numbers) -> Numbers:
        """The sum of each row, its columns weighed."""
        rows = np.repeat(np.arange(len(self)), np.diff(self.ends))
        return np.bincount(rows, weights=weights[self.columns] * self.values, minlength=len(self)).astype(np.float64)
