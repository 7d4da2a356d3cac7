"""Tables that may be larger than memory: each is in a Parquet file, and its rows are read in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.numbered import Numbers

# Read so many rows at a time. What a release holds does not depend on this number.
BATCH = 20_000
# Rows in a row group of a released file, by which readers skip. Fixed, since the bytes of the file depend on it.
ROW_GROUP = 100_000
# How released files are written. Fixed, since their bytes depend on it.
_RELEASED: Any = {
    "version": "2.6",
    "compression": "zstd",
    "compression_level": 3,
    "data_page_version": "1.0",
}


@dataclass(frozen=True, slots=True)
class EarlierPlaces:
    """Where the rows of a table are in an earlier file.

    - `path`: the earlier file.
    - `places`: for each row of the table, its place in the earlier file if it is unchanged; -1 for a new row.
    - `others`: the new rows alone, in the same order.
    """

    path: Path
    places: Numbers
    others: Stored


@dataclass(frozen=True)
class Stored:
    """A table in a Parquet file that nobody changes.

    - `renamed`: new names of columns by those in the file.
    - `owner`: the owner of the temporary folder that holds the file, kept alive together with this object.
    - `earlier`: where the rows are in an earlier file, if that is known.
    - `as_released`: whether the file is written as a release writes it, so that it can be copied there.
    """

    path: Path
    renamed: Mapping[str, str] = field(default_factory=dict)
    owner: object = field(default=None, compare=False, repr=False)
    earlier: EarlierPlaces | None = field(default=None, compare=False, repr=False)
    as_released: bool = field(default=False, compare=False, repr=False)

    @cached_property
    def _head(self) -> pq.FileMetaData:
        """The metadata of the file, read once."""
        return pq.read_metadata(self.path)

    def __len__(self) -> int:
        return int(self._head.num_rows)

    @property
    def columns(self) -> list[str]:
        """The names of the columns, as they are called now."""
        return [*self._names().values()]

    @property
    def query(self) -> str:
        """A SQL query in parentheses that gives the rows, each with its `place` in the file, from 0."""
        columns = ", ".join(f"{quoted(old)} AS {quoted(new)}" for old, new in self._names().items())
        path = str(self.path).replace("'", "''")
        place = "file_row_number AS place"
        return f"(SELECT {columns}, {place} FROM read_parquet('{path}', file_row_number = true))"

    def with_names(self, names: Mapping[str, str]) -> Stored:
        """Return the same table with other names for some columns: new names by the names they have now."""
        now = {was: names.get(name, name) for was, name in self._names().items()}
        return replace(self, renamed={was: name for was, name in now.items() if was != name}, as_released=False)

    def batches(self, columns: Sequence[str] | None = None, size: int | None = None) -> Iterator[pa.Table]:
        """Yield the rows in order, in batches of at most `size`; only some `columns` if they are given."""
        with pq.ParquetFile(self.path, metadata=self._head) as file:
            for batch in file.iter_batches(size or BATCH, columns=self._in_file(columns)):
                yield self._renamed(pa.Table.from_batches([batch]))

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the rows as plain Python objects."""
        for batch in self.batches():
            yield from batch.to_pylist()

    def table(self, columns: Sequence[str] | None = None) -> pa.Table:
        """Return all rows as one Arrow table; only some `columns` if they are given."""
        with pq.ParquetFile(self.path, metadata=self._head) as file:
            return self._renamed(file.read(self._in_file(columns), use_threads=file.metadata.num_rows > BATCH))

    def places_of(self, column: str, values: Iterable[str]) -> Numbers:
        """Return the places of the rows that have one of the values in a column, ascending."""
        wanted = pa.array([*values], pa.string())
        found, start = [np.zeros(0, dtype=np.int64)], 0
        for batch in self.batches([column]) if len(wanted) else ():
            cells = batch[column].cast(pa.string())
            found.append(start + np.flatnonzero(pc.is_in(cells, value_set=wanted).to_numpy(zero_copy_only=False)))
            start += len(batch)
        return np.concatenate(found)

    def take(self, places: Numbers, columns: Sequence[str] | None = None) -> pa.Table:
        """Return the rows at some places, which must be ascending. Reads only the row groups that have one of them."""
        if self.earlier and (self.earlier.places[places] < 0).all():  # new rows are few but spread over the whole file
            return self.earlier.others.take(np.cumsum(self.earlier.places < 0)[places] - 1, columns)
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
        """Return the names that columns have now, by their names in the file."""
        return {name: self.renamed.get(name, name) for name in self._head.schema.to_arrow_schema().names}

    def _in_file(self, columns: Sequence[str] | None) -> list[str] | None:
        """Return the names that columns have in the file."""
        if columns is None:
            return None
        were = {new: old for old, new in self.renamed.items()}
        return [were.get(name, name) for name in columns]

    def _renamed(self, table: pa.Table) -> pa.Table:
        if not self.renamed:
            return table  # with its metadata, which renaming would drop
        return table.rename_columns([self.renamed.get(name, name) for name in table.column_names])


def stored(
    batches: Iterable[pa.Table], path: Path, schema: pa.Schema, owner: object = None, *, as_released: bool = False
) -> Stored:
    """Write batches to a Parquet file with a schema and return the table.

    With `as_released` the file is written as in a release, with larger row groups, which takes more memory. `owner` is
    kept with the table.
    """
    form = _RELEASED if as_released else {"compression": "lz4"}
    groups = in_sizes((batch.cast(schema) for batch in batches), ROW_GROUP if as_released else BATCH)
    with pq.ParquetWriter(path, schema, **form) as file:
        for group in chain([next(groups, schema.empty_table())], groups):
            file.write_table(group, ROW_GROUP)
    return Stored(path, owner=owner, as_released=as_released)


def numbers_of(database: duckdb.DuckDBPyConnection, query: str) -> dict[str, Numbers]:
    """Return the columns of a query whose cells are all numbers.

    Uses `execute`, since a relation's `fetchnumpy` plans the query twice.
    """
    found: Any = database.execute(query).fetchnumpy()
    return dict(found)


def tables_of(found: duckdb.DuckDBPyRelation) -> Iterator[pa.Table]:
    """Yield the rows of a query in batches. Until all are read, its database connection can run nothing else."""
    for batch in found.to_arrow_reader(BATCH):
        yield pa.Table.from_batches([batch])


def in_sizes(batches: Iterable[pa.Table], size: int) -> Iterator[pa.Table]:
    """Yield the same rows in batches of exactly `size`, the last perhaps smaller, each column in one chunk."""
    waiting: list[pa.Table] = []
    count = 0
    for batch in batches:
        start = 0
        while count + len(batch) - start >= size:
            end = start + size - count
            # Empty `waiting` before the batch is given, so that its rows are not in memory twice.
            whole, waiting = pa.concat_tables([*waiting, batch[start:end]]).combine_chunks(), []
            yield whole
            start, count = end, 0
        if start < len(batch):
            waiting.append(batch[start:])
            count += len(batch) - start
    if waiting:
        yield pa.concat_tables(waiting).combine_chunks()


def quoted(name: str) -> str:
    """Return the name of a column or table quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'
