"""Tables that may be larger than memory: each stands in a Parquet file, and its rows come in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.numbered import Numbers

# So many rows are in memory at a time. A release does not depend on it.
BATCH = 20_000
# Readers skip by row group; the number is fixed because it shapes the file.
ROW_GROUP = 100_000
_RELEASED: Any = {
    "version": "2.6",
    "compression": "zstd",
    "compression_level": 3,
    "data_page_version": "1.0",
}


@dataclass(frozen=True, slots=True)
class Stood:
    """Where each row of a table stands in an earlier file, as it is; -1 for one that was not looked for there: those
    are all there is in a file of `others`, in the same order."""

    path: Path
    places: Numbers
    others: Stored


@dataclass(frozen=True)
class Stored:
    """A table in a file that stays as it is. Columns that are called otherwise now are `renamed`: their new names by
    those in the file.

    `beside` is whatever has to be there as long as the file is needed. `stood` tells where rows come from, if that is
    known, and `as_released` that the file is what a release of these rows has.
    """

    path: Path
    renamed: Mapping[str, str] = field(default_factory=dict)
    beside: object = field(default=None, compare=False, repr=False)
    stood: Stood | None = field(default=None, compare=False, repr=False)
    as_released: bool = field(default=False, compare=False, repr=False)

    @cached_property
    def _head(self) -> pq.FileMetaData:
        """What the file says of itself, which is asked for more often than it is read."""
        return pq.read_metadata(self.path)

    def __len__(self) -> int:
        return int(self._head.num_rows)

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return [*self._names().values()]

    @property
    def query(self) -> str:
        """The rows as a query, each with its `place` in the file, counted from 0."""
        columns = ", ".join(f"{quoted(old)} AS {quoted(new)}" for old, new in self._names().items())
        path = str(self.path).replace("'", "''")
        place = "file_row_number AS place"
        return f"(SELECT {columns}, {place} FROM read_parquet('{path}', file_row_number = true))"

    def called(self, names: Mapping[str, str]) -> Stored:
        """The same with other names for some columns, by those that they have now."""
        now = {was: names.get(name, name) for was, name in self._names().items()}
        return replace(self, renamed={was: name for was, name in now.items() if was != name}, as_released=False)

    def batches(self, columns: Sequence[str] | None = None, size: int | None = None) -> Iterator[pa.Table]:
        """The rows in order, so many at a time."""
        with pq.ParquetFile(self.path, metadata=self._head) as file:
            for batch in file.iter_batches(size or BATCH, columns=self._in_file(columns)):
                yield self._renamed(pa.Table.from_batches([batch]))

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows as plain Python has them."""
        for batch in self.batches():
            yield from batch.to_pylist()

    def table(self, columns: Sequence[str] | None = None) -> pa.Table:
        """All rows at once, or some columns of them."""
        with pq.ParquetFile(self.path, metadata=self._head) as file:
            return self._renamed(file.read(self._in_file(columns), use_threads=file.metadata.num_rows > BATCH))

    def frame(self) -> pd.DataFrame:
        """The same as pandas has it."""
        frame: pd.DataFrame = self.table().to_pandas(self_destruct=True, split_blocks=True)
        return frame

    def among(self, column: str, values: Iterable[str]) -> Numbers:
        """The places of the rows that have one of some texts in a column."""
        wanted = pa.array([*values], pa.string())
        found, start = [np.zeros(0, dtype=np.int64)], 0
        for batch in self.batches([column]) if len(wanted) else ():
            cells = batch[column].cast(pa.string())
            found.append(start + np.flatnonzero(pc.is_in(cells, value_set=wanted).to_numpy(zero_copy_only=False)))
            start += len(batch)
        return np.concatenate(found)

    def take(self, places: Numbers, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows at some places, which are in order; only the groups of rows that have one are read."""
        if self.stood and (self.stood.places[places] < 0).all():  # few, and all over the file
            return self.stood.others.take(np.cumsum(self.stood.places < 0)[places] - 1, columns)
        with pq.ParquetFile(self.path, metadata=self._head) as file:
            sizes = [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)]
            ends = np.cumsum(sizes, dtype=np.int64)
            group = np.searchsorted(ends, places, side="right")
            found = [
                file.read_row_group(int(number), self._in_file(columns)).take(
                    pa.array(places[group == number] - (ends[number] - sizes[number]))
                )
                for number in np.unique(group)
            ]
            empty = file.schema_arrow.empty_table().select(self._in_file(columns) or file.schema_arrow.names)
        return self._renamed(pa.concat_tables(found) if found else empty)

    def _names(self) -> dict[str, str]:
        """The names that columns have now, by those in the file."""
        return {name: self.renamed.get(name, name) for name in self._head.schema.to_arrow_schema().names}

    def _in_file(self, columns: Sequence[str] | None) -> list[str] | None:
        if columns is None:
            return None
        were = {new: old for old, new in self.renamed.items()}
        return [were.get(name, name) for name in columns]

    def _renamed(self, table: pa.Table) -> pa.Table:
        if not self.renamed:
            return table  # with the descriptions that it has
        return table.rename_columns([self.renamed.get(name, name) for name in table.column_names])


def stored(
    batches: Iterable[pa.Table], path: Path, schema: pa.Schema, beside: object = None, *, as_released: bool = False
) -> Stored:
    """What some batches have, in a file; `as_released` in the form of a release, for which more rows are in memory."""
    form = _RELEASED if as_released else {"compression": "lz4"}
    groups = in_sizes((batch.cast(schema) for batch in batches), ROW_GROUP if as_released else BATCH)
    with pq.ParquetWriter(path, schema, **form) as file:
        for group in chain([next(groups, schema.empty_table())], groups):
            file.write_table(group, ROW_GROUP)
    return Stored(path, beside=beside, as_released=as_released)


def numbers_of(database: duckdb.DuckDBPyConnection, query: str) -> dict[str, Numbers]:
    """The columns of a query whose cells all are numbers. It is planned once, as a relation's `fetchnumpy` is twice."""
    found: Any = database.execute(query).fetchnumpy()
    return dict(found)


def tables_of(found: duckdb.DuckDBPyRelation) -> Iterator[pa.Table]:
    """The rows that a query finds, so many at a time. Its database can do nothing else meanwhile."""
    for batch in found.to_arrow_reader(BATCH):
        yield pa.Table.from_batches([batch])


def in_sizes(batches: Iterable[pa.Table], size: int) -> Iterator[pa.Table]:
    """The same rows, exactly so many at a time but for the last, each column in one piece."""
    waiting: list[pa.Table] = []
    count = 0
    for batch in batches:
        start = 0
        while count + len(batch) - start >= size:
            end = start + size - count
            whole, waiting = pa.concat_tables([*waiting, batch[start:end]]).combine_chunks(), []  # not there twice
            yield whole
            start, count = end, 0
        if start < len(batch):
            waiting.append(batch[start:])
            count += len(batch) - start
    if waiting:
        yield pa.concat_tables(waiting).combine_chunks()


def quoted(name: str) -> str:
    """The name of a column or table as SQL has it."""
    return '"' + name.replace('"', '""') + '"'
