"""Tables in files: however they were written and are read, in batches, by places or by query, the rows are the same."""

from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.stored import Stored, in_sizes, stored

SCHEMA = pa.schema([("key", pa.string()), ("number", pa.int64())])
cells = st.sampled_from(["a", "b", "ä", None])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(cells, max_size=4), max_size=5), st.integers(1, 7), st.data())
def test_rows_are_those_that_were_written(parts: list[list[str | None]], size: int, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        batches = [pa.table({"key": part, "number": [*range(len(part))]}, SCHEMA) for part in parts]
        table = stored(batches, Path(folder) / "it's.parquet", SCHEMA)
        whole = pa.concat_tables([SCHEMA.empty_table(), *batches])
        assert len(table) == len(whole)
        assert [*table.rows()] == whole.to_pylist()
        assert [len(batch) for batch in in_sizes(table.batches(size=2), size)][:-1] == [size] * (
            (len(whole) - 1) // size
        )
        assert [row for batch in in_sizes(table.batches(), size) for row in batch.to_pylist()] == whole.to_pylist()
        places = np.array(sorted(data.draw(st.sets(st.integers(0, len(whole) - 1)))) if len(whole) else [], dtype=int)
        assert table.take(places, ["key"]).to_pylist() == whole.take(places).select(["key"]).to_pylist()
        assert table.places_of("key", ["a", "ä"]).tolist() == [
            i for i, key in enumerate(whole["key"].to_pylist()) if key in ("a", "ä")
        ]
        with duckdb.connect() as database:
            found = database.sql(f"SELECT place, number FROM {table.query} ORDER BY place").fetchall()
        assert found == [*enumerate(whole["number"].to_pylist())]


def test_columns_are_called_as_they_are_now(tmp_path: Path) -> None:
    table = stored([pa.table({"key": ["a"], "number": [1]}, SCHEMA)], tmp_path / "table.parquet", SCHEMA)
    twice = table.with_names({"key": "name"}).with_names({"name": "called", "number": "n"})
    assert twice.columns == ["called", "n"]
    for rows in (twice.rows(), twice.table().to_pylist(), twice.take(np.array([0])).to_pylist()):
        assert [*rows] == [{"called": "a", "n": 1}]
    assert twice.table(["n"]).column_names == ["n"]
    assert Stored(table.path).columns == ["key", "number"]
    with pytest.raises(OSError, match="nowhere"):
        len(Stored(tmp_path / "nowhere.parquet"))
